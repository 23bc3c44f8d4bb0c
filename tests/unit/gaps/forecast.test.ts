import { describe, expect, it } from 'vitest';
import { monthsOfSupply, pipelineBreak } from '../../../src/gaps/rules/forecast.ts';
import { laneOf, M, parcel } from './lanes.ts';

describe('pipeline break', () => {
  const cells = laneOf(
    [10, 0, null, 10, 10],
    [parcel('delivered', 0, 4), parcel('firm', 0, 6), parcel('stale', 3, 10), parcel('pledged', 4, 10)],
  );

  it('is the first month whose need is not covered down to firm supply: pledges do not hold it off', () => {
    expect(pipelineBreak(cells, M(0))).toBe(M(4));
  });

  it('is looked for from the month asked on', () => {
    const short = laneOf([10, 10, 10], [parcel('firm', 1, 10)]);
    expect(pipelineBreak(short, M(0))).toBe(M(0));
    expect(pipelineBreak(short, M(1))).toBe(M(2));
  });

  it('is by one thousandth of a person-day, and what was lost does not hold it off', () => {
    expect(pipelineBreak(laneOf([10], [parcel('firm', 0, 9), parcel('lost', 0, 1)]), M(0))).toBe(M(0));
  });

  it('is none where all is covered, nothing needed or nothing known', () => {
    expect(pipelineBreak(cells.slice(0, 4), M(0))).toBeNull();
  });
});

describe('months of supply', () => {
  it('are the stock carried on over the mean need of the next three months', () => {
    expect(monthsOfSupply(laneOf([10, 20, 30, 40], [parcel('delivered', 0, 55)], 6), M(0))).toBe(1.5);
  });

  it('do not count what is only on its way', () => {
    expect(monthsOfSupply(laneOf([10, 20, 30, 40], [parcel('inTransit', 0, 55)], 6), M(0))).toBe(0);
  });

  it.each([
    ['a need of the next three months is unknown', [10, 20, null, 40]],
    ['nothing is needed in them', [10, 0, 0, 0]],
    ['they are not among the cells', [10, 20]],
  ])('are unknown when %s', (_, needs) => {
    expect(monthsOfSupply(laneOf(needs, [parcel('delivered', 0, 55)], 6), M(0))).toBeNull();
  });

  it('are unknown when the current month is not among the cells', () => {
    expect(monthsOfSupply(laneOf([10, 10, 10], []), M(-1))).toBeNull();
  });
});
