/** What a year requires and what is there, by the rule of OCHA FTS — `domain.md` §4, on the files it names. */
import { describe, expect, it } from 'vitest';
import type { Funding } from '../../src/funding/contract.ts';
import { inParallel } from '../../src/demo/client.ts';
import { dayOf } from '../../src/platform/calendar.ts';
import type { Engine } from '../../src/platform/storage/store.ts';
import type { Pledge } from '../../src/pledges/contract.ts';
import { corpusRows, hasCorpus } from '../support/corpus.ts';
import { FOOD, GHOR, ledgerOf, type PledgeBody, pledgeBody, WHEAT } from '../support/ledger.ts';
import { engines, NOW, serviceOfTest } from '../support/service.ts';

const USD = 100;
/** Hundreds of pledges, one by one. */
const LOADING_MS = 120_000;

async function setup(engine: Engine = 'sqlite') {
  const service = await serviceOfTest({ engine });
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation();
  const funding = async (year?: number) => {
    const { status, body } = await service.get<Funding>('/funding', { year });
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  };
  const sector = async (code: string, year?: number) =>
    (await funding(year)).sectors.find((row) => row.sector === code);
  const plan = async (code: string, year: number) =>
    (await funding(year)).plans.find((row) => row.plan === code);
  /** A financial pledge in dollars. */
  const money = (amount: number, changes: Partial<PledgeBody> = {}) =>
    ledger.pledge(donor, {
      ...{ contributionType: 'financial', lines: [{ sector: FOOD, amount: amount * USD }] },
      ...changes,
    });
  return { service, ledger, donor, funding, sector, plan, money };
}

const PLANS = [
  {
    ...{ file: 'fts_incoming_funding_afg_2020.csv', code: 'HAFG20', year: 2020 },
    ...{ paid: 372_506_119, committed: 191_941_629, funded: 564_447_748, pledged: 0, percent: 49.9 },
  },
  {
    ...{ file: 'fts_incoming_funding_afg_2026-02_hxl.csv', code: 'HAFG26', year: 2026 },
    ...{ paid: 46_068_558, committed: 112_904_104, funded: 158_972_662, pledged: 116_838_270 },
    percent: 9.27,
  },
];

describe.each(engines)('the funding of a year on %s', (engine) => {
  // The long file once: PostgreSQL has its turn with the short one.
  it.skipIf(!hasCorpus).each(engine === 'sqlite' ? PLANS : PLANS.slice(1))(
    'is that of plan $code in $file, pledges apart',
    async ({ file, code, year, paid, committed, funded, pledged, percent }) => {
      const { ledger, funding, plan } = await setup(engine);
      const rows = corpusRows(file).filter((row) => Number(row.amountUSD) > 0);
      const donorOf = (row: (typeof rows)[number]) => row.srcOrganization || 'not said';
      const donors = new Map<string, string>();
      await inParallel([...new Set(rows.map(donorOf))], 4, async (name) => {
        donors.set(name, await ledger.organisation(name));
      });
      await inParallel(rows, 1, async (row) => {
        await ledger.pledge(donors.get(donorOf(row))!, {
          ...{ reference: `FTS-${row.id}`, status: row.status as PledgeBody['status'] },
          ...{ contributionType: 'financial', decidedOn: row.decisionDate || row.date!, expectedBy: null },
          ...{ plan: row.destPlanCode || null, usageYear: Number(row.destUsageYearEnd) },
          lines: [{ sector: 'unallocated', amount: Number(row.amountUSD) * USD }],
        });
      });
      expect(await plan(code, year)).toMatchObject({
        ...{ paidUsd: paid * USD, committedUsd: committed * USD, fundedUsd: funded * USD, percent },
        pledgedUsd: pledged * USD,
      });
      const { total, outsidePlans, plans } = await funding(year);
      const inPlans = plans.reduce((sum, { fundedUsd }) => sum + fundedUsd, 0);
      expect(inPlans + outsidePlans.fundedUsd).toBe(total.fundedUsd);
      expect(outsidePlans.fundedUsd).toBeGreaterThan(0);
    },
    LOADING_MS,
  );

  it('of education in emergencies in 2020 is 15 %: 7,281,473 of 47,281,253 USD', async () => {
    const { sector, money, funding } = await setup(engine);
    await money(7_281_473, {
      ...{ plan: 'HAFG20', decidedOn: '2020-03-01', expectedBy: null, status: 'paid' },
      lines: [{ sector: 'education', amount: 7_281_473 * USD }],
    });
    expect(await sector('education', 2020)).toMatchObject({
      ...{ requirementUsd: 47_281_253 * USD, fundedUsd: 7_281_473 * USD, percent: 15.4 },
      requirements: [
        { cluster: 'Education in Emergencies', fundingUsd: 7_281_473 * USD, percent: 15.4, asOf: '2021-03' },
      ],
    });
    expect((await funding(2021)).total.records).toBe(0);
  });

  it('counts a pledge only from its commitment on, and what was split off or allocated once', async () => {
    const { service, sector, money } = await setup(engine);
    const whole = await money(1000, {
      status: 'pledge',
      lines: [{ sector: 'unallocated', amount: 1000 * USD }],
    });
    expect(await sector('unallocated')).toMatchObject({ pledgedUsd: 1000 * USD, fundedUsd: 0, records: 1 });
    expect(await sector(FOOD)).toMatchObject({ pledgedUsd: 0, percent: 0, records: 0 });
    const parts = [{ sector: FOOD, province: GHOR, amount: 400 * USD }];
    await service.post(`/pledges/${whole.id}/allocate`, { lineId: whole.lines[0]!.id, parts });
    await service.post(`/pledges/${whole.id}/status`, {
      to: 'commitment',
      on: '2026-11-01',
      amount: 500 * USD,
    });
    const told = [await sector(FOOD), await sector('unallocated')];
    const sum = (of: 'pledgedUsd' | 'committedUsd') => told.reduce((all, row) => all + (row?.[of] ?? 0), 0);
    expect([sum('pledgedUsd'), sum('committedUsd')]).toEqual([500 * USD, 500 * USD]);
    expect(told.map((row) => (row?.pledgedUsd ?? 0) + (row?.committedUsd ?? 0))).toEqual([
      400 * USD,
      600 * USD,
    ]);
    await service.post(`/pledges/${whole.id}/status`, { to: 'cancelled', on: '2026-11-02' });
    expect((await sector(FOOD))?.pledgedUsd).toBe(0);
  });

  it('is in dollars by the rate of the pledge, and says what has no value', async () => {
    const { ledger, donor, sector } = await setup(engine);
    await ledger.pledge(donor, {
      ...{ contributionType: 'financial', currency: 'EUR', ratePerUsd: 0.824 },
      lines: [{ sector: 'trade', amount: 50_000_000 }],
    });
    await ledger.pledge(donor, { lines: [{ sector: FOOD, item: WHEAT, quantity: 1000 }] });
    expect(await sector('trade')).toMatchObject({
      committedUsd: 60_679_612,
      requirementUsd: null,
      percent: null,
    });
    expect(await sector(FOOD)).toMatchObject({ fundedUsd: 0, records: 1, unpriced: 1 });
  });

  it('forgets what has expired', async () => {
    const { service, sector, money } = await setup(engine);
    await money(70, { status: 'commitment', expiresOn: dayOf(Date.parse(NOW)) });
    expect((await sector(FOOD))?.committedUsd).toBe(70 * USD);
    service.clock.advance({ days: 1 });
    expect((await sector(FOOD))?.committedUsd).toBe(0);
  });
});

describe.each(engines)('the year a pledge is used in, on %s', (engine) => {
  it('is the one said, else of its plan, else of the day expected, else of the decision', async () => {
    const { service, money, funding } = await setup(engine);
    const days = { decidedOn: '2026-10-01', expectedBy: '2027-02-01' };
    const cases: [Partial<PledgeBody>, Pledge['use']][] = [
      [
        { ...days, plan: 'HAFG25', usageYear: 2028 },
        { year: 2028, from: 'said' },
      ],
      [
        { ...days, plan: 'HAFG25' },
        { year: 2025, from: 'plan' },
      ],
      [
        { ...days, plan: 'XNONE99' },
        { year: 2027, from: 'expectedBy' },
      ],
      [days, { year: 2027, from: 'expectedBy' }],
      [
        { ...days, expectedBy: null },
        { year: 2026, from: 'decidedOn' },
      ],
    ];
    for (const [said, use] of cases) {
      const pledge = await money(1, said);
      expect(pledge.use).toEqual(use);
      const listed = await service.get<{ items: Pledge[] }>('/pledges', { usageYear: use.year });
      expect(listed.body.items.map(({ id }) => id)).toContain(pledge.id);
    }
    const years = await Promise.all([2025, 2026, 2027, 2028].map(funding));
    expect(years.map(({ total }) => total.records)).toEqual([1, 1, 2, 1]);
    expect(years[0]?.plans.find(({ plan }) => plan === 'HAFG25')?.records).toBe(1);
    expect(years[2]?.plans).toMatchObject([
      { plan: 'XNONE99', name: null, requirementUsd: null, records: 1 },
    ]);
  });

  it('is a fact like others: changed by an edit, what stood before is kept', async () => {
    const { service, money, funding } = await setup(engine);
    const { id } = await money(1, { decidedOn: '2026-10-01', expectedBy: null });
    const edit = async (body: object) =>
      service.ask<Pledge>('PATCH', `/pledges/${id}`, { body, headers: { 'if-match': '*' } });
    expect((await edit({ usageYear: 2027, plan: 'HAFG26' })).body).toMatchObject({
      ...{ usageYear: 2027, plan: 'HAFG26', use: { year: 2027, from: 'said' }, version: 2 },
    });
    expect((await funding(2027)).total.records).toBe(1);
    expect((await edit({ usageYear: null })).body.use).toEqual({ year: 2026, from: 'plan' });
    const versions = await service.get<{ items: object[] }>(`/pledges/${id}/versions`);
    expect(versions.body.items).toMatchObject([
      { version: 2, usageYear: 2027, plan: 'HAFG26' },
      { version: 1, usageYear: null, plan: null },
    ]);
    const refused = await service.post('/pledges', { ...pledgeBody(id), plan: 'no plan' });
    expect(refused.status).toBe(400);
  });
});
