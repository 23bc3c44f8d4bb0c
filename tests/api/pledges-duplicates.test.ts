/** The duplicate guard: the same promise is logged once, whoever logs it again is shown what is there and says what it is. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import type { Pledge } from '../../src/pledges/contract.ts';
import type { DuplicateCandidate } from '../../src/pledges/contract/duplicates.ts';
import type { Answer, Problem } from '../support/client.ts';
import { FOOD, ledgerOf, type PledgeBody, pledgeBody, WHEAT } from '../support/ledger.ts';
import { atOnce, pledgesOf, refusal, someone, tally } from '../support/pledges.ts';
import { engines, serviceOfSuite } from '../support/service.ts';

const money = (amount: number): PledgeBody['lines'] => [{ sector: FOOD, amount }];
const flour = (quantity: number, amount: number | null = null): PledgeBody['lines'] => [
  { sector: FOOD, item: WHEAT, quantity, amount },
];

type Refusal = Pick<Problem, 'code' | 'errors'> & { candidates?: DuplicateCandidate[] };
type Logged = Answer<Pledge & Refusal>;

describe.each(engines)('the duplicate guard on %s', (engine) => {
  const service = serviceOfSuite({ engine });

  async function setup(changes: Partial<PledgeBody> = {}) {
    const ledger = ledgerOf(service());
    const donor = await ledger.organisation(someone());
    const reference = `REF ${newId()}`;
    const body = { ...pledgeBody(donor), reference, contributionType: 'financial', lines: money(1_000_000) };
    const first = { ...body, ...changes } as PledgeBody;
    const pledge = await ledger.pledge(donor, first);
    /** Logs another that differs from the first in its reference and in what is said. */
    const log = (other: Partial<PledgeBody> = {}): Promise<Logged> =>
      service().post('/pledges', {
        ...{ ...first, reference: `REF ${newId()}`, duplicateAnswer: null },
        ...other,
      });
    const count = async () =>
      (await service().get<{ items: Pledge[] }>('/pledges', { donor })).body.items.length;
    return { ledger, donor, reference, pledge, log, count, pledges: pledgesOf(service()) };
  }
  const amountOf = ({ lines }: Pledge) =>
    lines.filter(({ parent }) => parent === null).reduce((sum, { amount }) => sum + (amount ?? 0), 0);

  it('shows what a second entry resembles, and why, and records nothing', async () => {
    const { donor, reference, pledge, log, count } = await setup();
    const answer = await log({ reference });
    expect([answer.status, answer.body.code]).toEqual([409, 'duplicate_suspected']);
    expect(answer.body.candidates).toEqual([
      {
        ...{
          id: pledge.id,
          reference,
          donor,
          status: 'commitment',
          decidedOn: '2026-10-01',
          currency: 'USD',
        },
        amount: 1_000_000,
        lines: [{ sector: FOOD, province: null, item: null, quantity: null, amount: 1_000_000 }],
        why: ['reference', 'amount'],
      },
    ]);
    expect(await count()).toBe(1);
  });

  it.each<[what: string, other: Partial<PledgeBody>, isSuspected: boolean]>([
    ['the very same', {}, true],
    ['1 % more', { lines: money(1_010_000) }, true],
    ['more than 1 % more', { lines: money(1_010_001) }, false],
    ['1 % less', { lines: money(990_000) }, true],
    ['more than 1 % less', { lines: money(989_999) }, false],
    ['the same in two lines', { lines: [...money(400_000), { sector: 'education', amount: 600_000 }] }, true],
    ['decided 30 days later', { decidedOn: '2026-10-31' }, true],
    ['decided 31 days later', { decidedOn: '2026-11-01' }, false],
    ['decided 30 days earlier', { decidedOn: '2026-09-01' }, true],
    ['decided 31 days earlier', { decidedOn: '2026-08-31' }, false],
    ['as many dollars in euro', { currency: 'EUR', ratePerUsd: 0.824, lines: money(824_000 + 8_000) }, true],
    ['as many euro as dollars', { currency: 'EUR', ratePerUsd: 0.824 }, false],
    ['as many dollars in yen', { currency: 'JPY', ratePerUsd: 150, lines: money(1_500_000) }, true],
    ['of another status', { status: 'pledge' }, true],
    ['for another recipient', { recipient: null, earmarking: 1, flowType: 'parked' }, true],
  ])('by the amount: %s', async (_what, other, isSuspected) => {
    const { pledge, log } = await setup();
    const { status, body } = await log(other);
    expect(status).toBe(isSuspected ? 409 : 201);
    const expected = isSuspected ? [{ id: pledge.id, why: ['amount'] }] : undefined;
    expect(body.candidates?.map(({ id, why }) => ({ id, why }))).toEqual(expected);
  });

  it('is not the same amount of another donor', async () => {
    const { ledger, log } = await setup();
    expect((await log({ donor: await ledger.organisation(someone()) })).status).toBe(201);
  });

  it('is the same reference, however it is written, of whatever donor and amount', async () => {
    const { ledger, pledge, log } = await setup({ reference: `Vertrag Ÿ-${newId()}-۱۲` });
    const donor = await ledger.organisation(someone());
    const reference = pledge.reference.toUpperCase().replace('۱۲', '12');
    const { status, body } = await log({ donor, reference, decidedOn: '2025-01-01', lines: money(5) });
    expect([status, body.candidates]).toMatchObject([409, [{ id: pledge.id, why: ['reference'] }]]);
    expect((await log({ donor, reference: `${reference}3`, lines: money(5) })).status).toBe(201);
  });

  it.each<[string, PledgeBody['lines'], boolean]>([
    ['1 % more', flour(505_000), true],
    ['more than 1 % more', flour(505_000.001), false],
    ['with an amount', flour(500_000, 7), true],
    ['in two lines', [...flour(200_000), ...flour(300_000)], true],
    ['of something else', [{ sector: FOOD, item: 'rice', quantity: 500_000 }], false],
    ['with something else', [...flour(500_000), { sector: FOOD, item: 'rice', quantity: 1 }], false],
  ])('goods without an amount are compared by quantity: %s', async (_what, lines, isSuspected) => {
    const { log } = await setup({ contributionType: 'in_kind', lines: flour(500_000) });
    expect((await log({ lines })).status).toBe(isSuspected ? 409 : 201);
  });

  it('suspects an expired pledge; a cancelled one by its reference alone', async () => {
    const { reference, pledge, pledges, log } = await setup({ expiresOn: '2026-10-31' });
    expect((await log()).body.candidates).toMatchObject([{ status: 'expired' }]);
    await pledges.status(pledge, { to: 'cancelled', on: '2026-10-30' });
    expect((await log({ reference })).body.candidates).toMatchObject([
      { id: pledge.id, status: 'cancelled', why: ['reference'] },
    ]);
    expect((await log()).status).toBe(201);
  });

  it('knows a pledge as it was before parts were split off, and its parts', async () => {
    const { reference, pledge, pledges, log } = await setup();
    const { body } = await pledges.status(pledge, { to: 'paid', on: '2026-11-01', amount: 300_000 });
    const [part] = body.children;
    const candidates = async (other: Partial<PledgeBody>) =>
      (await log(other)).body.candidates?.map(({ id, why }) => [id, ...why]);
    expect(await candidates({})).toEqual([[pledge.id, 'amount']]);
    expect(await candidates({ lines: money(700_000) })).toEqual([[pledge.id, 'amount']]);
    expect(await candidates({ lines: money(300_000) })).toEqual([[part!.id, 'amount']]);
    expect(await candidates({ reference, lines: money(1) })).toEqual([[pledge.id, 'reference']]);
  });

  it('lets a different one be recorded, and keeps who said so of what', async () => {
    const { reference, pledge, log, count } = await setup();
    const answer = await log({ reference, duplicateAnswer: 'different' });
    expect([answer.status, answer.body.parent]).toEqual([201, null]);
    expect(answer.body.duplicateAnswer).toEqual({
      answer: 'different',
      candidates: [{ id: pledge.id, why: ['reference', 'amount'] }],
      recordedBy: 'bootstrap',
      recordedAt: answer.body.recordedAt,
    });
    expect((await service().get<Pledge>(`/pledges/${answer.body.id}`)).body).toEqual(answer.body);
    expect(await count()).toBe(2);
    expect(pledge.duplicateAnswer).toBeNull();
  });

  it('answers the one it is the same as, and records nothing', async () => {
    const { ledger, pledge, log, count } = await setup();
    const id = newId();
    for (let turn = 0; turn < 2; turn++) {
      const answer = await log({ id, duplicateAnswer: `same:${pledge.id.toUpperCase()}` });
      expect([answer.status, answer.body]).toEqual([200, await ledger.pledgeOf(pledge.id)]);
    }
    expect(await count()).toBe(1);
  });

  it('does not suspect what is sent again', async () => {
    const { reference, log, count } = await setup();
    const id = newId();
    const changes = { id, reference, duplicateAnswer: 'different' };
    const first = await log(changes);
    const again = await log(changes);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(await count()).toBe(2);
  });

  it.each(['same', 'part_of'])(
    'refuses %s of a pledge that is not recorded, naming the field',
    async (kind) => {
      const { log } = await setup();
      expect(refusal(await log({ duplicateAnswer: `${kind}:${newId()}` }))).toEqual([
        '422 unknown_reference',
        '/duplicateAnswer unknown_reference',
      ]);
    },
  );

  it.each(['', 'maybe', 'same', 'part_of:', 'part_of:7', `different:${newId()}`])(
    'refuses the answer "%s" as malformed',
    async (duplicateAnswer) => {
      const { log } = await setup();
      const { status, body } = await log({ duplicateAnswer });
      expect([status, body.errors]).toMatchObject([400, [{ pointer: '/duplicateAnswer' }]]);
    },
  );

  it('of two entries at the same moment lets one in', async () => {
    const { donor, log, count } = await setup({ decidedOn: '2025-01-01' });
    const answers = await atOnce(8, () => log({ id: newId(), decidedOn: '2026-10-01' }));
    expect(tally(answers)).toEqual({ 201: 1, 409: 7 });
    expect(await count()).toBe(2);
    const reference = `REF ${newId()}`;
    const named = await atOnce(4, (index) =>
      log({ donor, reference, lines: money(10 ** (index + 1)), decidedOn: '2024-01-01' }),
    );
    expect(tally(named)).toEqual({ 201: 1, 409: 3 });
  });

  it('lets different pledges in at the same moment', async () => {
    const { log } = await setup();
    const answers = await atOnce(30, (index) => log({ lines: money(2_000_000 + index * 100_000) }));
    expect(tally(answers)).toEqual({ 201: 30 });
  });

  describe('a part of another pledge', () => {
    it('is a child of it and takes what it promises out of it', async () => {
      const { ledger, donor, pledge, log, pledges } = await setup();
      const part = await log({ lines: money(300_000), duplicateAnswer: `part_of:${pledge.id}` });
      expect([part.status, part.body.parent, amountOf(part.body)]).toEqual([201, pledge.id, 300_000]);
      expect(part.body.duplicateAnswer).toMatchObject({ answer: 'part_of', candidates: [] });
      const whole = await ledger.pledgeOf(pledge.id);
      expect([amountOf(whole), whole.version]).toEqual([700_000, 2]);
      expect(whole.children).toEqual([{ id: part.body.id, status: 'commitment' }]);
      expect((await pledges.versions(pledge))[0]).toMatchObject({
        version: 1,
        lines: [{ amount: 1_000_000 }],
      });

      const rest = await log({ lines: money(700_001), duplicateAnswer: `part_of:${pledge.id}` });
      expect(refusal(rest)).toEqual(['422 refused', '/lines/0/amount exceeds_parent']);
      expect((await log({ lines: money(700_000), duplicateAnswer: `part_of:${pledge.id}` })).status).toBe(
        201,
      );
      const { items } = (await service().get<{ items: Pledge[] }>('/pledges', { donor })).body;
      expect(items.reduce((sum, one) => sum + amountOf(one), 0)).toBe(1_000_000);
    });

    it('counts once in the lanes', async () => {
      const { ledger, pledge, log } = await setup({
        contributionType: 'in_kind',
        lines: [{ sector: FOOD, province: 'AF09', item: WHEAT, quantity: 36_000 }],
      });
      const before = (await ledger.report()).cells;
      expect(before.filter(({ province }) => province === 'AF09')).toEqual([]);
      const lines = [
        { sector: FOOD, province: 'AF09', item: WHEAT, quantity: 18_000 },
      ] as PledgeBody['lines'];
      await log({ lines, duplicateAnswer: `part_of:${pledge.id}` });
      await service().settled();
      const { parcels } = await ledger.lane('AF09');
      expect(parcels.filter((parcel) => parcel.class === 'firm').reduce((sum, { pm }) => sum + pm, 0)).toBe(
        2_000,
      );
    });

    it('in another currency takes its value in dollars', async () => {
      const { ledger, pledge, log } = await setup({
        ...{ currency: 'EUR', ratePerUsd: 0.824, lines: money(50_000_000) },
      });
      // 100,000 USD at 0.824 are 82,400 EUR
      const usd = { currency: 'USD', ratePerUsd: 1, lines: money(10_000_000) };
      const part = await log({ ...usd, duplicateAnswer: `part_of:${pledge.id}` });
      expect([part.status, amountOf(part.body)]).toEqual([201, 10_000_000]);
      expect(amountOf(await ledger.pledgeOf(pledge.id))).toBe(41_760_000);
      const more = { ...usd, lines: money(50_679_613), duplicateAnswer: `part_of:${pledge.id}` };
      expect(refusal(await log(more))).toEqual(['422 refused', '/lines/0/amount exceeds_parent']);
    });

    it('of goods takes the same goods, nearest first, and has their value', async () => {
      const { ledger, pledge, log } = await setup({
        contributionType: 'in_kind',
        lines: [
          { sector: FOOD, province: 'AF23', item: WHEAT, quantity: 100_000, amount: 5_000_001 },
          { sector: FOOD, item: WHEAT, quantity: 100_000, amount: 4_000_000 },
          { sector: FOOD, province: 'AF24', item: 'rice', quantity: 50_000, amount: 9_000_000 },
        ],
      });
      const part = await log({
        lines: [{ sector: FOOD, province: 'AF23', item: WHEAT, quantity: 150_000 }],
        duplicateAnswer: `part_of:${pledge.id}`,
      });
      expect(amountOf(part.body)).toBe(7_000_001);
      const whole = await ledger.pledgeOf(pledge.id);
      expect(whole.lines.map(({ quantity, amount }) => [quantity, amount])).toEqual([
        [0, 0],
        [50_000, 2_000_000],
        [50_000, 9_000_000],
      ]);
      const more = await log({ lines: flour(50_000.001), duplicateAnswer: `part_of:${pledge.id}` });
      expect(refusal(more)).toEqual(['422 refused', '/lines/0/quantity exceeds_parent']);
      const oil = { sector: FOOD, item: 'veg_oil', quantity: 1 } as const;
      expect(refusal(await log({ lines: [oil], duplicateAnswer: `part_of:${pledge.id}` }))).toEqual([
        '422 refused',
        '/lines/0/amount no_value',
      ]);
    });

    it('leaves on waybills what is on waybills', async () => {
      const { ledger, donor, pledge, log } = await setup({
        contributionType: 'in_kind',
        lines: flour(100_000),
      });
      await ledger.ship(donor, {
        lines: [{ item: WHEAT, quantity: 60_000, pledgeLine: pledge.lines[0]!.id }],
      });
      const part = (quantity: number) =>
        log({ lines: flour(quantity), duplicateAnswer: `part_of:${pledge.id}` });
      expect(refusal(await part(40_001))).toEqual(['422 refused', '/lines/0/quantity exceeds_parent']);
      expect((await part(40_000)).status).toBe(201);
    });

    it('is never of what is cancelled, nor less certain than the whole', async () => {
      const { pledge, log, pledges } = await setup();
      const part = (status: 'pledge' | 'paid') =>
        log({ status, lines: money(1), duplicateAnswer: `part_of:${pledge.id}` });
      expect(refusal(await part('pledge'))).toEqual(['422 refused', '/status not_forward']);
      expect((await part('paid')).status).toBe(201);
      await pledges.status(pledge, { to: 'cancelled', on: '2026-11-01' });
      expect(refusal(await part('paid'))).toEqual(['422 refused', '/duplicateAnswer not_open']);
    });

    it('at the same moment as others never takes more than there is', async () => {
      const { ledger, pledge, log } = await setup();
      const answers = await atOnce(12, () =>
        log({ lines: money(143_000), duplicateAnswer: `part_of:${pledge.id}` }),
      );
      expect(tally(answers)).toEqual({ 201: 6, 422: 6 });
      const whole = await ledger.pledgeOf(pledge.id);
      expect([amountOf(whole), whole.children.length]).toEqual([1_000_000 - 6 * 143_000, 6]);
    });
  });
});
