/** When a commodity runs out: the stock rule over its own amounts, and its items asked for their parts. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CommodityInput,
  commodityOutlook,
  type CommoditySupply,
} from '../../../src/gaps/rules/commodity.ts';
import { SUPPLY_CLASSES } from '../../../src/gaps/rules/parcel.ts';
import { addMonths } from '../../../src/platform/calendar.ts';

const NOW = '2026-11';
const M = (ahead: number) => addMonths(NOW, ahead);
const sum = (
  of: CommoditySupply['class'],
  ahead: number,
  amount: number,
  item = 'flour',
  monthsOfUse = 1,
) => ({
  ...{ item, class: of, arrivalMonth: M(ahead), monthsOfUse, amount },
});
const outlook = (
  needs: readonly number[],
  supply: readonly CommoditySupply[],
  changes: Partial<CommodityInput> = {},
) =>
  commodityOutlook({
    needs: new Map(needs.map((need, ahead) => [M(ahead), need])),
    ...{ supply, carryMonths: 6, currentMonth: NOW, from: NOW, to: M(needs.length - 1), ...changes },
  });

describe('a commodity', () => {
  it.each([
    ['breaks where stock and firm supply do not reach', [sum('delivered', 0, 15), sum('firm', 1, 10)], M(2)],
    ['is not held up by pledges nor by what was lost', [sum('pledged', 0, 99), sum('lost', 0, 99)], M(0)],
    ['lasts with what moves', [sum('delivered', 0, 20), sum('inTransit', 2, 20)], null],
    ['has nothing before it comes', [sum('late', 1, 99)], M(0)],
    ['uses what came before', [sum('delivered', -2, 25)], M(2)],
  ] as const)('%s', (_case, supply, breakMonth) => {
    expect(outlook([10, 10, 10, 10], supply).breakMonth).toBe(breakMonth);
  });

  it('has months of supply from delivered stock alone, over the mean need of the next three', () => {
    const found = outlook([10, 20, 30, 40], [sum('delivered', 0, 55), sum('firm', 1, 99)]);
    expect(found).toMatchObject({ stock: 45, monthsOfSupply: 1.5 });
    expect(outlook([10, 20], [sum('delivered', 0, 55)]).monthsOfSupply).toBeNull();
  });

  it('tells what is left in a month once its need is met', () => {
    const { months } = outlook([10, 10], [sum('delivered', 0, 15), sum('firm', 1, 10)]);
    expect(months).toEqual([
      { month: M(0), need: 10, confirmed: 10, covered: 10, left: 5 },
      { month: M(1), need: 10, confirmed: 5, covered: 10, left: 5 },
    ]);
  });

  it('a month of unknown need neither breaks nor uses', () => {
    const needs = new Map([
      [M(0), 10],
      [M(2), 10],
    ]);
    const found = commodityOutlook({
      ...{ needs, supply: [sum('delivered', 0, 15)], carryMonths: 6, currentMonth: NOW, from: NOW, to: M(3) },
    });
    expect(found.breakMonth).toBe(M(2));
    expect(found.months.map(({ need, left }) => [need, left])).toEqual([
      [10, 5],
      [null, 5],
      [10, 0],
      [null, 0],
    ]);
  });
});

describe('its items', () => {
  it('are asked for their part of the need, and run out each in its own month', () => {
    const supply = [sum('delivered', 0, 20), sum('firm', 2, 20, 'rice')];
    const { items, breakMonth } = outlook([10, 10, 10, 10], supply);
    // Half of the need is rice's, and it comes in January: flour lasts, rice is missing now.
    expect(items).toMatchObject([
      { item: 'flour', share: 0.5, breakMonth: null, stock: 15, monthsOfSupply: 3 },
      { item: 'rice', share: 0.5, breakMonth: M(0), stock: 0 },
    ]);
    expect(breakMonth).toBeNull();
  });

  it('share what was carried on as the oldest used first', () => {
    const supply = [sum('delivered', -2, 30, 'rice'), sum('delivered', -1, 10)];
    const { items } = outlook([10, 10], supply, {
      needs: new Map([-2, -1, 0, 1].map((ahead) => [M(ahead), 10])),
    });
    // 20 are carried into November: 10 of flour, which came last, and 10 of rice.
    expect(items.map(({ item, share }) => [item, share])).toEqual([
      ['flour', 0.5],
      ['rice', 0.5],
    ]);
  });

  it('spread over months count for those that are not past', () => {
    const kits = [sum('delivered', -1, 30, 'kit', 3), sum('inTransit', 1, 10, 'stipend')];
    const { items } = outlook([10, 10, 10], kits, { carryMonths: 0 });
    expect(items.map(({ item, share }) => [item, Math.round(share * 100)])).toEqual([
      ['kit', 67],
      ['stipend', 33],
    ]);
  });

  const anything = fc.record({
    needs: fc.array(fc.nat(1000), { minLength: 4, maxLength: 6 }),
    supply: fc.array(
      fc.record({
        item: fc.constantFrom('flour', 'rice', 'bulgur'),
        class: fc.constantFrom(...SUPPLY_CLASSES),
        arrivalMonth: fc.integer({ min: 0, max: 4 }).map(M),
        monthsOfUse: fc.constant(1),
        amount: fc.integer({ min: 1, max: 2000 }),
      }),
      { maxLength: 6 },
    ),
  });

  it('together are the commodity; one alone runs out with it; more supply never breaks it sooner', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 2000 }), ({ needs, supply }, more) => {
        const found = outlook(needs, supply);
        const shares = found.items.reduce((all, { share }) => all + share, 0);
        expect(shares).toBeCloseTo(found.items.length === 0 ? 0 : 1, 9);
        const [alone, ...others] = found.items;
        const { breakMonth: breaks, stock } = others.length === 0 && alone ? alone : found;
        expect({ breaks, stock }).toEqual({ breaks: found.breakMonth, stock: found.stock });
        const never = '9999-12';
        const { breakMonth } = outlook(needs, [...supply, sum('firm', 0, more)]);
        expect((breakMonth ?? never) >= (found.breakMonth ?? never)).toBe(true);
        for (const { need, covered, confirmed } of found.months) {
          expect(covered).toBeLessThanOrEqual(need ?? 0);
          expect(confirmed).toBeLessThanOrEqual(covered);
        }
      }),
    );
  });
});
