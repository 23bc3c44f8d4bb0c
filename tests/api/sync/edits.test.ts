/** Edits on top of an old version: merged where they touch other fields, else both are kept until a person decides. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/platform/ids.ts';
import type { SyncConflict } from '../../../src/sync/contract/conflicts.ts';
import { type Command, phoneOf } from '../../support/phone.ts';
import { ledgerOf } from '../../support/ledger.ts';
import { pledgesOf } from '../../support/pledges.ts';
import { engines, serviceOfSuite } from '../../support/service.ts';

type Changes = Extract<Command, { kind: 'pledge_edit' }>['body']['changes'];

describe.each(engines)('an edit of a pledge on %s', (engine) => {
  const service = serviceOfSuite({ engine });
  const setup = async () => {
    const ledger = ledgerOf(service());
    const pledge = await ledger.pledge(await ledger.organisation(`Donor ${newId()}`));
    const pledges = pledgesOf(service());
    const edit = (baseVersion: number, changes: Changes, id = newId()): Command => ({
      kind: 'pledge_edit',
      pledgeId: pledge.id,
      baseVersion,
      body: { id, changes },
    });
    return {
      pledge,
      pledges,
      line: pledge.lines[0]!,
      phone: phoneOf(service()),
      edit,
      read: async () => (await pledges.get(pledge.id)).body,
      conflicts: async () =>
        (await service().get<{ items: SyncConflict[] }>('/sync/conflicts', { limit: 200 })).body.items,
      resolve: (id: string, body: unknown, ifMatch?: string) =>
        service().ask<SyncConflict & { code?: string }>('POST', `/sync/conflicts/${id}/resolve`, {
          body,
          headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
        }),
    };
  };

  it('is made once, whatever the number of times it is sent', async () => {
    const { phone, edit, read } = await setup();
    const command = edit(1, { expectedBy: '2027-01-15' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => phone.outcomes([command])));
    expect(answers.flat().toSorted()).toEqual(['applied', ...Array.from({ length: 9 }, () => 'duplicate')]);
    expect(await read()).toMatchObject({ expectedBy: '2027-01-15', version: 2 });
  });

  it('is merged when somebody else has changed other fields since', async () => {
    const { pledge, pledges, line, phone, edit, read } = await setup();
    await pledges.edit(pledge, '"1"', {
      reference: 'KZ-2026-014 rev. 1',
      lines: [{ id: line.id, amount: 29_000_000 }],
    });
    const command = edit(1, { expectedBy: '2027-01-15', lines: [{ id: line.id, quantity: 400_000 }] });
    expect(await phone.outcomes([command, command])).toEqual(['applied', 'duplicate']);
    expect(await read()).toMatchObject({
      ...{ reference: 'KZ-2026-014 rev. 1', expectedBy: '2027-01-15', version: 3 },
      lines: [{ quantity: 400_000, amount: 29_000_000 }],
    });
  });

  it('of a whole form takes only what its sender changed', async () => {
    const { pledge, pledges, phone, edit, read } = await setup();
    await pledges.edit(pledge, '"1"', { reference: 'KZ-2026-014 rev. 2' });
    const { reference, expectedBy } = pledge;
    expect(await phone.outcomes([edit(1, { reference, expectedBy, earmarking: 4 })])).toEqual(['applied']);
    expect(await read()).toMatchObject({ reference: 'KZ-2026-014 rev. 2', earmarking: 4 });
  });

  it('that says what is recorded already changes nothing', async () => {
    const { pledge, pledges, phone, edit, read } = await setup();
    await pledges.edit(pledge, '"1"', { expectedBy: '2027-01-15' });
    expect(await phone.outcomes([edit(1, { expectedBy: '2027-01-15' })])).toEqual(['applied']);
    expect(await read()).toMatchObject({ version: 2 });
  });

  it('of the same field is a conflict: both stay, and a person decides', async () => {
    const { pledge, pledges, phone, edit, read, conflicts, resolve } = await setup();
    await pledges.edit(pledge, '"1"', { expectedBy: '2027-01-15' });
    const command = edit(1, { expectedBy: '2027-02-20', earmarking: 4 });
    const { id } = command.body as { id: string };
    const [first] = await phone.send([command]);
    expect(first).toMatchObject({
      ...{ id, outcome: 'conflict', recordedAt: expect.any(String) },
      problem: {
        ...{ code: 'conflict', conflict: id },
        errors: [{ pointer: '/body/changes/expectedBy', code: 'changed_meanwhile' }],
        fields: [{ base: '2026-12-15', recorded: '2027-01-15', sent: '2027-02-20' }],
      },
    });
    expect(await phone.send([command])).toEqual([first]);
    expect(await read()).toMatchObject({ expectedBy: '2027-01-15', earmarking: 3, version: 2 });
    await phone.pull();
    expect(phone.commands.get(id)).toMatchObject({ state: 'conflict', subject: pledge.id });
    const listed = (await conflicts()).find((one) => one.id === id);
    expect(listed).toMatchObject({
      ...{ pledge: pledge.id, baseVersion: 1, metVersion: 2, resolution: null },
      sent: { expectedBy: '2027-02-20', earmarking: 4 },
      fields: [{ pointer: '/expectedBy', base: '2026-12-15', recorded: '2027-01-15', sent: '2027-02-20' }],
    });
    expect((await resolve(id, { keep: 'sent' })).status).toBe(428);
    expect((await resolve(id, { keep: 'sent' }, '"1"')).status).toBe(412);
    expect((await resolve(id, { keep: 'sent', note: 'the donor says so' }, '"2"')).body).toMatchObject({
      resolution: { keep: 'sent', note: 'the donor says so' },
      fields: [{ recorded: '2027-01-15' }],
    });
    expect(await read()).toMatchObject({ expectedBy: '2027-02-20', earmarking: 4, version: 3 });
    expect((await conflicts()).map((one) => one.id)).not.toContain(id);
    expect((await resolve(id, { keep: 'recorded' }, '"3"')).status).toBe(409);
    expect(await phone.send([command])).toEqual([first]);
    await phone.pull();
    expect(phone.commands.get(id)).toMatchObject({ state: 'resolved' });
  });

  it('in conflict can be dropped, or settled with something else', async () => {
    const { pledge, pledges, phone, edit, read, resolve } = await setup();
    await pledges.edit(pledge, '"1"', { expectedBy: '2027-01-15' });
    const dropped = edit(1, { expectedBy: '2027-02-20' });
    const settled = edit(1, { expectedBy: '2027-03-20' });
    expect(await phone.outcomes([dropped, settled])).toEqual(['conflict', 'conflict']);
    const idOf = ({ body }: Command) => (body as { id: string }).id;
    expect((await resolve(idOf(dropped), { keep: 'recorded' }, '"2"')).status).toBe(200);
    expect(await read()).toMatchObject({ expectedBy: '2027-01-15', version: 2 });
    expect((await resolve(idOf(settled), { keep: 'other' }, '"2"')).status).toBe(400);
    const other = { keep: 'other', changes: { expectedBy: '2027-02-01' } };
    expect((await resolve(idOf(settled), other, '"2"')).status).toBe(200);
    expect(await read()).toMatchObject({ expectedBy: '2027-02-01', version: 3 });
  });

  it('that breaks a rule together with what came since is a conflict, alone a refusal', async () => {
    const { pledge, line, phone, edit, read } = await setup();
    await service().post(`/pledges/${pledge.id}/allocate`, {
      lineId: line.id,
      parts: [{ province: 'AF23', quantity: 450_000 }],
    });
    const less = { lines: [{ id: line.id, quantity: 400_000 }] };
    const { version } = await read();
    expect(await phone.outcomes([edit(1, less), edit(version, less)])).toEqual(['conflict', 'refused']);
    expect(await read()).toMatchObject({ version });
  });

  it('of a version that never was, or of a pledge that is not there, is refused', async () => {
    const { phone, edit } = await setup();
    expect(await phone.send([edit(7, { earmarking: 4 })])).toMatchObject([
      { outcome: 'refused', problem: { code: 'refused', errors: [{ pointer: '/baseVersion' }] } },
    ]);
    const elsewhere = { ...edit(1, { earmarking: 4 }), pledgeId: newId() };
    expect(await phone.send([elsewhere])).toMatchObject([
      { outcome: 'refused', problem: { code: 'not_found' } },
    ]);
  });
});
