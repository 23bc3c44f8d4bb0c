/** What waybills and notes say alike: of items, places, days, and of what is not told. */
import { itemOf } from '../../catalogue/catalogue.ts';
import { crossingOf } from '../../places/crossings.ts';
import { districtOf, provinceOf } from '../../places/places.ts';
import type { PrintDocument, PrintLanguage } from '../../platform/print/document.ts';
import {
  calendarDayText,
  dayText,
  filled,
  isolated,
  running,
  numberText,
  timeText,
} from '../../platform/print/words.ts';
import { cargoWords } from '../words.ts';
import { type PaperTexts, paperTexts } from './texts.ts';

/** For whom a paper is printed: what stands on it beside what it is about. */
export interface PaperFor {
  lang: PrintLanguage;
  /** What its QR code holds. */
  link: string;
  /** Whether whoever prints it is told everything. */
  isInside: boolean;
  nameOf: (organisation: string) => string;
}

/** The phrases of a language, for one who is told everything or not. */
export function phrasesOf({ lang, isInside }: Pick<PaperFor, 'lang' | 'isInside'>) {
  const texts = paperTexts[lang];
  // Outside nobody can tell what was not given from what is not told.
  const absent = isInside ? texts.none : texts.empty;
  const district = (pcode: string) => {
    const name = districtOf(pcode)?.name;
    return `${name === undefined ? '' : `${name} `}${pcode}`;
  };
  const province = (pcode: string) => provinceOf(pcode)?.name[lang] ?? pcode;
  return {
    ...{ texts, absent, words: cargoWords[lang] },
    number: (value: number) => numberText(lang, value),
    day: (value: string | null) => (value === null ? absent : calendarDayText(lang, value)),
    moment: (iso: string) => filled(texts.moment, momentOf(lang, Date.parse(iso))),
    item: (code: string) => itemOf(code)?.name[lang] ?? code,
    numbered: (index: number, name: string) =>
      running(lang, filled(texts.numbered, { number: numberText(lang, index + 1), name })),
    /** Each in a direction of its own; null when there is nobody. */
    people: (names: readonly string[]) =>
      names.length === 0 ? null : running(lang, names.map(isolated).join(' · ')),
    destination: (to: { province: string; district?: string | null | undefined }) =>
      to.district ? `${province(to.province)} · ${isolated(district(to.district))}` : province(to.province),
    place: (pcode: string | null) => {
      if (pcode === null) return absent;
      return pcode.length === 4
        ? province(pcode)
        : `${province(pcode.slice(0, 4))} · ${isolated(district(pcode))}`;
    },
    crossing: (code: string | null) => (code === null ? absent : (crossingOf(code)?.name ?? code)),
    facts: (told: readonly [keyof PaperTexts['facts'], string | null][]): PrintDocument['facts'] =>
      told.map(([fact, value]) => ({ label: texts.facts[fact], value: value ?? absent })),
    /** What whoever reads the paper should know of it. */
    cautions: (items: readonly string[]) => [
      ...(isInside ? [] : [texts.outside]),
      ...(lang !== 'en' && items.some((item) => /to be confirmed/.test(itemOf(item)?.nameStatus ?? ''))
        ? [texts.namesToConfirm]
        : []),
    ],
    /** The head and foot of a paper of this number, as of a moment. */
    frame: (title: string, number: string, asOf: string) => {
      const named = { ...momentOf(lang, Date.parse(asOf)), number: isolated(number) };
      return {
        ...{ lang, title, pageOf: texts.pageOf },
        subtitle: filled(texts.asOf, named),
        footer: filled(texts.footer, named),
      };
    },
  };
}
export type Phrases = ReturnType<typeof phrasesOf>;

function momentOf(lang: PrintLanguage, instant: number) {
  return { day: dayText(lang, instant), time: timeText(lang, instant) };
}
