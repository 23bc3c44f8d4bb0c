import { describe, expect, it } from 'vitest';
import { coverageBand, levelOf, uncoveredBeyondInTransit } from '../../../src/gaps/rules/cell.ts';
import { computeLane } from '../../../src/gaps/rules/lane.ts';
import { needPersonDaysMilli, personDaysMilli } from '../../../src/platform/quantity.ts';
import { explainedBy, laneOf, M, needsOf, parcel } from './lanes.ts';

const NOTHING = {
  delivered: 0,
  inTransit: 0,
  late: 0,
  held: 0,
  stale: 0,
  firm: 0,
  pledged: 0,
  lost: 0,
  unpledged: 0,
};

describe('the waterfall of a month', () => {
  it('explains the cell of the API guide: 280,000 person-months of food needed', () => {
    const pm = needPersonDaysMilli;
    const parcels = [
      parcel('delivered', 0, pm(86_800)),
      parcel('inTransit', 0, pm(36_400)),
      parcel('late', 0, pm(11_200)),
      parcel('held', 0, pm(5_600)),
      parcel('stale', 0, pm(5_600)),
      parcel('firm', 0, pm(25_200)),
      parcel('pledged', 0, pm(25_200)),
      parcel('lost', 0, pm(2_800)),
    ];
    expect(laneOf([pm(280_000)], parcels)).toEqual([
      {
        month: M(0),
        needMilli: pm(280_000),
        waterfall: {
          ...Object.fromEntries(parcels.map((p) => [p.class, p.personDaysMilli])),
          unpledged: pm(81_200),
        },
        coverage: { confirmed: 0.31, inTransit: 0.44, onTheRoad: 0.52, firm: 0.61, pledged: 0.7 },
        level: 'critical',
        excessMilli: 0,
        carriedMilli: 0,
      },
    ]);
  });

  it('gives a class only what the classes before it left, whichever arrives first', () => {
    const cells = laneOf([10, 10], [parcel('pledged', 0, 20), parcel('delivered', 0, 6)], 1);
    expect(explainedBy('delivered', cells)).toEqual([6, 0]);
    expect(explainedBy('pledged', cells)).toEqual([4, 10]);
  });

  it('credits a class with delivered stock that it frees for a later month', () => {
    const cells = laneOf([10, 10], [parcel('delivered', 0, 15), parcel('inTransit', 0, 5)], 1);
    expect(explainedBy('inTransit', cells)).toEqual([0, 5]);
  });

  it('is unpledged whole when there is no supply', () => {
    expect(laneOf([10], [])[0]).toMatchObject({
      waterfall: { ...NOTHING, unpledged: 10 },
      level: 'critical',
    });
  });

  it('is null, as coverage is, where no need is recorded', () => {
    expect(laneOf([10, null], [parcel('delivered', 1, 5)])[1]).toEqual({
      month: M(1),
      needMilli: null,
      waterfall: null,
      coverage: null,
      level: 'unknown',
      excessMilli: 5,
      carriedMilli: 0,
    });
  });

  it('is all zeros, without coverage and without gap, where the need is zero', () => {
    expect(laneOf([0], [parcel('inTransit', 0, 5)])[0]).toMatchObject({
      needMilli: 0,
      waterfall: NOTHING,
      coverage: null,
      level: 'none',
    });
  });

  it('is asked for any months, also those outside of all needs and parcels', () => {
    const lane = { needs: needsOf(10), parcels: [], carryMonths: 0 };
    const cells = computeLane({ ...lane, from: M(-1), to: M(1) });
    expect(cells.map((cell) => [cell.month, cell.needMilli])).toEqual([
      [M(-1), null],
      [M(0), 10],
      [M(1), null],
    ]);
    expect(computeLane({ ...lane, from: M(1), to: M(0) })).toEqual([]);
  });
});

describe('from cargo to people', () => {
  it('2,500 School-in-a-Box kits teach 100,000 learners for three months', () => {
    const kits = personDaysMilli(2_500_000, 3600, 1);
    const need = needPersonDaysMilli(100_000);
    const cells = laneOf([need, need, need, need], [parcel('delivered', 0, kits, { monthsOfUse: 3 })]);
    expect(cells.map((cell) => cell.coverage?.confirmed)).toEqual([1, 1, 1, 0]);
    expect(cells.map((cell) => cell.excessMilli)).toEqual([0, 0, 0, 0]);
  });

  it('the usual family parcel is 54 % of the energy of 7 people for a month', () => {
    const parcels = [
      parcel('delivered', 0, personDaysMilli(50_000, 3500, 2100)),
      parcel('delivered', 0, personDaysMilli(4_600, 8850, 2100)),
      parcel('delivered', 0, personDaysMilli(6_250, 3640, 2100)),
      parcel('delivered', 0, personDaysMilli(500, 0, 2100)),
    ];
    expect(laneOf([needPersonDaysMilli(7)], parcels)[0]).toMatchObject({
      coverage: { confirmed: 0.5407 },
      level: 'serious',
    });
  });
});

describe('the coverage band and the level', () => {
  it('counts what was lost in no band, and a full band is exactly 1', () => {
    const waterfall = { ...NOTHING, delivered: 1, pledged: 1, lost: 1 };
    expect(coverageBand(3, waterfall)).toEqual({
      confirmed: 0.3333,
      inTransit: 0.3333,
      onTheRoad: 0.3333,
      firm: 0.3333,
      pledged: 0.6667,
    });
    expect(coverageBand(3, { ...NOTHING, inTransit: 3 })).toMatchObject({ confirmed: 0, inTransit: 1 });
  });

  it.each([
    [1000, 1000, 'none'],
    [1000, 999, 'watch'],
    [1000, 800, 'watch'],
    [1000, 799, 'serious'],
    [1000, 500, 'serious'],
    [1000, 499, 'critical'],
    [0, 0, 'none'],
    [null, 0, 'unknown'],
    // One thousandth of a person-day short of full: shown as 1, but not full.
    [900_000_000_000, 899_999_999_999, 'watch'],
  ])('of a need of %s covered by %s is %s', (need, covered, level) => {
    expect(levelOf(need, covered)).toBe(level);
  });

  it('is taken from what is delivered or in transit, not from what is late or promised', () => {
    const parcels = [parcel('delivered', 0, 50), parcel('inTransit', 0, 30), parcel('late', 0, 20)];
    const [cell] = laneOf([100], parcels);
    expect(cell).toMatchObject({ level: 'watch' });
    expect(uncoveredBeyondInTransit(cell!)).toBe(20);
    expect(uncoveredBeyondInTransit({ needMilli: null, waterfall: null })).toBeNull();
  });
});
