import { describe, expect, it } from 'vitest';
import { computeLane } from '../../../src/gaps/rules/lane.ts';
import { explainedBy, laneOf, M, needsOf, parcel } from './lanes.ts';

const stockOf = (cells: ReturnType<typeof laneOf>) => ({
  covered: explainedBy('delivered', cells),
  carried: cells.map((cell) => cell.carriedMilli),
  excess: cells.map((cell) => cell.excessMilli),
});

describe('the stock rule', () => {
  it('covers what is needed and carries the rest on', () => {
    expect(stockOf(laneOf([10, 10, 10], [parcel('delivered', 0, 25)], 6))).toEqual({
      covered: [10, 10, 5],
      carried: [15, 5, 0],
      excess: [0, 0, 0],
    });
  });

  it('without carry covers no later month: over-delivery is excess of its own month', () => {
    expect(stockOf(laneOf([10, 10], [parcel('delivered', 0, 25)], 0))).toEqual({
      covered: [10, 0],
      carried: [0, 0],
      excess: [15, 0],
    });
  });

  it('caps the carried stock at carry months × the greatest need of this month and the carry months after it', () => {
    // cap of the first month: 1 × max(10, 40) = 40; the 70 two months ahead do not count.
    expect(stockOf(laneOf([10, 40, 70], [parcel('delivered', 0, 100)], 1))).toEqual({
      covered: [10, 40, 0],
      carried: [40, 0, 0],
      excess: [50, 0, 0],
    });
    // 2 × max(10, 5, 30) = 60.
    expect(laneOf([10, 5, 30], [parcel('delivered', 0, 100)], 2)[0]).toMatchObject({
      carriedMilli: 60,
      excessMilli: 30,
    });
  });

  it('does not look back for the cap: a greater need that is past allows nothing', () => {
    expect(laneOf([40, 10], [parcel('delivered', 1, 100)], 1)[1]).toMatchObject({
      carriedMilli: 10,
      excessMilli: 80,
    });
  });

  it('looks for the cap beyond the last month wanted', () => {
    const lane = { needs: needsOf(10, 40), parcels: [parcel('delivered', 0, 100)], carryMonths: 1 };
    expect(computeLane({ ...lane, from: M(0), to: M(0) })[0]).toMatchObject({ carriedMilli: 40 });
  });

  it('lets winter stock through a month of unknown need, whose cell stays unknown', () => {
    const cells = laneOf([10, null, 10], [parcel('delivered', 0, 20)], 6);
    expect(stockOf(cells)).toEqual({ covered: [10, null, 10], carried: [10, 10, 0], excess: [0, 0, 0] });
  });

  it('runs from the first parcel on, however long before the first month wanted', () => {
    const parcels = [parcel('delivered', -3, 10)];
    const lane = { needs: needsOf(10), parcels, carryMonths: 6, from: M(0), to: M(0) };
    expect(computeLane(lane)[0]!.waterfall).toMatchObject({ delivered: 10, unpledged: 0 });
    // … but not through four months when only three can be carried.
    expect(computeLane({ ...lane, carryMonths: 2 })[0]!.waterfall).toMatchObject({ delivered: 0 });
  });

  it('reports carried stock and excess for what was delivered alone', () => {
    expect(stockOf(laneOf([10, 10], [parcel('inTransit', 0, 90)], 1))).toMatchObject({
      carried: [0, 0],
      excess: [0, 0],
    });
  });
});
