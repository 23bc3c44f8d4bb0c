import type { CrossingStatusFact } from '../../places/rules/crossing-status.ts';
import type { ReasonCode, Responsibility } from './codes.ts';

/**
 * What the rules of cargo are given. Instants are milliseconds since the epoch, days `YYYY-MM-DD` in Kabul,
 * places P-codes, and every quantity an integer in thousandths of the item's unit.
 */
export interface Destination {
  province: string;
  district: string | null;
}

export interface PlannedLine {
  id: string;
  item: string;
  quantityMilli: number;
  /** Units of the item in a pack, in thousandths; null when nobody said how it is packed. */
  packFactorMilli: number | null;
  /** The last day on which it is good, in Kabul. */
  expiresOn: string | null;
  /** Its own destination: a truck may drop in several provinces. Null: the shipment's. */
  destination: Destination | null;
  /** The pledge line it fulfils. */
  pledgeLine: string | null;
}

export interface ShipmentFacts {
  id: string;
  plannedDispatch: string | null;
  /** The ETA given at creation; later ones come with `delayed` events. */
  eta: string | null;
  /** Code of the crossing on its route; null when it crosses no border. */
  crossing: string | null;
  destination: Destination;
  lines: readonly PlannedLine[];
}

interface EventBase {
  /** UUIDv7 made by the client; breaks ties of the same instant. */
  id: string;
  /** When it happened, by the clock of whoever recorded it. */
  occurredAt: number;
  /** When the server first learned of it. */
  recordedAt: number;
  /** P-code of a province or district. */
  place: string | null;
  deviceId: string | null;
  deviceSeq: number | null;
  note: string | null;
}

/** A quantity of one line; an entry naming a line the shipment does not have is without effect. */
export interface LineQuantity {
  line: string;
  quantityMilli: number;
}

export interface ExplainedQuantity extends LineQuantity {
  reason: ReasonCode | null;
  reasonText: string | null;
  /** Absent when nobody said. */
  responsibility?: Responsibility | null;
}

export interface DistributedQuantity extends LineQuantity {
  people: number | null;
}

/** What an entry may tell besides its quantities; absent when nobody said. */
export interface ReceiptParticulars {
  /** Who took the goods over, and who handed them over: persons responsible, in words. */
  receiver?: string;
  deliverer?: string;
  /** Where these goods came, when not where the rest of the receipt did: P-code of a province or district. */
  place?: string;
  batch?: string;
  /** The last day on which these goods are good; without one, the waybill's. */
  expiresOn?: string;
  /** Packs counted on arrival, torn ones and a last one that is not full included. */
  packs?: number;
}

/** One entry of a receipt, already checked by `checkReceipt`: good + damaged + missing − excess = against. */
export interface ReceivedLine extends ReceiptParticulars {
  /** Null: an unplanned line, known by its item. */
  line: string | null;
  item: string | null;
  good: number;
  damaged: number;
  missing: number;
  excess: number;
  /** The part of the dispatched quantity that this entry settles. */
  against: number;
  reason: ReasonCode | null;
  reasonText: string | null;
  responsibility: Responsibility | null;
}

/** An event that says only that something happened. */
export interface PlainEvent extends EventBase {
  type:
    | 'booked'
    | 'loaded'
    | 'arrived_border'
    | 'customs_held'
    | 'customs_released'
    | 'arrived_hub'
    | 'departed_hub'
    | 'cancelled'
    | 'note';
}

export interface DispatchedEvent extends EventBase {
  type: 'dispatched';
  /** What was really loaded, for the lines where it is known. */
  lines: readonly LineQuantity[];
}

export interface DelayedEvent extends EventBase {
  type: 'delayed';
  eta: string;
}

export interface DivertedEvent extends EventBase {
  type: 'diverted';
  destination: Destination;
}

export interface ReceivedEvent extends EventBase {
  type: 'received';
  lines: readonly ReceivedLine[];
  /** Whether the count came before the waybill was looked at. */
  blind?: boolean;
}

export interface LostOrReturnedEvent extends EventBase {
  type: 'lost' | 'returned';
  lines: readonly ExplainedQuantity[];
}

export interface DistributedEvent extends EventBase {
  type: 'distributed';
  lines: readonly DistributedQuantity[];
}

export interface DecidedEvent extends EventBase {
  type: 'decided';
  decision: { event: string; counts: boolean };
}

export interface VoidedEvent extends EventBase {
  type: 'voided';
  /** The event it cancels. */
  voids: string;
}

export type ShipmentEvent =
  | PlainEvent
  | DispatchedEvent
  | DelayedEvent
  | DivertedEvent
  | ReceivedEvent
  | LostOrReturnedEvent
  | DistributedEvent
  | DecidedEvent
  | VoidedEvent;

export interface CargoSettings {
  staleAfterDays: number;
  heldAfterDays: number;
  overdueGraceDays: number;
  expiresSoonDays: number;
}

/** What the state of a shipment depends on besides its own facts and events. */
export interface ReferenceFacts {
  /** By crossing code, in any order. */
  crossings: ReadonlyMap<string, readonly CrossingStatusFact[]>;
  settings: CargoSettings;
}

/** The destination a line was planned for: its own, else the shipment's. Diversions do not change it. */
export function plannedDestination(facts: ShipmentFacts, line: PlannedLine | null): Destination {
  return line?.destination ?? facts.destination;
}

/** The province of a P-code: a district's begins with its province's. */
export function provinceOf(place: string): string {
  return place.slice(0, 4);
}
