import { DAY_MS, HOUR_MS, startOfDay } from '../../platform/calendar.ts';
import type { Standing } from './codes.ts';
import type { ShipmentEvent, ShipmentFacts } from './facts.ts';

const CLOCK_AHEAD_MS = 10 * 60_000;
const CLOCK_BEHIND_MS = 30 * DAY_MS;
const BACK_DATED_MS = 48 * HOUR_MS;

/** An event in its place in the history of a shipment. */
export interface HistoryEntry {
  readonly event: ShipmentEvent;
  /** The instant it counts at: `occurredAt`, or `recordedAt` when the clock is suspect. */
  readonly at: number;
  standing: Standing;
  /** Of a disputed receipt the earlier one that it seems to repeat. */
  duplicateOf: string | null;
  readonly clockSuspect: boolean;
  readonly backDated: boolean;
  outOfSequence: boolean;
}

/**
 * The set of events as a history: repeats dropped, clocks judged, ordered by (instant it counts at, id), voids
 * applied. Every event is in it, also those without effect.
 */
export function historyOf(facts: ShipmentFacts, events: readonly ShipmentEvent[]): HistoryEntry[] {
  const earliest =
    facts.plannedDispatch === null ? -Infinity : startOfDay(facts.plannedDispatch) - CLOCK_BEHIND_MS;
  const entries = new Map<string, HistoryEntry>();
  for (const event of events) {
    const known = entries.get(event.id);
    // The first recordedAt is part of the event: a repeat that brings a later one changes nothing.
    if (known !== undefined && known.event.recordedAt <= event.recordedAt) continue;
    entries.set(event.id, entryOf(event, earliest));
  }
  applyVoids(entries);
  return [...entries.values()].sort(inOrder);
}

function entryOf(event: ShipmentEvent, earliest: number): HistoryEntry {
  const clockSuspect = isClockSuspect(event, earliest);
  const at = clockSuspect ? event.recordedAt : event.occurredAt;
  return {
    event,
    at,
    standing: event.type === 'voided' ? 'void' : 'counted',
    duplicateOf: null,
    clockSuspect,
    // A suspect clock's event counts at recordedAt for its age too, so it is never back-dated as well.
    backDated: event.recordedAt - at > BACK_DATED_MS,
    outOfSequence: false,
  };
}

/** More than 10 minutes ahead of the server, or more than 30 days before the planned dispatch day began. */
function isClockSuspect(event: ShipmentEvent, earliest: number): boolean {
  return event.occurredAt - event.recordedAt > CLOCK_AHEAD_MS || event.occurredAt < earliest;
}

/** A void cancels its target whichever came first; voiding a void has no effect. */
function applyVoids(entries: ReadonlyMap<string, HistoryEntry>): void {
  for (const { event } of entries.values()) {
    if (event.type !== 'voided') continue;
    const target = entries.get(event.voids);
    if (target !== undefined && target.event.type !== 'voided') target.standing = 'voided';
  }
}

/** Events are ordered by (the instant they count at, id). */
function inOrder(a: HistoryEntry, b: HistoryEntry): number {
  if (a.at !== b.at) return a.at - b.at;
  return a.event.id < b.event.id ? -1 : 1;
}

/** Whether an event happened as far as anybody has said: a disputed receipt did, though its quantities do not count. */
export function isCounted(entry: HistoryEntry): boolean {
  return entry.standing === 'counted' || entry.standing === 'disputed';
}

/** The events that count, in order. */
export function countedEvents(history: readonly HistoryEntry[]): ShipmentEvent[] {
  return history.filter(isCounted).map((entry) => entry.event);
}
