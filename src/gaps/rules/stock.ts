import type { Arrivals } from './supply.ts';

/** Month by month, in thousandths of a person-day: need met, stock carried out of the month, and what is too much. */
export interface StockRun {
  covered: Float64Array;
  carried: Float64Array;
  excess: Float64Array;
}

/** `cap_t`: the most that may be carried out of month t, `carryMonths` × the greatest need of months t … t + carryMonths. */
export function stockCaps(needs: Float64Array, carryMonths: number): Float64Array {
  return needs.map((_, t) => {
    let greatest = 0;
    for (const need of needs.subarray(t, t + carryMonths + 1)) if (need > greatest) greatest = need;
    return carryMonths * greatest;
  });
}

/**
 * The stock rule of `domain.md` §8 for a given set of parcels: what is at hand meets the need, what is left is carried
 * up to the cap, what exceeds it is excess. Raising any arrival never lowers `covered` in any month.
 */
export function applyStockRule(needs: Float64Array, caps: Float64Array, arrivals: Arrivals): StockRun {
  const months = needs.length;
  const run: StockRun = {
    covered: new Float64Array(months),
    carried: new Float64Array(months),
    excess: new Float64Array(months),
  };
  let stock = 0;
  for (let t = 0; t < months; t++) {
    const goods = stock + arrivals.goods[t]!;
    const available = goods + arrivals.shares[t]!;
    const covered = Math.min(needs[t]!, available);
    // Spread instead of carried: shares are used first, and of what is left only goods go on.
    stock = Math.min(available - covered, goods, caps[t]!);
    run.covered[t] = covered;
    run.carried[t] = stock;
    run.excess[t] = available - covered - stock;
  }
  return run;
}
