/** What a donor, a coordinator and a manager see of one truck and one promise, and that nothing tells them of what they do not. */
import { describe, expect, it } from 'vitest';
import type { Lane } from '../../src/gaps/contract.ts';
import type { Principal } from '../../src/platform/access.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Statement } from '../../src/pledges/contract/statement.ts';
import type { StatementRecords } from '../../src/pledges/contract/statement-records.ts';
import type { Discrepancy } from '../../src/reconciliation/contract.ts';
import type { Shipment, ShipmentSummary } from '../../src/shipments/contract.ts';
import { principalOf } from '../support/acts.ts';
import { eventBody, FOOD, GHOR, ledgerOf, pledgeBody, shipmentBody, WHEAT } from '../support/ledger.ts';
import type { Problem } from '../support/client.ts';
import { tokenOf } from '../support/principals.ts';
import { refusal, someone } from '../support/pledges.ts';
import { engines, serviceOfSuite } from '../support/service.ts';

type List<T> = { items: T[]; nextCursor: string | null };
const KANDAHAR = 'AF27';
/** The first line of a pledge or a shipment. */
const lineOf = ({ lines }: { lines: readonly { id: string | null }[] }) => lines[0]!.id!;
const NOT_FOUND = [404, 404, 404];

describe.each(engines)('on %s', (engine) => {
  const service = serviceOfSuite({ engine, principals: true });
  const ledger = () => ledgerOf(service());

  /** Somebody who asks the service. */
  function as(role: Principal['role'], given: Partial<Principal> = {}) {
    const key = tokenOf(principalOf({ id: newId(), role, ...given }));
    const { ask } = service();
    return {
      get: <T>(path: string, query?: Record<string, string>) =>
        ask<T>('GET', path, query ? { key, query } : { key }),
      post: <T>(path: string, body: unknown) => ask<T>('POST', path, { key, body }),
      ledger: ledgerOf({
        get: (path, query) => ask('GET', path, { key, ...(query && { query }) }),
        post: (path, body) => ask('POST', path, { key, body }),
        put: (path, body) => ask('PUT', path, { key, body }),
      }),
    };
  }

  /** Flour for Ghor that fulfils a donor's pledge, sent by somebody else, and what each of them is. */
  async function setup() {
    const kazakhstan = await ledger().organisation(someone());
    const uzbekistan = await ledger().organisation(someone());
    const carrier = someone();
    const haulier = await ledger().organisation(carrier);
    const wfp = await ledger().organisation(someone(), { kind: 'un' });
    const reference = newId();
    const pledge = await ledger().pledge(kazakhstan, { reference, recipient: wfp });
    const other = await ledger().pledge(uzbekistan, { reference: newId() });
    const shipment = await ledger().ship(wfp, {
      ...{ waybill: newId(), carrier: carrier.toUpperCase(), vehicle: 'KBL 4711' },
      destination: { province: GHOR, district: 'AF2301' },
      lines: [
        { item: WHEAT, quantity: 1000, pledgeLine: lineOf(pledge) },
        { item: WHEAT, quantity: 500, pledgeLine: lineOf(other) },
      ],
    });
    return {
      ...{ kazakhstan, uzbekistan, wfp, pledge, other, shipment, reference },
      donor: as('donor', { organisation: kazakhstan }),
      stranger: as('donor', { organisation: uzbekistan }),
      recipient: as('donor', { organisation: wfp }),
      coordinator: as('coordinator', { provinces: [GHOR] }),
      elsewhere: as('coordinator', { provinces: [KANDAHAR] }),
      driver: as('coordinator', { provinces: [], organisation: haulier }),
    };
  }

  const receive = ({ id, lines }: Pick<Shipment, 'id' | 'lines'>, place = 'AF2301') =>
    ledger().tell({ id }, {
      ...{ type: 'received', occurredAt: '2026-11-14T09:00:00Z', place, deviceId: 'phone 7' },
      note: 'Gul Agha waits at the second bridge',
      lines: lines.map(({ id: line, quantity }) => ({
        ...{ line, good: quantity! - 100, damaged: 100, reason: 'wet_damage' },
        ...{ receiver: 'Gul Agha', deliverer: 'Ahmad' },
      })),
    } as never);

  it('a convoy on its way is told to its parties and to whoever is in charge, to its donor by province and month', async () => {
    const { shipment, pledge, donor, coordinator, driver } = await setup();
    await ledger().tell(shipment, { type: 'dispatched' });
    for (const inside of [coordinator, driver]) {
      const { body } = await inside.get<Shipment>(`/shipments/${shipment.id}`);
      expect(body).toMatchObject({ vehicle: 'KBL 4711', crossing: 'hairatan', eta: '2026-11-28' });
      expect(body.events).toHaveLength(1);
    }
    const { body } = await donor.get<Shipment>(`/shipments/${shipment.id}`);
    expect(body).toMatchObject({
      ...{ status: 'in_transit', etaMonth: '2026-11', destination: { province: GHOR, district: null } },
      ...{ vehicle: null, crossing: null, plannedDispatch: null, eta: null, currentEta: null, events: [] },
    });
    expect(body.lines.map(({ pledgeLine }) => pledgeLine)).toEqual([lineOf(pledge), null]);
    expect(JSON.stringify(body)).not.toMatch(/KBL 4711|hairatan|2026-11-(10|11|28)|AF2301/);
    const { items } = (await donor.get<List<ShipmentSummary>>('/shipments')).body;
    expect(items).toMatchObject([{ id: shipment.id, eta: null, crossing: null, vehicle: null }]);
    // What is not told is not found either.
    const through = async (of: typeof donor) =>
      (await of.get<List<ShipmentSummary>>('/shipments', { crossing: 'hairatan', q: shipment.waybill })).body
        .items.length;
    expect([await through(donor), await through(coordinator)]).toEqual([0, 1]);
  });

  it('when it has arrived its donor is told what happened, but neither persons nor places nor devices', async () => {
    const { shipment, donor, coordinator } = await setup();
    await ledger().tell(shipment, { type: 'dispatched' });
    const { id } = await receive(shipment);
    const private_ = /Gul Agha|Ahmad|AF2301|phone 7|KBL 4711/;
    for (const path of [`/shipments/${shipment.id}`, `/shipments/${shipment.id}/grn/${id}`]) {
      expect(JSON.stringify((await coordinator.get(path)).body)).toMatch(private_);
      expect(JSON.stringify((await donor.get(path)).body)).not.toMatch(private_);
    }
    const { body } = await donor.get<Shipment>(`/shipments/${shipment.id}`);
    expect(body).toMatchObject({ status: 'received', crossing: 'hairatan', eta: '2026-11-28' });
    expect(body.events.map(({ type, place }) => [type, place])).toEqual([
      ['dispatched', null],
      ['received', GHOR],
    ]);
  });

  it('a diversion lets its province in at once, and a void takes that back', async () => {
    const { shipment, elsewhere } = await setup();
    const path = `/shipments/${shipment.id}`;
    const tell = () => elsewhere.post(`${path}/events`, eventBody({ type: 'arrived_hub' }));
    expect([(await elsewhere.get(path)).status, (await tell()).status]).toEqual([404, 404]);
    const diverted = await ledger().tell(shipment, {
      type: 'diverted',
      destination: { province: KANDAHAR },
    });
    expect([(await elsewhere.get(path)).status, (await tell()).status]).toEqual([200, 201]);
    await service().settled();
    expect((await elsewhere.get(path)).status).toBe(200);
    await ledger().tell(shipment, { type: 'voided', voids: diverted.id });
    await service().settled();
    expect((await elsewhere.get(path)).status).toBe(404);
  });

  it('a donor hears of what went wrong with its cargo, comments on it, and settles nothing', async () => {
    const { shipment, donor, stranger, elsewhere, pledge } = await setup();
    await ledger().tell(shipment, { type: 'dispatched' });
    await receive(shipment);
    await service().settled();
    const { items } = (await donor.get<List<Discrepancy>>('/discrepancies', { kind: 'damage' })).body;
    expect(items.map((one) => one.shipment)).toEqual([shipment.id, shipment.id]);
    expect(new Set(items.map((one) => one.pledge))).toEqual(new Set([pledge.id, null]));
    const path = `/discrepancies/${items[0]!.id}`;
    expect((await donor.post(`${path}/comment`, { text: 'we insure it' })).status).toBe(200);
    const resolved = await service().ask('POST', `${path}/resolve`, {
      ...{ key: tokenOf(principalOf({ role: 'donor', organisation: pledge.donor })) },
      ...{ body: { reason: 'other', text: 'ours' }, headers: { 'if-match': '*' } },
    });
    expect(resolved.status).toBe(403);
    expect((await stranger.get(path)).status).toBe(200);
    expect((await elsewhere.get(path)).status).toBe(404);
    // By a pledge that is not told nothing is found.
    const found = await stranger.get<List<Discrepancy>>('/discrepancies', { pledge: pledge.id });
    expect(found.body.items).toEqual([]);
  });

  it('a pledge is seen by its recipient, who changes nothing, and by no other donor', async () => {
    const { pledge, recipient, stranger, donor } = await setup();
    const path = `/pledges/${pledge.id}`;
    const asked = async (who: typeof donor) => [
      (await who.get(path)).status,
      (await who.post(`${path}/status`, { to: 'paid', on: '2026-11-01' })).status,
      (await who.get(`${path}/shares`)).status,
    ];
    expect(await asked(recipient)).toEqual([200, 403, 403]);
    expect(await asked(stranger)).toEqual(NOT_FOUND);
    expect(await asked(donor)).toEqual([200, 201, 200]);
    expect((await recipient.get<Statement>(`${path}/statement`)).status).toBe(200);
  });

  it('the records behind a statement add up, named to whoever sees them', async () => {
    const { pledge, shipment } = await setup();
    await ledger().tell(shipment, { type: 'dispatched' });
    await receive(shipment);
    const manager = as('manager', { provinces: [GHOR] });
    const other = as('manager', { provinces: [], organisation: pledge.recipient });
    const records = async (who: typeof manager) =>
      (await who.get<StatementRecords>(`/pledges/${pledge.id}/statement/records`, { column: 'delivered' }))
        .body;
    const { items, figure } = await records(manager);
    expect(items).toMatchObject([{ waybill: shipment.waybill }]);
    expect((await records(other)).figure).toEqual(figure);
  });

  it('nothing tells of a promise that is not seen: not the guard, nor its id, nor its lines', async () => {
    const { pledge, stranger, uzbekistan, kazakhstan, reference, elsewhere } = await setup();
    const body = pledgeBody(uzbekistan, {
      reference,
      duplicateAnswer: null,
      lines: [{ sector: FOOD, province: GHOR, item: WHEAT, quantity: 77 }],
    });
    expect((await stranger.post('/pledges', body)).status).toBe(201);
    const unknown = newId();
    for (const kind of ['same', 'part_of']) {
      const answers = [];
      for (const id of [pledge.id, unknown]) {
        const sent = { ...body, reference: newId(), duplicateAnswer: `${kind}:${id}` };
        const answer = await stranger.post<Problem>('/pledges', sent);
        answers.push(JSON.stringify(refusal(answer)).replaceAll(id, 'it'));
      }
      expect(answers[0]).toBe(answers[1]);
      expect(answers[0]).toContain('unknown_reference');
    }
    const forOthers = await stranger.post('/pledges', pledgeBody(kazakhstan, { reference: newId() }));
    expect(forOthers.status).toBe(403);
    // An id that is taken confirms no content.
    const taken = await stranger.post<Problem>('/pledges', {
      ...pledgeBody(kazakhstan, { reference }),
      id: pledge.id,
    });
    expect(refusal(taken)).toEqual(['409 id_reused']);
    const cargo = (pledgeLine: string) => ({
      ...shipmentBody(uzbekistan, { destination: { province: KANDAHAR } }),
      lines: [{ item: WHEAT, quantity: 1, pledgeLine }],
    });
    const named = [];
    for (const line of [lineOf(pledge), unknown]) {
      named.push(JSON.stringify(refusal(await elsewhere.post<Problem>('/shipments', cargo(line)))));
    }
    expect(named[0]).toBe(named[1]);
    expect(named[0]).toContain('unknown_reference');
  });

  it('the records behind a lane are named to whoever sees them, and its numbers are the same for all', async () => {
    const { shipment } = await setup();
    await service().settled();
    const lane = async (who: ReturnType<typeof as>) =>
      (await who.get<Lane>(`/gaps/${GHOR}/${FOOD}`, { from: '2026-11', to: '2026-11' })).body;
    const whole = await lane(as('admin'));
    const told = await lane(as('viewer'));
    const pm = ({ parcels }: Lane) => parcels.map((parcel) => parcel.pm);
    expect(pm(told)).toEqual(pm(whole));
    expect(told.supply).toEqual(whole.supply);
    expect(whole.parcels.some((parcel) => parcel.shipment?.id === shipment.id)).toBe(true);
    expect(told.parcels.filter((parcel) => parcel.shipment ?? parcel.pledge ?? parcel.line)).toEqual([]);
    const coordinators = await lane(as('coordinator', { provinces: [GHOR] }));
    expect(coordinators.parcels.some((parcel) => parcel.shipment?.id === shipment.id)).toBe(true);
    expect(coordinators.parcels.filter(({ pledge }) => pledge)).toEqual([]);
  });

  it('mine is what is of my organisation and my provinces', async () => {
    const { shipment, wfp } = await setup();
    const mine = async (given: Partial<Principal>) =>
      (
        await as('manager', given).get<List<ShipmentSummary>>('/shipments', {
          mine: '1',
          q: shipment.waybill,
        })
      ).body.items.length;
    expect(await mine({ organisation: wfp })).toBe(1);
    expect(await mine({ organisation: await ledger().organisation(someone()) })).toBe(0);
    expect(await mine({})).toBe(1);
  });
});
