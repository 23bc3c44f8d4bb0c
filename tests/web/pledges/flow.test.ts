/** The picture of a statement: nothing appears or vanishes on the way. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Statement } from '../../../src/pledges/contract/statement.ts';
import { FIGURES } from '../../../src/web/pledges/rules/figure-search.ts';
import { canDraw, type Flow, flowOf } from '../../../src/web/pledges/rules/flow.ts';
import { placed } from '../../../src/web/pledges/rules/sankey.ts';

type Told = Partial<Record<(typeof FIGURES)[number], number>>;
const OUTCOMES = [
  ...['planned', 'inTransit', 'late', 'held', 'stale', 'unknown'],
  ...['delivered', 'damaged', 'lost', 'returned'],
] as const;

const figures = (told: Told) =>
  Object.fromEntries(
    FIGURES.map((name) => [name, { quantity: null, amountUsd: null, pm: told[name] ?? 0, asOf: null }]),
  ) as Statement['total'];
const sumOf = (rows: readonly Told[]): Told =>
  Object.fromEntries(FIGURES.map((name) => [name, rows.reduce((sum, row) => sum + (row[name] ?? 0), 0)]));
const statementOf = (rows: Readonly<Record<string, Told>>): Pick<Statement, 'total' | 'lines'> => ({
  total: figures(sumOf(Object.values(rows))),
  lines: Object.entries(rows).map(([province, told]) => ({
    ...{ line: 'line', sector: 'food_security', item: 'rice', unit: 'KGM', province },
    ...figures(told),
  })) as Statement['lines'],
});

const valueOf = ({ nodes }: Flow, id: string) => nodes.find((node) => node.id === id)?.value ?? 0;
const sumLinks = ({ links }: Flow, of: 'from' | 'to', id: string) =>
  links.filter((link) => link[of] === id).reduce((sum, { value }) => sum + value, 0);

test('100 pledged and firm, 80 sent, 50 there, 5 wet, 25 on the road', () => {
  const flow = flowOf(
    statementOf({
      AF23: { pledged: 100, firm: 100, shipped: 60, delivered: 50, damaged: 5, inTransit: 5 },
      AF01: { shipped: 20, late: 20 },
    }),
    'pm',
  );
  expect(flow.nodes.map(({ id, value }) => `${id} ${Math.round(value)}`)).toEqual([
    ...['pledged 100', 'firm 100', 'shipped 80', 'notShipped 20'],
    ...['delivered 50', 'onTheWay 25', 'damaged 5', 'in AF23 60', 'in AF01 20'],
  ]);
});

test('what was not sent or not made firm ends where it is; what is more than promised comes in from beyond', () => {
  const open = flowOf(statementOf({ AF23: { pledged: 10, shipped: 4, planned: 4 } }), 'pm');
  expect([valueOf(open, 'notFirm'), sumLinks(open, 'from', 'notFirm'), valueOf(open, 'shipped')]).toEqual([
    10, 10, 4,
  ]);
  const more = flowOf(statementOf({ AF23: { pledged: 10, firm: 10, shipped: 12, delivered: 13 } }), 'pm');
  expect(Math.round(valueOf(more, 'beyond'))).toBe(3);
  expect(Math.round(valueOf(more, 'delivered'))).toBe(13);
  expect(canDraw(statementOf({}), 'pm')).toBe(false);
});

test('whatever the statement says, each node gives on what it has got, and all that arrives is somewhere', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000 });
  const row = fc.record({
    ...{ pledged: amount, open: amount, excess: fc.integer({ min: 0, max: 1_000 }) },
    fates: fc.tuple(...OUTCOMES.map(() => amount)),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), fc.boolean(), (rows, isFirm) => {
      const told = rows.map(({ pledged, excess, fates }): Told => {
        const accounted = fates.reduce((sum, value) => sum + value, 0);
        return {
          ...Object.fromEntries(OUTCOMES.map((name, index) => [name, fates[index]])),
          ...{ pledged, firm: isFirm ? pledged : 0, excess: Math.min(excess, accounted) },
          shipped: accounted - Math.min(excess, accounted),
        };
      });
      const flow = flowOf(statementOf(Object.fromEntries(told.map((one, i) => [`AF0${i + 1}`, one]))), 'pm');
      const between = flow.nodes.filter(({ column }) => column > 0 && column < 4);
      for (const { id } of between) {
        const given = sumLinks(flow, 'from', id);
        const got = sumLinks(flow, 'to', id);
        // What begins or ends here has one side alone.
        expect(given === 0 ? got : given).toBeCloseTo(got === 0 ? given : got, 3);
      }
      const arrived = flow.nodes.filter(({ kind }) => kind === 'province');
      const all = told.reduce((sum, one) => sum + OUTCOMES.reduce((of, name) => of + (one[name] ?? 0), 0), 0);
      expect(arrived.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(all, 3);
      for (const { x, y, height } of placed(flow, { width: 1_000, height: 380 }).nodes)
        expect([x >= 0 && x <= 1_000, y >= 0, height > 0]).toEqual([true, true, true]);
    }),
  );
});
