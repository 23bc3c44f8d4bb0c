/** What the address of the gap report says: a link sent to a colleague shows the same. */
import { isSector, type SectorCode } from '../../text/sectors.ts';

export const LEVELS = ['critical', 'serious', 'watch', 'none', 'unknown'] as const;
export type Level = (typeof LEVELS)[number];

export const SORTS = ['priority', 'coverage', 'province', 'month'] as const;
export type Sort = (typeof SORTS)[number];

export interface GapSearch {
  sector?: SectorCode;
  region?: string;
  province?: string;
  /** Months; the current one when left out. */
  from?: string;
  to?: string;
  level?: Level;
  sort?: Sort;
  /** The report as it was known at the end of this day. */
  on?: string;
}

export const isMonth = (value: unknown): value is string =>
  typeof value === 'string' && /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(value);
export const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^[12]\d{3}-\d{2}-\d{2}$/.test(value);
export const isProvince = (value: unknown): value is string =>
  typeof value === 'string' && /^AF(0[1-9]|[12]\d|3[0-4])$/.test(value);
const oneOf =
  <T extends string>(known: readonly T[]) =>
  (value: unknown): value is T =>
    known.some((one) => one === value);

/** Only what is understood; an address that was mistyped shows more, not an error. */
export function gapSearchOf(raw: Record<string, unknown>): GapSearch {
  const { sector, region, province, from, to, level, sort, on } = raw;
  return {
    ...(isSector(sector) && { sector }),
    ...(typeof region === 'string' && region !== '' && { region }),
    ...(isProvince(province) && { province }),
    ...(isMonth(from) && { from }),
    ...(isMonth(to) && { to }),
    ...(oneOf(LEVELS)(level) && { level }),
    ...(oneOf(SORTS)(sort) && { sort }),
    ...(isDay(on) && { on }),
  };
}

/** The months looked at, in order: a window that ends before it begins is the month it begins with. */
export function windowOf(
  { from, to }: Pick<GapSearch, 'from' | 'to'>,
  now: string,
): { from: string; to: string } {
  const first = from ?? (to !== undefined && to < now ? to : now);
  const last = to ?? (first > now ? first : now);
  return { from: first, to: last < first ? first : last };
}

/** `count` months from one on; negative counts go back. */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export const monthsBetween = (from: string, to: string): string[] => {
  const months: string[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
};
