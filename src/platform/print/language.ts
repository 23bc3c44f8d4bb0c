import { z } from 'zod';
import { preferredLanguage } from '../http/language.ts';
import { PRINT_LANGUAGES, type PrintLanguage } from './document.ts';

/** How whoever asks for something printed says in which language: in the query, else as browsers do. */
export const printLanguage = z.enum(PRINT_LANGUAGES).optional().meta({
  description:
    'English, or Dari or Pashto from right to left; by default the one that `Accept-Language` likes best',
});
export const languageHeaders = z.object({ 'accept-language': z.string().optional() });

/** What was asked for by name, else what the browser likes best of what there is, else English. */
export function languageOf(
  { lang }: { lang?: PrintLanguage | undefined },
  headers: z.output<typeof languageHeaders>,
): PrintLanguage {
  return lang ?? preferredLanguage(headers['accept-language']);
}

/** What is printed differs by it; without this a cache would hand the Dari page to whoever asks for the English one. */
export const VARIES = { vary: 'accept-language' };
