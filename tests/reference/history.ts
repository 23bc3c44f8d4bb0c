import type { ShipmentEvent, ShipmentFacts } from '../../src/shipments/rules/facts.ts';

/**
 * A second, naive reading of `domain.md` §5, §7 and §8, to be compared with the code: every question walks the whole
 * list of events again. It shares nothing with the code but the types of its input.
 */
const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const KABUL = 4.5 * HOUR;

export const dayAt = (instant: number): string => new Date(instant + KABUL).toISOString().slice(0, 10);
export const monthAt = (instant: number): string => dayAt(instant).slice(0, 7);
const dayBegins = (day: string): number => Date.parse(`${day}T00:00:00Z`) - KABUL;
export const dayEnds = (day: string): number => dayBegins(day) + DAY;
export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** "More than 10 minutes after `recordedAt`, or more than 30 days before the planned dispatch." */
export function isSuspect(shipment: ShipmentFacts, event: ShipmentEvent): boolean {
  if (event.occurredAt > event.recordedAt + HOUR / 6) return true;
  if (shipment.plannedDispatch === null) return false;
  return event.occurredAt < dayBegins(shipment.plannedDispatch) - 30 * DAY;
}

/** The instant an event is counted at: a suspect clock is not believed. */
export function instantOf(shipment: ShipmentFacts, event: ShipmentEvent): number {
  return isSuspect(shipment, event) ? event.recordedAt : event.occurredAt;
}

/** "Events are ordered by (`occurredAt`, `id`)"; the same id is the same event. */
function inOrder(shipment: ShipmentFacts, events: readonly ShipmentEvent[]): ShipmentEvent[] {
  const once = events.filter((event, i) => events.findIndex(({ id }) => id === event.id) === i);
  return once.sort((a, b) => {
    const difference = instantOf(shipment, a) - instantOf(shipment, b);
    if (difference !== 0) return difference;
    return a.id < b.id ? -1 : 1;
  });
}

/** What is neither a void nor voided, in order. A void may arrive before its target, and cannot be voided itself. */
export function unvoided(shipment: ShipmentFacts, events: readonly ShipmentEvent[]): ShipmentEvent[] {
  return inOrder(shipment, events).filter(
    (event) =>
      event.type !== 'voided' && !events.some((other) => other.type === 'voided' && other.voids === event.id),
  );
}

/** What a person last said of a receipt; null when nobody did. */
function decisionOn(list: readonly ShipmentEvent[], receipt: string): boolean | null {
  const said = list.flatMap((event) =>
    event.type === 'decided' && event.decision.event === receipt ? [event.decision.counts] : [],
  );
  return said.at(-1) ?? null;
}

/** The events that count: without voids, voided ones and receipts that a person said are not true. */
export function counted(shipment: ShipmentFacts, events: readonly ShipmentEvent[]): ShipmentEvent[] {
  const list = unvoided(shipment, events);
  return list.filter((event) => event.type !== 'received' || decisionOn(list, event.id) !== false);
}

/** Where a line's goods were to go when they left. */
export function plannedProvince(shipment: ShipmentFacts, lineId: string | null): string {
  const line = shipment.lines.find(({ id }) => id === lineId);
  return line?.destination?.province ?? shipment.destination.province;
}

type Receipt = Extract<ShipmentEvent, { type: 'received' }>;

/** The province of an entry: its own place, else the receipt's, else the diversion in force then, else the line's destination. */
export function provinceReceived(
  shipment: ShipmentFacts,
  list: readonly ShipmentEvent[],
  receipt: Receipt,
  entry: Receipt['lines'][number],
): string {
  const lineId = entry.line;
  if (entry.place !== undefined) return entry.place.slice(0, 4);
  if (receipt.place !== null) return receipt.place.slice(0, 4);
  const before = list.slice(0, list.indexOf(receipt));
  const diversions = before.flatMap((event) => (event.type === 'diverted' ? [event] : []));
  return diversions.at(-1)?.destination.province ?? plannedProvince(shipment, lineId);
}

/** The quantities of a receipt line by line, in words that can be compared. */
function quantitiesOf(shipment: ShipmentFacts, list: readonly ShipmentEvent[], receipt: Receipt): string {
  const says = receipt.lines.filter((entry) => entry.good + entry.damaged + entry.missing + entry.excess > 0);
  const nameOf = (entry: Receipt['lines'][number]) =>
    `${entry.line ?? `unplanned ${entry.item}`} in ${provinceReceived(shipment, list, receipt, entry)}`;
  const names = [...new Set(says.map(nameOf))].sort();
  const told = names.map((name) => {
    const own = receipt.lines.filter((entry) => nameOf(entry) === name);
    const total = (part: 'good' | 'damaged' | 'missing' | 'excess') => sum(own.map((entry) => entry[part]));
    return `${name}: ${total('good')} ${total('damaged')} ${total('missing')} ${total('excess')}`;
  });
  return told.join(';');
}

/** "Two different devices within 48 h": the later is suspected, decided or not. */
export function isSuspectedDuplicate(
  shipment: ShipmentFacts,
  list: readonly ShipmentEvent[],
  receipt: Receipt,
): boolean {
  return list.slice(0, list.indexOf(receipt)).some((earlier) => {
    if (earlier.type !== 'received' || earlier.deviceId === null || receipt.deviceId === null) return false;
    if (earlier.deviceId === receipt.deviceId) return false;
    if (instantOf(shipment, receipt) - instantOf(shipment, earlier) > 48 * HOUR) return false;
    const said = quantitiesOf(shipment, list, receipt);
    return said !== '' && quantitiesOf(shipment, list, earlier) === said;
  });
}

/** A suspected duplicate that nobody decided yet. */
export function isDisputed(
  shipment: ShipmentFacts,
  list: readonly ShipmentEvent[],
  receipt: Receipt,
): boolean {
  return decisionOn(list, receipt.id) === null && isSuspectedDuplicate(shipment, list, receipt);
}

const MOVEMENTS = [
  'dispatched',
  'arrived_border',
  'customs_held',
  'customs_released',
  'arrived_hub',
  'departed_hub',
  'received',
  'lost',
  'returned',
];

export const isMovement = (event: ShipmentEvent): boolean => MOVEMENTS.includes(event.type);

/** Every ETA in order: "the first ETA is the one at creation, the current ETA the latest `delayed`'s". */
export function etasOf(shipment: ShipmentFacts, list: readonly ShipmentEvent[]): string[] {
  const given = list.flatMap((event) => (event.type === 'delayed' ? [event.eta] : []));
  return shipment.eta === null ? given : [shipment.eta, ...given];
}

/** Where all that is outstanding belongs after the latest counted diversion; null without one. */
export function divertedTo(list: readonly ShipmentEvent[]): string | null {
  const diversions = list.flatMap((event) => (event.type === 'diverted' ? [event] : []));
  return diversions.at(-1)?.destination.province ?? null;
}
