import * as fc from 'fast-check';
import { HOUR_MS } from '../../../src/platform/calendar.ts';
import type { PledgeStatus } from '../../../src/reconciliation/rules/owned-parcel.ts';
import type { ReferenceFacts, ShipmentEvent, ShipmentFacts } from '../../../src/shipments/rules/facts.ts';
import { at } from '../shipments/cargo.ts';
import { events, facts } from '../shipments/histories.ts';

/** A shipment and what was told of it. */
export interface Story {
  facts: ShipmentFacts;
  events: ShipmentEvent[];
}

const PLEDGE_LINES = ['pledged-flour', 'pledged-oil'];

/** The statuses of the pledges that cargo may fulfil. */
export const pledges: fc.Arbitrary<ReadonlyMap<string, PledgeStatus>> = fc
  .tuple(
    ...PLEDGE_LINES.map(() =>
      fc.constantFrom<PledgeStatus>('pledge', 'commitment', 'paid', 'cancelled', 'expired'),
    ),
  )
  .map((statuses) => new Map(PLEDGE_LINES.map((line, index) => [line, statuses[index]!])));

const closing = fc
  .record({
    status: fc.constantFrom('open' as const, 'closed' as const, 'closed' as const, 'restricted' as const),
    from: fc.integer({ min: 0, max: 40 }),
    days: fc.option(fc.integer({ min: 1, max: 20 }), { freq: 2 }),
    recorded: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ status, from, days, recorded }) => ({
    status,
    from: at(from),
    until: days === null ? null : at(from + days),
    recordedAt: at(recorded),
  }));

/** Closings and openings of the one crossing, recorded at different moments. */
export const worlds: fc.Arbitrary<ReferenceFacts> = fc
  .uniqueArray(closing, { maxLength: 4, selector: ({ recordedAt }) => recordedAt })
  .map((statuses) => ({
    crossings: new Map([['hairatan', statuses]]),
    settings: { staleAfterDays: 7, heldAfterDays: 3, overdueGraceDays: 3, expiresSoonDays: 30 },
  }));

/** The API refuses what names a line that the shipment does not have, and a line named twice where that has no meaning. */
function aboutItsLines(shipment: ShipmentFacts, event: ShipmentEvent): ShipmentEvent {
  if (!('lines' in event)) return event;
  const ids = shipment.lines.map(({ id }) => id);
  const known = event.lines.filter(({ line }) => line === null || ids.includes(line));
  return { ...event, lines: known } as ShipmentEvent;
}

/** The same receipt from another phone, some hours before or after. */
function again(event: ShipmentEvent, index: number, hours: number): ShipmentEvent {
  const shift = hours * HOUR_MS;
  return {
    ...event,
    id: `again-${index}`,
    occurredAt: event.occurredAt + shift,
    recordedAt: event.recordedAt + shift,
    deviceId: event.deviceId === 'phone-1' ? 'phone-2' : 'phone-1',
  };
}

type Step = (line: string, quantityMilli: number) => object;

const receipt = (parts: Record<'good' | 'damaged' | 'missing' | 'excess', number>): Step => {
  const { good, damaged, missing, excess } = parts;
  return (line, of) => {
    const share = (quarters: number) => Math.round((of * quarters) / 4);
    const entry = {
      ...{ line, item: null, reason: 'miscount', reasonText: null, responsibility: null },
      ...{ good: share(good), damaged: share(damaged), missing: share(missing), excess: share(excess) },
    };
    return {
      type: 'received',
      lines: [{ ...entry, against: entry.good + entry.damaged + entry.missing - entry.excess }],
    };
  };
};

/** Steps of a journey as they are meant to be told; quantities in quarters of the line's. */
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc
    .constantFrom('arrived_border', 'customs_held', 'customs_released', 'arrived_hub', 'departed_hub', 'note')
    .map((type) => () => ({ type })),
  fc
    .constantFrom(
      { good: 4, damaged: 0, missing: 0, excess: 0 },
      { good: 2, damaged: 0, missing: 0, excess: 0 },
      { good: 3, damaged: 1, missing: 0, excess: 0 },
      { good: 3, damaged: 0, missing: 1, excess: 0 },
      { good: 0, damaged: 1, missing: 0, excess: 0 },
      { good: 0, damaged: 0, missing: 4, excess: 0 },
      { good: 3, damaged: 2, missing: 0, excess: 1 },
    )
    .map(receipt),
  fc
    .record({ type: fc.constantFrom('lost', 'returned'), quarters: fc.constantFrom(1, 2, 4) })
    .map(({ type, quarters }): Step => (line, of) => ({
      type,
      lines: [{ line, quantityMilli: Math.round((of * quarters) / 4), reason: 'miscount', reasonText: null }],
    })),
  fc.constantFrom('2026-11-30', '2026-12-02').map((eta) => () => ({ type: 'delayed', eta })),
);

/** A journey told in order: loaded, dispatched, and some steps hours or days apart. */
const journeys: fc.Arbitrary<(shipment: ShipmentFacts) => ShipmentEvent[]> = fc
  .array(
    fc.record({ step: steps, hours: fc.integer({ min: 1, max: 150 }), of: fc.nat(2), place: fc.nat(9) }),
    { maxLength: 6 },
  )
  .map((told) => (shipment) => {
    let occurredAt = at(0);
    const base = { deviceId: 'phone-1', deviceSeq: null, note: null };
    return [{ step: () => ({ type: 'dispatched', lines: [] }), hours: 1, of: 0, place: 9 }, ...told].map(
      ({ step, hours, of, place }, index) => {
        occurredAt += hours * HOUR_MS;
        const { id, quantityMilli } = shipment.lines[of % shipment.lines.length]!;
        const where = { place: place === 0 ? 'AF21' : null, occurredAt, recordedAt: occurredAt + HOUR_MS };
        return { id: `step-${index}`, ...base, ...where, ...step(id, quantityMilli) } as ShipmentEvent;
      },
    );
  });

/** Shipments that may fulfil pledges, with histories in which receipts are told twice, decided upon and voided. */
export const stories: fc.Arbitrary<Story> = fc
  .record({
    facts,
    fulfils: fc.array(fc.option(fc.constantFrom(...PLEDGE_LINES)), { minLength: 3, maxLength: 3 }),
    telling: fc.oneof(
      events.map((list) => () => list),
      journeys,
    ),
    copies: fc.array(
      fc.record({ hours: fc.integer({ min: -60, max: 60 }), counts: fc.option(fc.boolean()) }),
      {
        maxLength: 2,
      },
    ),
  })
  .map(({ facts: shipment, fulfils, telling, copies }) => {
    const lines = shipment.lines.map((line, index) => ({ ...line, pledgeLine: fulfils[index] ?? null }));
    const whole = { ...shipment, lines };
    const list = telling(whole).map((event) => aboutItsLines(whole, event));
    const receipts = list.filter(({ type }) => type === 'received');
    for (const [index, { hours, counts }] of copies.entries()) {
      const original = receipts[index % Math.max(receipts.length, 1)];
      if (!original) break;
      const copy = again(original, index, hours);
      list.push(copy);
      if (counts === null) continue;
      const base = { ...copy, id: `decision-${index}`, deviceId: null, deviceSeq: null };
      list.push({ ...base, type: 'decided', decision: { event: copy.id, counts } });
    }
    return { facts: whole, events: list };
  });
