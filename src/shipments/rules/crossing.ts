import type { CrossingStatusFact } from './facts.ts';

/** True when `fact` speaks of `instant`. */
function covers(fact: CrossingStatusFact, instant: number): boolean {
  return fact.from <= instant && (fact.until === null || instant < fact.until);
}

/**
 * Whether a crossing is closed at `instant`. Of several facts speaking of it the latest recorded is believed, as
 * each statement replaces what was said before for its time; when it ends, the earlier one speaks again.
 */
export function isClosed(facts: readonly CrossingStatusFact[], instant: number): boolean {
  let believed: CrossingStatusFact | null = null;
  for (const fact of facts) {
    if (covers(fact, instant) && (believed === null || supersedes(fact, believed))) believed = fact;
  }
  return believed?.status === 'closed';
}

function supersedes(fact: CrossingStatusFact, other: CrossingStatusFact): boolean {
  if (fact.recordedAt !== other.recordedAt) return fact.recordedAt > other.recordedAt;
  if (fact.from !== other.from) return fact.from > other.from;
  // Two facts of the same instants: the cautious one, so that their order in the list decides nothing.
  return fact.status === 'closed';
}

/** The next instant after `now` at which one of the facts begins or ends; null when none does. */
export function nextCrossingChange(facts: readonly CrossingStatusFact[], now: number): number | null {
  let next: number | null = null;
  for (const { from, until } of facts) {
    if (from > now && (next === null || from < next)) next = from;
    if (until !== null && until > now && (next === null || until < next)) next = until;
  }
  return next;
}
