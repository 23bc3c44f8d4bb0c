/** P2: the same command sent any number of times has one effect and one answer. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import type { Shipment } from '../../src/shipments/contract.ts';
import type { Pledge } from '../../src/pledges/contract.ts';
import { pledgesOf, refusal } from '../support/pledges.ts';
import { engines, type Service, serviceOfSuite } from '../support/service.ts';
import { eventBody, type Ledger, ledgerOf, lineOf, pledgeBody, shipmentBody } from '../support/ledger.ts';

interface Command {
  path: string;
  body: Record<string, unknown>;
  /** The same id with other content. */
  altered: Record<string, unknown>;
  /** How many of it are recorded. */
  recorded: () => Promise<number>;
}

type Kind = 'organisation' | 'pledge' | 'shipment' | 'event';
const KINDS: readonly Kind[] = ['organisation', 'pledge', 'shipment', 'event'];

/** A new command of a kind, and how to see what it did. */
async function commandOf(kind: Kind, service: Service, ledger: Ledger): Promise<Command> {
  const id = newId();
  const name = `Organisation ${newId()}`;
  const count = async (path: string, query: Record<string, string>) =>
    (await service.get<{ items: unknown[] }>(path, query)).body.items.length;
  if (kind === 'organisation') {
    const body = { id, name, kind: 'donor' };
    const altered = { ...body, kind: 'ngo' };
    return { path: '/organisations', body, altered, recorded: () => count('/organisations', { q: name }) };
  }
  const donor = await ledger.organisation(name);
  if (kind === 'pledge') {
    const body = pledgeBody(donor, { id });
    const altered = { ...body, expectedBy: '2026-12-16' };
    return { path: '/pledges', body, altered, recorded: () => count('/pledges', { donor }) };
  }
  const waybill = `WB-${newId()}`;
  if (kind === 'shipment') {
    const body = shipmentBody(donor, { id, waybill });
    const altered = { ...body, origin: 'Termez' };
    return { path: '/shipments', body, altered, recorded: () => count('/shipments', { q: waybill }) };
  }
  const shipment = await ledger.ship(donor, { waybill });
  await ledger.tell(shipment, { type: 'dispatched' });
  const lines = [{ line: lineOf(shipment), good: 30_000 }];
  const body = eventBody({ id, type: 'received', occurredAt: '2026-11-14T09:00:00Z', lines });
  return {
    path: `/shipments/${shipment.id}/events`,
    body,
    altered: { ...body, lines: [{ line: lineOf(shipment), good: 31_000 }] },
    recorded: async () => {
      const { lines: accounts, events } = await ledger.shipment(shipment.id);
      // Received once: 30 t of the 50.
      expect(accounts[0]).toMatchObject({ good: 30_000, outstanding: 20_000, excess: 0 });
      return events.filter((event) => event.id === id).length;
    },
  };
}

describe.each(engines)('on %s', (engine) => {
  const service = serviceOfSuite({ engine });
  const setup = () => ({ service: service(), ledger: ledgerOf(service()) });

  it.each(KINDS)(
    'the same %s again is answered 200 with the same body, and has no second effect',
    async (kind) => {
      const { service, ledger } = setup();
      const { path, body, recorded } = await commandOf(kind, service, ledger);
      const first = await service.post(path, body);
      expect(first.status).toBe(201);
      const again = await service.post(path, body);
      expect(again.status).toBe(200);
      expect(again.body).toEqual(first.body);
      expect(await recorded()).toBe(1);
    },
  );

  it.each(KINDS)(
    'the id of a recorded %s with other content is refused, and changes nothing',
    async (kind) => {
      const { service, ledger } = setup();
      const { path, body, altered, recorded } = await commandOf(kind, service, ledger);
      const first = await service.post(path, body);
      const other = await service.post(path, altered);
      expect(other).toMatchObject({ status: 409, body: { code: 'id_reused' } });
      expect(other.body.detail).toContain(body['id']);
      expect(await recorded()).toBe(1);
      expect((await service.post(path, body)).body).toEqual(first.body);
    },
  );

  it.each(KINDS)(
    '50 identical commands for a %s at once: one is recorded, all get one answer',
    async (kind) => {
      const { service, ledger } = setup();
      const { path, body, recorded } = await commandOf(kind, service, ledger);
      const answers = await Promise.all(Array.from({ length: 50 }, () => service.post(path, body)));
      const statuses = Map.groupBy(answers, ({ status }) => status);
      expect([statuses.get(201)?.length, statuses.get(200)?.length]).toEqual([1, 49]);
      expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
      expect(await recorded()).toBe(1);
    },
  );

  it('an event sent again days later, after it was voided, is answered as the first time', async () => {
    const { service, ledger } = setup();
    const shipment = await ledger.ship(await ledger.organisation(`Donor ${newId()}`));
    const told = eventBody({ type: 'dispatched' });
    const path = `/shipments/${shipment.id}/events`;
    const first = await service.post(path, told);
    await ledger.tell(shipment, { type: 'voided', voids: told.id });
    service.clock.advance({ days: 3 });
    const again = await service.post(path, told);
    expect(again).toMatchObject({ status: 200, body: first.body });
  });

  it('a pledge sent again after it was edited, allocated, divided, shipped and has expired is answered as the first time', async () => {
    const { service, ledger } = setup();
    const donor = await ledger.organisation(`Donor ${newId()}`);
    const body = pledgeBody(donor, {
      ...{ id: newId(), status: 'pledge', expiresOn: '2026-11-30' },
      lines: [
        { sector: 'food_security', province: 'AF23', item: 'wheat_flour', quantity: 500, amount: 1000 },
        { sector: 'food_security', item: 'rice', quantity: 100, amount: 500 },
      ],
    });
    const first = await service.post<Pledge>('/pledges', body);
    const pledges = pledgesOf(service);
    const [flour, rice] = first.body.lines;
    const lines = [
      { id: flour?.id, quantity: 600, province: 'AF20' },
      { sector: 'food_security', item: 'sugar', quantity: 5, amount: 25 },
    ];
    // The clock stands still: what came after is told from what was first not by the time alone.
    for (const answer of [
      await pledges.edit(first.body, '"1"', {
        reference: 'other',
        earmarking: 1,
        expiresOn: '2026-11-20',
        lines,
      }),
      await pledges.edit(first.body, '"2"', { lines: [{ id: flour?.id, quantity: 700 }] }),
      await pledges.allocate(first.body, rice!, [{ province: 'AF01', quantity: 60 }]),
      await pledges.status(first.body, { to: 'commitment', on: '2026-11-01', amount: 600 }),
      await pledges.status(first.body, { to: 'commitment', on: '2026-11-02' }),
    ]) {
      expect(answer.status < 300 ? [] : refusal(answer)).toEqual([]);
    }
    await ledger.ship(donor, { lines: [{ item: 'wheat_flour', quantity: 50, pledgeLine: flour!.id }] });
    await service.settled();
    const sendAgain = async () => {
      const again = await service.post<Pledge>('/pledges', body);
      expect({ status: again.status, body: again.body }).toEqual({ status: 200, body: first.body });
      expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    };
    await sendAgain();
    await pledges.voidStatus(first.body, first.body.statuses[0]!.id);
    service.clock.advance({ days: 10 });
    expect((await ledger.pledgeOf(first.body.id)).status).toBe('expired');
    await sendAgain();
  });

  it('an event id belongs to its shipment: sent to another one it is refused', async () => {
    const { service, ledger } = setup();
    const donor = await ledger.organisation(`Donor ${newId()}`);
    const [mine, other] = [await ledger.ship(donor), await ledger.ship(donor)];
    const told = eventBody({ type: 'dispatched' });
    await service.post(`/shipments/${mine.id}/events`, told);
    const answer = await service.post(`/shipments/${other.id}/events`, told);
    expect(answer).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect((await ledger.shipment(other.id)).events).toEqual([]);
  });

  it('an id in capitals is the same id, and the order of fields is no content', async () => {
    const { service, ledger } = setup();
    const body = shipmentBody(await ledger.organisation(`Donor ${newId()}`), { id: newId() });
    const first = await service.post<Shipment>('/shipments', body);
    const shouted = Object.fromEntries(Object.entries({ ...body, id: body.id?.toUpperCase() }).reverse());
    const again = await service.post<Shipment>('/shipments', shouted);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
  });

  it('a name that is registered under another id is a conflict that names the holder', async () => {
    const { service, ledger } = setup();
    const name = `Médecins du Monde ${newId()}`;
    const id = await ledger.organisation(name);
    const answer = await service.post('/organisations', { name: name.toLowerCase(), kind: 'ngo' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict', organisation: { id, name } } });
  });
});
