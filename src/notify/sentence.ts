import { itemOf, sectorOf } from '../catalogue/catalogue.ts';
import { provinceOf } from '../places/places.ts';
import type { About } from './contract.ts';
import type { EventType } from './rules/event.ts';
import type { Language } from './rules/language.ts';
import { type NoticeTexts, noticeTexts } from './texts.ts';

// Pashto is written with the same digits; Intl knows none of its own for it everywhere.
const LOCALES = { en: 'en-GB', fa: 'fa-AF', ps: 'fa-AF' } as const;

/** A number with at most 3 decimals, as people write it. */
export function numberIn(language: Language, value: number): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 3 }).format(value);
}

/** A text with what its `{names}` stand for. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}

/** What happened, in one sentence. */
export function sentenceOf(type: EventType, about: About, language: Language): string {
  const texts = noticeTexts[language];
  return filled(texts.sentence[type], valuesOf(about, language, texts));
}

function valuesOf(about: About, language: Language, texts: NoticeTexts): Record<string, string> {
  switch (about.of) {
    case 'discrepancy':
      return { what: caseWords(about, language, texts).join(texts.comma) };
    case 'gap_flag':
      return {
        sector: sectorOf(about.sector)?.name[language] ?? about.sector,
        province: provinceIn(language, about.province),
        severity: texts.severity[about.severity],
        months: about.months.join(texts.comma),
      };
    default:
      return { url: about.url, why: texts.why[about.why] };
  }
}

function caseWords(
  { kind, quantity, unit, item, waybill, pledgeReference, province }: Extract<About, { of: 'discrepancy' }>,
  language: Language,
  texts: NoticeTexts,
): string[] {
  const words = [texts.kinds[kind]];
  if (quantity !== null && item !== null) {
    words.push(
      filled(texts.amount, {
        quantity: numberIn(language, quantity),
        unit: texts.units[unit as keyof NoticeTexts['units']] ?? unit ?? '',
        item: itemOf(item)?.name[language] ?? item,
      }),
    );
  }
  if (waybill !== null) words.push(filled(texts.waybill, { waybill }));
  else if (pledgeReference !== null) words.push(filled(texts.pledge, { reference: pledgeReference }));
  if (province !== null) words.push(provinceIn(language, province));
  return words;
}

function provinceIn(language: Language, pcode: string): string {
  return provinceOf(pcode)?.name[language] ?? pcode;
}
