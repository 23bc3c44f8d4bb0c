import type en from './texts/en.json';
import { catalogue } from '../text/catalogue.ts';

export const whatIfTexts = catalogue<keyof typeof en>('what-if', {
  en: () => import('./texts/en.json'),
  fa: () => import('./texts/fa.json'),
  ps: () => import('./texts/ps.json'),
});
