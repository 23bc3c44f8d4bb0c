/** Events that come before their shipment wait for it, whoever sends it. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/platform/ids.ts';
import { actOf } from '../../support/acts.ts';
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
    expect(await phone.send([eventCommand(id, { ...note, note: 'another' })])).toMatchObject([
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
    const ids = Array.from({ length: 8 }, () => newId());
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

  it('of a shipment that its sender may not see waits until he may, and nobody is told that there is one', async () => {
    const { ledger, donor } = await setup();
    const shipment = await ledger.ship(donor);
    const gul = actOf({ id: 'gul', role: 'coordinator', provinces: ['AF01'] });
    const note = noteOf();
    const [told] = await service().services.sync.commands([eventCommand(shipment.id, note)], 'web', gul);
    expect(told).toMatchObject({ outcome: 'parked' });
    await service().sweep('parked');
    expect((await ledger.shipment(shipment.id)).events).toEqual([]);
    await ledger.tell(shipment, { type: 'diverted', destination: { province: 'AF01' } });
    await service().sweep('parked');
    const { events } = await ledger.shipment(shipment.id);
    expect(events.map(({ id, recordedBy }) => [id, recordedBy])).toContainEqual([note.id, 'gul']);
  });

  it('needs the permission of its single operation', async () => {
    const { ledger, donor } = await setup();
    const shipment = await ledger.ship(donor);
    const viewer = actOf({ id: 'viewer', role: 'viewer' });
    const [told] = await service().services.sync.commands(
      [eventCommand(shipment.id, noteOf())],
      'web',
      viewer,
    );
    expect(told).toMatchObject({ outcome: 'refused', problem: { code: 'forbidden' } });
  });
});
