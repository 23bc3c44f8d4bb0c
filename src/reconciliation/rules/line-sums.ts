import type { SupplyClass } from '../../gaps/rules/parcel.ts';
import { personDaysMilli } from '../../platform/quantity.ts';
import type { LineAccount } from '../../shipments/rules/balance.ts';
import type { ItemCoverage, OwnedParcel } from './owned-parcel.ts';

interface Sum {
  class: SupplyClass;
  arrivalMonth: string;
  dueMonth: string;
  province: string | null;
  quantityMilli: number;
}

/**
 * The quantities of one line by class, month, due month and province. Each becomes one parcel, so that it is rounded
 * to person-days only once (`domain.md` §6).
 */
export class LineSums {
  readonly #sums = new Map<string, Sum>();

  /** Adds a quantity in thousandths of the item's unit; 0 leaves no trace. */
  add(
    supplyClass: SupplyClass,
    arrivalMonth: string,
    dueMonth: string,
    province: string | null,
    quantityMilli: number,
  ): void {
    if (quantityMilli === 0) return;
    const key = `${supplyClass} ${arrivalMonth} ${dueMonth} ${province}`;
    const sum = this.#sums.get(key);
    if (sum !== undefined) sum.quantityMilli += quantityMilli;
    else this.#sums.set(key, { class: supplyClass, arrivalMonth, dueMonth, province, quantityMilli });
  }

  /** The sums as parcels of the line. */
  toParcels({ line, item }: LineAccount, coverage: ItemCoverage): OwnedParcel[] {
    const { sector, numerator, denominator, monthsOfUse } = coverage;
    return Array.from(this.#sums.values(), (sum) => ({
      class: sum.class,
      arrivalMonth: sum.arrivalMonth,
      dueMonth: sum.dueMonth,
      monthsOfUse,
      personDaysMilli: personDaysMilli(sum.quantityMilli, numerator, denominator),
      province: sum.province,
      sector,
      shipmentLine: line?.id ?? null,
      pledgeLine: line?.pledgeLine ?? null,
      item,
      quantityMilli: sum.quantityMilli,
      amountUsd: null,
    }));
  }
}
