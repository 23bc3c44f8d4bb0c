import type en from './texts/en.json';
import { catalogue } from '../text/catalogue.ts';

export const auditTexts = catalogue<keyof typeof en>('audit', {
  en: () => import('./texts/en.json'),
  fa: () => import('./texts/fa.json'),
  ps: () => import('./texts/ps.json'),
});
