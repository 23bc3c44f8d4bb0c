/** Every figure opens: what the records behind it contribute adds up to it, to the last thousandth and cent. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cargoCells } from '../../../src/pledges/rules/cargo-cells.ts';
import { cargoContributions } from '../../../src/pledges/rules/measured-cargo.ts';
import { promiseContributions, type PromiseFact } from '../../../src/pledges/rules/promise-records.ts';
import { COLUMNS, type StatedLine, statedRows } from '../../../src/pledges/rules/statement.ts';
import { personDaysMilli } from '../../../src/platform/quantity.ts';
import type { ShipmentEvent, ShipmentFacts } from '../../../src/shipments/rules/facts.ts';
import { foldShipment } from '../../../src/shipments/rules/fold.ts';
import { COVERAGE } from '../reconciliation/coverage.ts';
import { stories } from '../reconciliation/stories.ts';
import { accounted, at, dispatched, received, reference, shipment } from '../shipments/cargo.ts';
import { evaluation } from '../shipments/histories.ts';

const covered = (item: string, milli: number) => {
  const { numerator, denominator } = COVERAGE[item]!;
  return personDaysMilli(milli, numerator, denominator);
};

const pledged = (changes: Partial<StatedLine> = {}): StatedLine => ({
  ...{ id: 'pledged', province: 'AF23', item: 'wheat_flour', quantityMilli: 3_000_000, amountUsd: 10_000 },
  ...{ own: { quantityMilli: 3_000_000, amountMinor: 10_000 }, ownPersonDaysMilli: 5_000_000 },
  ...{ isFirm: true, changedAt: at(-40), statusAt: at(-30) },
  ...changes,
});

function cellsAt(now: number, list: readonly ShipmentEvent[], facts: ShipmentFacts = shipment()) {
  const lines = facts.lines.map((planned) => ({ ...planned, pledgeLine: 'pledged' }));
  const known = { ...facts, lines };
  return cargoCells(
    { facts: known, state: foldShipment(known, list, reference(), now), recordedAt: at(-20) },
    now,
  );
}

const CARGO = COLUMNS.filter((column) => column !== 'pledged' && column !== 'firm');
const MEASURES = ['quantityMilli', 'amountUsd', 'personDaysMilli'] as const;

describe('the records behind a figure', () => {
  it('add up to it, in every row, column and measure', () => {
    const priced = fc.record({
      amountUsd: fc.constantFrom(null, 0, 1, 10_000, 29_500_001),
      quantityMilli: fc.constantFrom(1, 700_000, 3_000_000),
      item: fc.constantFrom('wheat_flour', 'rice'),
    });
    fc.assert(
      fc.property(stories, evaluation, priced, ({ facts, events }, now, changes) => {
        const line = pledged(changes);
        const cells = cellsAt(now, events, facts);
        for (const column of CARGO) {
          const all = cargoContributions(line, cells, covered, column);
          for (const { province, figures } of statedRows(line, cells, covered)) {
            const behind = all.filter((one) => one.province === province);
            for (const measure of MEASURES) {
              const figure = figures[column][measure];
              if (figure === null) continue;
              expect(behind.reduce((sum, one) => sum + (one[measure] ?? NaN), 0)).toBe(figure);
            }
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  /** Units, the type of the event that tells them, and the column they are in. */
  const told = (column: (typeof CARGO)[number], days: number, list: readonly ShipmentEvent[]) =>
    cargoContributions(pledged(), cellsAt(at(days), list), covered, column).map(
      ({ quantityMilli, record, fate }) => `${quantityMilli / 1000} ${fate} ${record.event?.type ?? 'plan'}`,
    );
  const phone = (deviceId: string) => ({ deviceId });
  const both = [
    dispatched(1),
    received(2, [{ good: 400 }, { good: 100 }, { missing: 20, reason: 'miscount' }]),
    accounted('lost', 3, 300),
    accounted('lost', 3.5, 300),
  ];

  it.each<[string, (typeof CARGO)[number], number, ShipmentEvent[], string[]]>([
    ['of what is planned are the plan itself', 'planned', 0, [], ['1000 planned plan']],
    [
      'of what is on the road are the latest news',
      'inTransit',
      2,
      [dispatched(1)],
      ['1000 inTransit dispatched'],
    ],
    [
      'of a receipt with several entries is the receipt, once',
      'delivered',
      4,
      both,
      ['500 delivered received'],
    ],
    [
      'of what is lost are receipts and reports, the earliest first as far as there was something to lose',
      'lost',
      4,
      both,
      ['20 lost received', '300 lost lost', '180 lost lost'],
    ],
    [
      'of what is shipped are all outcomes, without the excess in them',
      'shipped',
      4,
      [dispatched(1), received(2, [{ good: 900 }]), received(3, [{ good: 200 }])],
      ['900 delivered received', '200 delivered received', '-100 excess received'],
    ],
    [
      'of what is unknown are the disputed receipts',
      'unknown',
      5,
      [
        dispatched(1),
        received(3, [{ good: 600 }], phone('phone-1')),
        received(4, [{ good: 600 }], phone('phone-2')),
      ],
      ['400 unknown received'],
    ],
    [
      'of an excess that no receipt explains are the returns',
      'excess',
      5,
      [dispatched(1), accounted('returned', 2, 700), accounted('returned', 3, 700)],
      ['400 excess returned'],
    ],
  ])('%s', (_what, column, days, list, expected) => {
    expect(told(column, days, list)).toEqual(expected);
  });
});

describe('the facts behind a promise', () => {
  const covers = (quantityMilli: number | null) =>
    quantityMilli === null ? null : covered('wheat_flour', quantityMilli);
  const worth = (
    quantityMilli: number | null,
    amountUsd: number | null,
    item: string | null = 'wheat_flour',
  ) => ({
    ...{ item, quantityMilli, amountUsd },
  });
  const recorded = (quantity: number, usd: number | null, item?: string): PromiseFact => ({
    ...{ kind: 'recorded', recordedAt: 0, worth: worth(quantity, usd, item) },
  });
  const changed = (quantity: number, usd: number | null): PromiseFact => ({
    ...{ kind: 'changed', version: 1, recordedAt: 1, worth: worth(quantity, usd) },
  });
  const allocated = (quantity: number, usd: number | null): PromiseFact => ({
    ...{ kind: 'allocated', line: 'child', recordedAt: 2, worth: worth(quantity, usd) },
  });

  it('are its recording, what changed it and what was allocated from it', () => {
    const facts = [
      recorded(500_000, 100),
      changed(500_000, 100),
      changed(700_000, 140),
      allocated(200_000, 40),
    ];
    const found = promiseContributions(facts, { quantityMilli: 500_000, amountMinor: 100 }, covers);
    expect(found.map(({ fact, quantityMilli, amountUsd }) => [fact.kind, quantityMilli, amountUsd])).toEqual([
      ['recorded', 500_000, 100],
      ['changed', 200_000, 40],
      ['allocated', -200_000, -40],
    ]);
  });

  it('begin anew with the change that made it another item', () => {
    const facts = [recorded(100, 5, 'rice'), changed(700_000, 9)];
    const found = promiseContributions(facts, { quantityMilli: 700_000, amountMinor: 9 }, covers);
    expect(found.map(({ fact, quantityMilli }) => [fact.kind, quantityMilli])).toEqual([
      ['changed', 700_000],
    ]);
  });

  it('add up to what it promises by itself, in every measure that it has', () => {
    const value = fc.nat(1_000_000);
    const step = fc.tuple(value, fc.option(value));
    fc.assert(
      fc.property(
        step,
        fc.array(step, { maxLength: 3 }),
        fc.array(step, { maxLength: 4 }),
        (first, changes, parts) => {
          const [quantity, usd] = changes.at(-1) ?? first;
          const own = {
            quantityMilli: parts.reduce((left, [part]) => left - part, quantity),
            amountMinor:
              usd === null
                ? null
                : Math.max(
                    0,
                    parts.reduce((left, [, part]) => left - (part ?? 0), usd),
                  ),
          };
          const facts = [
            recorded(...first),
            ...changes.map((change) => changed(...change)),
            ...parts.map((part) => allocated(...part)),
          ];
          const found = promiseContributions(facts, own, covers);
          const sum = (of: (one: (typeof found)[number]) => number | null) =>
            found.reduce((total, one) => total + (of(one) ?? NaN), 0);
          expect(sum((one) => one.quantityMilli)).toBe(own.quantityMilli);
          expect(sum((one) => one.personDaysMilli)).toBe(covers(own.quantityMilli));
          const amounts = found.map(({ amountUsd }) => amountUsd);
          expect(own.amountMinor === null ? new Set(amounts) : sum((one) => one.amountUsd)).toEqual(
            own.amountMinor ?? new Set([null]),
          );
        },
      ),
    );
  });
});
