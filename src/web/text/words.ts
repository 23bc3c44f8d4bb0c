/** The words of the ledger that many pages use: sectors, levels, classes of supply, roles. */
import type en from './texts/en.json';
import { catalogue } from './catalogue.ts';

export const words = catalogue<keyof typeof en>('text', {
  en: () => import('./texts/en.json'),
  fa: () => import('./texts/fa.json'),
  ps: () => import('./texts/ps.json'),
});
