/** Quantities of goods as the API shows them: in the item's unit, in tonnes and in person-months. */
import { itemOf } from '../catalogue/catalogue.ts';
import { fromMilli, personDaysMilli, toPersonMonths } from '../platform/quantity.ts';

/** Three ways to say the same figures; tonnes are null for what is not measured by weight. */
export interface Measured<T> {
  units: T;
  tonnes: T | null;
  pm: T;
}

/** Named quantities in thousandths of the item's unit, in each of the three. */
export function measured<C extends string>(
  item: string,
  figures: Readonly<Record<C, number>>,
): Measured<Record<C, number>> {
  const known = itemOf(item);
  const { numerator, denominator } = known?.coverage ?? { numerator: 0, denominator: 1 };
  const each = (show: (milli: number) => number) =>
    Object.fromEntries(
      (Object.entries(figures) as [C, number][]).map(([name, milli]) => [name, show(milli)]),
    ) as Record<C, number>;
  return {
    units: each(fromMilli),
    tonnes: known?.unit === 'KGM' ? each((milli) => milli / 1_000_000) : null,
    pm: each((milli) => toPersonMonths(personDaysMilli(milli, numerator, denominator))),
  };
}

/** One quantity in each of the three. */
export function measuredOne(item: string, quantityMilli: number) {
  const { units, tonnes, pm } = measured(item, { it: quantityMilli });
  return { quantity: units.it, tonnes: tonnes?.it ?? null, pm: pm.it };
}
