import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustmentsOf } from '../../../src/shipments/rules/adjustments.ts';
import type { ShipmentEvent, ShipmentFacts } from '../../../src/shipments/rules/facts.ts';
import { foldShipment } from '../../../src/shipments/rules/fold.ts';
import { accounted, at, dispatched, received, reference, shipment, stateAt, voided } from './cargo.ts';
import { evaluation, events, facts } from './histories.ts';

const told = (list: ShipmentEvent[], cargo: ShipmentFacts = shipment()) => {
  const state = stateAt(20, list, cargo);
  return adjustmentsOf(state.lines[0]!, state.history).map(
    ({ kind, quantityMilli, reason, responsibility, event, at: when }) =>
      [
        ...[kind, quantityMilli / 1000, reason ?? '-', responsibility ?? '-'],
        ...[list.findIndex(({ id }) => id === event), (when - at(0)) / 86_400_000],
      ].join(' '),
  );
};

describe('the losses and adjustments of a line', () => {
  it.each<[string, ShipmentEvent[], string[]]>([
    ['none of what came in full', [dispatched(0), received(9, [{ good: 1000 }])], []],
    ['short loaded', [dispatched(0, { flour: 900 })], ['short_loaded 100 - - 0 0']],
    ['loaded beyond the plan', [dispatched(0, { flour: 1100 })], ['over_loaded 100 - - 0 0']],
    [
      'the latest loading alone',
      [dispatched(0, { flour: 900 }), dispatched(1, { flour: 950 })],
      ['short_loaded 50 - - 1 1'],
    ],
    [
      'each entry with its reason and responsibility',
      [
        dispatched(0),
        received(9, [
          { good: 900, damaged: 30, reason: 'wet_damage', responsibility: 'carrier' },
          { missing: 70, reason: 'theft_pilferage' },
        ]),
      ],
      ['damaged 30 wet_damage carrier 1 9', 'missing 70 theft_pilferage - 1 9'],
    ],
    [
      'an excess that nobody explained, of the latest receipt',
      [dispatched(0), received(8, [{ good: 990 }]), received(9, [{ good: 30 }])],
      ['excess 20 - - 2 9'],
    ],
    [
      'a loss up to what was outstanding, the earliest first',
      [accounted('lost', 3, 30), accounted('lost', 4, 50), received(9, [{ good: 950 }])],
      ['lost 30 theft_pilferage - 0 3', 'lost 20 theft_pilferage - 1 4'],
    ],
    [
      'returned after all was received: the return is the excess',
      [received(9, [{ good: 1000, damaged: 0 }]), accounted('returned', 10, 30)],
      ['excess 30 - - 0 9', 'returned 30 theft_pilferage - 1 10'],
    ],
  ])('%s', (_, list, expected) => {
    expect(told(list)).toEqual(expected);
  });

  it('are gone with the event that is voided', () => {
    const short = dispatched(0, { flour: 900 });
    expect(told([short, voided(short, 1), dispatched(2)])).toEqual([]);
  });

  it('add up to the balance, kind by kind', () => {
    fc.assert(
      fc.property(facts, events, evaluation, (cargo, list, now) => {
        const state = foldShipment(cargo, list, reference(), now);
        for (const account of state.lines) {
          const found = adjustmentsOf(account, state.history);
          const total = (kind: string) =>
            found.reduce((sum, one) => sum + (one.kind === kind ? one.quantityMilli : 0), 0);
          for (const kind of ['damaged', 'missing', 'excess', 'lost', 'returned'] as const)
            expect(`${kind} ${total(kind)}`).toBe(`${kind} ${account[kind]}`);
          if (!state.journey.moving) continue;
          const planned = account.line?.quantityMilli ?? 0;
          expect(planned - total('short_loaded') + total('over_loaded')).toBe(account.dispatched);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
