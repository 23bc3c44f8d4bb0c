/** The gap report: which months of which lanes are short, and why — `domain.md` §8. */
import { expect, it } from 'vitest';
import type { GapReport } from '../../src/gaps/contract.ts';
import type { Engine } from '../../src/platform/storage/store.ts';
import { engines, serviceOfTest } from '../support/service.ts';
import { deliver, FOOD, GHOR, KG_PER_PM, ledgerOf, lineOf, monthOf, WHEAT } from '../support/ledger.ts';

const SEVERITY_WEIGHT_GHOR = 8;

async function setup(engine: Engine = 'sqlite') {
  const service = await serviceOfTest({ engine });
  const ledger = ledgerOf(service);
  return { service, ledger, donor: await ledger.organisation() };
}

it.each(engines)(
  'shows 12 months back, the current and 5 ahead of every lane with a need or a parcel (%s)',
  async (engine) => {
    const { service, ledger, donor } = await setup(engine);
    await ledger.need(['2026-11'], 1000);
    await ledger.pledge(donor, {
      expectedBy: '2027-02-10',
      lines: [{ sector: 'education', province: 'AF01', item: 'school_in_a_box', quantity: 25 }],
    });
    await service.settled();
    const { cells, asOf } = await ledger.report();
    expect(asOf).toBe('2026-11-15T06:00:00.000Z');
    const lanes = Map.groupBy(cells, ({ province, sector }) => `${province} ${sector}`);
    expect([...lanes.keys()]).toEqual(['AF01 education', `${GHOR} food_security`]);
    for (const months of lanes.values()) {
      expect(months).toHaveLength(18);
      expect([months[0]?.month, months.at(-1)?.month]).toEqual(['2025-11', '2027-04']);
    }

    const chosen = await ledger.report({ from: '2026-11', to: '2026-12', sector: FOOD });
    expect(chosen.cells.map(({ month, sector }) => [month, sector])).toEqual([
      ['2026-11', FOOD],
      ['2026-12', FOOD],
    ]);
  },
);

it('a month without a need is unknown, not zero: no coverage, no waterfall, no priority', async () => {
  const { service, ledger } = await setup();
  await ledger.need(['2026-11'], 1000);
  await service.settled();
  const lane = await ledger.lane();
  expect(monthOf(lane, '2026-12')).toMatchObject({
    ...{
      needPm: null,
      coverage: null,
      waterfall: null,
      level: 'unknown',
      facts: 0,
      priority: 0,
      flag: null,
    },
    need: null,
  });
  expect(monthOf(lane, '2026-11')).toMatchObject({ level: 'critical', facts: 1 });
  expect(await ledger.lane('AF01', 'trade')).toMatchObject({ asOf: null, months: [], parcels: [] });
});

it.each(engines)('is filtered by region, province and sector (%s)', async (engine) => {
  const { service, ledger } = await setup(engine);
  for (const province of ['AF01', 'AF20', GHOR]) await ledger.need(['2026-11'], 1000, { province });
  await ledger.need(['2026-11'], 1000, { sector: 'trade' });
  await service.settled();
  const lanes = async (query: Record<string, string>) => [
    ...new Set((await ledger.report(query)).cells.map(({ province, sector }) => `${province} ${sector}`)),
  ];
  const western = [`${GHOR} food_security`, `${GHOR} trade`];
  expect(await lanes({ region: 'Western' })).toEqual(western);
  expect(await lanes({ province: GHOR })).toEqual(western);
  expect(await lanes({ province: 'AF01', region: 'Western' })).toEqual([]);
  expect(await lanes({ sector: FOOD })).toEqual(['AF01', 'AF20', GHOR].map((pcode) => `${pcode} ${FOOD}`));
});

it.each(engines)(
  'supply without a province, a date or a sector stands beside the lanes and is spread over none (%s)',
  async (engine) => {
    const { service, ledger, donor } = await setup(engine);
    await ledger.need(['2026-11', '2026-12'], 1000);
    await service.settled();
    const { cells } = await ledger.report();
    const money = { contributionType: 'financial' as const };
    await ledger.pledge(donor, { lines: [{ sector: FOOD, item: WHEAT, quantity: 18_000 }] });
    await ledger.pledge(donor, {
      expectedBy: null,
      lines: [{ sector: FOOD, province: GHOR, item: WHEAT, quantity: 9_000 }],
    });
    await ledger.pledge(donor, { ...money, status: 'pledge', lines: [{ sector: FOOD, amount: 45_600 }] });
    await ledger.pledge(donor, {
      ...money,
      lines: [{ sector: 'unallocated', province: GHOR, amount: 100_000 }],
    });
    await service.settled();
    const report = await ledger.report();
    expect(report.cells).toEqual(cells);
    expect(report.unallocated).toEqual({
      [FOOD]: [
        { class: 'firm', pm: 1500, amountUsd: null, records: 2 },
        // 456.00 USD at 4.56 USD a person-month
        { class: 'pledged', pm: 100, amountUsd: 45_600, records: 1 },
      ],
      unallocated: [{ class: 'firm', pm: null, amountUsd: 100_000, records: 1 }],
    });
    const education = await service.get<GapReport>('/gaps', { sector: 'education' });
    expect(education.body.unallocated).toEqual({});
  },
);

it('says why it is short, class by class, and how many facts stand behind it', async () => {
  const { service, ledger, donor } = await setup();
  await ledger.need(['2026-11', '2026-12'], 1000);
  await deliver(ledger, donor, 300);
  const moving = await ledger.ship(donor, { lines: [{ item: WHEAT, quantity: 100 * KG_PER_PM }] });
  await ledger.tell(moving, { type: 'dispatched' });
  await ledger.ship(donor, { lines: [{ item: WHEAT, quantity: 50 * KG_PER_PM }] });
  const promised = [{ sector: FOOD, province: GHOR, item: WHEAT, quantity: 20 * KG_PER_PM }] as const;
  await ledger.pledge(donor, { status: 'pledge', expectedBy: '2026-11-30', lines: [...promised] });
  await service.settled();
  const lane = await ledger.lane();
  expect(monthOf(lane, '2026-11')).toMatchObject({
    waterfall: {
      ...{ delivered: 300, inTransit: 100, late: 0, held: 0, stale: 0, firm: 50, pledged: 20, lost: 0 },
      unpledged: 530,
    },
    coverage: { confirmed: 0.3, inTransit: 0.4, onTheRoad: 0.4, firm: 0.45, pledged: 0.47 },
    level: 'critical',
    facts: 5,
    priority: SEVERITY_WEIGHT_GHOR * 600,
  });
  // The next month weighs half as much.
  expect(monthOf(lane, '2026-12')).toMatchObject({ priority: (SEVERITY_WEIGHT_GHOR * 1000) / 2, facts: 1 });
  expect(lane).toMatchObject({ ipcPhase: 4, carryMonths: 6 });
});

it('food is carried into the next months, learning is spread over them, and neither covers a neighbour', async () => {
  const { service, ledger, donor } = await setup();
  await ledger.need(['2026-11', '2026-12'], 1000);
  await ledger.need(['2026-11', '2026-12'], 1000, { province: 'AF20' });
  await ledger.need(['2026-11', '2026-12', '2027-01'], 2000, { sector: 'education' });
  await deliver(ledger, donor, 2500);
  const kits = await ledger.ship(donor, { lines: [{ item: 'school_in_a_box', quantity: 25 }] });
  const lines = [{ line: lineOf(kits), good: 25 }];
  await ledger.tell(kits, { type: 'received', occurredAt: '2026-11-14T09:00:00Z', lines });
  await service.settled();

  const food = await ledger.lane();
  expect(monthOf(food, '2026-11')).toMatchObject({
    coverage: { confirmed: 1 },
    carriedPm: 1500,
    excessPm: 0,
  });
  expect(monthOf(food, '2026-12')).toMatchObject({
    coverage: { confirmed: 1 },
    carriedPm: 500,
    excessPm: 0,
  });
  // Nobody needs any from January on, so nothing more may be carried.
  expect(monthOf(food, '2027-01')).toMatchObject({ needPm: null, carriedPm: 0, excessPm: 500 });
  const education = await ledger.lane(GHOR, 'education');
  for (const month of ['2026-11', '2026-12', '2027-01']) {
    expect(monthOf(education, month)).toMatchObject({ coverage: { confirmed: 0.5 }, level: 'serious' });
  }
  expect(monthOf(await ledger.lane('AF20'), '2026-11')).toMatchObject({ coverage: { confirmed: 0 } });
});
