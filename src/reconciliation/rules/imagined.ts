import { addDays, DAY_MS, dayOf, endOfDay, later, startOfDay } from '../../platform/calendar.ts';
import { type AccessConstraint, HORIZON_DAYS, journeyOn } from '../../places/rules/access.ts';
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

/**
 * The day on which goods would arrive, were something in the way that their ETA does not reckon with: they leave the crossing as many days
 * before their ETA as the road takes, or today, and meet what holds then. What never gets through arrives when a year and a month are over.
 *
 * @param inland days from the crossing to the destination
 */
export function hinderedEta(
  eta: string,
  today: string,
  inland: number,
  constraints: readonly AccessConstraint[],
): string {
  const ready = later(today, addDays(eta, -inland));
  const roadDays = eta <= ready ? 0 : Math.round((startOfDay(eta) - startOfDay(ready)) / DAY_MS);
  const days = Array.from({ length: HORIZON_DAYS }, (_, index) => addDays(ready, index));
  const { days: taken } = journeyOn({ days, roadDays, constraints, isOpen: () => true });
  if (taken === roadDays) return eta;
  return taken === null ? addDays(ready, HORIZON_DAYS) : days[taken]!;
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
    hindered = (eta) => eta,
    inland,
    now,
  }: {
    closures: readonly Closure[];
    delays: readonly Delay[];
    /** When what was to arrive on a day would arrive, with what stands in its way inside the country. */
    hindered?: (eta: string) => string;
    inland: number;
    now: number;
  },
): ShipmentState {
  const { journey } = state;
  const isOpen = !journey.cancelled && (!journey.moving || hasOutstanding(state.lines));
  if (!isOpen) return state;
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
  if (eta !== null) eta = hindered(eta);
  if (closed.length === 0 && eta === journey.eta) return state;
  const crossings = new Map(reference.crossings);
  if (facts.crossing !== null)
    crossings.set(facts.crossing, [...(reference.crossings.get(facts.crossing) ?? []), ...closed]);
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
