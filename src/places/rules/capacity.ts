/** What a crossing passes in a month by what is known of its status: planning values. Say so wherever they show. */
import { addDays, HOUR_MS, later, monthOfDay, startOfDay } from '../../platform/calendar.ts';
import { type CrossingStatusFact, statusAt } from './crossing-status.ts';

/** What a crossing passes of its ordinary traffic on a day with a status: half where it is restricted. */
const SHARE = { open: 1, restricted: 0.5, closed: 0 } as const;

/** The part of an ordinary day that a crossing passes on a day; its status is that of noon. Without a fact it is closed. */
export function shareOfDay(facts: readonly CrossingStatusFact[], day: string): number {
  const noon = startOfDay(day) + 12 * HOUR_MS;
  return SHARE[statusAt(facts, noon)?.status ?? 'closed'];
}

/** How many ordinary days of traffic a crossing passes in a month, from `today` on. */
export function daysOfTraffic(facts: readonly CrossingStatusFact[], month: string, today: string): number {
  let days = 0;
  for (let day = later(`${month}-01`, today); monthOfDay(day) === month; day = addDays(day, 1))
    days += shareOfDay(facts, day);
  return days;
}
