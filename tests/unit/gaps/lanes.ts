import * as fc from 'fast-check';
import { computeLane, type LaneInput } from '../../../src/gaps/rules/lane.ts';
import { SUPPLY_CLASSES, type Parcel, type SupplyClass } from '../../../src/gaps/rules/parcel.ts';
import { addMonths } from '../../../src/platform/calendar.ts';

/** The months of the tests are counted from here; `M(0)` is December so that every lane crosses a year. */
const FIRST = '2026-12';
export const M = (count: number) => addMonths(FIRST, count);

/** A parcel that keeps its first-due month and is used within a month, unless told otherwise. */
export function parcel(
  supplyClass: SupplyClass,
  arrival: number,
  personDaysMilli: number,
  { due = arrival, monthsOfUse = 1 }: { due?: number; monthsOfUse?: number } = {},
): Parcel {
  return { class: supplyClass, arrivalMonth: M(arrival), dueMonth: M(due), monthsOfUse, personDaysMilli };
}

/** Needs of consecutive months from `M(0)`; null is a month without a need row. */
export function needsOf(...needs: (number | null)[]): Map<string, number> {
  return new Map(needs.flatMap((need, i) => (need === null ? [] : [[M(i), need] as const])));
}

/** The cells of a lane over the months of its needs. */
export function laneOf(needs: (number | null)[], parcels: Parcel[], carryMonths = 0) {
  return computeLane({ needs: needsOf(...needs), parcels, carryMonths, from: M(0), to: M(needs.length - 1) });
}

/** What one class explains, month by month. */
export function explainedBy(supplyClass: SupplyClass | 'unpledged', cells: ReturnType<typeof laneOf>) {
  return cells.map((cell) => cell.waterfall?.[supplyClass] ?? null);
}

const MONTHS = 9;
const month = fc.integer({ min: 0, max: MONTHS - 1 });

/** Small amounts, few months, all classes: dense in ties, shortages, late parcels and remainders. */
export const anyParcel: fc.Arbitrary<Parcel> = fc
  .record({
    class: fc.constantFrom(...SUPPLY_CLASSES),
    arrival: month,
    due: month,
    monthsOfUse: fc.constantFrom(1, 1, 1, 2, 3, 5),
    amount: fc.integer({ min: 0, max: 14 }),
  })
  .map((p) => parcel(p.class, p.arrival, p.amount, { due: p.due, monthsOfUse: p.monthsOfUse }));

/** Lanes with unknown and zero needs, stock and spreading mixed, and a window that may miss both ends. */
export const anyLane: fc.Arbitrary<LaneInput> = fc
  .record({
    needs: fc.array(fc.option(fc.integer({ min: 0, max: 12 }), { freq: 5 }), { maxLength: MONTHS }),
    parcels: fc.array(anyParcel, { maxLength: 14 }),
    carryMonths: fc.integer({ min: 0, max: 3 }),
    from: fc.integer({ min: -2, max: MONTHS }),
    length: fc.integer({ min: 1, max: MONTHS + 2 }),
  })
  .map(({ needs, parcels, carryMonths, from, length }) => ({
    needs: needsOf(...needs),
    parcels,
    carryMonths,
    from: M(from),
    to: M(from + length - 1),
  }));
