import { addDays, dayOf, endOfDay, later, startOfDay } from '../../platform/calendar.ts';
import type { CrossingStatusFact } from '../../places/rules/crossing-status.ts';
import { hasOutstanding } from '../../shipments/rules/balance.ts';
import type {
  DelayedEvent,
  ReferenceFacts,
  ShipmentEvent,
  ShipmentFacts,
} from '../../shipments/rules/facts.ts';
import { foldShipment, type ShipmentState } from '../../shipments/rules/fold.ts';

/** A crossing that would be closed, from a day to another (both included; null: until further notice). */
export interface Closure {
  crossing: string;
  from: string;
  until: string | null;
}

/** A way into the country that would take so many days longer. */
export interface Delay {
  crossing: string;
  days: number;
}

/** Sorts after every id a client makes, and is none: nothing of it is stored. */
const LAST_ID = 'ffffffff-ffff-7fff-bfff-ffffffffffff';

/**
 * The state cargo would be in, were crossings closed and corridors slower: the same fold over the same facts, with a later ETA and
 * another status of the crossing. What has arrived, or has passed a crossing before it closes, stays as it is.
 *
 * Cargo that would come to a closed crossing waits until it opens; where it stays closed, it is held from today on.
 *
 * @param state as the facts have it now
 * @param inland days from the crossing to the destination
 */
export function foldImagined(
  facts: ShipmentFacts,
  events: readonly ShipmentEvent[],
  state: ShipmentState,
  reference: ReferenceFacts,
  {
    closures,
    delays,
    inland,
    now,
  }: { closures: readonly Closure[]; delays: readonly Delay[]; inland: number; now: number },
): ShipmentState {
  const { journey } = state;
  const isOpen = !journey.cancelled && (!journey.moving || hasOutstanding(state.lines));
  if (facts.crossing === null || !isOpen) return state;
  const today = dayOf(now);
  const through = ({ crossing }: { crossing: string }) => crossing === facts.crossing;
  const slower = delays.filter(through).reduce((days, delay) => days + delay.days, 0);
  let eta = journey.eta === null ? null : addDays(journey.eta, slower);
  const closed: CrossingStatusFact[] = [];
  for (const { from, until } of journey.passedCrossing ? [] : closures.filter(through)) {
    const passes = eta === null ? today : later(today, addDays(eta, -inland));
    if (passes < from || (until !== null && passes > until)) continue;
    if (until !== null && eta !== null) eta = later(eta, addDays(until, 1 + inland));
    if (until !== null && from > today) continue;
    const began = startOfDay(from < today ? from : today);
    closed.push({
      status: 'closed',
      from: began,
      until: until === null ? null : endOfDay(until),
      recordedAt: now,
    });
  }
  if (closed.length === 0 && eta === journey.eta) return state;
  const crossings = new Map(reference.crossings).set(facts.crossing, [
    ...(reference.crossings.get(facts.crossing) ?? []),
    ...closed,
  ]);
  const told = eta === journey.eta || eta === null ? events : [...events, delayedTo(eta, state, now)];
  return foldShipment(facts, told, { ...reference, crossings }, now);
}

/** The delay as an event like any other, told at the moment of the last news: it is none itself. */
function delayedTo(eta: string, { journey }: ShipmentState, now: number): DelayedEvent {
  const at = journey.lastNewsAt ?? now;
  return {
    ...{ id: LAST_ID, type: 'delayed', eta, occurredAt: at, recordedAt: at },
    ...{ place: null, deviceId: null, deviceSeq: null, note: null },
  };
}
