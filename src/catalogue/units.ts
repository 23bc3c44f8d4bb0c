import type { Language } from '../platform/http/language.ts';

/** What the units of items (UN/ECE Recommendation 20) are called beside a quantity. Dari and Pashto are to be confirmed by native speakers. */
export const unitNames: Readonly<Record<Language, Record<'KGM' | 'H87' | 'SET' | 'MON', string>>> = {
  en: { KGM: 'kg', H87: 'pieces', SET: 'sets', MON: 'months' },
  fa: { KGM: 'کیلوگرام', H87: 'عدد', SET: 'سِت', MON: 'ماه' },
  ps: { KGM: 'کیلوګرامه', H87: 'دانې', SET: 'سېټه', MON: 'میاشتې' },
};

/** The name of a unit; of one that is not known, its code. */
export function unitName(unit: string, lang: Language): string {
  const names: Readonly<Record<string, string>> = unitNames[lang];
  return names[unit] ?? unit;
}
