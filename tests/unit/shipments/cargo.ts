import type { CrossingStatusFact } from '../../../src/places/rules/crossing-status.ts';
import { DAY_MS, HOUR_MS, startOfDay } from '../../../src/platform/calendar.ts';
import type {
  Destination,
  PlannedLine,
  ReferenceFacts,
  ShipmentEvent,
  ShipmentFacts,
} from '../../../src/shipments/rules/facts.ts';
import { foldShipment } from '../../../src/shipments/rules/fold.ts';
import type { ShipmentState } from '../../../src/shipments/rules/fold.ts';
import { receivedLines } from '../../../src/shipments/rules/receipt.ts';
import type { ReceiptEntry } from '../../../src/shipments/rules/receipt.ts';

/** Builders for the rules of cargo: one shipment of flour to Ghor, planned to leave on 10 November 2026. */
export const DISPATCH_DAY = '2026-11-10';
export const ETA = '2026-11-28';
const START = startOfDay(DISPATCH_DAY);

/** The instant `days` and `hours` after the planned dispatch day began in Kabul, to the millisecond. */
export const at = (days: number, hours = 0): number => START + Math.round(days * DAY_MS + hours * HOUR_MS);

export const to = (province: string): Destination => ({ province, district: null });

export const line = (overrides: Partial<PlannedLine> = {}): PlannedLine => ({
  id: 'flour',
  item: 'wheat_flour',
  quantityMilli: 1_000_000,
  packFactorMilli: null,
  expiresOn: null,
  destination: null,
  pledgeLine: null,
  ...overrides,
});

export const shipment = (overrides: Partial<ShipmentFacts> = {}): ShipmentFacts => ({
  id: 'shipment',
  plannedDispatch: DISPATCH_DAY,
  eta: ETA,
  crossing: 'hairatan',
  destination: to('AF23'),
  lines: [line()],
  ...overrides,
});

export const reference = (closures: readonly CrossingStatusFact[] = []): ReferenceFacts => ({
  crossings: new Map([['hairatan', closures]]),
  settings: { staleAfterDays: 7, heldAfterDays: 3, overdueGraceDays: 3, expiresSoonDays: 30 },
});

type Body<T extends ShipmentEvent['type']> = Omit<
  Extract<ShipmentEvent, { type: T }>,
  'id' | 'type' | 'occurredAt' | 'recordedAt' | 'place' | 'deviceId' | 'deviceSeq' | 'note'
>;
type Base = Pick<ShipmentEvent, 'id' | 'recordedAt' | 'place' | 'deviceId' | 'deviceSeq' | 'note'>;

let made = 0;

/** An event recorded an hour after it occurred, with an id that sorts by the order of making. */
export function event<T extends ShipmentEvent['type']>(
  type: T,
  occurredAt: number,
  body: Body<T> & Partial<Base>,
): ShipmentEvent {
  made += 1;
  return {
    id: `event-${String(made).padStart(6, '0')}`,
    type,
    occurredAt,
    recordedAt: occurredAt + HOUR_MS,
    place: null,
    deviceId: null,
    deviceSeq: null,
    note: null,
    ...body,
  } as unknown as ShipmentEvent;
}

export const dispatched = (days: number, loaded: Record<string, number> = {}, base: Partial<Base> = {}) =>
  event('dispatched', at(days), {
    lines: Object.entries(loaded).map(([id, units]) => ({ line: id, quantityMilli: units * 1000 })),
    ...base,
  });

/** A receipt of entries in units, for the flour line unless they say otherwise. */
export const received = (days: number, entries: Partial<ReceiptEntry>[], base: Partial<Base> = {}) =>
  event('received', at(days), {
    lines: receivedLines(entries.map((entry) => ({ line: 'flour', ...entry }))),
    ...base,
  });

export const accounted = (
  type: 'lost' | 'returned',
  days: number,
  units: number,
  base: Partial<Base> & { line?: string } = {},
) => {
  const { line: id = 'flour', ...rest } = base;
  const lines = [
    { line: id, quantityMilli: units * 1000, reason: 'theft_pilferage', reasonText: null } as const,
  ];
  return event(type, at(days), { lines, ...rest });
};

export const voided = (target: ShipmentEvent, days: number, base: Partial<Base> = {}) =>
  event('voided', at(days), { voids: target.id, ...base });

export const decided = (target: ShipmentEvent, counts: boolean, days: number) =>
  event('decided', at(days), { decision: { event: target.id, counts } });

/** The state of the shipment `days` after the dispatch day. */
export function stateAt(
  days: number,
  events: readonly ShipmentEvent[],
  facts: ShipmentFacts = shipment(),
  closures: readonly CrossingStatusFact[] = [],
): ShipmentState {
  return foldShipment(facts, events, reference(closures), at(days));
}

/** The balance of a line in units, for comparison with a table. */
export function unitsOf(state: ShipmentState, index = 0) {
  const { dispatched, good, damaged, missing, excess, lost, returned, outstanding } = state.lines[index]!;
  const milli = { dispatched, good, damaged, missing, excess, lost, returned, outstanding };
  return Object.fromEntries(Object.entries(milli).map(([name, value]) => [name, value / 1000]));
}
