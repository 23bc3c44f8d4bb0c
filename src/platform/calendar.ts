/**
 * Days and months are Kabul's (UTC+04:30, no daylight saving), as `domain.md` §5 and §8 ask.
 * An instant is milliseconds since the epoch; a day is `YYYY-MM-DD`; a month is `YYYY-MM`.
 */
const KABUL_OFFSET_MS = 4.5 * 3_600_000;
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

/** The Kabul day an instant falls on. */
export function dayOf(instant: number): string {
  return new Date(instant + KABUL_OFFSET_MS).toISOString().slice(0, 10);
}

/** The Kabul month an instant falls in. */
export function monthOf(instant: number): string {
  return dayOf(instant).slice(0, 7);
}

/** The month a day belongs to. */
export function monthOfDay(day: string): string {
  return day.slice(0, 7);
}

/** The instant at which a day begins in Kabul (00:00 at UTC+04:30). */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - KABUL_OFFSET_MS;
}

/** The instant at which a day has ended in Kabul: the start of the next one. */
export function endOfDay(day: string): number {
  return startOfDay(day) + DAY_MS;
}

/** The last instant of a day in Kabul (`YYYY-MM-DD`), or the instant itself (ISO 8601): until when something is known. */
export function lastMomentOf(dayOrInstant: string): number {
  return dayOrInstant.length === 'YYYY-MM-DD'.length ? endOfDay(dayOrInstant) - 1 : Date.parse(dayOrInstant);
}

/** The day so many days after another, or before it. */
export function addDays(day: string, count: number): string {
  return dayOf(startOfDay(day) + count * DAY_MS);
}

/** A month as a count of months since year 0, for arithmetic. */
export function monthIndex(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** The inverse of {@link monthIndex}. */
export function monthFromIndex(index: number): string {
  const year = Math.floor(index / 12);
  return `${String(year).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** `count` months after `month` (before it, when negative). */
export function addMonths(month: string, count: number): string {
  return monthFromIndex(monthIndex(month) + count);
}

/** Whole months from `from` to `to`; negative when `to` is earlier. */
export function monthsBetween(from: string, to: string): number {
  return monthIndex(to) - monthIndex(from);
}

/** The later of two days or of two months: both sort as text. */
export function later(a: string, b: string): string {
  return a < b ? b : a;
}

/** ISO 8601 with `Z`, as the API writes instants. */
export function toIso(instant: number): string {
  return new Date(instant).toISOString();
}
