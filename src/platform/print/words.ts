/** Numbers and days as people write them: Dari and Pashto in Persian digits, days in both calendars, the one people live by first. */
import { DAY_MS, startOfDay } from '../calendar.ts';
import { isRightToLeft, type PrintLanguage } from './document.ts';

const KABUL = 'Asia/Kabul';
const LOCALES = { en: 'en-GB', fa: 'fa-AF', ps: 'ps-AF' } as const;

/** The months of the Solar Hijri year as they are named in Afghanistan, which Intl knows in no more than one of the languages. */
const SOLAR_MONTHS: Readonly<Record<PrintLanguage, readonly string[]>> = {
  en: 'Hamal Sawr Jawza Saratan Asad Sunbula Mizan Aqrab Qaws Jadi Dalw Hut'.split(' '),
  fa: 'حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت'.split(' '),
  ps: 'وری غويی غبرګولی چنګاښ زمری وږی تله لړم ليندۍ مرغومی سلواغه کب'.split(' '),
};

const numericDay = { timeZone: KABUL, day: 'numeric', month: 'numeric', year: 'numeric' } as const;
const solarParts = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', numericDay);

const formats = { en: formatsOf('en'), fa: formatsOf('fa'), ps: formatsOf('ps') };

function formatsOf(lang: PrintLanguage) {
  const locale = LOCALES[lang];
  return {
    gregorian: new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, { timeZone: KABUL, dateStyle: 'long' }),
    gregorianMonth: new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, {
      ...{ timeZone: KABUL, month: 'long', year: 'numeric' },
    }),
    time: new Intl.DateTimeFormat(locale, {
      ...{ timeZone: KABUL, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    }),
    plain: new Intl.NumberFormat(locale, { useGrouping: false }),
    number: new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }),
    cents: new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  };
}

/** A number with at most 3 decimals. */
export function numberText(lang: PrintLanguage, value: number): string {
  return formats[lang].number.format(value);
}

/** Cents as dollars. */
export function centsText(lang: PrintLanguage, cents: number): string {
  const { number, cents: exact } = formats[lang];
  return (cents % 100 === 0 ? number : exact).format(cents / 100);
}

/**
 * The Kabul day of an instant in both calendars: `24 November 2026 (3 Qaws 1405)`, `۳ قوس ۱۴۰۵ (۲۴ نومبر ۲۰۲۶)`,
 * `۳ ليندۍ ۱۴۰۵ (۲۴ نومبر ۲۰۲۶)`.
 */
export function dayText(lang: PrintLanguage, instant: number): string {
  const solar = solarDayText(lang, instant);
  const gregorian = inOrder(formats[lang].gregorian, instant);
  return lang === 'en' ? `${gregorian} (${solar})` : `${solar} (${gregorian})`;
}

function solarDayText(lang: PrintLanguage, instant: number): string {
  const { day = '', month = '', year = '' } = partsOf(solarParts, instant);
  const number = (part: string) => formats[lang].plain.format(Number(part));
  return `${number(day)} ${SOLAR_MONTHS[lang][Number(month) - 1] ?? ''} ${number(year)}`;
}

/** A Kabul day, YYYY-MM-DD, in the same words. */
export function calendarDayText(lang: PrintLanguage, day: string): string {
  return dayText(lang, startOfDay(day) + DAY_MS / 2);
}

/** A Gregorian month, YYYY-MM: `November 2026`. */
export function monthText(lang: PrintLanguage, month: string): string {
  return inOrder(formats[lang].gregorianMonth, startOfDay(`${month}-15`));
}

/** The time of day in Kabul: `10:30`. */
export function timeText(lang: PrintLanguage, instant: number): string {
  return formats[lang].time.format(instant);
}

/** Day, month and year in the order they are said; Intl writes Pashto ones the other way round. */
function inOrder(format: Intl.DateTimeFormat, instant: number): string {
  const { day, month, year } = partsOf(format, instant);
  return [day, month, year].filter((part) => part !== undefined).join(' ');
}

const partsOf = (format: Intl.DateTimeFormat, instant: number): Partial<Record<string, string>> =>
  Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));

/**
 * A name, a number or a code inside a sentence, in a direction of its own (Unicode's first-strong isolate): the words around it stay where
 * they belong, whichever way it runs.
 */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/**
 * A text that begins with a number or with isolated names: it runs as its language does all the same, which otherwise its first letter
 * decides (Unicode's right-to-left mark).
 */
export function running(lang: PrintLanguage, text: string): string {
  return isRightToLeft(lang) ? `\u200f${text}` : text;
}

/** A text with what its `{names}` stand for. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
