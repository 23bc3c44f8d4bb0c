/** A promise divided among sectors and provinces never becomes more than it was. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { FOOD, ledgerOf, type PledgeBody, pmByClass, WHEAT } from '../support/ledger.ts';
import { atOnce, pledgesOf, refusal, someone, tally } from '../support/pledges.ts';
import { engines, serviceOfSuite } from '../support/service.ts';

describe.each(engines)('allocating a pledge on %s', (engine) => {
  const service = serviceOfSuite({ engine });

  async function setup(changes: Partial<PledgeBody> = {}) {
    const ledger = ledgerOf(service());
    const donor = await ledger.organisation(someone());
    const pledge = await ledger.pledge(donor, {
      lines: [{ sector: FOOD, item: WHEAT, quantity: 500_000, amount: 29_500_000 }],
      ...changes,
    });
    return { ledger, donor, pledge, line: pledge.lines[0]!, pledges: pledgesOf(service()) };
  }

  it('parts become lines of their own, the rest stays unallocated, and all of it counts once', async () => {
    const { ledger, pledge, line, pledges } = await setup();
    await service().settled();
    const bucket = async () => {
      await service().settled();
      const entries = Object.values((await ledger.report()).unallocated).flat();
      return entries.reduce((sum, entry) => sum + (entry?.pm ?? 0), 0);
    };
    const before = await bucket();
    const answer = await pledges.allocate(pledge, line, [
      { sector: FOOD, province: 'AF01', item: WHEAT, quantity: 180_000 },
      { province: 'AF02', quantity: 90_000, amount: 1 },
    ]);
    expect(answer.status).toBe(201);
    expect(answer.body.version).toBe(2);
    expect(answer.body.lines).toEqual([
      line,
      expect.objectContaining({ parent: line.id, province: 'AF01', quantity: 180_000, amount: 10_620_000 }),
      expect.objectContaining({ parent: line.id, province: 'AF02', item: WHEAT, sector: FOOD, amount: 1 }),
    ]);
    expect(answer.body.progress.quantity).toMatchObject({ pledged: 500_000, firm: 500_000 });
    expect(before - (await bucket())).toBeCloseTo(15_000, 2);
    expect(pmByClass(await ledger.lane('AF01'))).toEqual({ firm: 10_000 });
    expect(pmByClass(await ledger.lane('AF02'))).toEqual({ firm: 5_000 });

    const [, first] = answer.body.lines;
    const again = await pledges.allocate(pledge, first!, [{ province: 'AF03', quantity: 180_000 }]);
    expect(again.body.lines.at(-1)).toMatchObject({ parent: first!.id, amount: 10_620_000 });
    await service().settled();
    expect(pmByClass(await ledger.lane('AF01'))).toEqual({});
    expect(pmByClass(await ledger.lane('AF03'))).toEqual({ firm: 10_000 });
  });

  it('money for no sector yet gets one, in the minor units of its currency', async () => {
    const { pledge, line, pledges } = await setup({
      contributionType: 'financial',
      currency: 'JPY',
      ratePerUsd: 150,
      lines: [{ sector: 'unallocated', amount: 1_000 }],
    });
    const { body } = await pledges.allocate(pledge, line, [
      { sector: 'education', province: 'AF23', amount: 600 },
      { sector: 'trade', amount: 400 },
    ]);
    expect(
      body.lines
        .slice(1)
        .map(({ sector, province, amount, amountUsd }) => [sector, province, amount, amountUsd]),
    ).toEqual([
      ['education', 'AF23', 600, 400],
      ['trade', null, 400, 267],
    ]);
    const more = await pledges.allocate(pledge, line, [{ sector: 'trade', amount: 1 }]);
    expect(refusal(more)).toEqual(['422 refused', '/parts/0/amount exceeds_parent']);
  });

  it('is refused, naming the field, and then nothing of it is made', async () => {
    const { pledge, line, pledges } = await setup({ earmarking: 4 });
    const tries: [parts: Parameters<typeof pledges.allocate>[2], expected: string[]][] = [
      [[{ quantity: 300_000 }, { quantity: 200_001 }], ['/parts/1/quantity exceeds_parent']],
      [[{ quantity: 1, amount: 29_500_001 }], ['/parts/0/amount exceeds_parent']],
      [[{ quantity: 1, item: 'rice' }], ['/parts/0/item other_item']],
      [[{ quantity: 1, sector: 'trade' }], ['/parts/0/sector sector', '/parts/0/sector other_sector']],
      [[{ amount: 1 }], ['/parts/0/quantity required']],
      [[{ id: line.id, quantity: 1 }], ['/parts/0/id id_reused']],
    ];
    for (const [parts, expected] of tries) {
      const [, ...errors] = refusal(await pledges.allocate(pledge, line, parts));
      expect({ parts, errors }).toEqual({ parts, errors: expected });
    }
    const id = newId();
    expect(
      refusal(
        await pledges.allocate(pledge, line, [
          { id, quantity: 1 },
          { id, quantity: 1 },
        ]),
      ),
    ).toEqual(['422 refused', '/parts/1/id repeated']);
    expect(refusal(await pledges.allocate(pledge, { id: newId() }, [{ quantity: 1 }]))).toEqual([
      '422 unknown_reference',
      '/lineId unknown_reference',
    ]);
    expect((await pledges.get(pledge.id)).body.lines).toEqual([line]);
    await pledges.status(pledge, { to: 'cancelled', on: '2026-11-01' });
    expect(refusal(await pledges.allocate(pledge, line, [{ quantity: 1 }]))).toEqual([
      '422 refused',
      ' not_open',
    ]);
  });

  it('does not take what waybills took, until it comes back', async () => {
    const { ledger, donor, pledge, line, pledges } = await setup();
    const shipment = await ledger.ship(donor, {
      lines: [{ item: WHEAT, quantity: 50_000, pledgeLine: line.id }],
    });
    const rest = (quantity: number) => pledges.allocate(pledge, line, [{ province: 'AF04', quantity }]);
    expect(refusal(await rest(450_001))).toEqual(['422 refused', '/parts/0/quantity exceeds_parent']);
    await ledger.tell(shipment, { type: 'dispatched' });
    await ledger.tell(shipment, {
      type: 'returned',
      lines: [{ line: shipment.lines[0]!.id!, quantity: 1, reason: 'wrong_item' }],
    });
    expect((await rest(450_001)).status).toBe(201);
    expect(refusal(await rest(1))).toEqual(['422 refused', '/parts/0/quantity exceeds_parent']);
  });

  it('told twice is made once, part by part, also at the same moment', async () => {
    const { pledge, line, pledges } = await setup();
    const part = { id: newId(), province: 'AF23', quantity: 100 };
    const answers = await atOnce(10, () => pledges.allocate(pledge, line, [part]));
    expect(tally(answers)).toEqual({ 200: 9, 201: 1 });
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const other = { id: newId(), province: 'AF24', quantity: 100 };
    const both = await pledges.allocate(pledge, line, [part, other]);
    expect(both.status).toBe(201);
    expect(both.body.lines.map(({ id }) => id)).toEqual([line.id, part.id, other.id]);
    expect(refusal(await pledges.allocate(pledge, line, [{ ...part, quantity: 101 }]))).toEqual([
      '409 id_reused',
      '/parts/0/id id_reused',
    ]);
  });

  it('of 100 at the same moment with room for 10, exactly 10 are made', async () => {
    const { pledge, line, pledges } = await setup();
    const answers = await atOnce(100, () =>
      pledges.allocate(pledge, line, [{ province: 'AF23', quantity: 50_000 }]),
    );
    expect(tally(answers)).toEqual({ 201: 10, 422: 90 });
    const { lines, version } = (await pledges.get(pledge.id)).body;
    expect(version).toBe(11);
    expect(lines.filter(({ parent }) => parent === line.id)).toHaveLength(10);
    const amounts = lines.slice(1).map(({ amount }) => amount);
    expect(amounts).toEqual(Array.from({ length: 10 }, () => 2_950_000));
  });
});
