/**
 * Days, months and moments as they are shown: Kabul's, in the Gregorian and the Solar Hijri calendar. Dari is asked of `Intl` as `fa-AF` (`fa-IR`
 * has Iran's months); Pashto and English names are here, because no browser has them.
 */
import { INTL_LOCALES, type Language } from './language.ts';
import { plainYear } from './numbers.ts';

export const ZONE = 'Asia/Kabul';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MEAN_MONTH_MS = 30.44 * DAY_MS;
export type CalendarName = 'gregory' | 'persian';

const MONTHS: Readonly<Record<CalendarName, Readonly<Partial<Record<Language, readonly string[]>>>>> = {
  persian: {
    en: [
      'Hamal',
      'Sawr',
      'Jawza',
      'Saratan',
      'Asad',
      'Sunbula',
      'Mizan',
      'Aqrab',
      'Qaws',
      'Jadi',
      'Dalw',
      'Hut',
    ],
    ps: ['وری', 'غويی', 'غبرګولی', 'چنګاښ', 'زمری', 'وږی', 'تله', 'لړم', 'ليندۍ', 'مرغومی', 'سلواغه', 'کب'],
  },
  gregory: {
    ps: [
      'جنوري',
      'فبروري',
      'مارچ',
      'اپرېل',
      'مۍ',
      'جون',
      'جولای',
      'اګست',
      'سپتمبر',
      'اکتوبر',
      'نومبر',
      'ډسمبر',
    ],
  },
};

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** A day of a calendar; the month from 1. */
export interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

/** Which day of a calendar an instant falls on in a time zone. */
export function dayIn(calendar: CalendarName, at: Date, timeZone = ZONE): CalendarDay {
  const parts = format(`en-u-ca-${calendar}-nu-latn`, {
    ...{ timeZone, year: 'numeric', month: 'numeric', day: 'numeric' },
  }).formatToParts(at);
  const numeric = (type: string) =>
    Number.parseInt(parts.find((part) => part.type === type)?.value ?? '', 10);
  return { year: numeric('year'), month: numeric('month'), day: numeric('day') };
}

/** A number of a day, without grouping. */
const digits = plainYear;

function monthName(calendar: CalendarName, { month }: CalendarDay, at: Date, language: Language): string {
  const own = MONTHS[calendar][language]?.[month - 1];
  if (own !== undefined) return own;
  return format(`${INTL_LOCALES[language]}-u-ca-${calendar}`, { timeZone: 'UTC', month: 'long' }).format(at);
}

/** At noon in UTC: the same day in every calendar that is asked in UTC. */
const noonOf = (isoDay: string): Date => new Date(`${isoDay}T12:00:00Z`);

/** The twelve months of a calendar by name. */
export function monthNames(calendar: CalendarName, language: Language): string[] {
  return Array.from({ length: 12 }, (_, index) => {
    const own = MONTHS[calendar][language]?.[index];
    // In the middle of the month, whatever the calendar: months of both begin some twenty days apart.
    const at =
      calendar === 'gregory' ? Date.UTC(2026, index, 15) : Date.UTC(2026, 3, 5) + index * MEAN_MONTH_MS;
    return (
      own ??
      format(`${INTL_LOCALES[language]}-u-ca-${calendar}`, { timeZone: 'UTC', month: 'long' }).format(at)
    );
  });
}

/** Which ISO day a day of a calendar is; undefined for one that does not exist, such as 30 Hut of a common year. */
export function isoOf(calendar: CalendarName, { year, month, day }: CalendarDay): string | undefined {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 1 && year <= 9_000)) return undefined;
  // Solar Hijri years begin on 20 or 21 March; the first six months have 31 days. A day off is found by looking around.
  const guess =
    calendar === 'gregory'
      ? Date.UTC(year, month - 1, day, 12)
      : Date.UTC(year + 621, 2, 20, 12) + ((month - 1) * 30 + Math.min(month - 1, 6) + day) * DAY_MS;
  for (const off of [0, -1, 1, -2, 2]) {
    const at = new Date(guess + off * DAY_MS);
    const found = dayIn(calendar, at, 'UTC');
    if (found.year === year && found.month === month && found.day === day)
      return at.toISOString().slice(0, 10);
  }
  return undefined;
}

/** `2026-11-27` → `27 November 2026`, or `6 Qaws 1405`. */
export function formatDay(isoDay: string, language: Language, calendar: CalendarName = 'gregory'): string {
  const at = noonOf(isoDay);
  const day = dayIn(calendar, at, 'UTC');
  return `${digits(day.day, language)} ${monthName(calendar, day, at, language)} ${digits(day.year, language)}`;
}

/** Both calendars, the one of the language first: `6 Qaws 1405 (27 November 2026)`. */
export function formatDayBoth(isoDay: string, language: Language): string {
  const [first, second] = calendarsOf(language);
  return `${formatDay(isoDay, language, first)} (${formatDay(isoDay, language, second)})`;
}

/** Which calendar somebody who reads the language looks at first. */
export const calendarsOf = (language: Language): readonly [CalendarName, CalendarName] =>
  language === 'en' ? ['gregory', 'persian'] : ['persian', 'gregory'];

/** `2026-11` → `November 2026`. Months of the ledger are Gregorian, in every language. */
export function formatMonth(isoMonth: string, language: Language): string {
  const at = noonOf(`${isoMonth}-01`);
  const day = dayIn('gregory', at, 'UTC');
  return `${monthName('gregory', day, at, language)} ${digits(day.year, language)}`;
}

/** Kabul's clocks are as much ahead of UTC, all year and since 1945. */
const KABUL_AHEAD_MS = 4.5 * HOUR_MS;

/** An instant's day in Kabul. */
export const kabulDay = (at: Date): string =>
  new Date(at.getTime() + KABUL_AHEAD_MS).toISOString().slice(0, 10);

export const kabulMonth = (at: Date): string => kabulDay(at).slice(0, 7);

/** An instant → day and time in Kabul: `27 November 2026, 14:30`. */
export function formatMoment(instant: string, language: Language): string {
  const at = new Date(instant);
  const time = format(INTL_LOCALES[language], {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  const [first] = calendarsOf(language);
  return `${formatDay(kabulDay(at), language, first)}${language === 'en' ? ',' : '،'} ${time.format(at)}`;
}

/** How old something is, in whole units and in numbers alone; the words are the catalogue's (`ui.age…`). */
export function ageOf(instant: string, now: number): { unit: 'minutes' | 'hours' | 'days'; count: number } {
  const ms = Math.max(0, now - Date.parse(instant));
  if (ms >= 2 * DAY_MS) return { unit: 'days', count: Math.floor(ms / DAY_MS) };
  if (ms >= 2 * HOUR_MS) return { unit: 'hours', count: Math.floor(ms / HOUR_MS) };
  return { unit: 'minutes', count: Math.floor(ms / MINUTE_MS) };
}
