import { inlandDays } from '../../places/rules/lead-time.ts';
import { addDays, later, monthOfDay } from '../../platform/calendar.ts';

interface Point {
  lat: number;
  lon: number;
}

/** A crossing as a way in. */
export interface Entrance {
  code: string;
  point: Point | null;
  /** Whether it is not closed on a day in Kabul. */
  isOpenOn: (day: string) => boolean;
}

/** A way into a province: the day it goes through the crossing, and the day it is there. */
export interface Way {
  crossing: string;
  days: number;
  passesOn: string;
  arrivesOn: string;
}

/**
 * The ways by which goods that are expected on a day come to a province in the month in which their promise counts there, the shortest
 * first. They go through the crossing so many days before they are expected, but not before today. Where the road is so long that they
 * would only come in a later month, where the crossing is closed on that day, or nobody knows where it lies, there is no way.
 */
export function waysTo(
  province: Point | null,
  entrances: readonly Entrance[],
  { expectedBy, arrivalMonth, today }: { expectedBy: string; arrivalMonth: string; today: string },
): Way[] {
  return entrances
    .flatMap(({ code, point, isOpenOn }): Way[] => {
      if (point === null) return [];
      const days = inlandDays(point, province);
      const passesOn = later(today, addDays(expectedBy, -days));
      const arrivesOn = addDays(passesOn, days);
      if (monthOfDay(arrivesOn) !== arrivalMonth || !isOpenOn(passesOn)) return [];
      return [{ crossing: code, days, passesOn, arrivesOn }];
    })
    .sort((a, b) => a.days - b.days || (a.crossing < b.crossing ? -1 : 1));
}
