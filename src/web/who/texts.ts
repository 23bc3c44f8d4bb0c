import type en from './texts/en.json';
import { catalogue } from '../text/catalogue.ts';

export const whoTexts = catalogue<keyof typeof en>('who', {
  en: () => import('./texts/en.json'),
  fa: () => import('./texts/fa.json'),
  ps: () => import('./texts/ps.json'),
});
