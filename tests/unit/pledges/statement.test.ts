import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CargoCell, cargoCells, FATES } from '../../../src/pledges/rules/cargo-cells.ts';
import {
  COLUMNS,
  type Figures,
  type StatedLine,
  statedRows,
  sumFigures,
} from '../../../src/pledges/rules/statement.ts';
import { personDaysMilli } from '../../../src/platform/quantity.ts';
import { shippedOf } from '../../../src/reconciliation/rules/shipped.ts';
import type { ShipmentEvent, ShipmentFacts } from '../../../src/shipments/rules/facts.ts';
import { foldShipment } from '../../../src/shipments/rules/fold.ts';
import {
  accounted,
  at,
  dispatched,
  event,
  line,
  received,
  reference,
  shipment,
  to,
} from '../shipments/cargo.ts';
import { evaluation, events, facts } from '../shipments/histories.ts';
import { COVERAGE } from '../reconciliation/coverage.ts';

const covered = (item: string, milli: number) => {
  const { numerator, denominator } = COVERAGE[item]!;
  return personDaysMilli(milli, numerator, denominator);
};

const record = { shipment: 'shipment', shipmentLine: 'flour', event: null };

const flour = (changes: Partial<StatedLine> = {}): StatedLine => ({
  id: 'pledged',
  province: 'AF23',
  item: 'wheat_flour',
  quantityMilli: 3_000_000,
  amountUsd: 10_000,
  own: { quantityMilli: 3_000_000, amountMinor: 10_000 },
  ownPersonDaysMilli: 5_000_000,
  isFirm: true,
  changedAt: at(-40),
  statusAt: at(-30),
  ...changes,
});

function cellsAt(now: number, list: readonly ShipmentEvent[], cargo: ShipmentFacts): CargoCell[] {
  const lines = cargo.lines.map((planned) => ({ ...planned, pledgeLine: 'pledged' }));
  const known = { ...cargo, lines };
  const state = foldShipment(known, list, reference(), now);
  return cargoCells({ facts: known, state, recordedAt: at(-20) }, now);
}

/** A row as a table: only what is not nothing. */
const told = (figures: Figures) =>
  Object.fromEntries(
    COLUMNS.flatMap((column) => {
      const { quantityMilli, asOf } = figures[column];
      return quantityMilli === 0 ? [] : [[column, [quantityMilli! / 1000, (asOf! - at(0)) / 3_600_000]]];
    }),
  );

const statement = (days: number, list: readonly ShipmentEvent[], cargo = shipment()) =>
  Object.fromEntries(
    statedRows(flour(), cellsAt(at(days), list, cargo), covered).map(({ province, figures }) => {
      const { pledged: _, firm: __, ...rest } = told(figures);
      return [province, rest];
    }),
  );

describe('the statement of a line, in units and hours after the dispatch day', () => {
  const entries = (good: number, damaged: number, missing: number) => [
    { good },
    ...(damaged ? [{ damaged, reason: 'wet_damage' as const }] : []),
    ...(missing ? [{ missing, reason: 'miscount' as const }] : []),
  ];

  it.each<[string, number, ShipmentEvent[], ShipmentFacts, object]>([
    [
      'of a waybill that has not moved',
      1,
      [],
      shipment(),
      { AF23: { shipped: [1000, -480], planned: [1000, -480] } },
    ],
    ['of one that was cancelled', 2, [event('cancelled', at(1), {})], shipment(), { AF23: {} }],
    [
      'of goods on the road',
      2,
      [dispatched(1, { flour: 900 })],
      shipment(),
      { AF23: { shipped: [900, 25], inTransit: [900, 25] } },
    ],
    [
      'of goods nobody has heard of',
      10,
      [dispatched(1)],
      shipment(),
      { AF23: { shipped: [1000, 25], stale: [1000, 25] } },
    ],
    [
      'of a receipt in the next province',
      5,
      [dispatched(1), received(4, entries(700, 100, 50), { place: 'AF17' })],
      shipment(),
      {
        AF23: { shipped: [150, 97], inTransit: [150, 97] },
        AF17: { shipped: [850, 97], delivered: [700, 97], damaged: [100, 97], lost: [50, 97] },
      },
    ],
    [
      'of goods that were sent elsewhere',
      5,
      [dispatched(1), event('diverted', at(2), { destination: to('AF21') }), accounted('lost', 3, 10)],
      shipment(),
      { AF23: {}, AF21: { shipped: [1000, 73], inTransit: [990, 73], lost: [10, 73] } },
    ],
    [
      'of a truck with two drops',
      2,
      [dispatched(1), accounted('returned', 1, 5)],
      shipment({ lines: [line(), line({ id: 'other', destination: to('AF21') })] }),
      {
        AF23: { shipped: [1000, 25], inTransit: [995, 25], returned: [5, 25] },
        AF21: { shipped: [1000, 25], inTransit: [1000, 25] },
      },
    ],
    [
      'of more than was sent',
      5,
      [dispatched(1), received(3, entries(900, 0, 0)), received(4, entries(200, 0, 0))],
      shipment(),
      { AF23: { shipped: [1000, 97], delivered: [1100, 97], excess: [100, 97] } },
    ],
    [
      'of a receipt that may be a duplicate',
      5,
      [
        dispatched(1),
        received(3, entries(600, 0, 0), { deviceId: 'phone-1' }),
        received(4, entries(600, 0, 0), { deviceId: 'phone-2' }),
      ],
      shipment(),
      { AF23: { shipped: [1000, 97], delivered: [600, 73], unknown: [400, 97] } },
    ],
  ])('%s', (_what, days, list, cargo, expected) => {
    expect(statement(days, list, cargo)).toEqual(expected);
  });
});

describe('the books of any line', () => {
  /** Measures in which a row does not add up, or has something below nothing. */
  const unbalanced = (figures: Figures) =>
    (['quantityMilli', 'amountUsd', 'personDaysMilli'] as const).filter((measure) => {
      const values = COLUMNS.map((column) => figures[column][measure]);
      if (values.includes(null)) return false;
      const sum = FATES.reduce((total, fate) => total + figures[fate][measure]!, 0);
      return (
        figures.shipped[measure]! + figures.excess[measure]! !== sum || values.some((value) => value! < 0)
      );
    });
  const priced = fc.record({
    amountUsd: fc.constantFrom(null, 0, 1, 10_000, 29_500_001),
    quantityMilli: fc.constantFrom(1, 700_000, 3_000_000),
    item: fc.constantFrom('wheat_flour', 'rice'),
  });

  it('balance in every row and in total, in units, money and person-days', () => {
    fc.assert(
      fc.property(facts, events, evaluation, priced, (cargo, list, now, changes) => {
        const cells = cellsAt(now, list, cargo);
        const rows = statedRows(flour(changes), cells, covered);
        const total = sumFigures(rows.map(({ figures }) => figures));
        expect([...rows.map(({ figures }) => figures), total].flatMap(unbalanced)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('say of what was shipped what reconciliation says', () => {
    fc.assert(
      fc.property(facts, events, evaluation, (cargo, list, now) => {
        const cells = cellsAt(now, list, cargo);
        const state = foldShipment(cargo, list, reference(), now);
        const shipped = state.lines.reduce((sum, account) => sum + shippedOf(state, account), 0);
        const fates = cells.reduce(
          (sum, { fate, quantityMilli }) => sum + (fate === 'excess' ? -quantityMilli : quantityMilli),
          0,
        );
        expect(fates).toBe(shipped);
        const good = state.lines.reduce((sum, account) => sum + (account.line ? account.good : 0), 0);
        const delivered = cells.filter(({ fate }) => fate === 'delivered');
        expect(delivered.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0)).toBe(good);
      }),
      { numRuns: 1000 },
    );
  });

  it('have the value of the line, divided to the last cent', () => {
    const third = (fate: CargoCell['fate']): CargoCell => ({
      ...{ pledgeLine: 'pledged', item: 'wheat_flour', province: 'AF23', fate, asOf: at(1), record },
      quantityMilli: 1_000_000,
    });
    const [row] = statedRows(flour(), [third('delivered'), third('lost'), third('inTransit')], covered);
    const { delivered, lost, inTransit, shipped } = row!.figures;
    expect([delivered, lost, inTransit].map(({ amountUsd }) => amountUsd)).toEqual([3334, 3333, 3333]);
    expect(shipped.amountUsd).toBe(10_000);
  });

  it('book excess apart, with its part of the value', () => {
    const list = [dispatched(1), received(3, [{ good: 900 }]), received(4, [{ good: 200 }])];
    const [row] = statedRows(flour(), cellsAt(at(5), list, shipment()), covered);
    const { delivered, excess, shipped } = row!.figures;
    expect([delivered, excess, shipped].map(({ amountUsd }) => amountUsd)).toEqual([3667, 333, 3334]);
    expect(excess.personDaysMilli).toBe(covered('wheat_flour', 100_000));
  });

  it('tell cargo of money in person-months alone, and of another item without a quantity', () => {
    const cell = (item: string): CargoCell => ({
      ...{ pledgeLine: 'pledged', item, province: 'AF23', fate: 'delivered', asOf: at(1), record },
      quantityMilli: 21_000,
    });
    const [ofMoney] = statedRows(
      flour({ item: null, quantityMilli: null, own: { quantityMilli: null, amountMinor: 10_000 } }),
      [cell('wheat_flour'), cell('rice')],
      covered,
    );
    expect(ofMoney!.figures.delivered).toEqual({
      ...{ quantityMilli: null, amountUsd: null, personDaysMilli: 71_000, asOf: at(1) },
    });
    expect(ofMoney!.figures.lost).toEqual({
      ...{ quantityMilli: null, amountUsd: 0, personDaysMilli: 0, asOf: null },
    });
    const [ofGoods] = statedRows(flour(), [cell('rice')], covered);
    expect(ofGoods!.figures.delivered).toMatchObject({ quantityMilli: null, personDaysMilli: 36_000 });
  });

  it('show what is promised in its own province alone, and as firm only when it is', () => {
    const elsewhere: CargoCell = {
      ...{
        pledgeLine: 'pledged',
        item: 'wheat_flour',
        province: 'AF17',
        fate: 'delivered',
        asOf: at(1),
        record,
      },
      quantityMilli: 1,
    };
    const [home, away] = statedRows(flour({ isFirm: false }), [elsewhere], covered);
    expect(home!.figures.pledged).toMatchObject({
      quantityMilli: 3_000_000,
      amountUsd: 10_000,
      asOf: at(-40),
    });
    expect(home!.figures.firm).toMatchObject({ quantityMilli: 0, asOf: at(-30) });
    expect(away!.figures.pledged).toMatchObject({ quantityMilli: 0, asOf: null });
  });
});
