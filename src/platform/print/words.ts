/** Numbers and days as people write them: Dari in Persian digits, with the Solar Hijri day first. */
import { DAY_MS, startOfDay } from '../calendar.ts';
import type { PrintLanguage } from './document.ts';

const KABUL = 'Asia/Kabul';
// The Afghan names of months and not the Iranian ones: `fa-AF`.
const LOCALES = { en: 'en-GB', fa: 'fa-AF' } as const;

const formats = {
  en: formatsOf('en', ['en-GB-u-ca-gregory']),
  fa: formatsOf('fa', ['fa-AF-u-ca-persian', 'fa-AF-u-ca-gregory']),
};

function formatsOf(lang: PrintLanguage, calendars: readonly string[]) {
  const locale = LOCALES[lang];
  return {
    days: calendars.map(
      (calendar) => new Intl.DateTimeFormat(calendar, { timeZone: KABUL, dateStyle: 'long' }),
    ),
    time: new Intl.DateTimeFormat(locale, {
      ...{ timeZone: KABUL, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    }),
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

/** The Kabul day of an instant: `24 November 2026`, `۳ قوس ۱۴۰۵ (۲۴ نومبر ۲۰۲۶)`. */
export function dayText(lang: PrintLanguage, instant: number): string {
  const [first = '', ...others] = formats[lang].days.map((format) => spelled(format.format(instant)));
  return others.length === 0 ? first : `${first} (${others.join(', ')})`;
}

/** A Kabul day, YYYY-MM-DD, in the same words. */
export function calendarDayText(lang: PrintLanguage, day: string): string {
  return dayText(lang, startOfDay(day) + DAY_MS / 2);
}

/** The time of day in Kabul: `10:30`. */
export function timeText(lang: PrintLanguage, instant: number): string {
  return formats[lang].time.format(instant);
}

/** Intl writes the sixth month with an ending that it has only before another word. */
function spelled(day: string): string {
  return day.replace('سنبلهٔ', 'سنبله');
}
