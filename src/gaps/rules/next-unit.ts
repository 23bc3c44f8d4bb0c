import { monthsBetween } from '../../platform/calendar.ts';
import { coveredThrough, type LaneCell } from './cell.ts';
import { type IpcPhase, priorityOf } from './priority.ts';

type Cell = Pick<LaneCell, 'month' | 'needMilli' | 'waterfall'>;

/** What more supply would do for a lane. */
export interface Gain {
  /** More of the need covered, confirmed or in transit, in thousandths of a person-day. */
  coveredMilli: number;
  /** Severity weight × covered person-months × urgency. */
  gain: number;
  months: { month: string; coveredMilli: number }[];
}

/** What a lane gains between two computations of the same months. Cells are matched by month; unknown need gains nothing. */
export function gainBetween(
  before: readonly Cell[],
  after: readonly Cell[],
  ipcPhase: IpcPhase,
  currentMonth: string,
): Gain {
  const known = new Map(before.map((cell) => [cell.month, cell]));
  const months = after.flatMap((cell) => {
    const coveredMilli = covered(cell) - covered(known.get(cell.month));
    return coveredMilli > 0 ? [{ month: cell.month, coveredMilli }] : [];
  });
  return {
    coveredMilli: months.reduce((sum, month) => sum + month.coveredMilli, 0),
    gain: months.reduce(
      (sum, { month, coveredMilli }) =>
        sum +
        priorityOf({
          ipcPhase,
          uncoveredMilli: coveredMilli,
          monthsAhead: monthsBetween(currentMonth, month),
        }),
      0,
    ),
    months,
  };
}

/** Need of a month that is covered by what was delivered or is in transit. */
export function covered(cell: Cell | undefined): number {
  return cell?.waterfall ? coveredThrough(cell.waterfall, 'inTransit') : 0;
}
