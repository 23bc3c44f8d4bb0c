/** Passes, seasons and roads: when they hold, what they bear on, and how soon goods come through. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constraints } from '../../../src/places/constraints.ts';
import { accessStatement } from '../../../src/places/contract/access.ts';
import { corridorNodes } from '../../../src/places/crossings.ts';
import {
  type AccessConstraint,
  bearsOn,
  isInForce,
  journeyOn,
  passageOf,
  type Way,
} from '../../../src/places/rules/access.ts';
import { daysOfLegs, legsOf } from '../../../src/places/rules/lead-time.ts';
import { addDays } from '../../../src/platform/calendar.ts';

const said = (changes: Partial<AccessConstraint>): AccessConstraint => ({
  ...{ effect: 'closed', days: null, provinces: ['AF23'], districts: [], crossings: [], months: [] },
  ...{ from: null, until: null, ...changes },
});
const daysFrom = (day: string, count = 200) =>
  Array.from({ length: count }, (_, index) => addDays(day, index));
const way = (from: string, roadDays: number, ...met: AccessConstraint[]): Way<AccessConstraint> => ({
  ...{ days: daysFrom(from), roadDays, constraints: met, isOpen: () => true },
});
const winter = said({ months: [12, 1, 2] });

describe('a constraint holds', () => {
  it.each([
    ['in its months of every year', winter, '2026-12-01', true],
    ['and in no other', winter, '2026-11-30', false],
    ['to their last day', winter, '2028-02-29', true],
    ['from a day', said({ from: '2026-11-20' }), '2026-11-20', true],
    ['not before it', said({ from: '2026-11-20' }), '2026-11-19', false],
    ['to a day', said({ from: '2026-11-20', until: '2026-11-22' }), '2026-11-22', true],
    ['not after it', said({ from: '2026-11-20', until: '2026-11-22' }), '2026-11-23', false],
    ['in its months within its days', said({ months: [12], until: '2026-12-31' }), '2027-12-01', false],
  ])('%s', (_case, constraint, day, expected) => {
    expect(isInForce(constraint, day)).toBe(expected);
  });

  it('on the ways from its crossings to its provinces, and on all where it names none', () => {
    const salang = said({ provinces: ['AF01'], crossings: ['hairatan'] });
    expect(bearsOn(salang, 'hairatan', 'AF01')).toBe(true);
    expect(bearsOn(salang, 'torkham', 'AF01')).toBe(false);
    expect(bearsOn(salang, 'hairatan', 'AF21')).toBe(false);
    expect(bearsOn(said({}), 'torkham', 'AF23')).toBe(true);
    expect(bearsOn(said({ provinces: [], crossings: ['torghundi'] }), 'torghundi', 'AF32')).toBe(true);
  });
});

describe('the earliest arrival', () => {
  const closed = said({ from: '2026-11-20', until: '2026-11-24' });
  const slow = said({ effect: 'slow', days: 10, from: '2026-11-15', until: '2026-11-18' });
  it.each([
    ['takes the road’s days where nothing is in the way', way('2026-11-15', 3), '2026-11-18', 0],
    ['comes through before it closes', way('2026-11-15', 4, closed), '2026-11-19', 0],
    ['waits when it would be under way while it is closed', way('2026-11-15', 5, closed), '2026-11-30', 1],
    ['waits when it is closed', way('2026-11-22', 1, closed), '2026-11-26', 1],
    [
      'takes so many days longer',
      way('2026-11-15', 3, said({ effect: 'slow', days: 2, months: [11] })),
      '2026-11-20',
      1,
    ],
    ['waits where that is sooner than the slow way', way('2026-11-15', 3, slow), '2026-11-22', 1],
    ['is not there when it never opens', way('2026-11-15', 3, said({ from: '2026-11-01' })), null, 1],
    [
      'is not changed by advice',
      way('2026-11-15', 3, said({ effect: 'advice', months: [11] })),
      '2026-11-18',
      0,
    ],
    [
      'nor by what closes districts alone',
      way('2026-11-15', 3, said({ months: [11], districts: ['AF2301'] })),
      '2026-11-18',
      0,
    ],
  ])('%s', (_case, of, arrivesOn, because) => {
    const journey = journeyOn(of);
    expect(journey.arrivesOn).toBe(arrivesOn);
    expect(journey.because).toHaveLength(because);
  });

  it('waits for a crossing that is closed', () => {
    const opens = { ...way('2026-11-15', 2), isOpen: (index: number) => index >= 5 };
    expect(journeyOn(opens)).toMatchObject({ arrivesOn: '2026-11-22', days: 7, because: [] });
  });

  const anyConstraint = fc.record({
    effect: fc.constantFrom('closed' as const, 'slow' as const, 'advice' as const),
    start: fc.nat(60),
    length: fc.nat(30),
    days: fc.integer({ min: 1, max: 12 }),
    districts: fc.constantFrom([], [], ['AF2301']),
  });
  const constraintOf = ({
    effect,
    start,
    length,
    days,
    districts,
  }: typeof anyConstraint extends fc.Arbitrary<infer T> ? T : never) =>
    said({
      ...{ effect, districts, days: effect === 'slow' ? days : null },
      ...{ from: addDays('2026-11-01', start), until: addDays('2026-11-01', start + length) },
    });
  const world = fc.tuple(fc.array(anyConstraint, { maxLength: 5 }), fc.integer({ min: 1, max: 9 }));

  it('is never before the road alone allows, nor sooner for one more thing in the way', () => {
    fc.assert(
      fc.property(world, anyConstraint, ([met, roadDays], another) => {
        const before = journeyOn(way('2026-11-01', roadDays, ...met.map(constraintOf))).days!;
        const after = journeyOn(
          way('2026-11-01', roadDays, ...met.map(constraintOf), constraintOf(another)),
        ).days!;
        expect(before).toBeGreaterThanOrEqual(roadDays);
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('is never sooner for what is ready later, and says why whenever it is late', () => {
    fc.assert(
      fc.property(world, fc.nat(40), ([met, roadDays], later) => {
        const at = (start: string) => journeyOn(way(start, roadDays, ...met.map(constraintOf)));
        const journey = at('2026-11-01');
        expect(at(addDays('2026-11-01', later)).arrivesOn! >= journey.arrivesOn!).toBe(true);
        expect(journey.because.length > 0).toBe(journey.days! > roadDays);
      }),
    );
  });
});

describe('the next time a way is closed', () => {
  it('is told with the last day before it, the first after it, and what closes it', () => {
    expect(passageOf(way('2026-11-15', 3, winter))).toEqual({
      ...{ isOpen: true, leaveBy: '2026-11-27', opensOn: '2027-03-01', closedBy: [winter] },
    });
    expect(passageOf(way('2026-12-15', 3, winter))).toEqual({
      ...{ isOpen: false, leaveBy: null, opensOn: '2027-03-01', closedBy: [winter] },
    });
  });

  it('is none where nothing closes it, and has no end where it does not open again', () => {
    const slow = said({ effect: 'slow', days: 3, months: [12] });
    expect(passageOf(way('2026-11-15', 3, slow))).toMatchObject({
      isOpen: true,
      leaveBy: null,
      closedBy: [],
    });
    const forGood = said({ from: '2026-12-01' });
    expect(passageOf(way('2026-11-15', 3, forGood))).toMatchObject({ leaveBy: '2026-11-27', opensOn: null });
  });

  it('what leaves on the last day arrives without waiting, and a day later it does not', () => {
    const { leaveBy } = passageOf(way('2026-11-15', 4, winter));
    expect(journeyOn(way(leaveBy!, 4, winter)).days).toBe(4);
    expect(journeyOn(way(addDays(leaveBy!, 1), 4, winter)).days).toBeGreaterThan(4);
  });
});

describe('the constraints that come with a release', () => {
  it('name each code once, and their source', () => {
    expect(new Set(constraints.map(({ code }) => code)).size).toBe(constraints.length);
    for (const { said: of } of constraints) expect(of.source.length).toBeGreaterThan(20);
  });

  it('know passes, snow, floods, roads, drought and the lean season; none is called sourced for a figure of ours', () => {
    const causes = new Set(constraints.map(({ said: of }) => of.cause));
    for (const cause of ['pass', 'snow', 'flood', 'road', 'drought', 'lean_season'] as const)
      expect(causes).toContain(cause);
    const ours = constraints.filter(({ said: of }) => of.note?.includes('planning value'));
    expect(new Set(ours.map(({ said: of }) => of.status))).toEqual(new Set(['planning value']));
    for (const { said: of } of constraints.filter(({ said: one }) => one.effect === 'slow'))
      expect(of.status).toBe('planning value');
  });
});

describe('what may be said of a constraint', () => {
  const base = {
    ...{ name: 'Salang pass', cause: 'pass', effect: 'closed', provinces: ['AF03'], months: [1] },
    ...{ status: 'sourced', source: 'Ministry of Public Works' },
  };
  it.each([
    ['all of it', {}, true],
    ['days of what is slow', { effect: 'slow', days: 3 }, true],
    ['no days of what is slow', { effect: 'slow' }, false],
    ['days of what is closed', { days: 3 }, false],
    ['nothing it bears on', { provinces: [] }, false],
    ['no time', { months: [] }, false],
    ['an end before its beginning', { from: '2026-12-02', until: '2026-12-01' }, false],
    ['a district elsewhere', { districts: ['AF2301'] }, false],
    ['a month twice', { months: [1, 1] }, false],
  ])('%s', (_case, changes, expected) => {
    expect(accessStatement.safeParse({ ...base, ...changes }).success).toBe(expected);
  });
});

describe('the legs of a corridor', () => {
  const upTo = corridorNodes.filter(({ corridor, seq }) => corridor === 'almaty_hairatan' && seq <= 6);
  it('add up to the way from Almaty to Hairatan, borders included', () => {
    const legs = legsOf(upTo);
    expect(legs.map(({ greatCircleKm }) => greatCircleKm)).toEqual([607, 100, 22, 480, 12]);
    // 1,221 km × 1.3 / 300 km a day, and two borders: KZ/UZ and UZ/AF.
    expect(daysOfLegs(legs)).toBe(8);
    expect(daysOfLegs([])).toBe(1);
  });
});
