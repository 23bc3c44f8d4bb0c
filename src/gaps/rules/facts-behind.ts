import { monthFromIndex, monthIndex } from '../../platform/calendar.ts';

/** Records summed under one key: how many there are, and the months they touch. */
export interface CountedSupply {
  arrivalMonth: string;
  dueMonth: string;
  monthsOfUse: number;
  records: number;
}

/**
 * How many recorded facts stand behind each month from `from` to `to`: the need row of the month, and every record whose
 * supply was due, arrived or is used in it.
 */
export function factsBehind(
  supply: readonly CountedSupply[],
  needMonths: ReadonlySet<string>,
  from: string,
  to: string,
): number[] {
  const first = monthIndex(from);
  const counts = Array.from({ length: monthIndex(to) - first + 1 }, (_, offset) =>
    needMonths.has(monthFromIndex(first + offset)) ? 1 : 0,
  );
  for (const { arrivalMonth, dueMonth, monthsOfUse, records } of supply) {
    const arrival = monthIndex(arrivalMonth);
    const begins = Math.max(first, Math.min(monthIndex(dueMonth), arrival));
    const ends = Math.min(first + counts.length, arrival + monthsOfUse);
    for (let month = begins; month < ends; month++) counts[month - first]! += records;
  }
  return counts;
}
