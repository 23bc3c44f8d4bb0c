import { addMonths } from '../../platform/calendar.ts';
import { coveredThrough, reaches, type LaneCell } from './cell.ts';

/** The flag looks at the current month and this many after it. */
export const FLAG_MONTHS_AHEAD = 3;

export type FlagSeverity = 'serious' | 'critical';

/** The months a lane's flag lists, in order, and the severity of the worst of them. */
export interface FlaggedMonths {
  months: string[];
  severity: FlagSeverity;
}

type FlaggedCell = Pick<LaneCell, 'needMilli' | 'waterfall'>;

/** A month is listed below this much confirmed + in-transit coverage, in percent … */
const LISTED_BELOW = 80;
const CRITICAL_BELOW = 50;
/** … and leaves only above this much, so that a flag does not flicker around one threshold. */
const LEAVES_ABOVE = 85;

/**
 * The months a lane's flag lists now, given those it listed before; null closes the flag (or opens none). Only the
 * current month and the next three are looked at, so a month leaves the list when it is past. Unknown or zero need
 * is no gap: such a month is not listed, and leaves.
 */
export function flagMonths(
  cells: readonly (FlaggedCell & Pick<LaneCell, 'month'>)[],
  previouslyListed: readonly string[],
  currentMonth: string,
): FlaggedMonths | null {
  const lastMonth = addMonths(currentMonth, FLAG_MONTHS_AHEAD);
  const listed = cells.filter(
    (cell) =>
      cell.month >= currentMonth &&
      cell.month <= lastMonth &&
      (isBelow(LISTED_BELOW, cell) || (previouslyListed.includes(cell.month) && staysListed(cell))),
  );
  if (listed.length === 0) return null;
  return {
    months: listed.map((cell) => cell.month),
    severity: listed.some((cell) => isBelow(CRITICAL_BELOW, cell)) ? 'critical' : 'serious',
  };
}

/** True when confirmed + in-transit coverage is below `percent` of a need that is known and not zero. */
function isBelow(percent: number, { needMilli, waterfall }: FlaggedCell): boolean {
  if (!needMilli || !waterfall) return false;
  return !reaches(percent, coveredThrough(waterfall, 'inTransit'), needMilli);
}

/** True when a month already listed stays: its coverage has not risen above the threshold for leaving. */
function staysListed({ needMilli, waterfall }: FlaggedCell): boolean {
  if (!needMilli || !waterfall) return false;
  return coveredThrough(waterfall, 'inTransit') * 100 <= needMilli * LEAVES_ABOVE;
}
