import { fillFromLateOffers, lateOffers } from './lateness.ts';
import { applyStockRule, stockCaps, type StockRun } from './stock.ts';
import { addArrival, noArrivals, STEPS, type LaneParcel } from './supply.ts';

/** The waterfall of a lane before it is cut into cells, in thousandths of a person-day by month. */
export interface WaterfallRun {
  /** `covered[k − 1]`: need covered with classes 1 to k. It never falls from one step to the next. */
  covered: Float64Array[];
  /** The stock rule with class 1 alone: the carried stock and the excess that are reported. */
  delivered: StockRun;
}

/**
 * Runs the rule with class 1, then 1–2 … 1–8 (`domain.md` §8); the increase of `covered` at each step is what that class
 * explains. Each step only adds arrivals and offers, hence no part is negative. Parcels must be summed by key.
 */
export function runWaterfall(
  needs: Float64Array,
  parcels: readonly LaneParcel[],
  carryMonths: number,
): WaterfallRun {
  const caps = stockCaps(needs, carryMonths);
  const offers = lateOffers(parcels, needs.length);
  const arrivals = noArrivals(needs.length);

  const runs = Array.from({ length: STEPS }, (_, i) => {
    const step = i + 1;
    for (const parcel of parcels) if (parcel.step === step) addArrival(arrivals, parcel);
    const run = applyStockRule(needs, caps, arrivals);
    fillFromLateOffers(run.covered, needs, offers, step);
    return run;
  });
  return { covered: runs.map((run) => run.covered), delivered: runs[0]! };
}
