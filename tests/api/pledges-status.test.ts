/** How a pledge becomes firm, in whole or in part: dated facts that go forward, and voids that take them back. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import type { Pledge } from '../../src/pledges/contract.ts';
import { FOOD, ledgerOf, type PledgeBody, pmByClass, WHEAT } from '../support/ledger.ts';
import { atOnce, pledgesOf, refusal, someone, tally } from '../support/pledges.ts';
import { engines, serviceOfSuite } from '../support/service.ts';

describe.each(engines)('the status of a pledge on %s', (engine) => {
  const service = serviceOfSuite({ engine });

  async function setup(changes: Partial<PledgeBody> = {}) {
    const ledger = ledgerOf(service());
    const donor = await ledger.organisation(someone());
    const pledge = await ledger.pledge(donor, { status: 'pledge', ...changes });
    return { ledger, donor, pledge, line: pledge.lines[0]!, pledges: pledgesOf(service()) };
  }
  const facts = ({ statuses }: Pledge) => statuses.map(({ status, on }) => `${status} ${on}`);

  it('goes from pledge over commitment to paid, each a dated fact, and never back', async () => {
    const { ledger, donor, pledge, pledges } = await setup();
    const committed = await pledges.status(pledge, { to: 'commitment', on: '2026-10-20' });
    expect(committed).toMatchObject({
      status: 201,
      body: { status: 'commitment', version: 2, stages: { firm: 'complete' } },
    });
    const paid = await pledges.status(pledge, { to: 'paid', on: '2026-11-01' });
    expect(facts(paid.body)).toEqual(['pledge 2026-10-01', 'commitment 2026-10-20', 'paid 2026-11-01']);

    const back = await pledges.status(pledge, { to: 'commitment', on: '2026-11-10' });
    expect(refusal(back)).toEqual(['422 refused', '/to not_forward']);
    expect(back.body.detail).toContain(`/statuses/${paid.body.statuses[2]!.id}/void`);
    const listed = async (status: string) =>
      (await service().get<{ items: Pledge[] }>('/pledges', { donor, status })).body.items.length;
    expect([await listed('paid'), await listed('commitment')]).toEqual([1, 0]);
    expect(await ledger.pledgeOf(pledge.id)).toEqual(paid.body);
  });

  it('makes cargo and promises of it firm, or nothing when it is cancelled', async () => {
    const { ledger, donor, pledge, line, pledges } = await setup({
      lines: [{ sector: FOOD, province: 'AF15', item: WHEAT, quantity: 36_000 }],
    });
    await ledger.ship(donor, {
      destination: { province: 'AF15' },
      lines: [{ item: WHEAT, quantity: 18_000, pledgeLine: line.id }],
    });
    const lane = async () => {
      await service().settled();
      return pmByClass(await ledger.lane('AF15'));
    };
    expect(await lane()).toEqual({ pledged: 2000 });
    await pledges.status(pledge, { to: 'paid', on: '2026-11-01' });
    expect(await lane()).toEqual({ firm: 2000 });
    await pledges.status(pledge, { to: 'cancelled', on: '2026-11-02' });
    expect(await lane()).toEqual({});
  });

  it('told twice is recorded once, also at the same moment; other content is refused', async () => {
    const { pledge, pledges } = await setup();
    const change = { id: newId(), to: 'commitment', on: '2026-10-20' } as const;
    const answers = await atOnce(10, () => pledges.status(pledge, change));
    expect(tally(answers)).toEqual({ 200: 9, 201: 1 });
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]!.body.statuses).toHaveLength(2);
    expect(answers[0]!.body.version).toBe(2);
    const other = await pledges.status(pledge, { ...change, on: '2026-10-21' });
    expect(refusal(other)).toEqual(['409 id_reused']);
  });

  it('says why, to whoever relied on it', async () => {
    const { pledge, pledges } = await setup();
    const reason = 'The budget of 2027 was not passed';
    const { body } = await pledges.status(pledge, { to: 'cancelled', on: '2026-10-20', reason });
    expect(body.statuses.map((fact) => fact.reason)).toEqual([null, reason]);
    expect((await pledges.get(pledge.id)).body.statuses[1]).toMatchObject({ status: 'cancelled', reason });
  });

  it('recorded by mistake is voided, once', async () => {
    const { pledge, pledges } = await setup();
    const { body: paid } = await pledges.status(pledge, { to: 'paid', on: '2026-11-01' });
    const [first, mistake] = paid.statuses.map(({ id }) => id);
    const voided = await pledges.voidStatus(pledge, mistake!);
    expect(voided).toMatchObject({ status: 201, body: { status: 'pledge', stages: { firm: 'none' } } });
    expect(voided.body.statuses[1]).toMatchObject({ status: 'paid', voidedAt: expect.any(String) as string });
    expect(await pledges.voidStatus(pledge, mistake!)).toMatchObject({ status: 200, body: voided.body });
    expect(refusal(await pledges.voidStatus(pledge, first!))).toEqual(['422 refused', ' only_status']);
    expect((await pledges.voidStatus(pledge, newId())).status).toBe(404);
    expect((await pledges.status(pledge, { to: 'commitment', on: '2026-10-20' })).status).toBe(201);
  });

  it('of a part splits it off: nothing is lost, and nothing counts twice', async () => {
    const { ledger, pledge, line, pledges } = await setup({
      lines: [
        { sector: FOOD, province: 'AF16', item: WHEAT, quantity: 27_000, amount: 1_500_001 },
        { sector: FOOD, province: null, item: WHEAT, quantity: 9_000, amount: 500_000 },
      ],
    });
    const allocated = await pledges.allocate(pledge, line, [{ province: 'AF14', quantity: 9_000 }]);
    const before = allocated.body;
    const { status, body: parent } = await pledges.status(pledge, {
      to: 'commitment',
      on: '2026-10-20',
      amount: 800_000,
    });
    expect(status).toBe(201);
    expect(parent).toMatchObject({ status: 'pledge', stages: { firm: 'partial' } });
    expect(parent.children).toEqual([{ id: expect.any(String) as string, status: 'commitment' }]);
    const child = await ledger.pledgeOf(parent.children[0]!.id);
    expect(child).toMatchObject({ parent: pledge.id, reference: pledge.reference, status: 'commitment' });
    expect(facts(child)).toEqual(['pledge 2026-10-01', 'commitment 2026-10-20']);

    const sum = (of: Pledge, field: 'amount' | 'quantity') =>
      of.lines.filter((it) => it.parent === null).reduce((total, it) => total + (it[field] ?? 0), 0);
    expect(sum(child, 'amount')).toBe(800_000);
    before.lines.forEach((was, index) => {
      const [here, there] = [parent.lines[index]!, child.lines[index]!];
      expect(here.id).toBe(was.id);
      expect((here.amount ?? 0) + (there.amount ?? 0)).toBe(was.amount);
      expect((here.quantity ?? 0) + (there.quantity ?? 0)).toBeCloseTo(was.quantity ?? 0, 6);
      expect([there.province, there.item]).toEqual([was.province, was.item]);
    });
    expect(child.lines[2]!.parent).toBe(child.lines[0]!.id);

    await service().settled();
    const lanes = [pmByClass(await ledger.lane('AF16')), pmByClass(await ledger.lane('AF14'))];
    for (const lane of lanes)
      expect(lane['firm']! + lane['pledged']!).toBeCloseTo(lane === lanes[0] ? 1000 : 500, 2);
    const statements = [await pledges.statement(parent), await pledges.statement(child)];
    const pledged = statements.map(({ total }) => total.pledged.amountUsd ?? 0);
    expect(pledged[0]! + pledged[1]!).toBe(2_000_001);
    expect(statements.map(({ total }) => total.firm.amountUsd)).toEqual([0, 800_000]);
    expect(statements[0]!.children).toEqual([child.id]);

    const taken = await pledges.voidStatus(child, child.statuses[1]!.id);
    expect(taken.body).toMatchObject({ status: 'pledge', parent: pledge.id });
    expect((await pledges.get(pledge.id)).body.stages.firm).toBe('none');
  });

  it('of a part, told ten times at the same moment, splits off one', async () => {
    const { pledge, pledges } = await setup();
    const change = { id: newId(), to: 'paid', on: '2026-11-01', amount: 100 } as const;
    const answers = await atOnce(10, () => pledges.status(pledge, change));
    expect(tally(answers)).toEqual({ 200: 9, 201: 1 });
    expect((await pledges.get(pledge.id)).body.children).toHaveLength(1);
  });

  it('of parts at the same moment never splits off more than there is', async () => {
    const { ledger, pledge, pledges } = await setup({
      contributionType: 'financial',
      currency: 'JPY',
      ratePerUsd: 150,
      lines: [
        { sector: FOOD, amount: 1_000 },
        { sector: 'education', amount: 1 },
      ],
    });
    const answers = await atOnce(12, () =>
      pledges.status(pledge, { to: 'paid', on: '2026-11-01', amount: 143 }),
    );
    expect(tally(answers)).toEqual({ 201: 7, 422: 5 });
    const { body: parent } = await pledges.get(pledge.id);
    const family = [parent, ...(await Promise.all(parent.children.map(({ id }) => ledger.pledgeOf(id))))];
    const money = family.map(({ lines }) => lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0));
    // The last part is all that is left: the pledge itself is paid.
    expect(money).toEqual([143, 143, 143, 143, 143, 143, 143]);
    expect(family.map(({ status }) => status)).toEqual(family.map(() => 'paid'));
  });

  it('of a part is refused when it cannot be told apart, naming the field', async () => {
    const { ledger, donor, pledge, line, pledges } = await setup();
    const part = (amount: number) => pledges.status(pledge, { to: 'commitment', on: '2026-10-20', amount });
    expect(refusal(await part(29_500_001))).toEqual(['422 refused', '/amount exceeds']);
    await ledger.ship(donor, { lines: [{ item: WHEAT, quantity: 300_000, pledgeLine: line.id }] });
    expect(refusal(await part(11_800_001))).toEqual(['422 refused', '/amount on_waybills']);
    expect((await part(11_800_000)).status).toBe(201);
    expect((await pledges.get(pledge.id)).body.lines[0]).toMatchObject({
      quantity: 300_000,
      amount: 17_700_000,
    });

    const unpriced = await setup({ lines: [{ sector: FOOD, item: WHEAT, quantity: 1 }] });
    const change = { to: 'commitment', on: '2026-10-20', amount: 1 } as const;
    expect(refusal(await pledges.status(unpriced.pledge, change))).toEqual([
      '422 refused',
      '/amount no_value',
    ]);
    expect((await pledges.status(unpriced.pledge, { to: 'commitment', on: '2026-10-20' })).status).toBe(201);
  });
});
