/** What can sensibly have happened next to a shipment: offered first, so that it takes three taps. Everything else is one tap further. */
import type { EventBody } from './queue.ts';
import type { HeldShipment } from '../store/database.ts';

export type Told = Exclude<EventBody['type'], 'decided' | 'voided' | 'diverted' | 'cancelled' | 'booked'>;

/** All that a coordinator tells, in the order of a journey. */
export const ALL_TOLD: readonly Told[] = [
  'loaded',
  'dispatched',
  'arrived_border',
  'customs_held',
  'customs_released',
  'arrived_hub',
  'departed_hub',
  'received',
  'delayed',
  'lost',
  'returned',
  'distributed',
  'note',
];

type Status = HeldShipment['status'];

const NEXT: Readonly<Record<Status, readonly Told[]>> = {
  draft: ['loaded', 'dispatched', 'delayed'],
  planned: ['loaded', 'dispatched', 'delayed'],
  loading: ['dispatched', 'delayed'],
  in_transit: ['received', 'arrived_hub', 'arrived_border', 'delayed'],
  at_border: ['customs_released', 'customs_held', 'arrived_hub', 'received'],
  customs_hold: ['customs_released', 'delayed'],
  at_hub: ['received', 'departed_hub', 'delayed'],
  partially_received: ['received', 'distributed', 'lost', 'returned'],
  received: ['distributed'],
  lost: ['note'],
  returned: ['note'],
  cancelled: ['note'],
};

/** The likely ones, the likeliest first. A shipment that crosses no border cannot be held at one. */
export function offersFor({ status, crossing }: Pick<HeldShipment, 'status' | 'crossing'>): readonly Told[] {
  const offers = NEXT[status];
  return crossing === null ? offers.filter((type) => type !== 'arrived_border') : offers;
}

export const othersThan = (offers: readonly Told[]): Told[] =>
  ALL_TOLD.filter((type) => !offers.includes(type));

const AFTER: Readonly<Partial<Record<EventBody['type'], Status>>> = {
  loaded: 'loading',
  dispatched: 'in_transit',
  arrived_border: 'at_border',
  customs_held: 'customs_hold',
  customs_released: 'at_border',
  arrived_hub: 'at_hub',
  departed_hub: 'in_transit',
  received: 'partially_received',
};

/** Where it probably is once what waits on the phone is told; only for what is offered, never shown as its status. */
export const statusAfter = (status: Status, waiting: readonly EventBody['type'][]): Status =>
  waiting.reduce((before, type) => AFTER[type] ?? before, status);
