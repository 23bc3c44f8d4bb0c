import { DAY_MS, dayOf, startOfDay } from '../platform/calendar.ts';
import type { Day } from './story/telling.ts';

/** The calendar day that lies `day` days after the anchor, the Kabul day of the demo's first run. */
export function dayFrom(anchor: string, day: Day): string {
  return dayOf(startOfDay(anchor) + day * DAY_MS);
}
