import { describe, expect, it } from 'vitest';
import type { ShipmentEvent } from '../../../src/shipments/rules/facts.ts';
import { accounted, at, dispatched, event, line, received, shipment, stateAt, voided } from './cargo.ts';

type Plain = Parameters<typeof event<'note'>>[0] | 'booked' | 'loaded' | 'cancelled' | 'arrived_border';
const step = (
  type: Plain | 'customs_held' | 'customs_released' | 'arrived_hub' | 'departed_hub',
  days: number,
): ShipmentEvent => event(type, at(days), {});
const left = dispatched(0);
const border = step('arrived_border', 3);
const customs = step('customs_held', 4);

/** A millisecond, in days. */
const MS = 1 / 86_400_000;

describe('the status of a shipment', () => {
  it.each<[string, ShipmentEvent[]]>([
    ['planned', []],
    ['planned', [step('booked', -9)]],
    ['loading', [step('booked', -9), step('loaded', -1)]],
    ['cancelled', [step('loaded', -1), step('cancelled', 0)]],
    ['in_transit', [step('cancelled', -1), left]],
    ['in_transit', [left, step('loaded', 1)]],
    ['in_transit', [left, accounted('lost', 2, 10)]],
    ['in_transit', [left, accounted('returned', 2, 10)]],
    ['at_border', [left, border]],
    ['customs_hold', [left, border, customs]],
    ['at_border', [left, border, customs, step('customs_released', 5)]],
    ['in_transit', [left, border, customs, dispatched(5)]],
    ['at_hub', [left, border, step('arrived_hub', 5)]],
    ['customs_hold', [left, step('arrived_hub', 3), customs]],
    ['at_hub', [left, step('arrived_hub', 3), customs, step('customs_released', 5)]],
    ['in_transit', [left, step('arrived_hub', 5), step('departed_hub', 6)]],
    ['in_transit', [left, customs, step('customs_released', 5)]],
    ['partially_received', [left, customs, received(5, [{ good: 1 }])]],
    ['partially_received', [left, received(5, [{ missing: 1, reason: 'miscount' }]), customs]],
    ['received', [left, received(5, [{ good: 1000 }])]],
    ['received', [left, received(5, [{ good: 1, missing: 999, reason: 'theft_pilferage' }])]],
    ['received', [left, received(5, [{ good: 1 }]), accounted('returned', 6, 999)]],
    ['lost', [left, accounted('lost', 5, 1000)]],
    ['lost', [left, received(5, [{ missing: 600, reason: 'theft_pilferage' }]), accounted('lost', 5, 400)]],
    ['returned', [left, accounted('returned', 5, 1000)]],
    ['partially_received', [left, accounted('returned', 5, 500), accounted('lost', 5, 500)]],
    ['partially_received', [left, received(5, [{ damaged: 1000, reason: 'wet_damage' }])]],
    ['in_transit', [dispatched(0, { flour: 0 })]],
  ])('%s', (status, events) => {
    expect(stateAt(6, events).status).toBe(status);
  });

  it('is draft without a planned dispatch, until it is booked', () => {
    const facts = shipment({ plannedDispatch: null });
    expect(stateAt(1, [], facts).status).toBe('draft');
    expect(stateAt(1, [step('booked', 0)], facts).status).toBe('planned');
  });

  it('waits for every line to be accounted for', () => {
    const facts = shipment({ lines: [line(), line({ id: 'oil', item: 'veg_oil' })] });
    expect(stateAt(9, [received(5, [{ good: 1000 }])], facts).status).toBe('partially_received');
    const rest = received(6, [{ line: 'oil', good: 1000 }]);
    expect(stateAt(9, [received(5, [{ good: 1000 }]), rest], facts).status).toBe('received');
  });
});

describe('a shipment is overdue', () => {
  // ETA 28 November, 3 days of grace: the 1st of December is the last day, 22 days after the dispatch day began.
  const news = step('note', 21);
  it.each<[string, number, ShipmentEvent[], boolean]>([
    ['not before the last day of grace has ended in Kabul', 22 - MS, [left, news], false],
    ['when it has', 22, [left, news], true],
    [
      'by the current ETA after a delay',
      22,
      [left, event('delayed', at(2), { eta: '2026-11-29' }), news],
      false,
    ],
    ['not when all is accounted for', 22, [left, received(21, [{ good: 1000 }])], false],
    ['not before it moved', 22, [news], false],
  ])('%s', (_, days, events, overdue) => {
    expect(stateAt(days, events).flags).toEqual(overdue ? ['overdue'] : []);
  });

  it('by the latest delay, not the last recorded', () => {
    const delays = [
      event('delayed', at(5), { eta: '2026-11-20' }),
      event('delayed', at(4), { eta: '2026-12-20' }),
    ];
    expect(stateAt(14, [left, ...delays, step('note', 13)]).flags).toEqual(['overdue']);
  });

  it('never without an ETA', () => {
    expect(stateAt(50, [left, step('note', 49)], shipment({ eta: null })).flags).toEqual([]);
  });
});

describe('a shipment is stale', () => {
  it.each<[string, number, ShipmentEvent[], boolean]>([
    ['not 7 days after the last news', 7, [left], false],
    ['after more than 7 days', 7 + MS, [left], true],
    ['not when a note came since', 8, [left, step('note', 5)], false],
    ['when all that came since was voided', 8, [left, border, voided(border, 4)], true],
    ['not when all is accounted for', 90, [received(1, [{ good: 1000 }]), dispatched(0)], false],
    ['not before it moved', 90, [step('booked', 0)], false],
  ])('%s', (_, days, events, stale) => {
    expect(stateAt(days, events, shipment({ eta: null })).flags).toEqual(stale ? ['stale'] : []);
  });
});

describe('a shipment is held', () => {
  const news = step('note', 9);
  it.each<[string, number, ShipmentEvent[], boolean]>([
    ['by customs at once', 4, [left, border, customs], true],
    ['by customs until released', 6, [left, customs, step('customs_released', 5)], false],
    ['by customs until moved on to a hub', 6, [left, customs, step('arrived_hub', 5)], false],
    ['by customs until dispatched again', 6, [left, customs, dispatched(5)], false],
    ['by customs until something is received', 6, [left, customs, received(5, [{ good: 1 }])], false],
    ['by customs also when part is lost', 6, [left, customs, accounted('lost', 5, 1)], true],
    ['at the border not for 3 times 24 hours', 6, [left, border], false],
    ['at the border for more than that', 6 + MS, [left, border], true],
    [
      'at the border also after customs released it',
      7,
      [left, border, customs, step('customs_released', 5)],
      true,
    ],
    ['at the border until it departs', 10, [left, border, step('departed_hub', 7), news], false],
    ['not when all came back', 8, [left, border, accounted('returned', 7, 1000)], false],
  ])('%s', (_, days, events, held) => {
    expect(stateAt(days, events).flags.includes('held')).toBe(held);
  });
});

describe('a shipment is held by its closed crossing', () => {
  const closed = [{ status: 'closed', from: at(1), until: at(6), recordedAt: at(0) } as const];
  it.each<[string, number, ShipmentEvent[], boolean]>([
    ['on the way to it', 5, [left], true],
    ['not before it closed', 0.5, [left], false],
    ['not after it opened again', 6, [left], false],
    ['standing at it', 3, [left, border], true],
    ['before leaving', 2, [], true],
    ['not when cancelled', 2, [step('cancelled', 1)], false],
    ['not when it passed it by leaving the border', 5, [left, border, dispatched(4)], false],
    ['not when it reached a hub', 5, [left, step('arrived_hub', 4)], false],
    ['when that hub was on the near side', 5, [left, step('arrived_hub', 2), border], true],
    ['not when something was received', 5, [left, received(4, [{ good: 1 }])], false],
  ])('%s', (_, days, events, held) => {
    expect(stateAt(days, events, shipment(), closed).flags.includes('held')).toBe(held);
  });

  it('believes the latest recorded of two statements', () => {
    const opened = { status: 'open', from: at(2), until: at(3), recordedAt: at(2) } as const;
    const held = (days: number) =>
      stateAt(days, [left], shipment(), [opened, ...closed]).flags.includes('held');
    expect([1.5, 2.5, 3.5].map(held)).toEqual([true, false, true]);
  });

  it('not when it crosses no border, or another', () => {
    expect(stateAt(5, [left], shipment({ crossing: null }), closed).flags).toEqual([]);
    expect(stateAt(5, [left], shipment({ crossing: 'torkham' }), closed).flags).toEqual([]);
  });
});

describe('events are out of sequence', () => {
  const hub = step('arrived_hub', 5);
  const all = received(6, [{ good: 1000 }]);
  it.each<[string, ShipmentEvent[], string[]]>([
    [
      'a whole journey in order',
      [
        step('booked', -9),
        step('loaded', -1),
        left,
        border,
        customs,
        step('customs_released', 4.5),
        hub,
        step('departed_hub', 5.5),
        all,
      ],
      [],
    ],
    ['an onward dispatch from the border', [left, border, dispatched(4)], []],
    ['reloading at the border', [left, border, step('loaded', 4)], []],
    ['a receipt before the dispatch', [received(1, [{ good: 1 }]), dispatched(2)], ['received']],
    ['a receipt whose dispatch nobody recorded', [received(1, [{ good: 1 }])], ['received']],
    ['loading after departure', [left, step('loaded', 1)], ['loaded']],
    ['booking after departure', [left, step('booked', 1)], ['booked']],
    ['a release that nothing was held before', [left, step('customs_released', 1)], ['customs_released']],
    ['leaving a hub never reached', [left, step('departed_hub', 1)], ['departed_hub']],
    ['distributing before receiving', [event('distributed', at(1), { lines: [] })], ['distributed']],
    ['cancelling what has moved', [step('cancelled', -1), left], ['cancelled']],
    [
      'steps after everything was received',
      [left, all, step('arrived_hub', 7), step('note', 8)],
      ['arrived_hub'],
    ],
    [
      'a device that dates back what it recorded later',
      [
        { ...left, deviceId: 'phone', deviceSeq: 8 },
        { ...border, deviceId: 'phone', deviceSeq: 7 },
      ],
      ['dispatched'],
    ],
    [
      'two devices with numbers of their own',
      [
        { ...left, deviceId: 'phone-1', deviceSeq: 8 },
        { ...border, deviceId: 'phone-2', deviceSeq: 7 },
      ],
      [],
    ],
  ])('%s', (_, events, marked) => {
    const state = stateAt(9, events);
    const found = state.history.filter((entry) => entry.outOfSequence).map((entry) => entry.event.type);
    expect(found).toEqual(marked);
    expect(state.flags.includes('out_of_sequence')).toBe(marked.length > 0);
  });
});
