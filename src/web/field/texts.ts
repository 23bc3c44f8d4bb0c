import type en from './texts/en.json';
import { catalogue } from '../text/catalogue.ts';

export const fieldTexts = catalogue<keyof typeof en>('field', {
  en: () => import('./texts/en.json'),
  fa: () => import('./texts/fa.json'),
  ps: () => import('./texts/ps.json'),
});
