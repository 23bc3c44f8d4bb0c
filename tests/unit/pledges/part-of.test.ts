import { describe, expect, it } from 'vitest';
import { ownParts } from '../../../src/pledges/rules/line-tree.ts';
import { type ParentLine, type PartLine, takeOut } from '../../../src/pledges/rules/part-of.ts';

const USD = { currency: 'USD', ratePerUsd: '1' };
const line = (id: string, changes: Partial<ParentLine>): ParentLine => ({
  ...{ id, parent: null, sector: 'food_security', province: null, item: null },
  ...{ quantityMilli: null, amountMinor: null },
  ...changes,
});
const part = (changes: Partial<PartLine>): PartLine => line('', changes);

/** Takes out of a whole of which nothing is on waybills. */
function take(lines: ParentLine[], parts: PartLine[], rates: { whole?: typeof USD; part?: typeof USD } = {}) {
  const { errors, given, amounts } = takeOut({ id: 'W', ...(rates.whole ?? USD), lines }, ownParts(lines), {
    ...(rates.part ?? USD),
    lines: parts,
  });
  return {
    errors: errors.map(({ pointer, code }) => `${pointer} ${code}`),
    given: Object.fromEntries(
      Array.from(given, ([id, { quantityMilli, amountMinor }]) => [id, [quantityMilli, amountMinor]]),
    ),
    amounts,
  };
}

describe('money', () => {
  const lines = [
    line('ghor', { province: 'AF23', amountMinor: 100 }),
    line('food', { amountMinor: 100 }),
    line('open', { sector: 'unallocated', amountMinor: 100 }),
    line('school', { sector: 'education', province: 'AF23', amountMinor: 100 }),
  ];

  it.each([
    [80, [80, 0, 0, 0]],
    [150, [100, 50, 0, 0]],
    [250, [100, 100, 50, 0]],
    [400, [100, 100, 100, 100]],
  ])('%d for food in Ghor comes from what is nearest to that', (amountMinor, expected) => {
    const { given, errors } = take(lines, [part({ province: 'AF23', amountMinor })]);
    expect([errors, Object.values(given)]).toEqual([[], expected.map((amount) => [null, amount])]);
  });

  it('is refused on the line with which it is more than there is', () => {
    const { errors } = take(lines, [part({ amountMinor: 300 }), part({ amountMinor: 101 })]);
    expect(errors).toEqual(['/lines/1/amount exceeds_parent']);
  });

  it('comes from lines equally near by largest remainder, and from their own part alone', () => {
    const tree = [
      line('a', { amountMinor: 10 }),
      line('b', { amountMinor: 5 }),
      line('a1', { parent: 'a', province: 'AF01', amountMinor: 4 }),
    ];
    // 6 of a and 5 of b are their own: 7 of these 11
    expect(take(tree, [part({ amountMinor: 7 })]).given).toEqual({
      a: [null, 4],
      b: [null, 3],
      a1: [null, 0],
    });
    // What a1 gives, a gives too: it is allocated from it.
    expect(take(tree, [part({ province: 'AF01', amountMinor: 4 })]).given).toMatchObject({
      a: [null, 4],
      a1: [null, 4],
    });
  });

  it('of another currency goes by dollars, half-even', () => {
    const whole = { currency: 'JPY', ratePerUsd: '150' };
    const { given } = take([line('a', { amountMinor: 1_000 })], [part({ amountMinor: 333 })], { whole });
    // 3.33 USD are 499.5 yen
    expect(given).toEqual({ a: [null, 500] });
  });
});

describe('goods', () => {
  const wheat = { item: 'wheat_flour', quantityMilli: 1_000, amountMinor: 300 };

  it('take the same goods, with the value named, else the value they have', () => {
    const lines = [line('a', wheat), line('b', { item: 'rice', quantityMilli: 10, amountMinor: 900 })];
    const goods = { item: 'wheat_flour', quantityMilli: 500 };
    expect(take(lines, [part(goods)])).toMatchObject({ given: { a: [500, 150], b: [0, 0] }, amounts: [150] });
    expect(take(lines, [part({ ...goods, amountMinor: 299 })])).toMatchObject({ given: { a: [500, 299] } });
    expect(take(lines, [part({ ...goods, amountMinor: 301 })]).errors).toEqual([
      '/lines/0/amount exceeds_parent',
    ]);
    expect(take(lines, [part({ ...goods, quantityMilli: 1_001 })]).errors).toEqual([
      '/lines/0/quantity exceeds_parent',
    ]);
  });

  it('without a value anywhere move as goods alone', () => {
    const lines = [line('a', { ...wheat, amountMinor: null })];
    const { given, amounts } = take(lines, [part({ item: 'wheat_flour', quantityMilli: 7 })]);
    expect({ given, amounts }).toEqual({ given: { a: [7, 0] }, amounts: [null] });
  });

  it('bought with promised money take their value, and need one', () => {
    const money = [line('a', { amountMinor: 100 })];
    const rice = { item: 'rice', quantityMilli: 5 };
    expect(take(money, [part({ ...rice, amountMinor: 40 })]).given).toEqual({ a: [null, 40] });
    expect(take(money, [part(rice)]).errors).toEqual(['/lines/0/amount no_value']);
  });

  it('give way to money in proportion to their value', () => {
    expect(take([line('a', wheat)], [part({ amountMinor: 100 })]).given).toEqual({ a: [333, 100] });
    expect(take([line('a', wheat)], [part({ amountMinor: 300 })]).given).toEqual({ a: [1_000, 300] });
  });
});
