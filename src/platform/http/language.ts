/** The languages the service speaks to people: English, Dari, Pashto. */
export const LANGUAGES = ['en', 'fa', 'ps'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What people and phones call them: Dari has a code of its own in ISO 639-3, and so have both as parts of a macrolanguage. */
const SPOKEN: Readonly<Record<string, Language>> = {
  ...{ en: 'en', eng: 'en', fa: 'fa', fas: 'fa', per: 'fa', prs: 'fa' },
  ...{ ps: 'ps', pus: 'ps', pst: 'ps', pbu: 'ps', pbt: 'ps' },
};

const RANGE = /^\s*([a-z]{1,8}|\*)(?:-[a-z0-9]{1,8})*\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$/i;
/** A header may hold thousands; nobody speaks so many. */
const MOST_RANGES = 20;

/** The language of ours that an `Accept-Language` header (RFC 9110, 12.5.4) likes best; English when it names none. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) return 'en';
  let best: { language: Language; weight: number } = { language: 'en', weight: 0 };
  for (const part of acceptLanguage.split(',', MOST_RANGES)) {
    const [, primary = '', q = '1'] = RANGE.exec(part) ?? [];
    const language = primary === '*' ? 'en' : SPOKEN[primary.toLowerCase()];
    const weight = Number(q);
    // Of equals the one named first.
    if (language !== undefined && weight > best.weight) best = { language, weight };
  }
  return best.language;
}
