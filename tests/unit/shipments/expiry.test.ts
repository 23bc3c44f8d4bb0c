import { describe, expect, it } from 'vitest';
import { DAY_MS, endOfDay } from '../../../src/platform/calendar.ts';
import { nextDeadline } from '../../../src/reconciliation/rules/deadline.ts';
import { expiryOf } from '../../../src/shipments/rules/expiry.ts';
import type { ShipmentEvent, ShipmentFacts } from '../../../src/shipments/rules/facts.ts';
import { foldShipment } from '../../../src/shipments/rules/fold.ts';
import { accounted, dispatched, event, line, received, reference, shipment } from './cargo.ts';

const LAST_DAY = '2026-12-31';
const ENDED = endOfDay(LAST_DAY);
const NEAR = ENDED - 30 * DAY_MS;
const dated = shipment({ lines: [line({ expiresOn: LAST_DAY })] });
const world = reference();

const lineAt = (now: number, events: readonly ShipmentEvent[], facts: ShipmentFacts = dated) => {
  const state = foldShipment(facts, events, world, now);
  return expiryOf(state.lines[0]!, state.journey, world.settings, now);
};
const distributed = (units: number, days = 9.5) =>
  event('distributed', endOfDay('2026-11-09') + days * DAY_MS, {
    lines: [{ line: 'flour', quantityMilli: units * 1000, people: null }],
  });
const all = received(9, [{ good: 1000 }]);

describe('goods are good until their last day has ended in Kabul', () => {
  it.each<[string, ShipmentEvent[]]>([
    ['not yet dispatched', []],
    ['on the road', [dispatched(0)]],
    ['received and not distributed', [dispatched(0), all]],
    ['received, part of them distributed', [dispatched(0), all, distributed(999)]],
  ])('%s', (_, events) => {
    expect([NEAR - 1, NEAR, ENDED - 1, ENDED].map((now) => lineAt(now, events))).toEqual([
      null,
      'near',
      'near',
      'expired',
    ]);
    expect(foldShipment(dated, events, world, NEAR).flags).toContain('expiring');
    expect(foldShipment(dated, events, world, NEAR - 1).flags).not.toContain('expiring');
  });

  it.each<[string, ShipmentEvent[]]>([
    ['cancelled', [event('cancelled', endOfDay('2026-11-09'), {})]],
    ['distributed to the last', [dispatched(0), all, distributed(1000)]],
    ['returned after it was received', [dispatched(0), all, accounted('returned', 10, 1000)]],
    ['damaged', [dispatched(0), received(9, [{ damaged: 1000, reason: 'wet_damage' }])]],
    ['missing', [dispatched(0), received(9, [{ missing: 1000, reason: 'theft_pilferage' }])]],
  ])('and of no concern once %s', (_, events) => {
    expect(lineAt(ENDED, events)).toBeNull();
  });

  it('never without a date', () => {
    expect(lineAt(ENDED * 2, [dispatched(0), all], shipment())).toBeNull();
  });
});

describe('a receipt that reads another date on the goods', () => {
  const two = [
    dispatched(0),
    received(9, [
      { good: 400, expiresOn: '2026-12-10' },
      { good: 600, expiresOn: '2027-06-30' },
    ]),
  ];
  const early = endOfDay('2026-12-10');

  it('is believed', () => {
    expect(lineAt(early, two)).toBe('expired');
    expect(lineAt(early, two, shipment())).toBe('expired');
  });

  it('and what expires first is handed out first', () => {
    expect(lineAt(early, [...two, distributed(399)])).toBe('expired');
    expect(lineAt(early, [...two, distributed(400)])).toBeNull();
    expect(lineAt(endOfDay('2027-06-30'), [...two, distributed(400)])).toBe('expired');
  });
});

describe('the next deadline', () => {
  const next = (now: number, events: readonly ShipmentEvent[]) =>
    nextDeadline(foldShipment(dated, events, world, now), dated, world, now);

  it('of what has arrived is the day its goods come near their expiry, and none after it', () => {
    expect(next(NEAR - DAY_MS, [dispatched(0), all])).toBe(NEAR);
    expect(next(NEAR, [dispatched(0), all])).toBeNull();
    expect(next(NEAR - DAY_MS, [dispatched(0), all, distributed(1000)])).toBeNull();
  });
});
