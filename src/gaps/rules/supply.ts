import { monthIndex } from '../../platform/calendar.ts';
import { SUPPLY_CLASSES, type Parcel, type SupplyClass } from './parcel.ts';
import { monthlyShare } from './spreading.ts';

/** Steps of the waterfall: step k runs the rule with classes 1 to k. */
export const STEPS = SUPPLY_CLASSES.length;

const STEP_OF_CLASS = Object.fromEntries(
  SUPPLY_CLASSES.map((supplyClass, i) => [supplyClass, i + 1]),
) as Record<SupplyClass, number>;

/** A parcel as the engine reads it: its class is a step of 1 to 8, its months are whole numbers counted from `origin`. */
export interface LaneParcel {
  step: number;
  arrival: number;
  due: number;
  monthsOfUse: number;
  milli: number;
}

/** What arrives in each month: goods that can be carried on, and shares that are used in their month or not at all. */
export interface Arrivals {
  goods: Float64Array;
  shares: Float64Array;
}

/** Puts a parcel on the lane's months, which are counted from `origin` (a month index). */
export function onLaneMonths(parcel: Parcel, origin: number): LaneParcel {
  return {
    step: STEP_OF_CLASS[parcel.class],
    arrival: monthIndex(parcel.arrivalMonth) - origin,
    due: monthIndex(parcel.dueMonth) - origin,
    monthsOfUse: parcel.monthsOfUse,
    milli: parcel.personDaysMilli,
  };
}

/** Nothing arriving in any of `months` months. */
export function noArrivals(months: number): Arrivals {
  return { goods: new Float64Array(months), shares: new Float64Array(months) };
}

/**
 * Adds one parcel: whole in its month of arrival or, when it is used over n > 1 months, its share to each of n months
 * from its arrival on. Months after the last one are left out.
 */
export function addArrival(arrivals: Arrivals, parcel: LaneParcel): void {
  const { arrival, monthsOfUse, milli } = parcel;
  if (monthsOfUse === 1) {
    if (arrival < arrivals.goods.length) arrivals.goods[arrival]! += milli;
    return;
  }
  const end = Math.min(arrival + monthsOfUse, arrivals.shares.length);
  for (let t = arrival; t < end; t++) arrivals.shares[t]! += monthlyShare(milli, monthsOfUse, t - arrival);
}
