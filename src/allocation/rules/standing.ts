import { lateOffers } from '../../gaps/rules/lateness.ts';
import { applyStockRule, stockCaps } from '../../gaps/rules/stock.ts';
import { summedByKey } from '../../gaps/rules/summing.ts';
import { addArrival, noArrivals, onLaneMonths } from '../../gaps/rules/supply.ts';
import { SUPPLY_CLASSES } from '../../gaps/rules/parcel.ts';
import { monthIndex } from '../../platform/calendar.ts';
import type { PlanLane, Problem } from './problem.ts';

/** A lane from the current month on, with what is recorded of the classes that count. Thousandths of a person-day by month. */
export interface Standing {
  needs: number[];
  /** The most that may be carried out of a month. */
  caps: number[];
  /** What can be carried on, that of the first month with the stock carried into it. */
  goods: number[];
  /** What is used in its month or not at all. */
  shares: number[];
  /** What is late and explains months before it comes: so much, in any of these months (counted from the current one). */
  late: { milli: number; months: number[] }[];
}

/** Where the gap engine stands at the beginning of the current month, at the step of the last class that counts. */
export function standingOf(lane: PlanLane, { current, last, through }: Problem): Standing {
  const step = SUPPLY_CLASSES.indexOf(through) + 1;
  const parcels = summedByKey(lane.supply);
  const begins = [current, ...lane.needs.keys(), ...parcels.map(({ arrivalMonth }) => arrivalMonth)];
  const start = monthIndex(begins.reduce((a, b) => (a < b ? a : b)));
  const now = monthIndex(current) - start;
  const looked = monthIndex(last) - monthIndex(current) + 1;
  const months = now + looked + lane.carryMonths;

  const needs = new Float64Array(months);
  for (const [month, milli] of lane.needs) {
    const t = monthIndex(month) - start;
    if (t < months) needs[t] = milli;
  }
  const counted = parcels.map((parcel) => onLaneMonths(parcel, start));
  const arrivals = noArrivals(months);
  for (const parcel of counted) if (parcel.step <= step) addArrival(arrivals, parcel);
  const caps = stockCaps(needs, lane.carryMonths);
  const run = applyStockRule(needs, caps, arrivals);

  const offers = lateOffers(counted, months);
  const unused = offers.milli.slice();
  for (let t = 0; t < now; t++) {
    let uncovered = needs[t]! - run.covered[t]!;
    for (const offer of offers.ofMonth[t]!) {
      if (offers.fromStep[offer]! > step) continue;
      const used = Math.min(uncovered, unused[offer]!);
      unused[offer]! -= used;
      uncovered -= used;
    }
  }

  const seen = <T>(values: Float64Array, of: (value: number, t: number) => T) =>
    Array.from(values.subarray(now, now + looked), of);
  return {
    needs: seen(needs, Number),
    caps: seen(caps, Number),
    goods: seen(arrivals.goods, (milli, t) => milli + (t === 0 && now > 0 ? run.carried[now - 1]! : 0)),
    shares: seen(arrivals.shares, Number),
    late: Array.from(unused, (milli, offer) => ({
      milli: offers.fromStep[offer]! > step ? 0 : milli,
      months: Array.from({ length: looked }, (_, t) => t).filter((t) =>
        offers.ofMonth[now + t]!.includes(offer),
      ),
    })).filter(({ milli, months: open }) => milli > 0 && open.length > 0),
  };
}
