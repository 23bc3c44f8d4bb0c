import { describe, expect, it } from 'vitest';
import { monthlyShare } from '../../../src/gaps/rules/spreading.ts';
import { summedByKey } from '../../../src/gaps/rules/summing.ts';
import { explainedBy, laneOf, parcel } from './lanes.ts';

describe('a parcel used over several months', () => {
  it.each([
    [10, 3, [4, 3, 3]],
    [11, 3, [4, 4, 3]],
    [2, 3, [1, 1, 0]],
    [0, 2, [0, 0]],
    // The largest exact integer: the division may not round.
    [Number.MAX_SAFE_INTEGER, 2, [4_503_599_627_370_496, 4_503_599_627_370_495]],
  ])('of %i over %i months gives %j', (amount, months, shares) => {
    expect(shares.map((_, i) => monthlyShare(amount, months, i))).toEqual(shares);
  });

  it('gives its share to each of n months from its arrival on', () => {
    const cells = laneOf([9, 9, 9, 9, 9], [parcel('delivered', 1, 10, { monthsOfUse: 3 })]);
    expect(explainedBy('delivered', cells)).toEqual([0, 4, 3, 3, 0]);
  });

  it('is summed before it is spread: two of 1 over 3 months are 1, 1, 0 and not 2, 0, 0', () => {
    const one = parcel('delivered', 0, 1, { monthsOfUse: 3 });
    expect(explainedBy('delivered', laneOf([5, 5, 5], [one, one]))).toEqual([1, 1, 0]);
  });

  it('is never carried, also where goods are: what a month does not use of its share is excess', () => {
    const cells = laneOf([2, 20, 0], [parcel('delivered', 0, 20, { monthsOfUse: 2 })], 6);
    expect(explainedBy('delivered', cells)).toEqual([2, 10, 0]);
    expect(cells.map((cell) => cell.excessMilli)).toEqual([8, 0, 0]);
    expect(cells.map((cell) => cell.carriedMilli)).toEqual([0, 0, 0]);
  });

  it('is used before goods, which can wait', () => {
    const cells = laneOf(
      [10, 10, 10],
      [parcel('delivered', 0, 10), parcel('delivered', 0, 20, { monthsOfUse: 2 })],
      6,
    );
    expect(explainedBy('delivered', cells)).toEqual([10, 10, 10]);
    expect(cells.map((cell) => cell.carriedMilli)).toEqual([10, 10, 0]);
  });
});

describe('parcels with the same key', () => {
  it('are summed; any difference in class, arrival, due or months of use keeps them apart', () => {
    const base = parcel('firm', 2, 5);
    const others = [
      parcel('pledged', 2, 1),
      parcel('firm', 3, 1, { due: 2 }),
      parcel('firm', 2, 1, { due: 1 }),
      parcel('firm', 2, 1, { monthsOfUse: 3 }),
    ];
    expect(summedByKey([base, ...others, base])).toEqual([{ ...base, personDaysMilli: 10 }, ...others]);
  });
});
