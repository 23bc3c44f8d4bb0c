/** Classes of supply in order of certainty (`domain.md` §8). Their order is the order of the waterfall. */
export const SUPPLY_CLASSES = [
  'delivered',
  'inTransit',
  'late',
  'held',
  'stale',
  'firm',
  'pledged',
  'lost',
] as const;

export type SupplyClass = (typeof SUPPLY_CLASSES)[number];

/** One amount of supply in a lane (province × sector). Months are Kabul's, `YYYY-MM`. */
export interface Parcel {
  class: SupplyClass;
  /** Month in which it arrived or is expected to. */
  arrivalMonth: string;
  /** Month in which it was first due; it never changes after delay or diversion. */
  dueMonth: string;
  /** Months over which it is used; more than 1 is spread instead of carried. */
  monthsOfUse: number;
  /** Coverage in thousandths of a person-day. */
  personDaysMilli: number;
}
