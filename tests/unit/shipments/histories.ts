import * as fc from 'fast-check';
import { DAY_MS, dayOf, HOUR_MS } from '../../../src/platform/calendar.ts';
import type { ReceivedLine, ShipmentEvent, ShipmentFacts } from '../../../src/shipments/rules/facts.ts';
import { at, line, shipment, to } from './cargo.ts';

/** Random shipments and histories of every event type, dense enough that events meet: few lines, places and days. */
const PROVINCES = ['AF23', 'AF17', 'AF21'];
const LINES = ['flour', 'oil', 'kits'];
const EVENT_IDS = Array.from({ length: 30 }, (_, index) => `event-${index}`);

const province = fc.constantFrom(...PROVINCES);
const quantity = fc.constantFrom(0, 1, 100, 250_000, 333_333, 1_000_000, 1_200_001);
const destination = province.map(to);

/** Days around the histories, some of them past. */
const expiry = fc.integer({ min: -20, max: 120 }).map((days) => dayOf(at(days)));

export const facts: fc.Arbitrary<ShipmentFacts> = fc
  .record({
    plannedDispatch: fc.constantFrom(null, '2026-11-10'),
    eta: fc.constantFrom(null, '2026-11-12', '2026-11-28', '2026-12-03'),
    crossing: fc.constantFrom(null, 'hairatan'),
    lines: fc.subarray(LINES, { minLength: 1 }).chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc
            .record({
              quantityMilli: quantity,
              destination: fc.option(destination),
              packFactorMilli: fc.option(fc.constantFrom(100, 50_000, 333_333)),
              expiresOn: fc.option(expiry),
            })
            .map((part) => line({ id, item: id === 'kits' ? 'school_in_a_box' : 'wheat_flour', ...part })),
        ),
      ),
    ),
  })
  .map((parts) => shipment(parts));

const receivedLine: fc.Arbitrary<ReceivedLine> = fc
  .record({
    line: fc.constantFrom(null, ...LINES),
    good: quantity,
    damaged: quantity,
    missing: quantity,
    excess: quantity,
    particulars: fc.record(
      {
        place: fc.constantFrom('AF23', 'AF1701'),
        expiresOn: expiry,
        packs: fc.constantFrom(0, 1, 3, 4, 5, 20, 10_000),
        batch: fc.constantFrom('A', 'B'),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ line: id, good, damaged, missing, excess: wanted, particulars }) => {
    const excess = missing > 0 ? 0 : Math.min(wanted, good + damaged);
    const against = good + damaged + missing - excess;
    const item = id === null ? 'rice' : null;
    return {
      line: id,
      item,
      good,
      damaged,
      missing,
      excess,
      against,
      reason: 'miscount',
      reasonText: null,
      responsibility: null,
      ...particulars,
    };
  });

const lineQuantity = fc.record({ line: fc.constantFrom(...LINES), quantityMilli: quantity });
const lines = fc.array(lineQuantity, { maxLength: 3 });
const explained = lines.map((list) =>
  list.map((entry) => ({ ...entry, reason: 'miscount' as const, reasonText: null })),
);
const target = fc.constantFrom(...EVENT_IDS);

const body: fc.Arbitrary<object> = fc.oneof(
  fc.record({
    type: fc.constantFrom(
      'booked',
      'loaded',
      'arrived_border',
      'customs_held',
      'customs_released',
      'arrived_hub',
      'departed_hub',
      'cancelled',
      'note',
    ),
  }),
  fc.record({ type: fc.constant('dispatched'), lines }),
  fc.record({
    type: fc.constant('delayed'),
    eta: fc.integer({ min: 0, max: 60 }).map((days) => dayOf(at(days))),
  }),
  fc.record({ type: fc.constant('diverted'), destination }),
  fc.record({ type: fc.constant('received'), lines: fc.array(receivedLine, { maxLength: 3 }) }),
  fc.record({ type: fc.constant('received'), lines: fc.array(receivedLine, { minLength: 1, maxLength: 3 }) }),
  fc.record({ type: fc.constantFrom('lost', 'returned'), lines: explained }),
  fc.record({
    type: fc.constant('distributed'),
    lines: lines.map((list) => list.map((entry, index) => ({ ...entry, people: index === 0 ? 7 : null }))),
  }),
  fc.record({
    type: fc.constant('decided'),
    decision: fc.record({ event: target, counts: fc.boolean() }),
  }),
  fc.record({ type: fc.constant('voided'), voids: target }),
);

const envelope = fc
  .record({
    id: target,
    occurredAt: fc.integer({ min: -40 * 4, max: 40 * 4 }).map((quarters) => at(quarters / 4)),
    delay: fc.constantFrom(-HOUR_MS, 0, HOUR_MS, 3 * DAY_MS),
    place: fc.option(fc.constantFrom('AF23', 'AF2301', 'AF17', 'AF21')),
    deviceId: fc.option(fc.constantFrom('phone-1', 'phone-2')),
    deviceSeq: fc.option(fc.integer({ min: 1, max: 9 })),
  })
  .map(({ delay, ...rest }) => ({ ...rest, recordedAt: rest.occurredAt + delay, note: null }));

/** Up to 20 events with distinct ids. */
export const events: fc.Arbitrary<ShipmentEvent[]> = fc.uniqueArray(
  fc.tuple(envelope, body).map(([base, rest]) => ({ ...base, ...rest }) as ShipmentEvent),
  { maxLength: 20, selector: ({ id }) => id },
);

/** The same events in another order, with repeats. */
export const retold = (list: readonly ShipmentEvent[]): fc.Arbitrary<ShipmentEvent[]> =>
  fc
    .tuple(fc.shuffledSubarray([...list], { minLength: list.length }), fc.subarray([...list]))
    .map(([shuffled, repeated]) => [...shuffled, ...repeated]);

/** An evaluation instant during or after the history. */
export const evaluation = fc.integer({ min: -10 * 24, max: 90 * 24 }).map((hours) => at(0, hours));
