import { addMonths, monthFromIndex, monthIndex } from '../../platform/calendar.ts';
import { monthsOfSupply, stockByItem } from './forecast.ts';
import type { SupplyClass } from './parcel.ts';
import { applyStockRule, stockCaps, type StockRun } from './stock.ts';
import { addArrival, noArrivals, onLaneMonths } from './supply.ts';

/** So much of an item of a commodity, in whole amounts: grams of food, thousandths of a person-day of anything else. */
export interface CommoditySupply {
  item: string;
  class: SupplyClass;
  arrivalMonth: string;
  monthsOfUse: number;
  amount: number;
}

export interface CommodityInput {
  /** What is used of it by month; a month that is missing is unknown. */
  needs: ReadonlyMap<string, number>;
  supply: readonly CommoditySupply[];
  /** As for the lane. */
  carryMonths: number;
  currentMonth: string;
  /** First and last month wanted. */
  from: string;
  to: string;
}

export interface CommodityMonth {
  month: string;
  /** Null: unknown. */
  need: number | null;
  /** Of the need, what delivered supply covers; and what that, moving and firm supply cover. */
  confirmed: number;
  covered: number;
  /** What is left of delivered, moving and firm supply once the need of the month is met, whether or not it may be carried on. */
  left: number;
}

/** How long something lasts. */
export interface Lasting {
  /** The first month from the current one on whose need delivered, moving and firm supply do not cover; null: none that is known. */
  breakMonth: string | null;
  /** Delivered stock carried out of the current month over the mean need of the next three; null: unknown. */
  monthsOfSupply: number | null;
  /** Delivered stock carried out of the current month. */
  stock: number;
}

export interface CommodityOutlook extends Lasting {
  months: CommodityMonth[];
  items: (Lasting & {
    item: string;
    /** Its part of what there is of the commodity from the current month on, and so of its need. */
    share: number;
  })[];
}

/** Classes that hold a break off: a pledge does not, nor what was lost. */
const RELIED_ON: ReadonlySet<SupplyClass> = new Set([
  ...(['delivered', 'inTransit', 'late', 'held', 'stale', 'firm'] as const),
]);

/**
 * When a commodity runs out: the stock rule of the lane over the amounts of this commodity alone. What comes late is there when it
 * comes, not before. Each of its items is asked for its part of the need: its part of the stock, the oldest used first, and
 * of all that is still to come.
 */
export function commodityOutlook(input: CommodityInput): CommodityOutlook {
  const { needs, currentMonth, from, to, carryMonths } = input;
  const supply = input.supply.filter((sum) => RELIED_ON.has(sum.class) && sum.amount > 0);
  const start = supply.reduce(
    (first, { arrivalMonth }) => (arrivalMonth < first ? arrivalMonth : first),
    [from, currentMonth, ...needs.keys()].sort()[0]!,
  );
  const end = to < addMonths(currentMonth, 3) ? addMonths(currentMonth, 3) : to;
  const all = run(needs, supply, carryMonths, start, end);
  const months = monthsOf(all, needs, start, end);
  return {
    ...lastingOf(months, all.delivered, monthIndex(start), currentMonth, to),
    months: months.filter(({ month }) => month >= from && month <= to),
    items: itemsOf({ ...input, supply }, all.delivered, start, end),
  };
}

interface Runs {
  delivered: StockRun;
  reliedOn: StockRun;
}

function run(
  needs: ReadonlyMap<string, number>,
  supply: readonly CommoditySupply[],
  carryMonths: number,
  start: string,
  end: string,
): Runs {
  const origin = monthIndex(start);
  const length = monthIndex(end) - origin + 1 + carryMonths;
  const amounts = new Float64Array(length);
  for (const [month, amount] of needs) {
    const t = monthIndex(month) - origin;
    if (t >= 0 && t < length) amounts[t] = amount;
  }
  const caps = stockCaps(amounts, carryMonths);
  const of = (some: readonly CommoditySupply[]) => {
    const arrivals = noArrivals(length);
    for (const { amount, arrivalMonth, ...sum } of some) {
      const parcel = { ...sum, arrivalMonth, dueMonth: arrivalMonth, personDaysMilli: amount };
      addArrival(arrivals, onLaneMonths(parcel, origin));
    }
    return applyStockRule(amounts, caps, arrivals);
  };
  return { delivered: of(supply.filter((sum) => sum.class === 'delivered')), reliedOn: of(supply) };
}

function monthsOf(
  { delivered, reliedOn }: Runs,
  needs: ReadonlyMap<string, number>,
  start: string,
  end: string,
): CommodityMonth[] {
  const origin = monthIndex(start);
  return Array.from({ length: monthIndex(end) - origin + 1 }, (_, t) => {
    const month = monthFromIndex(origin + t);
    return {
      ...{ month, need: needs.get(month) ?? null },
      ...{ confirmed: delivered.covered[t]!, covered: reliedOn.covered[t]! },
      left: reliedOn.carried[t]! + reliedOn.excess[t]!,
    };
  });
}

function lastingOf(
  months: readonly CommodityMonth[],
  delivered: StockRun,
  origin: number,
  currentMonth: string,
  to: string,
): Lasting {
  const cells = months.map(({ month, need }, t) => ({
    ...{ month, needMilli: need, carriedMilli: delivered.carried[t]! },
  }));
  const broken = months.find(
    ({ month, need, covered }) => month >= currentMonth && month <= to && need !== null && covered < need,
  );
  return {
    breakMonth: broken?.month ?? null,
    monthsOfSupply: monthsOfSupply(cells, currentMonth),
    stock: delivered.carried[monthIndex(currentMonth) - origin] ?? 0,
  };
}

function itemsOf(
  { needs, supply, carryMonths, currentMonth, to }: CommodityInput,
  delivered: StockRun,
  start: string,
  end: string,
): CommodityOutlook['items'] {
  const before = monthIndex(currentMonth) - monthIndex(start) - 1;
  const opening = openingOf(supply, currentMonth, before < 0 ? 0 : delivered.carried[before]!);
  const toCome = supply.filter(({ arrivalMonth, monthsOfUse }) =>
    arrivalMonth < currentMonth
      ? monthsOfUse > 1 && addMonths(arrivalMonth, monthsOfUse) > currentMonth
      : arrivalMonth <= end,
  );
  const there = [...opening, ...toCome];
  const whole = usableOf(there, currentMonth);
  const byItem = [...Map.groupBy(there, ({ item }) => item)].sort(([a], [b]) => (a < b ? -1 : 1));
  return byItem.map(([item, some]) => {
    const share = usableOf(some, currentMonth) / whole;
    const ahead = Array.from(needs).filter(([month]) => month >= currentMonth);
    const used = new Map(ahead.map(([month, amount]) => [month, Math.floor(amount * share)]));
    const first = some.reduce(
      (month, sum) => (sum.arrivalMonth < month ? sum.arrivalMonth : month),
      currentMonth,
    );
    const runs = run(used, some, carryMonths, first, end);
    const months = monthsOf(runs, used, first, end);
    return { item, share, ...lastingOf(months, runs.delivered, monthIndex(first), currentMonth, to) };
  });
}

/** What can still be used of supplies: of what is spread over months, those that are not past. */
function usableOf(supplies: readonly CommoditySupply[], currentMonth: string): number {
  return supplies.reduce((sum, { amount, arrivalMonth, monthsOfUse }) => {
    const past = Math.max(0, monthIndex(currentMonth) - monthIndex(arrivalMonth));
    return sum + (amount * Math.max(0, monthsOfUse - past)) / monthsOfUse;
  }, 0);
}

/** What the stock carried into the current month is made of, as if it all came in it. */
function openingOf(
  supply: readonly CommoditySupply[],
  currentMonth: string,
  stock: number,
): CommoditySupply[] {
  const came = supply.filter((sum) => sum.class === 'delivered' && sum.arrivalMonth < currentMonth);
  const parts = stockByItem(
    came.map(({ item, arrivalMonth, amount }) => ({
      ...{ item, arrivalMonth, personDaysMilli: amount, quantityMilli: amount },
    })),
    stock,
  );
  return Array.from(parts, ([item, { personDaysMilli: amount }]) => ({
    ...{ item, class: 'delivered' as const, arrivalMonth: currentMonth, monthsOfUse: 1, amount },
  }));
}
