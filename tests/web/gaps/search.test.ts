import { describe, expect, test } from 'vitest';
import { laneSearchOf } from '../../../src/web/gaps/rules/lane-search.ts';
import { addMonths, gapSearchOf, monthsBetween, windowOf } from '../../../src/web/gaps/rules/search.ts';

describe('the address of the gap report', () => {
  test('keeps what it understands and drops the rest', () => {
    expect(
      gapSearchOf({
        ...{ sector: 'education', region: 'Western', province: 'AF32', level: 'critical', sort: 'coverage' },
        ...{ from: '2026-11', to: '2026-13', on: '2026-11-01', other: 1 },
      }),
    ).toEqual({
      ...{ sector: 'education', region: 'Western', province: 'AF32', level: 'critical', sort: 'coverage' },
      ...{ from: '2026-11', on: '2026-11-01' },
    });
    expect(gapSearchOf({ sector: 'health', province: 'AF35', level: 3, sort: 'x', region: '' })).toEqual({});
  });

  test.each([
    [{}, { from: '2026-11', to: '2026-11' }],
    [{ from: '2026-09' }, { from: '2026-09', to: '2026-11' }],
    [{ from: '2027-02' }, { from: '2027-02', to: '2027-02' }],
    [{ to: '2026-03' }, { from: '2026-03', to: '2026-03' }],
    [
      { from: '2026-12', to: '2026-10' },
      { from: '2026-12', to: '2026-12' },
    ],
  ])('%j in November is %j', (search, expected) => {
    expect(windowOf(search, '2026-11')).toEqual(expected);
  });

  test('months go over the turn of the year', () => {
    expect(addMonths('2026-11', 3)).toBe('2027-02');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(monthsBetween('2026-11', '2027-01')).toEqual(['2026-11', '2026-12', '2027-01']);
  });
});

test('the address of a lane knows no record behind what nobody pledged', () => {
  expect(laneSearchOf({ month: '2026-11', class: 'delivered', since: '2026-10-01' })).toEqual({
    ...{ month: '2026-11', class: 'delivered', since: '2026-10-01' },
  });
  expect(laneSearchOf({ month: 'x', class: 'unpledged', until: 'yesterday' })).toEqual({});
});
