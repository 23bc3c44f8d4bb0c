/**
 * The words the sample story is told in. Days count from the day of the demo's first run: -3 is three days before it.
 * Quantities are in the item's unit; lines of a shipment are numbered from 0. Everything told here is invented.
 */
import type { z } from 'zod';
import type { newPledge } from '../../pledges/contract.ts';
import type { statusChange } from '../../pledges/contract/changes.ts';
import type { newEvent } from '../../shipments/contract/events.ts';
import type { OrganisationKey } from './organisations.ts';

export type Day = number;

/** Thousands of kilograms, the unit of most food. */
export const t = (tonnes: number): number => tonnes * 1000;

export interface SampleLine {
  item: string;
  quantity: number;
  /** Weight or content of a pack, in the item's unit; packs are counted from it. */
  pack?: number;
  /** The last day on which it is good. */
  expires?: Day;
  /** A destination of its own. */
  to?: string;
  /** The pledge line it fulfils: the pledge's reference and the line's number. */
  fulfils?: readonly [reference: string, line: number];
}

export interface SampleShipment {
  waybill: string;
  /** What it shows, in a sentence: recorded as the first note of the shipment. */
  shows: string;
  from: string;
  by: readonly [consignor: OrganisationKey, consignee: OrganisationKey];
  carrier?: string;
  crossing?: string;
  to: string;
  /** Planned dispatch; null when nobody has planned it yet. */
  leaves: Day | null;
  due: Day | null;
  lines: readonly SampleLine[];
  steps: readonly Step[];
}

type Pledge = z.input<typeof newPledge>;

export interface SamplePledge extends Pick<
  Pledge,
  'reference' | 'status' | 'contributionType' | 'earmarking' | 'currency' | 'ratePerUsd'
> {
  donor: OrganisationKey;
  recipient: OrganisationKey | null;
  decided: Day;
  expected: Day | null;
  expires?: Day;
  /** What it came to be since it was recorded. */
  became?: readonly { to: z.input<typeof statusChange>['to']; day: Day }[];
  lines: readonly Omit<Pledge['lines'][number], 'id'>[];
}

type Event = z.input<typeof newEvent>;
type Received = Extract<Event, { type: 'received' }>['lines'][number];
/** What a receipt says of one line. */
export type Counted = Omit<Received, 'line'> & { line?: number | null };
type Loss = {
  line?: number;
  quantity: number;
  reason: NonNullable<Received['reason']>;
  /** Required with the reason `other`. */
  reasonText?: string;
};

/** One event of a story: lines are numbers, other events are named, days are counted from the first run. */
export type Step = {
  day: Day;
  /** Overrides the day: a device whose clock is wrong says so itself. */
  clockSays?: string;
  place?: string;
  device?: string;
  note?: string;
  /** A name by which a later step of the same shipment refers to this one. */
  name?: string;
} & (
  | { type: Plain }
  | { type: 'dispatched'; loaded?: readonly { line: number; quantity: number }[] }
  | { type: 'received'; counted: readonly Counted[]; blind?: boolean }
  | { type: 'lost' | 'returned'; losses: readonly Loss[] }
  | { type: 'distributed'; line: number; quantity: number; people: number }
  | { type: 'delayed'; until: Day }
  | { type: 'diverted'; to: string }
  | { type: 'decided'; about: string; counts: boolean }
  | { type: 'voided'; cancels: string }
);
/** Events that say only that something happened. */
type Plain = Exclude<
  Event['type'],
  | 'dispatched'
  | 'received'
  | 'lost'
  | 'returned'
  | 'distributed'
  | 'delayed'
  | 'diverted'
  | 'decided'
  | 'voided'
>;
type More = Pick<Step, 'place' | 'device' | 'note' | 'name' | 'clockSays'>;

const plain =
  (type: Plain) =>
  (day: Day, place?: string, more: More = {}): Step => ({
    type,
    day,
    ...(place === undefined ? {} : { place }),
    ...more,
  });

export const booked = plain('booked');
export const loaded = plain('loaded');
export const atBorder = plain('arrived_border');
export const customsHeld = plain('customs_held');
export const customsReleased = plain('customs_released');
export const atHub = plain('arrived_hub');
export const leftHub = plain('departed_hub');

export const cancelled = (day: Day, note: string): Step => ({ type: 'cancelled', day, note });
export const heard = (day: Day, note: string, place?: string): Step => plain('note')(day, place, { note });

export const dispatched = (day: Day, ...quantities: readonly number[]): Step => ({
  type: 'dispatched',
  day,
  ...(quantities.length > 0 && { loaded: quantities.map((quantity, line) => ({ line, quantity })) }),
});

/** A receipt in a province; a count of line 0 unless it says another. */
export const received = (
  day: Day,
  place: string,
  counted: Counted | readonly Counted[],
  more: More = {},
): Step => ({
  type: 'received',
  day,
  place,
  counted: Array.isArray(counted) ? counted : [counted as Counted],
  ...more,
});

export const lost = (day: Day, place: string, loss: Loss, note: string): Step => ({
  type: 'lost',
  day,
  place,
  losses: [loss],
  note,
});

export const returned = (day: Day, loss: Loss, note: string): Step => ({
  type: 'returned',
  day,
  losses: [loss],
  note,
});

export const distributed = (day: Day, place: string, quantity: number, people: number): Step => ({
  type: 'distributed',
  day,
  place,
  line: 0,
  quantity,
  people,
});

export const delayed = (day: Day, until: Day, note: string): Step => ({ type: 'delayed', day, until, note });
export const diverted = (day: Day, to: string, note: string): Step => ({ type: 'diverted', day, to, note });
export const decided = (day: Day, about: string, counts: boolean): Step => ({
  type: 'decided',
  day,
  about,
  counts,
});
export const voided = (day: Day, cancels: string, note: string): Step => ({
  type: 'voided',
  day,
  cancels,
  note,
});
