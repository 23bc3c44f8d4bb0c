import type { z } from 'zod';
import type { newEvent } from '../../../src/shipments/contract/events.ts';
import type { ShipmentEvent, ShipmentFacts } from '../../../src/shipments/rules/facts.ts';
import type { CommandOf } from './commands.ts';

export type EventBody = z.input<typeof newEvent>;

const milli = (units: number) => Math.round(units * 1000);

type Happening = CommandOf<'event'>['happening'];

/** What else the event needs to be told of this shipment. */
export interface About {
  line: ShipmentFacts['lines'][number];
  /** The event that it decides on or voids. */
  target: string;
}

/** The part of an event that its type asks for, as the API wants it; quantities in shares of what the line planned. */
export function bodyOf(happening: Happening, { line, target }: About): object {
  const units = (share: number) => Math.max(1, Math.round(line.quantityMilli * share)) / 1000;
  const ofLine = { line: line.id };
  switch (happening.type) {
    case 'dispatched':
      return 'share' in happening ? { lines: [{ ...ofLine, quantity: units(happening.share) }] } : {};
    case 'received':
      return { lines: receiptOf(happening, line), blind: happening.isBlind };
    case 'lost':
    case 'returned': {
      const { share, responsibility } = happening;
      return { lines: [{ ...ofLine, quantity: units(share), reason: 'miscount', responsibility }] };
    }
    case 'distributed':
      return { lines: [{ ...ofLine, quantity: units(happening.share), people: happening.people }] };
    case 'delayed':
      return { eta: happening.eta };
    case 'diverted':
      return { destination: { province: happening.province } };
    case 'decided':
      return { decision: { event: target, counts: happening.counts } };
    case 'voided':
      return { voids: target };
    default:
      return {};
  }
}

function receiptOf(
  happening: Extract<Happening, { type: 'received' }>,
  { id, quantityMilli }: About['line'],
): object[] {
  const part = (share: number) => Math.round(quantityMilli * share) / 1000;
  const [good, damaged, missing] = [happening.good, happening.damaged, happening.missing].map(part);
  // Nothing can be missing and in excess at once, and no more be in excess than is there.
  const excess = happening.missing > 0 ? 0 : Math.min(part(happening.excess), part(happening.good));
  const cause = damaged
    ? { reason: 'wet_damage', responsibility: 'carrier' }
    : { reason: 'miscount', responsibility: 'partner' };
  const entry = { good, damaged, missing, excess, ...cause };
  const extra = { line: null, item: 'rice', good: 1.5, reason: 'wrong_item' };
  const dropped = { line: id, good: part(0.125), receiver: 'Gul Agha', batch: 'B-7', ...happening.drop };
  return [
    { line: id, ...entry },
    ...(happening.drop === null ? [] : [dropped]),
    ...(happening.isUnplanned ? [extra] : []),
  ];
}

/** The event as it is recorded at an instant: what the API was told, as the domain words it. */
export function recordedAs(body: EventBody, recordedAt: number): ShipmentEvent {
  const { id, place = null, deviceId = null, deviceSeq = null, note = null } = body;
  const base = { id, place, deviceId, deviceSeq, note, recordedAt, occurredAt: Date.parse(body.occurredAt) };
  const quantities = (lines: readonly { line: string; quantity: number }[]) =>
    lines.map(({ line, quantity }) => ({ line, quantityMilli: milli(quantity) }));
  switch (body.type) {
    case 'dispatched':
      return { ...base, type: body.type, lines: quantities(body.lines ?? []) };
    case 'received':
      return {
        ...{ ...base, type: body.type },
        lines: body.lines.map(({ line, item, good = 0, damaged = 0, missing = 0, excess = 0, ...said }) => ({
          ...{ line, item: item ?? null, reasonText: null },
          ...{ reason: said.reason ?? null, responsibility: said.responsibility ?? null },
          ...(said.place ? { place: said.place } : {}),
          ...(said.expiresOn ? { expiresOn: said.expiresOn } : {}),
          ...(typeof said.packs === 'number' ? { packs: said.packs } : {}),
          ...{ good: milli(good), damaged: milli(damaged), missing: milli(missing), excess: milli(excess) },
          against: milli(good) + milli(damaged) + milli(missing) - milli(excess),
        })),
      };
    case 'lost':
    case 'returned':
      return {
        ...{ ...base, type: body.type },
        lines: body.lines.map(({ line, quantity, reason }) => ({
          ...{ line, quantityMilli: milli(quantity), reason, reasonText: null },
        })),
      };
    case 'distributed':
      return {
        ...{ ...base, type: body.type },
        lines: body.lines.map(({ line, quantity, people = null }) => ({
          ...{ line, people },
          quantityMilli: milli(quantity),
        })),
      };
    case 'delayed':
      return { ...base, type: body.type, eta: body.eta };
    case 'diverted':
      return { ...base, type: body.type, destination: { ...body.destination, district: null } };
    case 'decided':
      return { ...base, type: body.type, decision: body.decision };
    case 'voided':
      return { ...base, type: body.type, voids: body.voids };
    default:
      return { ...base, type: body.type };
  }
}
