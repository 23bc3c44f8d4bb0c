import type { EventType } from './codes.ts';
import { isCounted } from './history.ts';
import type { HistoryEntry } from './history.ts';
import { isMovement } from './journey.ts';

/** Steps that make no sense after everything has been accounted for. */
const STEPS: ReadonlySet<EventType> = new Set([
  'booked',
  'loaded',
  'dispatched',
  'arrived_border',
  'customs_held',
  'customs_released',
  'arrived_hub',
  'departed_hub',
  'delayed',
  'diverted',
]);

/**
 * Marks the events that contradict the order of things. They count all the same: what is out of sequence is the
 * telling, and the order of arrival at the server has no part in it.
 */
export function markOutOfSequence(history: readonly HistoryEntry[], settled: boolean): void {
  const seen = new Set<EventType>();
  let moved = false;
  for (const entry of history) {
    if (!isCounted(entry)) continue;
    const { type } = entry.event;
    entry.outOfSequence = comesTooEarly(type, seen) || comesTooLate(type, seen, moved);
    seen.add(type);
    moved ||= isMovement(type);
  }
  if (moved) markVainCancellations(history);
  if (settled) markAfterClosing(history);
  markDeviceBackfill(history);
}

/** Something the event builds on has not happened yet: goods that arrive, are held or received without having left. */
function comesTooEarly(type: EventType, seen: ReadonlySet<EventType>): boolean {
  if (type === 'distributed') return !seen.has('received');
  if (!isMovement(type) || type === 'dispatched') return false;
  if (!seen.has('dispatched')) return true;
  if (type === 'customs_released') return !seen.has('customs_held');
  return type === 'departed_hub' && !seen.has('arrived_hub');
}

/** Booking or loading goods that already left; at a border or hub they may be loaded again. */
function comesTooLate(type: EventType, seen: ReadonlySet<EventType>, moved: boolean): boolean {
  if (type === 'booked') return moved;
  return type === 'loaded' && moved && !seen.has('arrived_border') && !seen.has('arrived_hub');
}

/** A cancellation has no effect once goods moved; somebody should know. */
function markVainCancellations(history: readonly HistoryEntry[]): void {
  for (const entry of history) {
    if (entry.event.type === 'cancelled' && isCounted(entry)) entry.outOfSequence = true;
  }
}

/** Steps after the receipt, loss or return that closed the account. */
function markAfterClosing(history: readonly HistoryEntry[]): void {
  for (let index = history.length - 1; index >= 0; index -= 1) {
    const entry = history[index]!;
    if (entry.standing !== 'counted') continue;
    const { type } = entry.event;
    if (type === 'received' || type === 'lost' || type === 'returned') return;
    if (STEPS.has(type)) entry.outOfSequence = true;
  }
}

/**
 * Events that a device recorded after others of its own but dates before them. Suspect clocks are left out: their
 * place in the order is not their own.
 */
function markDeviceBackfill(history: readonly HistoryEntry[]): void {
  const lowestLater = new Map<string, number>();
  for (let index = history.length - 1; index >= 0; index -= 1) {
    const entry = history[index]!;
    const { deviceId, deviceSeq } = entry.event;
    if (deviceId === null || deviceSeq === null || entry.clockSuspect || !isCounted(entry)) continue;
    const lowest = lowestLater.get(deviceId) ?? Infinity;
    if (deviceSeq > lowest) entry.outOfSequence = true;
    else lowestLater.set(deviceId, deviceSeq);
  }
}
