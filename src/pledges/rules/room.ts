import { mulDivHalfEven } from '../../platform/quantity.ts';
import type { CargoCell } from './cargo-cells.ts';
import type { OwnPart } from './line-tree.ts';

/** What waybills took from a line, returned goods taken off. */
export interface Taken {
  quantityMilli: number;
  personDaysMilli: number;
}

/**
 * What of a line's own part is on no waybill, and so may still go another way: it may be allocated, or split off with another
 * status. Were cargo counted there too, the same goods would be promised twice.
 *
 * @param coveredPersonDaysMilli what a line of money covers; null for goods, and for money of no sector (its cargo has no price)
 */
export function roomOf(own: OwnPart, taken: Taken, coveredPersonDaysMilli: number | null): OwnPart {
  const { quantityMilli, amountMinor } = own;
  const [whole, used] =
    quantityMilli === null
      ? [coveredPersonDaysMilli ?? 0, taken.personDaysMilli]
      : [quantityMilli, taken.quantityMilli];
  const free = Math.max(0, whole - Math.max(0, used));
  return {
    quantityMilli: quantityMilli === null ? null : free,
    amountMinor:
      amountMinor === null || free >= whole ? amountMinor : mulDivHalfEven(amountMinor, free, whole),
  };
}

/** What waybills took from each pledge line; goods that came back are free again. */
export function takenBy(
  cells: readonly CargoCell[],
  personDaysOf: (item: string, quantityMilli: number) => number,
): Map<string, Taken> {
  const taken = new Map<string, Taken>();
  for (const [pledgeLine, ofLine] of Map.groupBy(cells, (cell) => cell.pledgeLine)) {
    const sum: Taken = { quantityMilli: 0, personDaysMilli: 0 };
    for (const [item, ofItem] of Map.groupBy(ofLine, (cell) => cell.item)) {
      const net = ofItem.reduce((total, { fate, quantityMilli }) => {
        if (fate === 'returned') return total;
        return fate === 'excess' ? total - quantityMilli : total + quantityMilli;
      }, 0);
      sum.quantityMilli += net;
      sum.personDaysMilli += personDaysOf(item, Math.max(0, net));
    }
    taken.set(pledgeLine, sum);
  }
  return taken;
}
