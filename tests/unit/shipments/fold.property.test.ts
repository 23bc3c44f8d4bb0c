import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHIPMENT_FLAGS, SHIPMENT_STATUSES } from '../../../src/shipments/rules/codes.ts';
import { foldShipment } from '../../../src/shipments/rules/fold.ts';
import { at, event, reference } from './cargo.ts';
import { evaluation, events, facts, retold } from './histories.ts';

const closures = reference([{ status: 'closed', from: at(3), until: at(12), recordedAt: at(0) }]);
const runs = { numRuns: 1000 };

describe('the state of any shipment', () => {
  it('is a function of the set of its events: shuffled and repeated they give the same', () => {
    const stories = events.chain((list) => fc.tuple(fc.constant(list), retold(list)));
    fc.assert(
      fc.property(facts, stories, evaluation, (shipment, [list, again], now) => {
        expect(foldShipment(shipment, again, closures, now)).toEqual(
          foldShipment(shipment, list, closures, now),
        );
      }),
      runs,
    );
  });

  it('balances on every line', () => {
    fc.assert(
      fc.property(facts, events, evaluation, (shipment, list, now) => {
        for (const line of foldShipment(shipment, list, closures, now).lines) {
          const { dispatched, excess, good, damaged, missing, lost, returned, outstanding } = line;
          expect(dispatched + excess).toBe(good + damaged + missing + lost + returned + outstanding);
          for (const quantity of [excess, lost, returned, outstanding, line.lossBeyondOutstanding]) {
            expect(quantity).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      runs,
    );
  });

  it('forgets what is voided, but for the history', () => {
    const cases = events
      .filter((list) => list.some(({ type }) => type !== 'voided'))
      .chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.constantFrom(...list.filter(({ type }) => type !== 'voided')),
          evaluation,
        ),
      );
    fc.assert(
      fc.property(facts, cases, (shipment, [list, target, now]) => {
        const cancel = event('voided', at(1), { id: 'cancel', voids: target.id });
        const without = list.filter(({ id }) => id !== target.id);
        const { history: _history, ...after } = foldShipment(shipment, [cancel, ...list], closures, now);
        const { history: _shorter, ...never } = foldShipment(shipment, without, closures, now);
        expect(after).toEqual(never);
        expect(foldShipment(shipment, [...list, cancel], closures, now)).toMatchObject(after);
      }),
      runs,
    );
  });

  it('has a status and flags of the closed lists', () => {
    fc.assert(
      fc.property(facts, events, evaluation, (shipment, list, now) => {
        const { status, flags } = foldShipment(shipment, list, closures, now);
        expect(SHIPMENT_STATUSES).toContain(status);
        expect(flags).toEqual(SHIPMENT_FLAGS.filter((flag) => flags.includes(flag)));
      }),
      runs,
    );
  });
});
