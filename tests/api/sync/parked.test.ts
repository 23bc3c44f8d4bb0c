/** Events that come before their shipment wait for it, whoever sends it. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/platform/ids.ts';
import { eventCommand, noteOf, phoneOf } from '../../support/phone.ts';
import { ledgerOf, shipmentBody } from '../../support/ledger.ts';
import { engines, serviceOfSuite } from '../../support/service.ts';

describe.each(engines)('an event before its shipment on %s', (engine) => {
  const service = serviceOfSuite({ engine });
  const setup = async () => {
    const ledger = ledgerOf(service());
    return {
      ledger,
      donor: await ledger.organisation(`Donor ${newId()}`),
      phone: phoneOf(service()),
      id: newId(),
    };
  };

  it('waits, and is told when the shipment comes, with the moment it was first known', async () => {
    const { ledger, donor, phone, id } = await setup();
    const note = noteOf();
    const command = eventCommand(id, note);
    expect(await phone.outcomes([command, command])).toEqual(['parked', 'parked']);
    await phone.pull();
    expect(phone.commands.get(note.id)).toMatchObject({ state: 'parked', subject: id, kind: 'event' });
    service().clock.advance({ hours: 3 });
    await service().post('/shipments', { ...shipmentBody(donor), id });
    const { events } = await ledger.shipment(id);
    expect(events).toMatchObject([{ id: note.id, recordedAt: '2026-11-15T06:00:00.000Z', source: 'web' }]);
    expect(await phone.send([command])).toMatchObject([
      { outcome: 'duplicate', recordedAt: '2026-11-15T06:00:00.000Z' },
    ]);
    await phone.pull();
    expect(phone.commands.get(note.id)).toMatchObject({ state: 'applied' });
  });

  it('is answered as a conflict when its id waits with another content', async () => {
    const { phone, id } = await setup();
    const note = noteOf();
    await phone.send([eventCommand(id, note)]);
    expect(await phone.send([eventCommand(id, { ...note, note: 'another' } as never)])).toMatchObject([
      { outcome: 'conflict', problem: { code: 'id_reused' } },
    ]);
  });

  it('that cannot be about the shipment that comes is refused then, visibly, and the rest is told', async () => {
    const { ledger, donor, phone, id } = await setup();
    const wrong = noteOf({
      type: 'returned',
      note: undefined,
      lines: [{ line: newId(), quantity: 1, reason: 'repack' }],
    });
    const right = noteOf();
    await phone.send([eventCommand(id, wrong), eventCommand(id, right)]);
    await phone.send([{ kind: 'shipment', body: { ...shipmentBody(donor), id } }]);
    expect((await ledger.shipment(id)).events.map((event) => event.id)).toEqual([right.id]);
    await phone.pull();
    expect(phone.commands.get(wrong.id)).toMatchObject({
      state: 'refused',
      problem: { code: 'unknown_reference', errors: [{ pointer: '/lines/0/line' }] },
    });
    const late = phoneOf(service());
    await late.pull();
    expect(late.commands.get(wrong.id)?.state).toBe('refused');
    expect(late.commands.has(right.id)).toBe(false);
  });

  it('is never left behind when both come at the same moment', async () => {
    const { ledger, donor, phone } = await setup();
    const ids = Array.from({ length: 20 }, () => newId());
    const notes = ids.map(() => [noteOf(), noteOf()]);
    await Promise.all(
      ids.flatMap((id, at) => [
        phone.send([eventCommand(id, notes[at]![0]!)]),
        phone.send([{ kind: 'shipment', body: { ...shipmentBody(donor), id, waybill: `WB ${at}` } }]),
        phone.send([eventCommand(id, notes[at]![1]!)]),
      ]),
    );
    for (const [at, id] of ids.entries()) {
      const { events } = await ledger.shipment(id);
      expect(events.map((event) => event.id).toSorted()).toEqual(
        notes[at]!.map((note) => note.id).toSorted(),
      );
    }
  });
});
