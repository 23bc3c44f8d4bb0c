/** Notices: donor, sender and manager are told of a discrepancy, each once for each change, in their language. */
import { describe, expect, it } from 'vitest';
import type { Notice } from '../../src/notify/contract.ts';
import { EVENT_TYPES } from '../../src/notify/rules/event.ts';
import type { Principal } from '../../src/platform/access.ts';
import { markDirty } from '../../src/platform/queue/repo.ts';
import type { Engine } from '../../src/platform/storage/store.ts';
import { actOf, principalOf } from '../support/acts.ts';
import { handlingOf } from '../support/cases.ts';
import { FOOD, GHOR, ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';
import { engines, serviceOfTest } from '../support/service.ts';

const HERAT = 'AF17';
const RECEIVED = { type: 'received', occurredAt: '2026-11-14T09:00:00Z', place: GHOR } as const;

/** A donor's cargo, sent by a carrier's office to an organisation in Ghor. */
async function setup(engine: Engine = 'sqlite') {
  const service = await serviceOfTest({ engine });
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation('Kazakhstan');
  const sender = await ledger.organisation('Rail of Almaty', { kind: 'logistics' });
  const receiver = await ledger.organisation('Ghor Relief', { kind: 'ngo' });
  const stranger = await ledger.organisation('Somebody else', { kind: 'donor' });
  const pledge = await ledger.pledge(donor);
  const shipment = await ledger.ship(sender, {
    consignee: receiver,
    lines: [{ item: WHEAT, quantity: 50_000, pledgeLine: pledge.lines[0]!.id }],
  });
  await ledger.tell(shipment, { type: 'dispatched' });
  const { notices } = service.services.notify;
  const read = async (
    who: Partial<Principal>,
    query: { unread?: 'true'; lang?: 'en' | 'fa' | 'ps' } = {},
  ) => {
    await service.settled();
    return (await notices.list({ limit: 50, ...query }, principalOf(who))).items;
  };
  const typesOf = async (who: Partial<Principal>) => (await read(who)).map(({ type }) => type);
  const receive = (entry: { good?: number; missing?: number; reason?: 'theft_pilferage' | 'miscount' }) =>
    ledger.tell(shipment, {
      ...RECEIVED,
      lines: [{ line: lineOf(shipment), reason: 'miscount', responsibility: 'carrier', ...entry }],
    });
  const of = (organisation: string, role: Principal['role'] = 'donor'): Partial<Principal> => ({
    ...{ id: `of ${organisation}`, organisation, role, provinces: [] },
  });
  return {
    ...{ service, ledger, notices, read, typesOf, receive, of, pledge, shipment },
    ...{ donor, sender, receiver, stranger },
  };
}

describe.each(engines)('on %s', (engine) => {
  it('donor, sender, receiver and whoever is in charge of the province are told of a shortage; nobody else', async () => {
    const { typesOf, receive, of, donor, sender, receiver, stranger } = await setup(engine);
    await receive({ good: 49_500, missing: 500 });
    const told = ['discrepancy.opened'];
    expect(await typesOf(of(donor))).toEqual(told);
    expect(await typesOf(of(sender, 'coordinator'))).toEqual(told);
    expect(await typesOf(of(receiver, 'coordinator'))).toEqual(told);
    expect(await typesOf({ id: 'gul', role: 'coordinator', provinces: [GHOR] })).toEqual(told);
    expect(await typesOf({ id: 'amina', role: 'manager', provinces: [HERAT, GHOR] })).toEqual(told);
    expect(await typesOf({ role: 'manager' })).toEqual(told);

    expect(await typesOf(of(stranger))).toEqual([]);
    expect(await typesOf({ id: 'karim', role: 'coordinator', provinces: [HERAT] })).toEqual([]);
    expect(await typesOf({ id: 'v', role: 'viewer', organisation: donor })).toEqual([]);
    expect(await typesOf({ ...of(donor), kind: 'api_key', scopes: ['gaps:read'] })).toEqual([]);
    // A donor has no provinces in its charge, whatever stands in its account.
    expect(await typesOf({ id: 'd', role: 'donor', provinces: [GHOR] })).toEqual([]);
    expect(await typesOf({ id: 'd', role: 'donor', provinces: null })).toEqual([]);
  });

  it('says what it is about, with the pledge for its donor and for managers alone', async () => {
    const { read, receive, of, donor, sender, pledge, shipment } = await setup(engine);
    await receive({ good: 49_500, missing: 500 });
    const [seen] = await read(of(donor));
    expect(seen).toMatchObject({
      ...{ type: 'discrepancy.opened', at: '2026-11-15T06:00:00.000Z', read: false },
      text: 'New discrepancy: missing on receipt, 500 kg of Wheat flour, fortified, waybill WB-850, Ghor',
      about: {
        ...{ of: 'discrepancy', kind: 'short_receipt', shipment: shipment.id, waybill: 'WB-850' },
        ...{ pledge: pledge.id, pledgeReference: pledge.reference, province: GHOR, sector: FOOD },
        ...{ item: WHEAT, unit: 'KGM', quantity: 500 },
      },
    });
    expect(seen!.about).not.toHaveProperty('donor');
    expect(seen!.link).toBe(`/discrepancies/${(seen!.about as { discrepancy: string }).discrepancy}`);
    const hidden = { pledge: null, pledgeReference: null };
    expect((await read(of(sender)))[0]!.about).toMatchObject(hidden);
    expect((await read(of(donor, 'coordinator')))[0]!.about).toMatchObject(hidden);
    expect((await read({ role: 'manager' }))[0]!.about).toMatchObject({ pledge: pledge.id });
    const [dari] = await read(of(donor), { lang: 'fa' });
    expect(dari!.text).toBe('تفاوت تازه: هنگام رسید کم بود، ۵۰۰ کیلوگرام آرد گندم، بارنامه WB-850، غور');
    expect((await read(of(donor), { lang: 'ps' }))[0]!.text).toContain('۵۰۰ کیلوګرام د غنمو اوړه');
  });

  it('tells each change once: opened, changed, closed by facts, reopened; nothing when a job runs again', async () => {
    const { service, ledger, receive, typesOf, of, donor, shipment } = await setup(engine);
    const donors = () => typesOf(of(donor));
    await receive({ good: 49_400, missing: 500 });
    expect(await donors()).toEqual(['discrepancy.opened']);
    const later = () => service.clock.advance({ hours: 1 });
    later();
    const more = await receive({ missing: 100 });
    const both = ['discrepancy.changed', 'discrepancy.opened'];
    expect(await donors()).toEqual(both);
    for (let times = 0; times < 3; times++) {
      await service.store.write((scope) => markDirty(scope, 'shipment', shipment.id, service.clock.now()));
      expect(await donors()).toEqual(both);
    }
    // The same quantity for another reason is another claim.
    later();
    await ledger.tell(shipment, { type: 'voided', voids: more.id });
    await receive({ missing: 100, reason: 'theft_pilferage' });
    expect((await donors())[0]).toBe('discrepancy.changed');
  });

  it('a case that facts close and open again is told each time, one that people close and open too', async () => {
    const { service, ledger, receive, typesOf, of, donor, shipment } = await setup(engine);
    const people = handlingOf(service);
    const latest = async () => (await typesOf(of(donor)))[0];
    const receipt = await receive({ good: 49_500, missing: 500 });
    expect(await latest()).toBe('discrepancy.opened');
    const later = () => service.clock.advance({ hours: 1 });
    later();
    await ledger.tell(shipment, { type: 'voided', voids: receipt.id });
    expect(await latest()).toBe('discrepancy.closed');
    later();
    await receive({ good: 49_500, missing: 500 });
    expect(await latest()).toBe('discrepancy.reopened');
    const [found] = await people.cases();
    later();
    await people.act(found!, 'acknowledge', {}, await people.tagOf(found!));
    await people.act(found!, 'comment', { text: 'the driver was called' });
    expect(await typesOf(of(donor))).toHaveLength(3);
    await people.act(found!, 'resolve', { reason: 'accepted' }, await people.tagOf(found!));
    expect(await latest()).toBe('discrepancy.closed');
    later();
    await people.act(found!, 'reopen', { text: 'not so' }, await people.tagOf(found!));
    expect(await latest()).toBe('discrepancy.reopened');
  });

  it('a flag that opens, gets less severe and closes is told to whoever is in charge of the lane', async () => {
    const { service, ledger, read, typesOf, of, donor } = await setup(engine);
    const manager = { id: 'amina', role: 'manager', provinces: [GHOR] } as const;
    // 2,778 person-months are on their way.
    const needs = async (people: number) => {
      await ledger.need(['2026-11'], people);
      const [latest] = await read(manager);
      service.clock.advance({ hours: 1 });
      return latest;
    };
    expect(await needs(10_000)).toMatchObject({
      ...{ type: 'gap_flag.opened', link: '/gaps/AF23/food_security' },
      text: 'Short of supply: Food security in Ghor, critical, in 2026-11',
      about: { of: 'gap_flag', severity: 'critical', months: ['2026-11'] },
    });
    expect(await needs(4000)).toMatchObject({
      type: 'gap_flag.changed',
      text: 'Shortage now serious: Food security in Ghor, in 2026-11',
    });
    expect(await needs(2500)).toMatchObject({ type: 'gap_flag.closed', about: { months: [] } });
    expect(await typesOf(manager)).toEqual(['gap_flag.closed', 'gap_flag.changed', 'gap_flag.opened']);
    expect(await typesOf(of(donor))).toEqual([]);
    expect(await typesOf({ id: 'karim', role: 'manager', provinces: [HERAT] })).toEqual([]);
  });

  it('is read one by one or up to one, by each for himself', async () => {
    const { service, notices, read, receive, of, donor, sender } = await setup(engine);
    await receive({ good: 49_000, missing: 500 });
    await service.settled();
    service.clock.advance({ hours: 1 });
    await receive({ missing: 100 });
    await service.settled();
    service.clock.advance({ hours: 1 });
    await receive({ missing: 100 });
    const [third, second, first] = (await read(of(donor))) as [Notice, Notice, Notice];
    const act = actOf(of(donor));
    const unread = async () => (await read(of(donor), { unread: 'true' })).map(({ id }) => id);
    expect(await notices.unread(act.principal)).toEqual({ unread: 3 });
    expect(await notices.read(second.id, act)).toEqual({ unread: 2 });
    expect(await notices.read(second.id, act)).toEqual({ unread: 2 });
    expect(await unread()).toEqual([third.id, first.id]);
    expect(await notices.readUpTo(second.id, act)).toEqual({ unread: 1 });
    expect(await notices.readUpTo(first.id, act)).toEqual({ unread: 1 });
    expect((await read(of(donor))).map((notice) => notice.read)).toEqual([false, true, true]);
    expect(await unread()).toEqual([third.id]);
    // Another one of the same organisation, and another organisation, have read nothing.
    expect(await notices.unread(principalOf({ ...of(donor), id: 'a colleague' }))).toEqual({ unread: 3 });
    expect(await notices.unread(principalOf(of(sender)))).toEqual({ unread: 3 });
  });

  it('of others cannot be marked, and does not exist', async () => {
    const { notices, read, receive, of, donor, stranger } = await setup(engine);
    await receive({ good: 49_500, missing: 500 });
    const [notice] = await read(of(donor));
    await expect(notices.read(notice!.id, actOf(of(stranger)))).rejects.toMatchObject({ code: 'not_found' });
    await expect(notices.readUpTo(notice!.id, actOf(of(stranger)))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('comes over HTTP page by page, with the language of the preferences', async () => {
    const { service, receive } = await setup(engine);
    await receive({ good: 49_000, missing: 500 });
    await service.settled();
    service.clock.advance({ hours: 1 });
    await receive({ missing: 100 });
    await service.settled();
    type List = { items: Notice[]; nextCursor: string | null };
    const { body: first } = await service.get<List>('/notices', { limit: 1 });
    const { body: rest } = await service.get<List>('/notices', { limit: 1, cursor: first.nextCursor! });
    expect([...first.items, ...rest.items].map(({ type }) => type)).toEqual([
      'discrepancy.changed',
      'discrepancy.opened',
    ]);
    expect(rest.nextCursor).toBeNull();
    expect((await service.get('/notices/unread')).body).toEqual({ unread: 2 });
    expect((await service.post('/notices/read', { upTo: first.items[0]!.id })).body).toEqual({ unread: 0 });

    const before = await service.get('/me/notifications');
    expect(before.body).toEqual({ email: true, language: 'en', types: null, everyMinutes: 60, version: 0 });
    const wanted = { email: false, language: 'fa', types: [EVENT_TYPES[0]] };
    const put = (ifMatch?: string) =>
      service.ask('PUT', '/me/notifications', {
        body: wanted,
        headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
      });
    expect((await put()).status).toBe(428);
    const etag = before.headers.get('etag') ?? '';
    expect(await put(etag)).toMatchObject({ status: 200, body: { ...wanted, version: 1 } });
    expect((await put(etag)).status).toBe(412);
    const { body: dari } = await service.get<List>('/notices', { limit: 1 });
    expect(dari.items[0]!.text).toContain('تفاوت تغییر کرد');
  });
});
