import { coveredThrough } from '../../gaps/rules/cell.ts';
import { computeLane } from '../../gaps/rules/lane.ts';
import type { Parcel } from '../../gaps/rules/parcel.ts';
import { priorityOf } from '../../gaps/rules/priority.ts';
import { monthsBetween } from '../../platform/calendar.ts';
import type { Part, PlanLane, Problem } from './problem.ts';

/** One month of a lane: amounts in thousandths of a person-day. */
export interface MonthGain {
  month: string;
  needMilli: number;
  beforeMilli: number;
  afterMilli: number;
  /** Severity weight × person-months more covered × urgency. */
  weighted: number;
}

export interface LaneGain {
  /** Which of the problem's lanes. */
  lane: number;
  /** The months of which more is covered. */
  months: MonthGain[];
}

/** What parts would change, by the gap engine itself. */
export interface Gain {
  weighted: number;
  lanes: LaneGain[];
}

type Window = Pick<Problem, 'current' | 'last' | 'through'>;

/** The parcel that a part will be once it is a line of its pledge. */
export function parcelOf({ supplies }: Problem, { supply, outlet, units }: Part): Parcel {
  const of = supplies[supply]!;
  const { milliOf, monthsOfUse } = of.outlets[outlet]!;
  return {
    ...{ class: of.class, arrivalMonth: of.arrivalMonth, dueMonth: of.dueMonth, monthsOfUse },
    personDaysMilli: milliOf(units),
  };
}

/** The cells of a lane with more supply than it has, in the months looked at. */
export function cellsWith(lane: PlanLane, added: readonly Parcel[], { current, last }: Window) {
  const { needs, supply, carryMonths } = lane;
  return computeLane({ needs, parcels: [...supply, ...added], carryMonths, from: current, to: last });
}

/** What is covered of the need of a cell by the classes that count; nothing of an unknown need. */
export function coveredIn({ waterfall }: ReturnType<typeof cellsWith>[number], { through }: Window): number {
  return waterfall ? coveredThrough(waterfall, through) : 0;
}

/** What parts gain over what is recorded: the same engine, run with and without them. */
export function gainOf(problem: Problem, parts: readonly Part[]): Gain {
  const byLane = Map.groupBy(parts, ({ supply, outlet }) => problem.supplies[supply]!.outlets[outlet]!.lane);
  const lanes = [...byLane]
    .sort(([a], [b]) => a - b)
    .map(([lane, own]): LaneGain => {
      const of = problem.lanes[lane]!;
      const before = cellsWith(of, [], problem);
      const after = cellsWith(
        of,
        own.map((part) => parcelOf(problem, part)),
        problem,
      );
      return {
        lane,
        months: after.flatMap((cell, index) => {
          const beforeMilli = coveredIn(before[index]!, problem);
          const afterMilli = coveredIn(cell, problem);
          if (afterMilli === beforeMilli) return [];
          const weighted = priorityOf({
            ipcPhase: of.ipcPhase,
            uncoveredMilli: afterMilli - beforeMilli,
            monthsAhead: monthsBetween(problem.current, cell.month),
          });
          return [{ month: cell.month, needMilli: cell.needMilli ?? 0, beforeMilli, afterMilli, weighted }];
        }),
      };
    });
  return {
    lanes,
    weighted: toThousandths(
      lanes.reduce((sum, { months }) => sum + months.reduce((total, { weighted }) => total + weighted, 0), 0),
    ),
  };
}

/** Sums of numbers with 3 decimals have no others. */
export function toThousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
