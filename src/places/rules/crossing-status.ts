/** The dated status of a crossing: recorded facts over what the reference data says. Nothing recorded is edited. */
import { endOfDay, startOfDay } from '../../platform/calendar.ts';

/** A dated status of a crossing: from an instant until another (exclusive; null: until further notice). */
export interface CrossingStatusFact {
  status: 'open' | 'restricted' | 'closed';
  from: number;
  until: number | null;
  recordedAt: number;
}

/** What two contradictory facts of the same instants leave believed: the cautious one. */
const CAUTION = { open: 0, restricted: 1, closed: 2 } as const;

const isDay = (dayOrInstant: string): boolean => dayOrInstant.length === 'YYYY-MM-DD'.length;

/** The moment a day or instant begins: a day at 00:00 in Kabul. */
export function startMoment(dayOrInstant: string): number {
  return isDay(dayOrInstant) ? startOfDay(dayOrInstant) : Date.parse(dayOrInstant);
}

/** The moment up to which a day or instant reaches: a day is meant to its end in Kabul. */
export function endMoment(dayOrInstant: string): number {
  return isDay(dayOrInstant) ? endOfDay(dayOrInstant) : Date.parse(dayOrInstant);
}

/**
 * The fact believed of an instant: of those that speak of it the one recorded last, as each statement replaces what was said
 * before for its time; when it ends, the earlier one speaks again. Their order in the list decides nothing.
 */
export function statusAt<F extends CrossingStatusFact>(facts: readonly F[], at: number): F | undefined {
  let believed: F | undefined;
  for (const fact of facts) {
    const holds = fact.from <= at && (fact.until === null || at < fact.until);
    if (holds && (believed === undefined || supersedes(fact, believed))) believed = fact;
  }
  return believed;
}

function supersedes(fact: CrossingStatusFact, other: CrossingStatusFact): boolean {
  if (fact.recordedAt !== other.recordedAt) return fact.recordedAt > other.recordedAt;
  if (fact.from !== other.from) return fact.from > other.from;
  return CAUTION[fact.status] > CAUTION[other.status];
}

/** The next instant after `now` at which one of the facts begins or ends; null when none does. */
export function nextChange(facts: readonly CrossingStatusFact[], now: number): number | null {
  let next: number | null = null;
  for (const { from, until } of facts) {
    if (from > now && (next === null || from < next)) next = from;
    if (until !== null && until > now && (next === null || until < next)) next = until;
  }
  return next;
}
