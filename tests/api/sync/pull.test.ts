/** `GET /sync/pull`: a phone that pulls now and then holds what it would hold if it pulled everything. */
import { describe, expect, it } from 'vitest';
import { feed } from '../../../src/platform/feed/tables.ts';
import { principalOf } from '../../support/acts.ts';
import { caughtUp, phoneOf } from '../../support/phone.ts';
import { GHOR, ledgerOf, lineOf, type Told } from '../../support/ledger.ts';
import { engines, serviceOfTest } from '../../support/service.ts';

describe.each(engines)('pulling on %s', (engine) => {
  const setup = async (shipments = 0) => {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    const donor = await ledger.organisation();
    const made = [];
    for (let at = 0; at < shipments; at++) made.push(await ledger.ship(donor, { waybill: `WB-${at}` }));
    await service.settled();
    return { service, ledger, donor, made, phone: phoneOf(service) };
  };
  const received = (shipment: Parameters<typeof lineOf>[0]): Told => ({
    type: 'received',
    place: GHOR,
    lines: [{ line: lineOf(shipment), good: 50_000 }],
  });

  it('gives everything first, page by page, and says its size', async () => {
    const { made, phone } = await setup(5);
    const pages = await phone.pull(2);
    expect(pages.map(({ shipments }) => shipments.length)).toEqual([2, 2, 1]);
    expect(pages.map(({ reset, more, remaining }) => [reset, more, remaining.shipments])).toEqual([
      [true, true, 3],
      [false, true, 1],
      [false, false, 0],
    ]);
    expect([...phone.held.keys()].toSorted()).toEqual(made.map(({ id }) => id).toSorted());
    const [first] = pages;
    expect(first!.bytes).toBe(Buffer.byteLength(JSON.stringify(first)));
    expect(first!.remaining.bytes).toBeGreaterThan(0);
    expect(first!.reference!.items.length).toBeGreaterThan(5);
    const ghor = first!.reference!.places.find(({ pcode }) => pcode === GHOR);
    expect(ghor?.name).toMatchObject({ en: 'Ghor', fa: expect.any(String), ps: expect.any(String) });
    expect(pages.slice(1).every(({ reference }) => reference === null)).toBe(true);
  });

  it('then gives what has changed, and what is no longer open as gone', async () => {
    const { service, ledger, donor, made, phone } = await setup(3);
    await phone.pull();
    expect((await phone.page()).shipments).toEqual([]);
    const [moved, arrived] = made;
    await ledger.tell(moved!, { type: 'dispatched' });
    await ledger.tell(arrived!, received(arrived!));
    const added = await ledger.ship(donor, { waybill: 'WB-new' });
    await service.settled();
    const page = await phone.page();
    expect(page.shipments.map(({ id }) => id).toSorted()).toEqual([moved!.id, added.id].toSorted());
    expect(page.gone).toEqual([arrived!.id]);
    expect(page.reset).toBe(false);
    expect(phone.held.get(moved!.id)).toMatchObject({
      status: 'in_transit',
      events: [{ type: 'dispatched' }],
    });
    // A receipt that is taken back opens it again.
    const [receipt] = (await ledger.shipment(arrived!.id)).events;
    await ledger.tell(arrived!, { type: 'voided', voids: receipt!.id });
    await service.settled();
    await phone.pull();
    expect(phone.held.has(arrived!.id)).toBe(true);
  });

  it('tells of a shipment only when something about it is another', async () => {
    const { service, made, phone } = await setup(2);
    await phone.pull();
    const rows = () => service.store.read((scope) => scope.db.select().from(scope.of(feed)));
    const before = (await rows()).length;
    await service.store.write(async (scope) => {
      await service.services.reconciliation.shipments(
        scope,
        made.map(({ id }) => id),
        service.clock.now(),
      );
    });
    expect((await rows()).length).toBe(before);
    expect((await phone.page()).shipments).toEqual([]);
  });

  it('misses nothing of what changes while everything is given', async () => {
    const { service, ledger, made, phone } = await setup(6);
    const [first, last] = [made[0]!, made.at(-1)!];
    await phone.page(2);
    await ledger.tell(first, received(first));
    await ledger.tell(last, { type: 'dispatched' });
    await service.settled();
    await phone.pull(2);
    await phone.pull(2);
    expect(phone.held.has(first.id)).toBe(false);
    expect(phone.held.get(last.id)?.status).toBe('in_transit');
    expect(phone.held.size).toBe(5);
  });

  it('gives many changes page by page, and comes to the same as everything anew', async () => {
    const { service, ledger, made, phone } = await setup(9);
    await phone.pull();
    for (const [at, shipment] of made.entries())
      await ledger.tell(shipment, at % 3 === 0 ? received(shipment) : { type: 'dispatched' });
    await service.settled();
    const pages = await phone.pull(2);
    expect(pages.length).toBeGreaterThan(2);
    const fresh = phoneOf(service);
    await fresh.pull();
    const statuses = (of: typeof phone) =>
      new Map([...of.held.values()].map(({ id, status }) => [id, status]));
    expect(statuses(phone)).toEqual(statuses(fresh));
    expect(phone.held.size).toBe(6);
  });

  it('begins anew with a cursor that nobody gave, and after 30 days', async () => {
    const { service, ledger, made, phone } = await setup(2);
    expect((await service.get('/sync/pull', { cursor: 'rubbish' })).body).toMatchObject({ reset: true });
    await phone.pull();
    const late = phoneOf(service);
    await late.pull();
    for (const shipment of made) await ledger.tell(shipment, { type: 'dispatched' });
    await service.settled();
    await phone.pull();
    service.clock.advance({ days: 31 });
    await service.sweep('feed');
    expect((await late.page()).reset).toBe(true);
    expect((await phone.page()).reset).toBe(false);
    expect(late.held.size).toBe(2);
  });

  it('gives to each what concerns him, and takes back what no longer does', async () => {
    const { service, ledger, made } = await setup(2);
    const { pull } = service.services.sync;
    const pulledBy = async (provinces: string[], cursor?: string) => {
      await caughtUp(service);
      return pull(principalOf({ id: 'gul', role: 'coordinator', provinces }), { cursor, limit: 25 });
    };
    const idsOf = ({ shipments }: Awaited<ReturnType<typeof pull>>) =>
      shipments.map(({ id }) => id).toSorted();
    const ghor = await pulledBy([GHOR]);
    const kabul = await pulledBy(['AF01']);
    expect([idsOf(ghor), idsOf(kabul)]).toEqual([made.map(({ id }) => id).toSorted(), []]);
    expect(
      new Set(ghor.reference!.places.flatMap(({ pcode, province }) => (pcode.length > 4 ? province : []))),
    ).toEqual(new Set([GHOR]));
    const [truck] = made;
    const { id: diversion } = await ledger.tell(truck!, {
      type: 'diverted',
      destination: { province: 'AF01' },
    });
    await service.settled();
    const taken = await pulledBy(['AF01'], kabul.cursor);
    expect(idsOf(taken)).toEqual([truck!.id]);
    await ledger.tell(truck!, { type: 'voided', voids: diversion });
    await service.settled();
    expect(await pulledBy(['AF01'], taken.cursor)).toMatchObject({ shipments: [], gone: [truck!.id] });
    expect(await pulledBy(['AF02'], (await pulledBy(['AF02'])).cursor)).toMatchObject({
      shipments: [],
      gone: [],
    });
    // Another charge is another phone.
    expect(await pulledBy(['AF01', GHOR], taken.cursor)).toMatchObject({ reset: true });
  });

  it('gives an empty ledger on one page', async () => {
    const { phone } = await setup();
    const pages = await phone.pull();
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatchObject({ shipments: [], gone: [], commands: [], more: false });
  });
});
