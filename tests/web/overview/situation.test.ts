import { expect, test } from 'vitest';
import type { GapCell } from '../../../src/gaps/contract.ts';
import { binOf } from '../../../src/web/overview/rules/bins.ts';
import { changesBetween } from '../../../src/web/overview/rules/changes.ts';
import { reasonsOf, situationOf, worstOf } from '../../../src/web/overview/rules/situation.ts';
import { visitNow } from '../../../src/web/overview/visits.ts';

const NOTHING = {
  ...{ delivered: 0, inTransit: 0, late: 0, held: 0, stale: 0, firm: 0, pledged: 0, lost: 0, unpledged: 0 },
};

/** A cell whose need is the sum of its parts. */
function cell(province: string, parts: Partial<typeof NOTHING>, more: Partial<GapCell> = {}): GapCell {
  const waterfall = { ...NOTHING, ...parts };
  const needPm = Object.values(waterfall).reduce((sum, part) => sum + part, 0);
  const inTransit = (waterfall.delivered + waterfall.inTransit) / needPm;
  return {
    ...{ province, sector: 'food_security', month: '2026-11', needPm, isEstimate: false, waterfall },
    coverage: {
      confirmed: waterfall.delivered / needPm,
      inTransit,
      onTheRoad: inTransit,
      firm: inTransit,
      pledged: inTransit,
    },
    ...{ excessPm: 0, facts: 1, level: inTransit >= 1 ? 'none' : 'critical', priority: needPm, flag: null },
    ...more,
  };
}

const unknown = cell(
  'AF05',
  {},
  { needPm: null, coverage: null, waterfall: null, level: 'unknown', priority: 0 },
);

test('the country in one sector: needs are summed, unknown is not counted as nothing', () => {
  const cells = [cell('AF01', { delivered: 25, unpledged: 75 }), cell('AF23', { inTransit: 100 }), unknown];
  expect(situationOf(cells)).toMatchObject({
    provinces: 2,
    short: 1,
    needPm: 200,
    missingPm: 75,
    covered: 0.625,
  });
  expect(situationOf([unknown])).toBeUndefined();
});

test('the greatest reasons are told first; what has come and what is on its way explain nothing', () => {
  const parts = { ...NOTHING, delivered: 500, inTransit: 100, late: 120, unpledged: 270, lost: 10 };
  expect(reasonsOf(parts, 3)).toEqual([
    { reason: 'unpledged', share: 0.27 },
    { reason: 'late', share: 0.12 },
  ]);
});

test('worst is what the service ranks first, and what is covered is not in the list', () => {
  const cells = [
    cell('AF01', { unpledged: 10 }, { priority: 5 }),
    cell('AF02', { unpledged: 10 }, { priority: 9 }),
    cell('AF03', { delivered: 10 }, { priority: 20 }),
    unknown,
  ];
  expect(worstOf(cells, 6).map(({ province }) => province)).toEqual(['AF02', 'AF01']);
  expect(worstOf(cells, 1)).toHaveLength(1);
});

test.each([
  [undefined, 'unknown'],
  [1, '0'],
  [0.999, '1'],
  [0.8, '1'],
  [0.5, '2'],
  [0.25, '3'],
  [0.249, '4'],
  [0, '4'],
])('a covered share of %s has the colour %s', (covered, bin) => {
  expect(binOf(covered)).toBe(bin);
});

test('changes since a visit: the greatest first, invisible ones left out, another level always told', () => {
  const before = [
    cell('AF01', { delivered: 100, unpledged: 900 }),
    cell('AF02', { delivered: 500, unpledged: 500 }),
    cell('AF03', { delivered: 100, unpledged: 900 }),
    cell('AF04', { delivered: 999, unpledged: 1 }),
  ];
  const after = [
    cell('AF01', { delivered: 105, unpledged: 895 }),
    cell('AF02', { delivered: 300, unpledged: 700 }),
    cell('AF03', { delivered: 150, unpledged: 850 }),
    cell('AF04', { delivered: 1000 }),
    cell('AF06', { delivered: 20, unpledged: 80 }),
  ];
  expect(changesBetween(before, after).map(({ province, coveredPm }) => [province, coveredPm])).toEqual([
    ['AF02', -200],
    ['AF03', 50],
    ['AF06', 20],
    ['AF04', 1],
  ]);
});

test('looking again within half an hour is the same visit', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const at = (time: string) => visitNow('gul', Date.parse(`2026-11-${time}Z`), storage);
  expect(at('20T08:00:00')).toBeUndefined();
  expect(at('20T08:20:00')).toBeUndefined();
  expect(at('22T08:00:00')).toBe('2026-11-20T08:20:00.000Z');
  expect(at('22T08:10:00')).toBe('2026-11-20T08:20:00.000Z');
  expect(at('23T08:00:00')).toBe('2026-11-22T08:10:00.000Z');
  expect(visitNow('zarmina', 0, storage)).toBeUndefined();
});
