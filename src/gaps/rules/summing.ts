import type { Parcel } from './parcel.ts';

/**
 * Parcels of one lane with the same (class, arrival, due, months of use) summed (`domain.md` §8). A spread parcel
 * rounds its shares, so it must be summed before it is spread: `computeLane` does so itself.
 */
export function summedByKey(parcels: readonly Parcel[]): Parcel[] {
  const sums = new Map<string, Parcel>();
  for (const parcel of parcels) {
    const key = `${parcel.class} ${parcel.arrivalMonth} ${parcel.dueMonth} ${parcel.monthsOfUse}`;
    const sum = sums.get(key);
    if (sum) sum.personDaysMilli += parcel.personDaysMilli;
    else sums.set(key, { ...parcel });
  }
  return [...sums.values()];
}
