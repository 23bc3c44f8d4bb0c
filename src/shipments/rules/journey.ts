import type { EventType } from './codes.ts';
import type { Destination, ShipmentFacts } from './facts.ts';
import { isCounted } from './history.ts';
import type { HistoryEntry } from './history.ts';

/** Events that show that the goods have moved. */
const MOVEMENTS: ReadonlySet<EventType> = new Set([
  'dispatched',
  'arrived_border',
  'customs_held',
  'customs_released',
  'arrived_hub',
  'departed_hub',
  'received',
  'lost',
  'returned',
]);

/** Where a shipment is on its way, by the events that count. */
export interface Journey {
  moving: boolean;
  /** Cancelled before anything moved; a cancellation of moving goods has no effect. */
  cancelled: boolean;
  booked: boolean;
  loaded: boolean;
  position: 'origin' | 'road' | 'border' | 'hub';
  /** Held by customs until released or moved on. */
  customsHeld: boolean;
  /** Since when it stands at the border, also after customs released it; null elsewhere. */
  borderSince: number | null;
  passedCrossing: boolean;
  /** Latest instant of any event that counts, notes included; null when nothing was ever heard. */
  lastNewsAt: number | null;
  /** The ETA at creation, without one the first that a delay gave. */
  firstEta: string | null;
  /** The latest delay's ETA, else the first. */
  eta: string | null;
  /** The latest diversion's destination. */
  divertedTo: Destination | null;
  /** Provinces of every diversion. */
  divertedProvinces: ReadonlySet<string>;
}

/** Whether an event of this type shows that the goods have moved. */
export function isMovement(type: EventType): boolean {
  return MOVEMENTS.has(type);
}

/** Walks the events that count, in order. */
export function journeyOf(facts: ShipmentFacts, history: readonly HistoryEntry[]): Journey {
  const divertedProvinces = new Set<string>();
  const journey: Journey = {
    moving: false,
    cancelled: false,
    booked: false,
    loaded: false,
    position: 'origin',
    customsHeld: false,
    borderSince: null,
    passedCrossing: false,
    lastNewsAt: null,
    firstEta: facts.eta,
    eta: facts.eta,
    divertedTo: null,
    divertedProvinces,
  };
  for (const entry of history) {
    if (!isCounted(entry)) continue;
    journey.lastNewsAt = entry.at;
    if (isMovement(entry.event.type)) journey.moving = true;
    advance(journey, entry, divertedProvinces);
  }
  if (journey.moving) journey.cancelled = false;
  return journey;
}

function advance(journey: Journey, { event, at }: HistoryEntry, divertedProvinces: Set<string>): void {
  switch (event.type) {
    case 'booked':
      journey.booked = true;
      break;
    case 'loaded':
      journey.loaded = true;
      break;
    case 'dispatched':
    case 'arrived_hub':
    case 'departed_hub':
    case 'received':
      moveOn(journey, event.type);
      break;
    case 'arrived_border':
      journey.customsHeld = false;
      journey.position = 'border';
      journey.borderSince = at;
      // What was passed before, a border further back or a hub abroad, was not the crossing.
      journey.passedCrossing = false;
      break;
    case 'customs_held':
      journey.customsHeld = true;
      break;
    case 'customs_released':
      journey.customsHeld = false;
      break;
    case 'delayed':
      journey.firstEta ??= event.eta;
      journey.eta = event.eta;
      break;
    case 'diverted':
      journey.divertedTo = event.destination;
      divertedProvinces.add(event.destination.province);
      break;
    case 'cancelled':
      journey.cancelled = true;
      break;
    case 'lost':
    case 'returned':
    case 'distributed':
    case 'note':
    case 'decided':
    case 'voided':
      break;
  }
}

/** Leaves the border, and with it customs, behind. Setting out passes the crossing only from the border. */
function moveOn(journey: Journey, type: 'dispatched' | 'arrived_hub' | 'departed_hub' | 'received'): void {
  journey.customsHeld = false;
  if (type !== 'dispatched' || journey.borderSince !== null) journey.passedCrossing = true;
  journey.borderSince = null;
  journey.position = type === 'arrived_hub' ? 'hub' : 'road';
}
