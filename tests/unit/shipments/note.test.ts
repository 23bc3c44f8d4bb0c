import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShipmentEvent } from '../../../src/shipments/rules/facts.ts';
import { foldShipment } from '../../../src/shipments/rules/fold.ts';
import { goodsReceivedNote } from '../../../src/shipments/rules/note.ts';
import {
  accounted,
  decided,
  dispatched,
  line,
  received,
  reference,
  shipment,
  stateAt,
  voided,
} from './cargo.ts';
import { evaluation, events, facts } from './histories.ts';

const bags = shipment({ lines: [line({ packFactorMilli: 50_000 })] });
const noteOf = (receipt: ShipmentEvent, list: readonly ShipmentEvent[], cargo = bags) =>
  goodsReceivedNote(cargo, stateAt(20, list, cargo), receipt.id)!;
const unitsOf = (receipt: ShipmentEvent, list: readonly ShipmentEvent[]) => {
  const {
    dispatched: sent,
    previouslyReceived,
    good,
    damaged,
    missing,
    excess,
    outstanding,
  } = noteOf(receipt, list).lines[0]!;
  return [sent, previouslyReceived, good, damaged, missing, excess, outstanding].map((milli) => milli / 1000);
};

const first = received(5, [{ good: 400, packs: 8 }]);
const second = received(7, [
  { good: 500, packs: 10, receiver: 'Gul Agha', batch: 'B-7', expiresOn: '2027-01-31' },
  { missing: 100, reason: 'theft_pilferage', responsibility: 'carrier' },
]);
const story = [dispatched(0), first, second];

describe('a goods received note', () => {
  it('says what came before it, what it counts and what is still to come', () => {
    //                                        sent  before good dmg miss exc  left
    expect(unitsOf(first, story)).toEqual([1000, 0, 400, 0, 0, 0, 600]);
    expect(unitsOf(second, story)).toEqual([1000, 400, 500, 0, 100, 0, 0]);
  });

  it('keeps entries as they were told, and counts their packs', () => {
    const { entries, packs, packsDiffer } = noteOf(second, story).lines[0]!;
    expect(entries).toMatchObject([
      { good: 500_000, packs: 10, receiver: 'Gul Agha', batch: 'B-7', expiresOn: '2027-01-31' },
      { missing: 100_000, reason: 'theft_pilferage', responsibility: 'carrier' },
    ]);
    expect({ packs, packsDiffer }).toEqual({ packs: 10, packsDiffer: false });
    const torn = received(8, [{ good: 30, packs: 10 }]);
    expect(noteOf(torn, [...story, torn]).lines[0]).toMatchObject({ packs: 10, packsDiffer: true });
  });

  it('knows what was loaded, whenever that was told, and nothing else that happened later', () => {
    const loaded = dispatched(8, { flour: 900 });
    const lost = accounted('lost', 6, 50);
    expect(unitsOf(first, [first, second, lost, loaded])).toEqual([900, 0, 400, 0, 0, 0, 500]);
    const partial = received(7, [{ good: 500 }]);
    expect(unitsOf(partial, [dispatched(0), first, partial, lost])).toEqual([1000, 400, 500, 0, 0, 0, 50]);
  });

  it('books what exceeds the dispatched quantity as excess, said to be so or not', () => {
    const more = received(9, [{ good: 610, excess: 10, reason: 'miscount' }]);
    expect(unitsOf(more, [dispatched(0), first, more])).toEqual([1000, 400, 610, 0, 0, 10, 0]);
    const silent = received(9, [{ good: 610 }]);
    expect(unitsOf(silent, [dispatched(0), first, silent])).toEqual([1000, 400, 610, 0, 0, 10, 0]);
  });

  it.each<[string, (receipt: ShipmentEvent) => ShipmentEvent, string]>([
    ['voided', (receipt) => voided(receipt, 9), 'voided'],
    ['set aside', (receipt) => decided(receipt, false, 9), 'set_aside'],
  ])('that is %s says so, and leaves the balance as it was', (_, cancel, standing) => {
    const end = cancel(first);
    const list = [...story, end];
    expect(noteOf(first, list).entry.standing).toBe(standing);
    expect(noteOf(first, list).voids.map(({ event }) => event.id)).toEqual(
      standing === 'voided' ? [end.id] : [],
    );
    expect(unitsOf(first, list)).toEqual([1000, 0, 400, 0, 0, 0, 1000]);
    expect(unitsOf(second, list)).toEqual([1000, 0, 500, 0, 100, 0, 400]);
  });

  it('names items that were not on the waybill', () => {
    const strange = received(9, [{ line: null, item: 'rice', good: 5 }]);
    expect(noteOf(strange, [dispatched(0), strange]).lines).toMatchObject([
      { line: null, item: 'rice', planned: 0, dispatched: 0, good: 5000, excess: 5000, outstanding: 0 },
    ]);
  });

  it('is of a receipt of the shipment', () => {
    const state = stateAt(20, story, bags);
    expect(goodsReceivedNote(bags, state, story[0]!.id)).toBeNull();
    expect(goodsReceivedNote(bags, state, 'no such event')).toBeNull();
  });

  it('of the last thing that happened leaves what the shipment says is outstanding', () => {
    fc.assert(
      fc.property(facts, events, evaluation, (cargo, list, now) => {
        const state = foldShipment(cargo, list, reference(), now);
        const last = state.history.at(-1);
        if (last?.event.type !== 'received') return;
        for (const { line: named, item, outstanding, excess, good } of goodsReceivedNote(
          cargo,
          state,
          last.event.id,
        )!.lines) {
          const account = state.lines.find((one) => (one.line?.id ?? one.item) === (named?.id ?? item));
          expect(outstanding).toBe(account?.outstanding ?? 0);
          expect(excess).toBeGreaterThanOrEqual(0);
          expect(good).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
