/** The languages of the application, and which one is spoken here. */

export const LANGUAGES = ['en', 'fa', 'ps'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', fa: 'دری', ps: 'پښتو' };

/** As a page says it in `lang`. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en', fa: 'fa-AF', ps: 'ps' };

/**
 * What `Intl` is asked with. Chromium knows no Pashto: its digits, plurals and separators are those of Dari, and what differs
 * (the names of months) is in `dates.ts`.
 */
export const INTL_LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fa: 'fa-AF', ps: 'fa-AF' };

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'en' ? 'ltr' : 'rtl');

const KEPT_AS = 'language';

/** What `boot.js` found before the first paint: chosen here before, or liked by the browser. */
export function languageAtStart(): Language {
  const [primary = 'en'] = document.documentElement.lang.split('-');
  return LANGUAGES.find((language) => language === primary) ?? 'en';
}

/** Turns the document, and remembers the choice on this device. */
export function speak(language: Language): void {
  const root = document.documentElement;
  root.lang = LANGUAGE_TAGS[language];
  root.dir = directionOf(language);
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // A browser that keeps nothing still speaks it until it is closed.
  }
}
