import { later, monthOf, monthOfDay } from '../../platform/calendar.ts';
import { DAYS_PER_PERSON_MONTH, mulDivHalfEven, personDaysMilli } from '../../platform/quantity.ts';
import type { ItemCoverage, OwnedParcel, PledgeStatus } from './owned-parcel.ts';
import { promiseClass } from './owned-parcel.ts';

const UNALLOCATED = 'unallocated';

interface PledgeLineBase {
  id: string;
  province: string | null;
  /** Day the pledge is expected by. */
  expectedBy: string | null;
  status: PledgeStatus;
}

/** A line of goods. Quantities in thousandths of the item's unit. */
export interface InKindPledgeLine extends PledgeLineBase {
  kind: 'in_kind';
  item: string;
  quantityMilli: number;
  childrenMilli: number;
  /** Sum of `shippedOf` over the shipment lines that fulfil it. */
  shippedMilli: number;
  returnedMilli: number;
  coverage: ItemCoverage;
}

/** A line of money, in integer US cents. */
export interface FinancialPledgeLine extends PledgeLineBase {
  kind: 'financial';
  /** `unallocated` when it is for no sector yet. */
  sector: string;
  amountUsd: number;
  childrenUsd: number;
  /** Coverage of the goods shipped and returned under it, in thousandths of a person-day. */
  shippedPersonDaysMilli: number;
  returnedPersonDaysMilli: number;
  /** Integer US cents; null when the sector has none. */
  costPerPmUsd: number | null;
  monthsOfUse: number;
}

export type PledgeLineFacts = InKindPledgeLine | FinancialPledgeLine;

type Remainder = Pick<
  OwnedParcel,
  'sector' | 'monthsOfUse' | 'personDaysMilli' | 'item' | 'quantityMilli' | 'amountUsd'
>;

/**
 * The parcel of what a pledge line still promises at `now`: quantity − children − shipped + returned. None when that is
 * not positive or the line is cancelled or expired; in the unallocated bucket when it has no province, date or sector.
 */
export function parcelsOfPledgeLine(line: PledgeLineFacts, now: number): OwnedParcel[] {
  const supplyClass = promiseClass(line.status);
  const remainder = line.kind === 'in_kind' ? goodsRemainder(line) : moneyRemainder(line);
  if (supplyClass === null || remainder === null) return [];
  const currentMonth = monthOf(now);
  const dueMonth = line.expectedBy === null ? null : monthOfDay(line.expectedBy);
  const allocated = dueMonth !== null && remainder.sector !== UNALLOCATED;
  return [
    {
      ...remainder,
      class: supplyClass,
      arrivalMonth: later(dueMonth ?? currentMonth, currentMonth),
      dueMonth: dueMonth ?? currentMonth,
      province: allocated ? line.province : null,
      shipmentLine: null,
      pledgeLine: line.id,
    },
  ];
}

function goodsRemainder(line: InKindPledgeLine): Remainder | null {
  const quantityMilli = line.quantityMilli - line.childrenMilli - line.shippedMilli + line.returnedMilli;
  if (quantityMilli <= 0) return null;
  const { sector, numerator, denominator, monthsOfUse } = line.coverage;
  return {
    sector,
    monthsOfUse,
    personDaysMilli: personDaysMilli(quantityMilli, numerator, denominator),
    item: line.item,
    quantityMilli,
    amountUsd: null,
  };
}

/**
 * Money becomes person-months through the sector's cost of one (an estimate). What was bought with it and shipped has
 * no price here, so it is taken off as the coverage it is. Money for no sector has no person-months to show, only USD.
 */
function moneyRemainder(line: FinancialPledgeLine): Remainder | null {
  const amountUsd = line.amountUsd - line.childrenUsd;
  if (amountUsd <= 0) return null;
  const base = { sector: line.sector, monthsOfUse: line.monthsOfUse, item: null, quantityMilli: null };
  if (line.costPerPmUsd === null || line.costPerPmUsd <= 0) {
    return { ...base, sector: UNALLOCATED, personDaysMilli: 0, amountUsd };
  }
  const milliPerPm = DAYS_PER_PERSON_MONTH * 1000;
  const bought = mulDivHalfEven(amountUsd, milliPerPm, line.costPerPmUsd);
  const shipped = line.shippedPersonDaysMilli - line.returnedPersonDaysMilli;
  const left = bought - shipped;
  if (left <= 0) return null;
  // The part of the money that the remaining coverage stands for, to the cent.
  const leftUsd = shipped === 0 ? amountUsd : mulDivHalfEven(left, line.costPerPmUsd, milliPerPm);
  return { ...base, personDaysMilli: left, amountUsd: leftUsd };
}
