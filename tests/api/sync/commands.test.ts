/** `POST /sync`: what a phone did while it was away has the effect and the answers of the single operations. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/platform/ids.ts';
import { trailOf } from '../../support/trail.ts';
import { eventCommand, noteOf, phoneOf } from '../../support/phone.ts';
import { ledgerOf, lineOf, pledgeBody, shipmentBody } from '../../support/ledger.ts';
import { engines, serviceOfSuite } from '../../support/service.ts';

describe.each(engines)('sending on %s', (engine) => {
  const service = serviceOfSuite({ engine });
  const setup = async () => {
    const ledger = ledgerOf(service());
    const donor = await ledger.organisation(`Donor ${newId()}`);
    return { ledger, donor, phone: phoneOf(service()) };
  };

  it('records a shipment and what happened to it, in one go, as the single operations do', async () => {
    const { ledger, donor, phone } = await setup();
    const id = newId();
    const note = noteOf({ deviceId: 'phone-1' });
    const results = await phone.send([
      { kind: 'shipment', body: { ...shipmentBody(donor), id } },
      eventCommand(id, note),
    ]);
    expect(results).toEqual([
      { id, outcome: 'applied', recordedAt: expect.any(String) },
      { id: note.id, outcome: 'applied', recordedAt: expect.any(String) },
    ]);
    expect((await ledger.shipment(id)).events).toMatchObject([
      { id: note.id, source: 'web', deviceId: 'phone-1' },
    ]);
    // The same through the single operation is the same.
    expect((await service().post(`/shipments/${id}/events`, note)).status).toBe(200);
  });

  it('has one effect and 50 equal answers when the same command comes 50 times at once', async () => {
    const { ledger, donor, phone } = await setup();
    const shipment = await ledger.ship(donor);
    const command = eventCommand(shipment.id, noteOf());
    const answers = await Promise.all(Array.from({ length: 50 }, () => phone.send([command])));
    const outcomes = answers.map(([result]) => result!.outcome).toSorted();
    expect(outcomes).toEqual(['applied', ...Array.from({ length: 49 }, () => 'duplicate')]);
    expect(new Set(answers.map(([result]) => `${result!.id} ${result!.recordedAt}`)).size).toBe(1);
    expect((await ledger.shipment(shipment.id)).events).toHaveLength(1);
    const entries = await trailOf(service());
    expect(entries.filter(({ key }) => key === command.body.id)).toHaveLength(1);
  });

  it('answers a command again as it answered it, and its id with another content as a conflict', async () => {
    const { ledger, donor, phone } = await setup();
    const shipment = await ledger.ship(donor);
    const pledge = { kind: 'pledge', body: { ...pledgeBody(donor), id: newId() } } as const;
    const event = eventCommand(shipment.id, noteOf());
    expect(await phone.outcomes([pledge, event, event])).toEqual(['applied', 'applied', 'duplicate']);
    expect(await phone.outcomes([pledge, event])).toEqual(['duplicate', 'duplicate']);
    const results = await phone.send([
      { ...pledge, body: { ...pledge.body, reference: 'another' } },
      eventCommand(shipment.id, { ...noteOf({ note: 'another' }), id: event.body.id }),
    ]);
    expect(results).toMatchObject([
      { id: pledge.body.id, outcome: 'conflict', problem: { code: 'id_reused', status: 409 } },
      { id: event.body.id, outcome: 'conflict', problem: { code: 'id_reused', status: 409 } },
    ]);
  });

  it('refuses what is malformed by itself, with pointers into the command', async () => {
    const { ledger, donor, phone } = await setup();
    const shipment = await ledger.ship(donor);
    const good = eventCommand(shipment.id, noteOf());
    const torn = { id: newId(), type: 'received', occurredAt: '2026-11-12T06:00:00Z' };
    const results = await phone.send([
      null,
      'rubbish',
      { kind: 'dance', body: {} },
      eventCommand(shipment.id, { ...noteOf(), occurredAt: 'yesterday' }),
      { kind: 'shipment', body: shipmentBody(donor) },
      eventCommand(shipment.id, {
        ...torn,
        lines: [{ line: lineOf(shipment), good: 1, against: 5 }],
      } as never),
      good,
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual([...Array(6).fill('refused'), 'applied']);
    expect(results[0]).toMatchObject({ id: null, recordedAt: null, problem: { code: 'malformed' } });
    expect(results[2]!.problem!.errors).toMatchObject([{ pointer: '/kind' }]);
    expect(results[3]!.problem!.errors).toMatchObject([{ pointer: '/body/occurredAt' }]);
    expect(results[4]!.problem!.errors).toMatchObject([{ pointer: '/body/id', code: 'required' }]);
    expect(results[5]).toMatchObject({ id: torn.id, problem: { code: 'refused', status: 422 } });
    expect(results[5]!.problem!.errors[0]!.pointer).toMatch(/^\/body\/lines\/0/);
  });

  it('takes 100 commands and not 101', async () => {
    const { ledger, donor, phone } = await setup();
    const { id } = await ledger.ship(donor);
    const commands = Array.from({ length: 101 }, () => eventCommand(id, noteOf()));
    expect((await phone.post(commands)).status).toBe(400);
    expect(new Set(await phone.outcomes(commands.slice(1)))).toEqual(new Set(['applied']));
    expect((await ledger.shipment(id)).events).toHaveLength(100);
  });

  it('judges anew what it refused, when the cause is gone', async () => {
    const { phone } = await setup();
    const donor = newId();
    const pledge = { kind: 'pledge', body: { ...pledgeBody(donor), id: newId() } } as const;
    expect(await phone.send([pledge, pledge])).toMatchObject([
      { outcome: 'refused', problem: { code: 'unknown_reference', errors: [{ pointer: '/body/donor' }] } },
      { outcome: 'refused', problem: { code: 'unknown_reference' } },
    ]);
    await service().post('/organisations', { id: donor, name: `Donor ${donor}`, kind: 'donor' });
    expect(await phone.outcomes([pledge, pledge])).toEqual(['applied', 'duplicate']);
  });

  it('shows what a pledge resembles, and takes it with an answer under the same id', async () => {
    const { donor, phone } = await setup();
    const body = { ...pledgeBody(donor), duplicateAnswer: null };
    const first = { kind: 'pledge', body: { ...body, id: newId() } } as const;
    const second = { kind: 'pledge', body: { ...body, id: newId() } } as const;
    const [, suspected] = await phone.send([
      { ...first, body: { ...first.body, duplicateAnswer: 'different' } },
      second,
    ]);
    expect(suspected).toMatchObject({ outcome: 'conflict', problem: { code: 'duplicate_suspected' } });
    const candidates = suspected!.problem!['candidates'] as { id: string }[];
    expect(candidates.map(({ id }) => id)).toContain(first.body.id);
    const answered = { ...second, body: { ...second.body, duplicateAnswer: 'different' } };
    expect(await phone.outcomes([answered, answered])).toEqual(['applied', 'duplicate']);
  });

  it('gives the same ledger whatever the order and the repeats', async () => {
    const { ledger, donor } = await setup();
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), async (chance) => {
        const random = () => chance.next().value as number;
        const stories = [newId(), newId()].map((id) => {
          const line = newId();
          const at = (hour: number) => `2026-11-1${hour % 4}T0${hour}:00:00Z`;
          const told = [
            { id: newId(), type: 'dispatched', occurredAt: at(1), lines: [{ line, quantity: 48_000 }] },
            { id: newId(), type: 'delayed', occurredAt: at(2), eta: '2026-12-05' },
            {
              id: newId(),
              type: 'received',
              occurredAt: at(5),
              place: 'AF23',
              lines: [{ line, good: 30_000 }],
            },
            {
              id: newId(),
              type: 'lost',
              occurredAt: at(6),
              lines: [{ line, quantity: 500, reason: 'looting_diversion' }],
            },
          ];
          const body = {
            ...shipmentBody(donor),
            id,
            lines: [{ id: line, item: 'wheat_flour', quantity: 50_000 }],
          };
          return [{ kind: 'shipment', body }, ...told.map((event) => eventCommand(id, event as never))];
        });
        // One is sent in order, the other shuffled, with repeats, in batches.
        const [straight, crooked] = stories as [(typeof stories)[0], (typeof stories)[0]];
        await phoneOf(service()).send(straight);
        const sent = [...crooked, ...crooked.filter(() => random() < 0.5)]
          .map((command) => ({ command, rank: random() }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ command }) => command);
        while (sent.length > 0) await phoneOf(service()).send(sent.splice(0, 1 + Math.floor(random() * 4)));
        const idOf = (story: typeof straight) => (story[0] as { body: { id: string } }).body.id;
        const read = async (story: typeof straight) => {
          const { status, lines, currentEta, events } = await ledger.shipment(idOf(story));
          const { id: _, adjustments: __, ...balance } = lines[0]!;
          return {
            status,
            currentEta,
            balance,
            events: events.map(({ type, standing }) => [type, standing]),
          };
        };
        expect(await read(crooked)).toEqual(await read(straight));
      }),
      { numRuns: 8 },
    );
  });
});
