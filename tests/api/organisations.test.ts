/** Organisations that somebody proposes while he works, and that a manager confirms or finds to be others. */
import { describe, expect, it } from 'vitest';
import type { Organisation } from '../../src/accounts/contract.ts';
import type { ApiKey } from '../../src/accounts/contract/keys.ts';
import { organisations } from '../../src/accounts/tables.ts';
import type { Notice } from '../../src/notify/contract.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Pledge } from '../../src/pledges/contract.ts';
import { pledges } from '../../src/pledges/tables.ts';
import type { GoodsReceivedNote } from '../../src/shipments/contract/grn.ts';
import type { Shipment, ShipmentSummary } from '../../src/shipments/contract.ts';
import type { Answer } from '../support/client.ts';
import { handlingOf } from '../support/cases.ts';
import { FOOD, GHOR, ledgerOf, lineOf, pledgeBody, shipmentBody, WHEAT } from '../support/ledger.ts';
import { browserOf, person, signIn } from '../support/people.ts';
import { engines, serviceOfSuite } from '../support/service.ts';
import { trailOf } from '../support/trail.ts';

interface Refusal {
  code: string;
  detail: string;
  errors?: { pointer: string; code: string }[];
}
type Told<T> = Answer<T & Refusal>;

describe.each(engines)('organisations on %s', (engine) => {
  const service = serviceOfSuite({ engine });
  const named = (name: string) => `${name} ${newId()}`;
  const register = (body: object, key?: string): Promise<Told<Organisation>> =>
    service().ask('POST', '/organisations', { body: { kind: 'ngo', ...body }, ...(key ? { key } : {}) });
  const confirm = (id: string): Promise<Told<Organisation>> =>
    service().post(`/organisations/${id}/confirm`, undefined);
  const merge = (id: string, into: string): Promise<Told<Organisation>> =>
    service().post(`/organisations/${id}/merge`, { into });
  const organisation = () => ledgerOf(service()).organisation(named('Partner'));
  const inState = async (state: string, q: string) =>
    (await service().get<{ items: Organisation[] }>('/organisations', { state, q })).body.items;

  /** A key that acts for an organisation. */
  async function keyOf(role: string, of: string | null, provinces: string[] | null = null): Promise<string> {
    const { body } = await service().post<ApiKey & { token: string }>('/api-keys', {
      ...{ name: role, role, organisation: of, provinces },
    });
    return body.token;
  }
  const as = (key: string) => ({
    get: <T>(path: string, query: Record<string, string> = {}): Promise<Told<T>> =>
      service().ask('GET', path, { key, query }),
    post: <T>(path: string, body: unknown): Promise<Told<T>> => service().ask('POST', path, { key, body }),
  });
  const recordsOf = async (id: string) =>
    (await trailOf(service())).filter(({ kind, key }) => kind === 'organisation' && key === id).length;

  describe('proposed', () => {
    it('by a coordinator one is proposed, and work with it goes on at once; by a manager it is confirmed', async () => {
      const own = await organisation();
      const coordinator = await keyOf('coordinator', own);
      const id = newId();
      const name = named('Bamyan bakers');
      const first = await register({ id, name }, coordinator);
      expect([first.status, first.body]).toMatchObject([201, { state: 'proposed', mergedInto: null }]);
      const again = await register({ id, name }, coordinator);
      expect([again.status, again.body]).toEqual([200, first.body]);
      const sent = await as(coordinator).post<Shipment>('/shipments', shipmentBody(own, { consignee: id }));
      expect([sent.status, sent.body.consignee]).toEqual([201, id]);
      const byManager = await register({ name: named('Office') }, await keyOf('manager', null));
      expect(byManager.body.state).toBe('confirmed');
    });

    it('is confirmed once; the second time changes and records nothing', async () => {
      const name = named('Herat growers');
      const { id } = (await register({ name }, await keyOf('donor', await organisation()))).body;
      expect((await inState('proposed', name)).map((one) => one.id)).toEqual([id]);
      expect(await confirm(id)).toMatchObject({ status: 200, body: { id, state: 'confirmed' } });
      const records = await recordsOf(id);
      expect(records).toBe(2);
      expect(await confirm(id)).toMatchObject({ status: 200, body: { id, state: 'confirmed' } });
      expect(await recordsOf(id)).toBe(records);
      expect(await inState('proposed', name)).toEqual([]);
      expect(await inState('confirmed', name)).toHaveLength(1);
    });

    it('the name of a merged one is held by the one it was merged into', async () => {
      const [one, other] = [await register({ name: named('ACME') }), await organisation()];
      await merge(one.body.id, other);
      const taken = await register({ name: one.body.name });
      expect([taken.status, taken.body]).toMatchObject([409, { organisation: { id: other } }]);
    });
  });

  describe('merging is refused', () => {
    it.each(['itself', 'into_merged', 'merged_elsewhere'] as const)('%s', async (code) => {
      const [one, other, third] = [await organisation(), await organisation(), await organisation()];
      await merge(other, third);
      const cases = {
        itself: [one, one],
        into_merged: [one, other],
        merged_elsewhere: [other, one],
      } as const;
      const [of, into] = cases[code];
      const before = await service().store.read((scope) => scope.db.select().from(scope.of(organisations)));
      const { status, body } = await merge(of, into);
      expect([status, body.code, body.errors]).toMatchObject([422, 'refused', [{ pointer: '/into', code }]]);
      const after = await service().store.read((scope) => scope.db.select().from(scope.of(organisations)));
      expect(after).toEqual(before);
    });

    it('of or into one that is not registered, and a merged one is not confirmed', async () => {
      const [one, other] = [await organisation(), await organisation()];
      expect((await merge(newId(), one)).status).toBe(404);
      const unknown = await merge(one, newId());
      expect([unknown.status, unknown.body.code]).toEqual([422, 'unknown_reference']);
      await merge(one, other);
      const confirmed = await confirm(one);
      expect([confirmed.status, confirmed.body.code]).toEqual([422, 'refused']);
    });

    it('not twice: the same again changes and records nothing', async () => {
      const [one, other] = [await organisation(), await organisation()];
      const first = await merge(one, other);
      expect(first).toMatchObject({ status: 200, body: { id: one, state: 'merged', mergedInto: other } });
      const records = await recordsOf(one);
      expect(await merge(one, other)).toMatchObject({ status: 200, body: first.body });
      expect(await recordsOf(one)).toBe(records);
    });
  });

  describe('merged', () => {
    /** A donor known twice, each with a pledge and cargo of its own. */
    async function twice() {
      const ledger = ledgerOf(service());
      const [name, oldName] = [named('Kazakhstan'), named('Rep. of Kazakhstan')];
      const standing = await ledger.organisation(name);
      const old = await ledger.organisation(oldName);
      const lines = [{ sector: FOOD, province: GHOR, item: WHEAT, quantity: 500_000, amount: 29_500_000 }];
      const pledge = await ledger.pledge(old, { reference: named('OLD'), recipient: old, lines } as never);
      const other = await ledger.pledge(standing, { reference: named('NEW') });
      const fulfilling = [{ item: WHEAT, quantity: 1000, pledgeLine: lineOf(pledge as never) }];
      const shipment = await ledger.ship(old, { waybill: named('WB'), lines: fulfilling });
      return { ledger, name, standing, old, pledge, other, shipment };
    }

    it('is shown and found as the one it was merged into, and its records stay as they are', async () => {
      const { ledger, name, standing, old, pledge, other, shipment } = await twice();
      await ledger.tell(shipment, { type: 'dispatched' });
      const receipt = await ledger.tell(shipment, {
        type: 'received',
        occurredAt: '2026-11-14T09:00:00Z',
        lines: [{ line: lineOf(shipment), good: 1000 }],
      });
      await service().settled();
      const before = await service().get<Pledge>(`/pledges/${pledge.id}`);
      await merge(old, standing);

      const after = await service().get<Pledge>(`/pledges/${pledge.id}`);
      expect(after.body).toEqual({
        ...before.body,
        ...{ donor: standing, recipient: standing, recordedParties: { donor: old, recipient: old } },
      });
      expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
      for (const donor of [standing, old]) {
        const found = await service().get<{ items: Pledge[] }>('/pledges', { donor });
        expect(found.body.items.map(({ id }) => id).sort()).toEqual([pledge.id, other.id].sort());
      }
      const seen = await ledger.shipment(shipment.id);
      expect([seen.consignor, seen.consignee]).toEqual([standing, standing]);
      const [listed] = await ledger.shipments({ q: shipment.waybill });
      expect([listed?.consignor, listed?.consignee]).toEqual([standing, standing]);
      const blind = await service().get<Shipment>(`/shipments/${shipment.id}`, { blind: '1' });
      expect(blind.body.consignor).toBe(standing);
      const note = await service().get<GoodsReceivedNote>(`/shipments/${shipment.id}/grn/${receipt.id}`);
      expect([note.body.consignor, note.body.consignee]).toEqual([
        { id: standing, name },
        { id: standing, name },
      ]);
      const page = await service().get<string>(`/pledges/${pledge.id}/statement.html`, { lang: 'en' });
      expect(page.body).toContain(name);
      const rows = await service().store.read((scope) => scope.db.select().from(scope.of(pledges)));
      expect(rows.find(({ id }) => id === pledge.id)).toMatchObject({ donor: old, recipient: old });
    });

    it('somebody of either sees the rows of both, as the one he was of does', async () => {
      const { standing, old, pledge, other, shipment } = await twice();
      const keys = [await keyOf('donor', old), await keyOf('donor', standing)];
      const sees = async (key: string) => {
        const { items } = (await as(key).get<{ items: Pledge[] }>('/pledges')).body;
        const cargo = await as(key).get<{ items: ShipmentSummary[] }>('/shipments', { mine: '1' });
        return [items.map(({ id }) => id).sort(), cargo.body.items.map(({ id }) => id)];
      };
      expect(await Promise.all(keys.map(sees))).toEqual([
        [[pledge.id], [shipment.id]],
        [[other.id], []],
      ]);
      await merge(old, standing);
      const both = [[pledge.id, other.id].sort(), [shipment.id]];
      expect(await Promise.all(keys.map(sees))).toEqual([both, both]);
      for (const key of keys) {
        const me = await as(key).get<{ organisation: string }>('/me');
        expect(me.body.organisation).toBe(standing);
        // Inside, not from outside: he may change it.
        const shared = await as(key).post(`/pledges/${pledge.id}/share`, { expiresOn: '2026-12-31' });
        expect(shared.status).toBe(201);
        for (const donor of [old, standing]) {
          const body = pledgeBody(donor, { reference: named('MORE') });
          expect((await as(key).post('/pledges', body)).status).toBe(201);
        }
      }
      // And nobody else does.
      expect(await sees(await keyOf('donor', await organisation()))).toEqual([[], []]);
    });

    it('people of it act for the other, with keys that they made before', async () => {
      const { standing, old, pledge, other } = await twice();
      const email = `donor-${newId()}@partner.example`;
      const { id } = await person(service(), email, { role: 'donor', organisation: old });
      const browser = browserOf(service());
      await signIn(browser, email);
      const made = await browser.ask<{ token: string }>('POST', '/api/v1/api-keys', { name: 'before' });
      await merge(old, standing);
      expect((await browser.ask('GET', '/api/v1/me')).body).toMatchObject({ organisation: standing });
      // An administrator writes down what he acts for today; the key is of the same organisation still.
      await service().ask('PATCH', `/users/${id}`, {
        ...{ body: { organisation: standing }, headers: { 'if-match': '*' } },
      });
      for (const one of [pledge, other])
        expect((await as(made.body.token).get(`/pledges/${one.id}`)).status).toBe(200);
      const named = await browser.ask('POST', '/api/v1/api-keys', { name: 'after', organisation: old });
      expect(named.status).toBe(201);
    });

    it('what was merged into it before goes with it', async () => {
      const { standing, old, pledge } = await twice();
      const last = await organisation();
      await merge(old, standing);
      await merge(standing, last);
      expect((await ledgerOf(service()).pledgeOf(pledge.id)).donor).toBe(last);
      expect((await as(await keyOf('donor', last)).get(`/pledges/${pledge.id}`)).status).toBe(200);
      expect((await merge(old, standing)).body.errors).toMatchObject([{ code: 'merged_elsewhere' }]);
    });

    it('a second entry under the other name is suspected', async () => {
      const { standing, old } = await twice();
      const [mine] = [
        await ledgerOf(service()).pledge(old, { decidedOn: '2026-06-01', reference: named('A') }),
      ];
      await merge(old, standing);
      for (const donor of [standing, old]) {
        const body = pledgeBody(donor, {
          decidedOn: '2026-06-05',
          reference: named('B'),
          duplicateAnswer: null,
        });
        const answer = await service().post<{ candidates: { id: string; donor: string; why: string[] }[] }>(
          '/pledges',
          body,
        );
        expect([answer.status, answer.body.candidates]).toMatchObject([
          409,
          [{ id: mine.id, donor: standing, why: ['amount'] }],
        ]);
      }
    });

    it('the answer to a recording is what was recorded, before and after, whichever id was sent', async () => {
      const { ledger, standing, old } = await twice();
      const body = { id: newId(), ...pledgeBody(old, { reference: named('R') }) };
      const early = await service().post<Pledge>('/pledges', body);
      await merge(old, standing);
      const again = await service().post<Pledge>('/pledges', body);
      expect([again.status, again.body]).toEqual([200, early.body]);
      // A phone without a line knows the old id alone.
      const late = { ...pledgeBody(old, { reference: named('L') }), id: newId() };
      const first = await service().post<Pledge>('/pledges', late);
      const second = await service().post<Pledge>('/pledges', late);
      expect([first.status, second.status, second.body]).toEqual([201, 200, first.body]);
      expect((await ledger.pledgeOf(late.id)).donor).toBe(standing);
    });

    it('notices to either reach who acts for both', async () => {
      const { ledger, standing, old, shipment, pledge } = await twice();
      await ledger.tell(shipment, { type: 'dispatched' });
      await ledger.tell(shipment, {
        type: 'received',
        occurredAt: '2026-11-14T09:00:00Z',
        lines: [{ line: lineOf(shipment), good: 990, missing: 10, reason: 'miscount' }],
      });
      await service().settled();
      const [short] = await handlingOf(service()).cases({ shipment: shipment.id });
      const key = await keyOf('donor', standing);
      const told = async () =>
        (await as(key).get<{ items: Notice[] }>('/notices')).body.items.filter(
          ({ about }) => about.of === 'discrepancy' && about.discrepancy === short?.id,
        );
      expect(await told()).toEqual([]);
      await merge(old, standing);
      expect(await told()).toMatchObject([{ about: { pledge: pledge.id } }]);
    });
  });
});
