import { describe, expect, it } from 'vitest';
import { lineStateOf } from '../../../src/reconciliation/rules/line-state.ts';
import type { ShipmentEvent } from '../../../src/shipments/rules/facts.ts';
import {
  accounted,
  at,
  dispatched,
  event,
  line,
  received,
  shipment,
  stateAt,
  to,
  voided,
} from '../shipments/cargo.ts';

const left = dispatched(0);
const stateOf = (events: ShipmentEvent[], facts = shipment(), days = 10, index = 0) => {
  const state = stateAt(days, events, facts);
  return lineStateOf(facts, state, state.lines[index]!);
};
const all = [{ good: 1000 }];
const news = event('note', at(9), {});

describe('the state of a line', () => {
  it.each<[string, string, ShipmentEvent[]]>([
    ['planned', 'nothing moved', []],
    ['in_transit', 'it moved', [left, news]],
    ['in_transit', 'part of it came', [left, received(9, [{ good: 400 }])]],
    ['in_transit', 'part is missing so far', [left, received(9, [{ missing: 1, reason: 'miscount' }])]],
    ['held', 'customs hold it', [left, event('customs_held', at(9), {})]],
    ['stale', 'nothing was heard for a week', [left]],
    ['held', 'held comes before stale', [left, event('customs_held', at(1), {})]],
    ['matched', 'all came in good order', [left, received(9, all)]],
    ['matched', 'it was left behind with leave: nothing was loaded', [dispatched(0, { flour: 0 }), news]],
    ['returned', 'part was returned', [left, accounted('returned', 9, 1)]],
    ['damaged', 'part was damaged', [left, received(9, [{ good: 999, damaged: 1, reason: 'repack' }])]],
    ['lost', 'part was lost', [left, accounted('lost', 9, 1)]],
    [
      'short',
      'waybill 850: 25 of 1,000 bags missing, 7 damaged',
      [left, received(9, [{ good: 968, damaged: 7, missing: 25, reason: 'torn_package' }])],
    ],
    [
      'over',
      'waybill 853: 1,010 of 1,000',
      [left, received(9, [{ good: 1010, excess: 10, reason: 'miscount' }])],
    ],
    ['misdelivered', 'it came to another province', [left, received(9, all, { place: 'AF17' })]],
    [
      'disputed',
      'a second phone says the same',
      [
        left,
        received(8, all, { deviceId: 'a', place: 'AF17' }),
        received(9, all, { deviceId: 'b', place: 'AF17' }),
      ],
    ],
  ])('is %s when %s', (expected, _, events) => {
    expect(stateOf(events)).toBe(expected);
  });

  it('is overdue when the ETA and the grace days have passed', () => {
    expect(stateOf([left, event('note', at(20), {})], shipment(), 22)).toBe('overdue');
  });

  it('is over for an item that was not planned, wherever it came', () => {
    const rice = received(9, [{ line: null, item: 'rice', good: 5 }], { place: 'AF17' });
    expect(stateOf([left, rice], shipment(), 10, 1)).toBe('over');
  });
});

describe('a receipt is misdelivered', () => {
  const divert = event('diverted', at(9.5), { destination: to('AF17') });
  const own = shipment({ lines: [line({ destination: to('AF21') })] });
  it.each<[string, ShipmentEvent[], ReturnType<typeof shipment>, boolean]>([
    ['outside the destination', [received(9, all, { place: 'AF17' })], shipment(), true],
    ['not in a district of the destination', [received(9, all, { place: 'AF2301' })], shipment(), false],
    ['not when it says no place', [received(9, all)], shipment(), false],
    ['not at the line of its own destination', [received(9, all, { place: 'AF2105' })], own, false],
    ["at the shipment's when the line has its own", [received(9, all, { place: 'AF23' })], own, true],
    ['not where any diversion went', [received(9, all, { place: 'AF17' }), divert], shipment(), false],
    [
      'not at the old destination after a diversion',
      [received(9.8, all, { place: 'AF23' }), divert],
      shipment(),
      false,
    ],
    ['not after a diversion, without a place', [received(9.8, all), divert], shipment(), false],
    [
      'where a voided diversion went',
      [received(9, all, { place: 'AF17' }), divert, voided(divert, 9.6)],
      shipment(),
      true,
    ],
    [
      'not when nothing was delivered there',
      [received(9, [{ missing: 1000, reason: 'miscount' }], { place: 'AF17' })],
      shipment(),
      false,
    ],
  ])('%s', (_, events, facts, misdelivered) => {
    expect(stateOf([left, ...events], facts) === 'misdelivered').toBe(misdelivered);
  });
});
