/** Where to allocate what is for nobody yet, and that accepting it does what was promised: docs/allocation.md. */
import { describe, expect, it } from 'vitest';
import type { AllocationPlan } from '../../src/allocation/contract.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Problem } from '../support/client.ts';
import { FOOD, GHOR, ledgerOf, type PledgeBody, WHEAT } from '../support/ledger.ts';
import { tokenOf } from '../support/principals.ts';
import { engines, type Service, serviceOfTest } from '../support/service.ts';
import { trailOf } from '../support/trail.ts';

const BADGHIS = 'AF31';
const HERAT = 'AF32';
/** 36 t of wheat flour cover 2,000 person-months. */
const T36 = 36_000;

const wheatForNobody = (quantity: number, changes: Partial<PledgeBody> = {}): Partial<PledgeBody> => ({
  ...{ reference: newId(), earmarking: 1, lines: [{ sector: FOOD, item: WHEAT, quantity }] },
  ...changes,
});
const moneyForNobody = (amount: number, changes: Partial<PledgeBody> = {}): Partial<PledgeBody> => ({
  ...{ reference: newId(), earmarking: 2, contributionType: 'financial' },
  ...{ lines: [{ sector: 'unallocated', amount }], ...changes },
});

function planning(service: Service) {
  const plan = async (query: object = {}) => {
    await service.settled();
    const { status, body } = await service.post<AllocationPlan>('/allocation-plans', query);
    expect({ status, body }).toMatchObject({ status: 201 });
    return body;
  };
  const accept = ({ id }: { id: string }) =>
    service.post<AllocationPlan & Problem>(`/allocation-plans/${id}/accept`, undefined);
  /** What is covered of each month of each lane by delivered, moving and firm supply, in person-months. */
  const coverage = async () => {
    await service.settled();
    const { cells } = await ledgerOf(service).report({ from: '2026-11', to: '2027-04' });
    return new Map<string, number>(
      cells.flatMap(({ province, sector, month, waterfall }) => {
        if (!waterfall) return [];
        const { delivered, inTransit, late, held, stale, firm } = waterfall;
        const pm = delivered + inTransit + late + held + stale + firm;
        return [[`${province} ${sector} ${month}`, Math.round(pm * 1000) / 1000] as const];
      }),
    );
  };
  return { plan, accept, coverage };
}

async function setup(options: Parameters<typeof serviceOfTest>[0] = {}) {
  const service = await serviceOfTest(options);
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation();
  await ledger.need(['2026-11', '2026-12', '2027-01'], 3000);
  await ledger.need(['2026-12', '2027-01'], 2000, { province: BADGHIS });
  await ledger.need(['2026-12'], 500, { province: HERAT, sector: 'education' });
  return { service, ledger, donor, ...planning(service) };
}

const refused = (errors: object[]) => ({ status: 422, body: { code: 'refused', errors } });

describe.each(engines)('on %s', (engine) => {
  it('covers exactly what it promised, once it is accepted', async () => {
    const { ledger, donor, plan, accept, coverage } = await setup({ engine });
    const covers = await ledger.pledge(donor, {
      ...{ reference: 'GHOR', lines: [{ sector: FOOD, province: GHOR, item: WHEAT, quantity: 9000 }] },
    });
    expect(covers.earmarking).toBe(3);
    await ledger.pledge(donor, wheatForNobody(T36 * 2));
    await ledger.pledge(donor, wheatForNobody(T36, { expectedBy: '2027-01-10' }));
    await ledger.pledge(donor, moneyForNobody(1_000_001, { currency: 'EUR', ratePerUsd: 0.824 }));
    const before = await coverage();
    const proposed = await plan();
    expect(proposed.state).toBe('proposed');
    expect(await coverage()).toEqual(before);

    const accepted = await accept(proposed);
    expect(accepted).toMatchObject({ status: 200, body: { state: 'accepted', acceptedBy: 'bootstrap' } });
    const after = await coverage();
    const promised = new Map(before);
    for (const { province, sector, months } of proposed.lanes) {
      for (const { month, beforePm, afterPm, coveredPm } of months) {
        const key = `${province} ${sector} ${month}`;
        expect(before.get(key)).toBe(beforePm);
        expect(afterPm).toBeCloseTo(beforePm + coveredPm, 2);
        promised.set(key, afterPm);
      }
    }
    expect(after).toEqual(promised);
    expect(proposed.lanes.length).toBeGreaterThan(1);
    expect(proposed.gain.weightedPm).toBeGreaterThanOrEqual(proposed.ruleOfThumb.weightedPm);
    expect(proposed.boundText).toContain('agrees');
    expect(proposed.bound).toBeCloseTo(proposed.gain.weightedPm, 0);
  });

  it('makes the lines that it named, within their parents, and no second time', async () => {
    const { service, ledger, donor, plan, accept } = await setup({ engine });
    const { id } = await ledger.pledge(donor, wheatForNobody(T36 * 3));
    const proposed = await plan();
    const [first, second] = await Promise.all([accept(proposed), accept(proposed)]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect((await accept(proposed)).body).toEqual(first.body);
    const { lines, version } = await ledger.pledgeOf(id);
    expect(version).toBe(2);
    const [parent, ...children] = lines;
    expect(
      new Set(children.map((line) => [line.id, line.parent, line.province, line.quantity].join())),
    ).toEqual(
      new Set(proposed.allocations.map((one) => [one.id, parent?.id, one.province, one.quantity].join())),
    );
    const given = children.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0);
    expect(given).toBeLessThanOrEqual(T36 * 3);
    const trail = (await trailOf(service)).filter(({ operation }) => operation === 'acceptAllocationPlan');
    expect(trail.map(({ kind, key }) => `${kind} ${key}`).sort()).toEqual([
      `allocation_plan ${proposed.id}`,
      `pledge ${id}`,
    ]);
    // What was planned takes room at its crossing until it is on waybills.
    const again = await plan();
    const room = (of: AllocationPlan, crossing: string | null) =>
      of.crossings
        .filter((one) => one.crossing === crossing)
        .reduce((sum, { takenTonnes }) => sum + takenTonnes, 0);
    for (const { crossing, tonnes } of proposed.allocations.slice(0, 1))
      expect(room(again, crossing) + (again.crossings.length === 0 ? (tonnes ?? 0) : 0)).toBeGreaterThan(0);
  });

  it('is refused, naming what changed, when it no longer fits', async () => {
    const { service, ledger, donor, plan, accept, coverage } = await setup({ engine });
    const pledge = await ledger.pledge(donor, wheatForNobody(T36));
    const proposed = await plan();
    const [{ province, crossing } = { province: '', crossing: null }] = proposed.allocations;
    const before = await coverage();

    await ledger.closeCrossing(crossing ?? '', 'closed', '2026-11-15');
    expect(await accept(proposed)).toMatchObject(
      refused([
        {
          pointer: '/allocations/0/crossing',
          code: 'out_of_reach',
          detail: expect.stringContaining(crossing ?? ''),
        },
      ]),
    );
    service.clock.advance({ hours: 1 });
    await ledger.closeCrossing(crossing ?? '', 'open', '2026-11-15');

    await ledger.need(['2026-12'], 10, { province });
    await ledger.need(['2026-11', '2027-01'], 0, { province });
    await service.settled();
    expect((await accept(proposed)).body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          pointer: '/lanes',
          code: 'covers_otherwise',
          detail: expect.stringContaining(province),
        }),
      ]),
    );

    const other = await plan();
    await service.post(`/pledges/${pledge.id}/allocate`, {
      lineId: pledge.lines[0]?.id,
      parts: [{ province: 'AF01', quantity: T36 - 1 }],
    });
    await service.settled();
    expect(await accept(other)).toMatchObject(
      refused([
        { code: 'exceeds_line', detail: expect.stringContaining(`only 1 of line ${pledge.lines[0]?.id}`) },
      ]),
    );
    await service.post(`/pledges/${pledge.id}/status`, { to: 'cancelled', on: '2026-11-15' });
    expect((await accept(other)).body.errors[0]).toMatchObject({
      ...{ pointer: '/allocations/0/pledge', code: 'not_open', detail: `${pledge.reference} is cancelled` },
    });
    service.clock.moveTo('2026-12-02T06:00:00Z');
    expect((await accept(other)).body.errors).toMatchObject([{ code: 'month_turned' }]);
    expect((await service.get<AllocationPlan>(`/allocation-plans/${other.id}`)).body.state).toBe('proposed');
    expect((await ledger.pledgeOf(pledge.id)).lines).toHaveLength(2);
    expect(before.size).toBeGreaterThan(0);
  });
});

describe('what may be allocated', () => {
  it('goods go to the sector of their item, money to its own or to any', async () => {
    const { ledger, donor, plan } = await setup();
    await ledger.pledge(donor, wheatForNobody(T36));
    await ledger.pledge(
      donor,
      wheatForNobody(10, {
        lines: [{ sector: 'unallocated', item: 'school_in_a_box', quantity: 2.5 }],
      }),
    );
    const any = await ledger.pledge(donor, moneyForNobody(500_000_000));
    const learning = await ledger.pledge(
      donor,
      moneyForNobody(100_000, { lines: [{ sector: 'education', amount: 100_000 }] }),
    );
    const { allocations } = await plan();
    const sectorsOf = (of: (one: (typeof allocations)[number]) => boolean) =>
      new Set(allocations.filter(of).map(({ sector }) => sector));
    expect(sectorsOf(({ item }) => item === WHEAT)).toEqual(new Set([FOOD]));
    expect(sectorsOf(({ item }) => item === 'school_in_a_box')).toEqual(new Set(['education']));
    expect(sectorsOf(({ pledge }) => pledge.id === learning.id)).toEqual(new Set(['education']));
    expect(sectorsOf(({ pledge }) => pledge.id === any.id)).toEqual(new Set([FOOD, 'education']));
    const kits = allocations.filter(({ item }) => item === 'school_in_a_box');
    expect(kits.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0)).toBe(2);
    for (const one of allocations) expect(one.item === null).toBe(one.crossing === null);
  });

  it('names what it leaves out, and why', async () => {
    const { ledger, donor, plan } = await setup();
    const out = async (changes: Partial<PledgeBody>) =>
      (await ledger.pledge(donor, wheatForNobody(T36, changes))).id;
    const expected = {
      [await out({ earmarking: 3 })]: 'earmarked',
      [await out({ status: 'pledge' })]: 'not_firm',
      [await out({ expectedBy: null })]: 'no_date',
      [await out({ expectedBy: '2027-06-01' })]: 'too_late',
      [await out({ lines: [{ sector: FOOD, item: 'salt_iodised', quantity: 5 }] })]: 'covers_nothing',
      // Nobody needs anything so late.
      [await out({ expectedBy: '2027-04-01' })]: undefined,
    };
    const cancelled = await out({});
    await ledger.pledgeOf(cancelled);
    const { leftOut, supplies } = await plan();
    for (const [pledge, reason] of Object.entries(expected))
      expect(leftOut.find((one) => one.pledge.id === pledge)?.reason).toBe(reason);
    expect(supplies.map(({ pledge }) => pledge.id)).toContain(cancelled);
    const late = supplies.find(({ pledge }) => expected[pledge.id] === undefined && pledge.id !== cancelled);
    expect(late).toMatchObject({ offered: T36, left: T36 });
    const withPledges = await plan({ includePledges: true });
    expect(withPledges.countsThrough).toBe('pledged');
    expect(withPledges.leftOut.map(({ reason }) => reason)).not.toContain('not_firm');
  });

  it('takes no more through a crossing than it passes besides what is on its way, and says that it is full', async () => {
    const { service, ledger, donor, plan } = await setup();
    await ledger.pledge(donor, wheatForNobody(T36 * 3));
    const free = await plan();
    const ways = [...new Set(free.crossings.map(({ crossing }) => crossing))];
    const narrow = (tonnesPerMonth: number) => ({
      capacities: [
        ...ways.map((crossing) => ({ crossing, tonnesPerMonth: 0 })),
        { crossing: 'hairatan', tonnesPerMonth },
      ].filter(({ crossing, tonnesPerMonth: most }) => most > 0 || crossing !== 'hairatan'),
    });
    const full = await plan(narrow(30));
    const passed = full.crossings.filter(({ crossing }) => crossing === 'hairatan');
    expect(passed.length).toBeGreaterThan(0);
    for (const { capacityTonnes, takenTonnes, plannedTonnes, status } of passed) {
      expect(takenTonnes + plannedTonnes).toBeLessThanOrEqual(capacityTonnes);
      expect(status).toBe('as asked');
    }
    expect(full.gain.weightedPm).toBeLessThan(free.gain.weightedPm);
    const binds = full.binding.filter(({ kind }) => kind === 'crossing');
    expect(binds[0]).toMatchObject({ crossing: 'hairatan', per: 'tonne' });
    expect(binds[0]?.text).toContain('hairatan is full');
    // What a little more would add is what it adds.
    const more = await plan(narrow(30.1));
    const capacityOf = (of: AllocationPlan, month: string | null) =>
      of.crossings.find((one) => one.crossing === 'hairatan' && one.month === month)?.capacityTonnes ?? 0;
    const priced = binds.reduce(
      (sum, { price, month }) => sum + price * (capacityOf(more, month) - capacityOf(full, month)),
      0,
    );
    expect(priced).toBeGreaterThan(1);
    expect(more.gain.weightedPm - full.gain.weightedPm).toBeCloseTo(priced, 0);

    const used = await ledger.ship(donor, {
      waybill: 'ON-THE-WAY',
      eta: '2026-12-10',
      lines: [{ item: WHEAT, quantity: 12_000 }],
    });
    await ledger.tell(used, { type: 'dispatched' });
    await service.settled();
    const less = await plan(narrow(30));
    const december = (of: AllocationPlan) =>
      of.crossings.find(({ crossing, month }) => crossing === 'hairatan' && month === '2026-12');
    expect(december(less)?.takenTonnes).toBe((december(full)?.takenTonnes ?? 0) + 12);
  });

  it('refuses a crossing that is unknown and a month that is past', async () => {
    const { service } = await setup();
    const answer = await service.post('/allocation-plans', {
      ...{ to: '2026-10', capacities: [{ crossing: 'nowhere', tonnesPerMonth: 1 }] },
    });
    expect(answer).toMatchObject(
      refused([{ pointer: '/capacities/0/crossing' }, { pointer: '/to', code: 'past' }]),
    );
  });
});

it('a manager of provinces plans for these, from pledges that are his to change, and his plan is not shown to another', async () => {
  const { service, ledger, donor } = await setup({ principals: true });
  const own = await ledger.pledge(donor, wheatForNobody(T36));
  const others = await ledger.organisation('Uzbekistan');
  await ledger.pledge(others, wheatForNobody(T36));
  await service.settled();
  const base = { kind: 'user', role: 'manager', scopes: null } as const;
  const manager = tokenOf({ ...base, id: 'gul', organisation: donor, provinces: [BADGHIS] });
  const another = tokenOf({ ...base, id: 'zarin', organisation: others, provinces: [BADGHIS] });
  const by = (key: string) => ({ key });
  const { body } = await service.ask<AllocationPlan>('POST', '/allocation-plans', {
    body: {},
    ...by(manager),
  });
  expect(body.supplies.map(({ pledge }) => pledge.id)).toEqual([own.id]);
  expect(new Set(body.allocations.map(({ province }) => province))).toEqual(new Set([BADGHIS]));
  const path = `/allocation-plans/${body.id}`;
  expect((await service.ask('GET', path, by(another))).status).toBe(404);
  expect((await service.ask('POST', `${path}/accept`, by(another))).status).toBe(404);
  expect((await service.ask('GET', path)).status).toBe(200);
  expect((await service.ask('POST', `${path}/accept`, by(manager))).status).toBe(200);
});
