import type en from './texts/en.json';
import { catalogue } from '../text/catalogue.ts';

export const forecastTexts = catalogue<keyof typeof en>('forecast', {
  en: () => import('./texts/en.json'),
  fa: () => import('./texts/fa.json'),
  ps: () => import('./texts/ps.json'),
});
