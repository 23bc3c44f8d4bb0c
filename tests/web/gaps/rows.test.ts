import { describe, expect, test } from 'vitest';
import type { GapCell } from '../../../src/gaps/contract.ts';
import { csvHead, csvRow } from '../../../src/web/gaps/rules/csv.ts';
import { movedSince, rowsOf, sumByProvince } from '../../../src/web/gaps/rules/rows.ts';

const NONE = {
  ...{ delivered: 0, inTransit: 0, late: 0, held: 0, stale: 0, firm: 0, pledged: 0, lost: 0, unpledged: 0 },
};

function cell(
  province: string,
  needPm: number | null,
  parts: Partial<typeof NONE>,
  more: Partial<GapCell> = {},
): GapCell {
  const waterfall = needPm === null ? null : { ...NONE, ...parts };
  const share = (pm: number) => (needPm === null || needPm === 0 ? 0 : pm / needPm);
  const confirmed = share(parts.delivered ?? 0);
  const inTransit = confirmed + share(parts.inTransit ?? 0);
  return {
    ...{ province, sector: 'food_security', month: '2026-11', needPm, isEstimate: true, waterfall },
    coverage:
      needPm === null ? null : { confirmed, inTransit, onTheRoad: inTransit, firm: inTransit, pledged: 1 },
    ...{ excessPm: 0, facts: 1, level: 'critical', priority: 0, flag: null, ...more },
  };
}

const PLACES = new Map([
  ['AF01', { region: 'Central', name: 'Kabul' }],
  ['AF17', { region: 'North-Eastern', name: 'Badakhshan' }],
  ['AF23', { region: 'Western', name: 'Ghor' }],
  ['AF32', { region: 'Western', name: 'Hirat' }],
]);
const place = (pcode: string) => PLACES.get(pcode);
const CELLS = [
  cell('AF01', 100, { delivered: 50, unpledged: 50 }, { priority: 5 }),
  cell('AF17', null, {}, { level: 'unknown' }),
  cell('AF23', 100, { inTransit: 20, unpledged: 80 }, { priority: 9 }),
  cell('AF32', 100, { delivered: 100 }, { level: 'none', priority: 1 }),
];
const names = (search: Parameters<typeof rowsOf>[1]) =>
  rowsOf(CELLS, search, place).map(({ province }) => place(province)?.name);

describe('the rows of the gap report', () => {
  test.each([
    [{}, ['Ghor', 'Kabul', 'Hirat', 'Badakhshan']],
    [{ sort: 'coverage' }, ['Ghor', 'Kabul', 'Hirat', 'Badakhshan']],
    [{ sort: 'province' }, ['Badakhshan', 'Ghor', 'Hirat', 'Kabul']],
    [{ region: 'Western' }, ['Ghor', 'Hirat']],
    [{ level: 'none' }, ['Hirat']],
    [{ province: 'AF01', level: 'none' }, []],
  ] as const)('%j shows %j', (search, expected) => {
    expect(names(search)).toEqual(expected);
  });

  test('what nobody knows comes last, whichever is asked for first', () => {
    const unknown = [cell('AF17', null, {}), cell('AF01', null, {})];
    expect(rowsOf(unknown, { sort: 'coverage' }, place).map(({ province }) => province)).toEqual([
      'AF17',
      'AF01',
    ]);
  });
});

test('months of a province are summed, and one without any need is unknown, not zero', () => {
  const sums = sumByProvince([
    cell('AF01', 100, { delivered: 50, unpledged: 50 }),
    cell('AF01', 300, { unpledged: 300 }, { month: '2026-12' }),
    cell('AF17', null, {}),
    cell('AF23', 0, {}),
  ]);
  expect(sums.get('AF01')).toMatchObject({
    needPm: 400,
    covered: 0.125,
    parts: { delivered: 50, unpledged: 350 },
  });
  expect(sums.get('AF17')?.covered).toBeUndefined();
  expect(sums.get('AF23')?.covered).toBeUndefined();
});

test('what moved since is the difference of what is covered, from nothing for a cell that was not there', () => {
  const before = [cell('AF01', 100, { delivered: 50, late: 50 })];
  const after = [cell('AF01', 100, { delivered: 30, inTransit: 40 }), cell('AF23', 10, { delivered: 3 })];
  expect([...movedSince(before, after).values()]).toEqual([20, 3]);
});

test('a line of the file has a field for each head, and leaves unknown what is unknown', () => {
  const row = csvRow(cell('AF17', null, {}), 'Badakhshan');
  expect(row).toHaveLength(csvHead.length);
  expect(row[csvHead.indexOf('need_pm')]).toBeNull();
  expect(row[csvHead.indexOf('in_transit_pm')]).toBeNull();
  const known = csvRow(cell('AF01', 100, { inTransit: 20, unpledged: 80 }), 'Kabul');
  expect(known[csvHead.indexOf('in_transit_pm')]).toBe(20);
  expect(known[csvHead.indexOf('coverage_in_transit')]).toBe(0.2);
});
