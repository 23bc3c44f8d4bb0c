/** What plans take from reference data and the road: nothing is missing, and what has no source says so. */
import { describe, expect, it } from 'vitest';
import { items } from '../../../src/catalogue/catalogue.ts';
import { weightOf } from '../../../src/catalogue/weights.ts';
import { waysTo } from '../../../src/allocation/rules/ways.ts';
import { capacityOf } from '../../../src/places/capacity.ts';
import { crossings } from '../../../src/places/crossings.ts';
import { daysOfTraffic } from '../../../src/places/rules/capacity.ts';
import { startOfDay } from '../../../src/platform/calendar.ts';

it('every item has a weight, and every border crossing a capacity with its source', () => {
  for (const { code } of items) expect(weightOf(code).kgPerUnit).toBeGreaterThanOrEqual(0);
  const borders = crossings.filter(({ kind }) => kind === 'border_crossing');
  for (const { code } of borders) expect(capacityOf(code)?.source).toMatch(/planning value/);
});

it('counts the days from today on, restricted ones half, closed ones not', () => {
  const since = { from: -Infinity, until: null, recordedAt: 0 };
  const closed = {
    status: 'closed' as const,
    from: startOfDay('2026-12-11'),
    until: startOfDay('2026-12-21'),
  };
  const facts = [
    { status: 'open' as const, ...since },
    { ...closed, recordedAt: 1 },
  ];
  expect(daysOfTraffic(facts, '2026-12', '2026-11-15')).toBe(21);
  expect(daysOfTraffic(facts, '2026-12', '2026-12-22')).toBe(10);
  expect(daysOfTraffic([{ status: 'restricted', ...since }], '2026-11', '2026-11-21')).toBe(5);
  expect(daysOfTraffic(facts, '2026-12', '2027-01-02')).toBe(0);
  expect(daysOfTraffic([], '2026-12', '2026-11-15')).toBe(0);
});

describe('a way into a province', () => {
  const point = { lat: 34, lon: 65 };
  const near = { code: 'near', point: { lat: 34, lon: 66 }, isOpenOn: () => true };
  const far = { code: 'far', point: { lat: 34, lon: 71 }, isOpenOn: () => true };
  const at = { expectedBy: '2026-12-15', arrivalMonth: '2026-12', today: '2026-11-15' };

  it('goes through the crossing as long before it is expected as the road takes, the shortest first', () => {
    expect(waysTo(point, [far, near], at)).toEqual([
      { crossing: 'near', days: 1, passesOn: '2026-12-14', arrivesOn: '2026-12-15' },
      { crossing: 'far', days: 4, passesOn: '2026-12-11', arrivesOn: '2026-12-15' },
    ]);
  });

  it('is none where the road is too long for the month, the crossing closed that day, or its place unknown', () => {
    const soon = { expectedBy: '2026-11-10', arrivalMonth: '2026-11', today: '2026-11-28' };
    expect(waysTo(point, [far, near], soon).map(({ crossing }) => crossing)).toEqual(['near']);
    const shut = { ...near, isOpenOn: (day: string) => day !== '2026-12-14' };
    expect(waysTo(point, [shut, { ...far, point: null }], at)).toEqual([]);
  });
});
