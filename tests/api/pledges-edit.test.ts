/** P5: what a pledge says can be changed, nobody overwrites anybody unknowingly, and what stood before is kept. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { FOOD, ledgerOf, type PledgeBody, pmByClass, shipmentBody } from '../support/ledger.ts';
import { atOnce, pledgesOf, refusal, someone, tally } from '../support/pledges.ts';
import { engines, serviceOfSuite } from '../support/service.ts';

describe.each(engines)('editing a pledge on %s', (engine) => {
  const service = serviceOfSuite({ engine });

  async function setup(changes: Partial<PledgeBody> = {}) {
    const ledger = ledgerOf(service());
    const donor = await ledger.organisation(someone());
    const pledge = await ledger.pledge(donor, changes);
    return { ledger, donor, pledge, line: pledge.lines[0]!, pledges: pledgesOf(service()) };
  }

  it('the version is the entity tag, and an edit on top of it makes the next', async () => {
    const { ledger, donor, pledge, line, pledges } = await setup();
    expect((await pledges.get(pledge.id)).headers.get('etag')).toBe('"1"');

    service().clock.advance({ days: 1 });
    const edited = await pledges.edit(pledge, '"1"', {
      reference: 'KZ-2026-015',
      recipient: donor,
      earmarking: 4,
      flowType: 'parked',
      firstReportedOn: '2026-10-02',
      expectedBy: '2027-01-31',
      expiresOn: '2027-06-30',
      lines: [{ id: line.id, quantity: 400_000, province: 'AF20' }],
    });

    expect(edited.status).toBe(200);
    expect(edited.headers.get('etag')).toBe('"2"');
    expect(edited.body).toEqual({
      ...pledge,
      ...{ reference: 'KZ-2026-015', recipient: donor, earmarking: 4, flowType: 'parked' },
      ...{ firstReportedOn: '2026-10-02', expectedBy: '2027-01-31', expiresOn: '2027-06-30', version: 2 },
      lines: [{ ...line, quantity: 400_000, province: 'AF20', pm: 22_222.222 }],
      use: { year: 2027, from: 'expectedBy' },
      progress: edited.body.progress,
    });
    expect((await ledger.pledgeOf(pledge.id)).version).toBe(2);
    expect(await pledges.versions(pledge)).toEqual([
      expect.objectContaining({
        ...{ version: 1, reference: 'KZ-2026-014', recipient: null, expectedBy: '2026-12-15' },
        lines: [expect.objectContaining({ id: line.id, quantity: 500_000, province: 'AF23' })],
        supersededAt: new Date(service().clock.now()).toISOString(),
      }),
    ]);
  });

  it('without If-Match it is 428, on an old version 412 with what it says now', async () => {
    const { pledge, pledges } = await setup();
    expect(refusal(await pledges.edit(pledge, undefined, { earmarking: 1 }))).toEqual([
      '428 precondition_required',
    ]);
    const { body: current } = await pledges.edit(pledge, '"1"', { earmarking: 1 });
    for (const old of ['"1"', '"3"', '"*"', '1']) {
      const stale = await pledges.edit(pledge, old, { earmarking: 2 });
      expect(stale).toMatchObject({ status: 412, body: { code: 'precondition_failed', current } });
    }
    expect((await pledges.get(pledge.id)).body).toEqual(current);
  });

  it('If-Match: * names whatever version there is: an editor who says so overwrites knowingly', async () => {
    const { pledge, pledges } = await setup();
    await pledges.edit(pledge, '"1"', { earmarking: 1 });
    expect(await pledges.edit(pledge, '*', { earmarking: 2 })).toMatchObject({
      ...{ status: 200, body: { version: 3, earmarking: 2 } },
    });
    expect(await pledges.versions(pledge)).toMatchObject([{ earmarking: 1 }, { earmarking: 3 }]);
    expect((await pledges.edit({ id: newId() }, '*', { earmarking: 2 })).status).toBe(404);
  });

  it('of 50 edits of the same version at the same moment one is made', async () => {
    const { pledge, pledges } = await setup();
    const answers = await atOnce(50, (index) => pledges.edit(pledge, '"1"', { reference: `R-${index}` }));
    expect(tally(answers)).toEqual({ 200: 1, 412: 49 });
    const made = answers.find(({ status }) => status === 200)!.body;
    expect((await pledges.get(pledge.id)).body).toEqual(made);
    const refused = answers.filter(({ status }) => status === 412);
    for (const { body } of refused) expect(body.current).toEqual(made);
    expect(await pledges.versions(pledge)).toHaveLength(1);
  });

  it('follows the rules of creation, naming each field, and changes nothing when it does not', async () => {
    const { pledge, line, pledges } = await setup();
    const before = (await pledges.get(pledge.id)).body;
    const tries: [edit: Record<string, unknown>, expected: string[]][] = [
      [{ expiresOn: '2026-09-30' }, ['422 refused', '/expiresOn order']],
      [{ ratePerUsd: 2 }, ['422 refused', '/rateDate required', '/ratePerUsd rate']],
      [{ recipient: newId() }, ['422 unknown_reference', '/recipient unknown_reference']],
      [{ lines: [{ id: line.id, item: null }] }, ['422 refused', '/lines/0/item required']],
      [{ lines: [{ id: line.id, sector: 'trade' }] }, ['422 refused', '/lines/0/sector sector']],
      [
        { lines: [{ item: 'rice', quantity: 1 }] },
        ['422 refused', '/lines/0/sector required', '/lines/0/sector sector'],
      ],
      [
        {
          lines: [
            { id: line.id, province: 'AF20' },
            { id: line.id, province: 'AF21' },
          ],
        },
        ['422 refused', '/lines/1/id repeated'],
      ],
      [{ status: 'paid' }, ['400 malformed', '/status unknown_field']],
      [{ donor: newId() }, ['400 malformed', '/donor unknown_field']],
      [{}, ['400 malformed', ' invalid']],
    ];
    for (const [edit, expected] of tries) {
      const told = refusal(await pledges.edit(pledge, '"1"', edit));
      expect({ edit, told }).toEqual({ edit, told: expected });
    }
    expect((await pledges.get(pledge.id)).body).toEqual(before);
    expect(await pledges.versions(pledge)).toEqual([]);
    expect((await pledges.edit({ id: newId() }, '"1"', { earmarking: 1 })).status).toBe(404);
  });

  it('lines are added, but not with the id of another, and never fall below what was allocated from them', async () => {
    const { ledger, donor, pledge, line, pledges } = await setup({
      lines: [{ sector: FOOD, item: 'wheat_flour', quantity: 500, amount: 1000 }],
    });
    const id = newId();
    const rice = { sector: FOOD, item: 'rice', quantity: 10 } as const;
    const added = await pledges.edit(pledge, '"1"', { lines: [{ id, ...rice }] });
    expect(added.body.lines.map((it) => [it.id, it.item])).toEqual([
      [line.id, 'wheat_flour'],
      [id, 'rice'],
    ]);
    const other = await ledger.pledge(donor);
    expect(refusal(await pledges.edit(other, '"1"', { lines: [{ id, ...rice }] }))).toEqual([
      '409 id_reused',
      '/lines/0/id id_reused',
    ]);
    const allocated = await pledges.allocate(pledge, line, [{ province: 'AF23', quantity: 300 }]);
    const child = allocated.body.lines.at(-1)!;
    const edit = (...lines: object[]) => pledges.edit(pledge, '"3"', { lines });
    expect(refusal(await edit({ id: line.id, quantity: 299 }))).toEqual([
      '422 refused',
      '/lines/0/quantity below_children',
    ]);
    expect(refusal(await edit({ id: child.id, quantity: 501 }))).toEqual([
      '422 refused',
      '/lines/0/quantity exceeds_parent',
    ]);
    expect(refusal(await edit({ id: line.id, item: 'rice' }))).toEqual([
      '422 refused',
      '/lines/0/item other_item',
    ]);
    expect((await edit({ id: line.id, quantity: 300 }, { id: child.id, quantity: 250 })).status).toBe(200);
  });

  const carried = ['422 refused', '/lines/0/item has_cargo'];

  it('the item of a line stays once a waybill carries it, whatever became of that; other lines are free', async () => {
    const { ledger, donor, pledge, line, pledges } = await setup();
    const id = newId();
    await pledges.edit(pledge, '"1"', { lines: [{ id, sector: FOOD, item: 'rice', quantity: 10 }] });
    const shipment = await ledger.ship(donor, {
      lines: [{ item: 'wheat_flour', quantity: 50_000, pledgeLine: line.id }],
    });
    const toPulses = (lineId: string) =>
      pledges.edit(pledge, '*', { lines: [{ id: lineId, item: 'pulses_split_peas' }] });
    const refused = await toPulses(line.id);
    expect(refusal(refused)).toEqual(carried);
    expect(refused.body.detail).toContain('wheat_flour');
    await ledger.tell(shipment, { type: 'cancelled' });
    expect(refusal(await toPulses(line.id))).toEqual(carried);
    expect((await toPulses(id)).status).toBe(200);
    // What it has is no change of it.
    const same = { id: line.id, item: 'wheat_flour', quantity: 600_000 };
    expect((await pledges.edit(pledge, '*', { lines: [same] })).status).toBe(200);
  });

  it('of an edit of the item and a waybill that carries it, at the same moment, one is refused', async () => {
    for (let round = 0; round < 10; round++) {
      const { ledger, donor, pledge, line, pledges } = await setup();
      const ship = shipmentBody(donor, {
        lines: [{ item: 'wheat_flour', quantity: 50_000, pledgeLine: line.id }],
      });
      const [edited, shipped] = await Promise.all([
        pledges.edit(pledge, '"1"', { lines: [{ id: line.id, item: 'rice' }] }),
        service().post('/shipments', ship),
      ]);
      const told = [edited, shipped].flatMap((answer) => (answer.status < 300 ? [] : refusal(answer)));
      expect([carried, ['422 refused', '/lines/0/pledgeLine item']]).toContainEqual(told);
      const { lines } = await ledger.pledgeOf(pledge.id);
      expect(lines[0]?.item).toBe(edited.status === 200 ? 'rice' : 'wheat_flour');
    }
  });

  it('a new rate changes what the same money is worth', async () => {
    const { pledge, pledges } = await setup({
      contributionType: 'financial',
      currency: 'EUR',
      ratePerUsd: 0.824,
      lines: [{ sector: 'education', amount: 50_000_000 }],
    });
    expect(pledge.lines[0]!.amountUsd).toBe(60_679_612);
    const edited = await pledges.edit(pledge, '"1"', { ratePerUsd: 0.8, rateDate: '2026-11-01' });
    expect(edited.body.lines[0]).toMatchObject({ amount: 50_000_000, amountUsd: 62_500_000 });
    const [was] = await pledges.versions(pledge);
    expect(was).toMatchObject({ ratePerUsd: 0.824, rateDate: '2026-10-01' });
  });

  it('moves what it promises from lane to lane', async () => {
    const { ledger, pledge, line, pledges } = await setup({
      lines: [{ sector: FOOD, province: 'AF28', item: 'wheat_flour', quantity: 18_000 }],
    });
    await service().settled();
    expect(pmByClass(await ledger.lane('AF28'))).toEqual({ firm: 1000 });
    const { status } = await pledges.edit(pledge, '"1"', { lines: [{ id: line.id, province: 'AF29' }] });
    expect(status).toBe(200);
    await service().settled();
    expect(pmByClass(await ledger.lane('AF28'))).toEqual({});
    expect(pmByClass(await ledger.lane('AF29'))).toEqual({ firm: 1000 });
  });

  it('the entity tag follows what cargo makes of it, and the version in it still serves to edit', async () => {
    const { ledger, donor, pledge, line, pledges } = await setup();
    await ledger.ship(donor, { lines: [{ item: 'wheat_flour', quantity: 50_000, pledgeLine: line.id }] });
    await service().settled();
    const shipped = await pledges.get(pledge.id);
    const etag = shipped.headers.get('etag')!;
    expect(shipped.body).toMatchObject({ version: 1, stages: { shipped: 'partial' } });
    expect(etag).toMatch(/^"1-[\w-]+"$/);
    expect((await pledges.edit(pledge, etag, { earmarking: 1 })).status).toBe(200);
  });
});
