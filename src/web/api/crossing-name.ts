import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../text/catalogue.ts';
import type { Language } from '../text/language.ts';
import { type Crossing, crossingsQuery } from './reference.ts';

const ARABIC = /\p{Script=Arabic}/u;

/** As it is written where it lies, for readers of Dari and Pashto, where the reference data know it; otherwise as in English. */
export function crossingNameIn(
  { name, aliases }: Pick<Crossing, 'name' | 'aliases'>,
  language: Language,
): string {
  const written = language === 'en' ? [] : aliases.filter((alias) => ARABIC.test(alias));
  return written.length > 0 ? written.join(' / ') : name;
}

/** Code → name; the code itself until the names are there. */
export function useCrossingName(): (code: string) => string {
  const language = useLanguage();
  const { data: crossings = [] } = useQuery(crossingsQuery);
  return (code) => {
    const known = crossings.find((one) => one.code === code);
    return known ? crossingNameIn(known, language) : code;
  };
}
