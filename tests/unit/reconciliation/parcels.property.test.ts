import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMisdelivered } from '../../../src/reconciliation/rules/misdelivery.ts';
import { parcelsOfShipment } from '../../../src/reconciliation/rules/parcels.ts';
import type { SupplyClass } from '../../../src/gaps/rules/parcel.ts';
import { personDaysMilli } from '../../../src/platform/quantity.ts';
import type { OwnedParcel } from '../../../src/reconciliation/rules/owned-parcel.ts';
import type { ShipmentEvent, ShipmentFacts } from '../../../src/shipments/rules/facts.ts';
import { foldShipment } from '../../../src/shipments/rules/fold.ts';
import { at, reference } from '../shipments/cargo.ts';
import { evaluation, events, facts, retold } from '../shipments/histories.ts';
import { COVERAGE, parcelReference } from './coverage.ts';

const world = reference([{ status: 'closed', from: at(3), until: at(12), recordedAt: at(0) }]);
const runs = { numRuns: 1000 };

function reconcile(cargo: ShipmentFacts, list: ShipmentEvent[], now: number) {
  const state = foldShipment(cargo, list, world, now);
  return { state, parcels: parcelsOfShipment(state, cargo, parcelReference(), now) };
}

const sum = (parcels: OwnedParcel[], ...classes: SupplyClass[]) =>
  parcels
    .filter((parcel) => classes.includes(parcel.class))
    .reduce((total, parcel) => total + parcel.quantityMilli!, 0);

describe('the parcels of any shipment', () => {
  it('are a function of the set of its events', () => {
    const stories = events.chain((list) => fc.tuple(fc.constant(list), retold(list)));
    fc.assert(
      fc.property(facts, stories, evaluation, (cargo, [list, again], now) => {
        expect(reconcile(cargo, again, now).parcels).toEqual(reconcile(cargo, list, now).parcels);
      }),
      runs,
    );
  });

  it('agree with the balance of each line', () => {
    fc.assert(
      fc.property(facts, events, evaluation, (cargo, list, now) => {
        const { state, parcels } = reconcile(cargo, list, now);
        for (const account of state.lines) {
          const id = account.line?.id ?? null;
          const own = parcels.filter((parcel) => parcel.shipmentLine === id && parcel.item === account.item);
          const waiting = sum(own, 'inTransit', 'late', 'held', 'stale');
          const lost = sum(own, 'lost');
          expect(sum(own, 'delivered')).toBe(account.good);
          expect(waiting).toBe(account.outstanding);
          // No more can be lost than was sent and is neither outstanding nor settled by good units where they were due.
          expect(lost + waiting).toBeLessThanOrEqual(account.dispatched);
          const misdelivered = account.receipts.some((part) => isMisdelivered(cargo, state.journey, part));
          // Misdelivered goods are delivered and lost at once; excess goods were never sent. Without either all adds up.
          const plain = account.excess === 0 && !misdelivered;
          const sent = account.good + lost + account.returned + waiting;
          expect(plain ? sent : account.dispatched).toBe(account.dispatched);
        }
      }),
      runs,
    );
  });

  it('are one per line, class, month, due month and province, of a positive quantity rounded once', () => {
    fc.assert(
      fc.property(facts, events, evaluation, (cargo, list, now) => {
        const { parcels } = reconcile(cargo, list, now);
        const keys = parcels.map((parcel) =>
          [
            parcel.shipmentLine,
            parcel.item,
            parcel.class,
            parcel.arrivalMonth,
            parcel.dueMonth,
            parcel.province,
          ].join(),
        );
        expect(new Set(keys).size).toBe(keys.length);
        for (const parcel of parcels) {
          const { numerator, denominator } = COVERAGE[parcel.item!]!;
          expect(parcel.quantityMilli).toBeGreaterThan(0);
          expect(parcel.personDaysMilli).toBe(personDaysMilli(parcel.quantityMilli!, numerator, denominator));
        }
      }),
      runs,
    );
  });
});
