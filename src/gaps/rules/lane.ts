import { monthFromIndex, monthIndex } from '../../platform/calendar.ts';
import { coverageBand, coveredThrough, levelOf, type LaneCell, type Waterfall } from './cell.ts';
import type { Parcel } from './parcel.ts';
import { summedByKey } from './summing.ts';
import { onLaneMonths } from './supply.ts';
import { runWaterfall, type WaterfallRun } from './waterfall.ts';

/** What a lane's numbers are computed from. Amounts are non-negative integers in thousandths of a person-day. */
export interface LaneInput {
  /** Need by month; a month that is missing is unknown. */
  needs: ReadonlyMap<string, number>;
  parcels: readonly Parcel[];
  /** Months for which delivered stock may be carried: the sector's, or the province's own. */
  carryMonths: number;
  /** First and last month wanted. They only select: the rule runs from the lane's first parcel or need on. */
  from: string;
  to: string;
}

/** The cells of a lane (province × sector) for the months `from` … `to`, in order (`domain.md` §8). */
export function computeLane({ needs, parcels, carryMonths, from, to }: LaneInput): LaneCell[] {
  if (to < from) return [];
  const summed = summedByKey(parcels);
  const start = monthIndex(firstMonth(needs, summed, from));
  // The cap of the last month looks `carryMonths` ahead; nothing else does.
  const months = monthIndex(to) - start + 1 + carryMonths;

  const run = runWaterfall(
    needsByMonth(needs, start, months),
    summed.map((parcel) => onLaneMonths(parcel, start)),
    carryMonths,
  );
  return Array.from({ length: monthIndex(to) - monthIndex(from) + 1 }, (_, i) => {
    const index = monthIndex(from) + i;
    const month = monthFromIndex(index);
    return cellOf(month, needs.get(month) ?? null, run, index - start);
  });
}

/** The earliest of the first need, the first arrival and the first month wanted. Months sort as text. */
function firstMonth(needs: ReadonlyMap<string, number>, parcels: readonly Parcel[], from: string): string {
  let first = from;
  for (const month of needs.keys()) if (month < first) first = month;
  for (const { arrivalMonth } of parcels) if (arrivalMonth < first) first = arrivalMonth;
  return first;
}

/** The need of each month counted from `start`; for the rule, a month without a need row counts as 0. */
function needsByMonth(needs: ReadonlyMap<string, number>, start: number, months: number): Float64Array {
  const needMilli = new Float64Array(months);
  for (const [month, milli] of needs) {
    const t = monthIndex(month) - start;
    if (t < months) needMilli[t] = milli;
  }
  return needMilli;
}

/** Cuts month `t` out of a run. An unknown need has neither waterfall nor coverage; a need of zero has no coverage. */
function cellOf(month: string, needMilli: number | null, run: WaterfallRun, t: number): LaneCell {
  const waterfall = needMilli === null ? null : waterfallOf(needMilli, run.covered, t);
  return {
    month,
    needMilli,
    waterfall,
    coverage: needMilli && waterfall ? coverageBand(needMilli, waterfall) : null,
    level: levelOf(needMilli, waterfall ? coveredThrough(waterfall, 'inTransit') : 0),
    excessMilli: run.delivered.excess[t]!,
    carriedMilli: run.delivered.carried[t]!,
  };
}

/** What each class explains: the increase of the covered need at its step; what is left is `unpledged`. */
function waterfallOf(needMilli: number, covered: readonly Float64Array[], t: number): Waterfall {
  const through = (step: number) => (step === 0 ? 0 : covered[step - 1]![t]!);
  const part = (step: number) => through(step) - through(step - 1);
  return {
    delivered: part(1),
    inTransit: part(2),
    late: part(3),
    held: part(4),
    stale: part(5),
    firm: part(6),
    pledged: part(7),
    lost: part(8),
    unpledged: needMilli - through(8),
  };
}
