import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useLanguage } from '../text/catalogue.ts';
import { INTL_LOCALES } from '../text/language.ts';

/**
 * Tells React Aria the language: the direction of arrows, and how numbers and days are written. Around each component that is made of it, so that pages
 * without one fetch and run nothing of it.
 */
export function AriaLocale({ children }: { children: ReactNode }) {
  return <I18nProvider locale={INTL_LOCALES[useLanguage()]}>{children}</I18nProvider>;
}
