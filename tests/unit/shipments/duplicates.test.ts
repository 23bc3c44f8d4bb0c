import { describe, expect, it } from 'vitest';
import type { ShipmentEvent } from '../../../src/shipments/rules/facts.ts';
import { decided, dispatched, line, received, shipment, stateAt, to, unitsOf, voided } from './cargo.ts';

const bags = [{ good: 400 }];
const first = received(5, bags, { deviceId: 'phone-1' });
const again = (days: number, base = {}, entries: Parameters<typeof received>[1] = bags) =>
  received(days, entries, { deviceId: 'phone-2', ...base });

const standings = (events: ShipmentEvent[], facts = shipment()) =>
  stateAt(10, [dispatched(0), ...events], facts)
    .history.filter((entry) => entry.event.type === 'received')
    .map((entry) => entry.standing);

describe('a receipt is suspected to be a duplicate', () => {
  it.each<[string, ShipmentEvent, string]>([
    ['the same from another device within 48 h', again(7), 'disputed'],
    ['a day later than that', again(8), 'counted'],
    ['from the same device', again(6, { deviceId: 'phone-1' }), 'counted'],
    ['from no device', again(6, { deviceId: null }), 'counted'],
    ['in another province', again(6, { place: 'AF21' }), 'counted'],
    ['in another district of the same province', again(6, { place: 'AF2305' }), 'disputed'],
    ['other quantities', again(6, {}, [{ good: 401 }]), 'counted'],
    ['the same quantities in two entries', again(6, {}, [{ good: 150 }, { good: 250 }]), 'disputed'],
    ['the same amount, but damaged', again(6, {}, [{ damaged: 400, reason: 'wet_damage' }]), 'counted'],
    [
      'an item that was not planned',
      again(6, {}, [{ line: null, item: 'wheat_flour', good: 400 }]),
      'counted',
    ],
    [
      'with an entry that says nothing',
      again(6, {}, [{ good: 400 }, { line: null, item: 'rice', good: 0 }]),
      'disputed',
    ],
  ])('%s', (_, later, standing) => {
    expect(standings([later, first])).toEqual(['counted', standing]);
  });

  it('line by line: the same total on other lines is another receipt', () => {
    const facts = shipment({ lines: [line(), line({ id: 'oil', item: 'veg_oil' })] });
    expect(standings([first, again(6, {}, [{ line: 'oil', good: 400 }])], facts)).toEqual([
      'counted',
      'counted',
    ]);
  });

  it('in whatever order its lines stand', () => {
    const facts = shipment({ lines: [line(), line({ id: 'oil', item: 'veg_oil' })] });
    const entries = [{ good: 400 }, { line: 'oil', good: 30 }];
    const one = received(5, entries, { deviceId: 'phone-1' });
    expect(standings([one, again(6, {}, entries.toReversed())], facts)).toEqual(['counted', 'disputed']);
  });

  it('by the destination of each line when it says no place', () => {
    const facts = shipment({ lines: [line({ destination: to('AF17') })] });
    expect(standings([first, again(6, { place: 'AF17' })], facts)).toEqual(['counted', 'disputed']);
    expect(standings([first, again(6, { place: 'AF23' })], facts)).toEqual(['counted', 'counted']);
  });

  it('the later by id when both occurred at the same instant', () => {
    const state = stateAt(10, [again(5, { id: 'a' }), { ...first, id: 'b' }]);
    expect(state.history.map(({ event, standing }) => [event.id, standing])).toEqual([
      ['a', 'counted'],
      ['b', 'disputed'],
    ]);
  });

  it('also beside one that is disputed itself', () => {
    const third = again(8.5, { deviceId: 'phone-1' });
    expect(standings([first, again(7), third])).toEqual(['counted', 'disputed', 'disputed']);
  });

  it('of an earlier one from a third device, between others of its own', () => {
    const own = [5.5, 6, 6.5].map((days) => again(days, { deviceId: 'phone-1' }));
    expect(standings([received(5, bags, { deviceId: 'phone-3' }), ...own])).toEqual([
      'counted',
      'disputed',
      'disputed',
      'disputed',
    ]);
  });

  it('unless the earlier one is voided', () => {
    expect(standings([first, again(6), voided(first, 7)])).toEqual(['voided', 'counted']);
  });
});

describe('while a receipt is disputed', () => {
  it('its quantities stay outstanding and the shipment says so', () => {
    const state = stateAt(10, [dispatched(0), first, again(6)]);
    expect(unitsOf(state)).toMatchObject({ good: 400, outstanding: 600 });
    expect(state.lines[0]!.disputed).toBe(true);
    expect(state.flags).toEqual(['disputed']);
  });

  it('no unplanned quantity is made twice, but its line is marked', () => {
    const rice = [{ line: null, item: 'rice', good: 5 }];
    const state = stateAt(10, [received(5, rice, { deviceId: 'phone-1' }), again(6, {}, rice)]);
    expect(state.lines[1]).toMatchObject({ good: 5000, disputed: true });
  });
});

describe('a person decides', () => {
  const second = again(6);
  const good = (...decisions: ShipmentEvent[]) => {
    const state = stateAt(10, [dispatched(0), first, second, ...decisions]);
    return [unitsOf(state)['good'], state.flags.includes('disputed')];
  };

  it.each<[string, ShipmentEvent[], number, boolean]>([
    ['nothing yet', [], 400, true],
    ['that both are true', [decided(second, true, 7)], 800, false],
    ['that the later is false', [decided(second, false, 7)], 400, false],
    ['that the earlier is false, which answers for the later', [decided(first, false, 7)], 400, false],
    ['that the earlier is true, which leaves the later open', [decided(first, true, 7)], 400, true],
    ['twice: the latest stands', [decided(second, false, 7), decided(second, true, 8)], 800, false],
    ['twice, told in another order', [decided(second, true, 8), decided(second, false, 7)], 800, false],
    ['that neither is true', [decided(first, false, 7), decided(second, false, 7)], 0, false],
  ])('%s', (_, decisions, expectedGood, disputed) => {
    expect(good(...decisions)).toEqual([expectedGood, disputed]);
  });

  it('and the decision can be voided', () => {
    const decision = decided(second, true, 7);
    expect(good(decision, voided(decision, 8))).toEqual([400, true]);
  });

  it('and a receipt that does not count shows no movement', () => {
    expect(stateAt(10, [first, decided(first, false, 7)]).status).toBe('planned');
  });
});
