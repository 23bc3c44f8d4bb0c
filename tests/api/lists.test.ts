/** Lists: every row once, page by page, whatever is recorded meanwhile; and what their filters let through. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import type { Pledge } from '../../src/pledges/contract.ts';
import { pledgeLines } from '../../src/pledges/tables.ts';
import { shipmentStates } from '../../src/reconciliation/tables.ts';
import { engines, type Service, serviceOfSuite, serviceOfTest } from '../support/service.ts';
import { FOOD, GHOR, type Ledger, ledgerOf, lineOf } from '../support/ledger.ts';
import type { Answer } from '../support/client.ts';
import { pledgesOf } from '../support/pledges.ts';

interface Row {
  id: string;
}

/** Walks a list to its end; `between` happens after each page. */
async function walk(service: Service, path: string, between: () => Promise<unknown>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Row[]; nextCursor: string | null } = (
      await service.get<{ items: Row[]; nextCursor: string | null }>(path, {
        limit: 3,
        ...(cursor === null ? {} : { cursor }),
      })
    ).body;
    expect(page.items.length).toBeLessThanOrEqual(3);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    await between();
  } while (cursor !== null);
  return ids;
}

/** A shipment of which more arrives than was sent. */
async function tooMuch(ledger: Ledger, donor: string): Promise<unknown> {
  const shipment = await ledger.ship(donor);
  const lines = [{ line: lineOf(shipment), good: 60_000, excess: 10_000, reason: 'miscount' as const }];
  return ledger.tell(shipment, { type: 'received', occurredAt: '2026-11-14T09:00:00Z', lines });
}

describe.each(engines)('on %s', (engine) => {
  const service = serviceOfSuite({ engine });

  it.each<[path: string, record: (ledger: Ledger, donor: string) => Promise<string>]>([
    ['/pledges', async (ledger, donor) => (await ledger.pledge(donor)).id],
    ['/shipments', async (ledger, donor) => (await ledger.ship(donor)).id],
    ['/organisations', (ledger) => ledger.organisation(`Organisation ${newId()}`)],
  ])(
    '%s is walked to its end while rows are added: each that was there is seen once',
    async (path, record) => {
      const ledger = ledgerOf(service());
      const donor = await ledger.organisation(`Donor ${newId()}`);
      const there: string[] = [];
      for (let index = 0; index < 8; index++) {
        // Some in the same millisecond, some later.
        if (index % 3 === 0) service().clock.advance({ ms: 1 });
        there.push(await record(ledger, donor));
      }
      const seen = await walk(service(), path, () => record(ledger, donor));
      expect(new Set(seen).size).toBe(seen.length);
      expect(there.filter((id) => !seen.includes(id))).toEqual([]);
    },
  );

  it.each<[path: string, record: (ledger: Ledger, donor: string) => Promise<unknown>]>([
    ['/pledges', (ledger, donor) => ledger.pledge(donor)],
    ['/shipments', (ledger, donor) => ledger.ship(donor)],
    ['/organisations', (ledger) => ledger.organisation(`Organisation ${newId()}`)],
    ['/needs', (ledger) => ledger.need(['2026-11', '2026-12', '2027-01', '2027-02', '2027-03'], 100)],
    ['/discrepancies', (ledger, donor) => tooMuch(ledger, donor)],
  ])(
    'the links of %s lead to its end, past every row once, with the filters they began with',
    async (path, record) => {
      const ledger = ledgerOf(service());
      const donor = await ledger.organisation(`Donor ${newId()}`);
      for (let index = 0; index < 5; index++) await record(ledger, donor);
      await service().settled();
      const keys = (items: object[]) => items.map((item) => JSON.stringify(item));
      const all = keys((await service().get<{ items: object[] }>(path, { limit: 200 })).body.items);
      expect(all.length).toBeGreaterThanOrEqual(5);
      const seen: string[] = [];
      let next: string | undefined = `/api/v1${path}?limit=2`;
      while (next !== undefined) {
        const { body, headers }: Answer<{ items: object[]; nextCursor: string | null }> =
          await service().get(next);
        seen.push(...keys(body.items));
        const link = headers.get('link');
        next = /^<([^>]+)>; rel="next"$/.exec(link ?? '')?.[1];
        expect([next === undefined, next ?? 'limit=2']).toEqual([
          body.nextCursor === null && link === null,
          expect.stringContaining('limit=2'),
        ]);
      }
      expect(seen).toEqual(all);
    },
  );

  it('pledges and shipments come newest first', async () => {
    const ledger = ledgerOf(service());
    const donor = await ledger.organisation(`Donor ${newId()}`);
    const older = await ledger.pledge(donor);
    service().clock.advance({ ms: 1 });
    const newer = await ledger.pledge(donor);
    const { body } = await service().get<{ items: Row[] }>('/pledges', { donor });
    expect(body.items.map(({ id }) => id)).toEqual([newer.id, older.id]);
  });

  it('organisations come by name, however it is spelled, and are found by part of it', async () => {
    const ledger = ledgerOf(service());
    const mark = newId().slice(-8);
    for (const name of [`${mark} Zakat`, `${mark} Élan`, `${mark} agha khan`])
      await ledger.organisation(name);
    const names = async (query: Record<string, string>) =>
      (await service().get<{ items: { name: string }[] }>('/organisations', query)).body.items.map(
        ({ name }) => name,
      );
    expect(await names({ q: mark })).toEqual([`${mark} agha khan`, `${mark} Élan`, `${mark} Zakat`]);
    expect(await names({ q: `${mark} elan` })).toEqual([`${mark} Élan`]);
    expect(await names({ q: mark, kind: 'ngo' })).toEqual([]);
  });
});

describe.each(engines)('q on %s finds a text however it is written', (engine) => {
  const service = serviceOfSuite({ engine });

  it.each<[written: string, asked: string[], not: string[]]>([
    ['Накладная № 12', ['накладная', 'НАКЛАДНАЯ', 'no 12'], ['12 №']],
    ['بارنامه ۸۵۰ كابل', ['بارنامه 850', 'کابل', 'كابل', '٨٥٠'], ['851']],
    ['ÉLAN-Ünlü', ['élan', 'elan-ü', 'UNLU'], ['elan unlu']],
    ['ＷＢ－９', ['wb-9'], ['wb9']],
    ['100_% cotton', ['_%', '0_% C'], ['0%', '__']],
  ])('%s', async (written, asked, not) => {
    const ledger = ledgerOf(service());
    const donor = await ledger.organisation(`Donor ${newId()}`);
    await ledger.ship(donor, { waybill: written });
    const { id } = await ledger.pledge(donor, { reference: 'changed below' });
    await pledgesOf(service()).edit({ id }, '"1"', { reference: written });
    const found = async (q: string) => {
      const { body } = await service().get<{ items: Pledge[] }>('/pledges', { q, donor });
      const waybills = (await ledger.shipments({ q })).map(({ waybill }) => waybill);
      return [...waybills, ...body.items.map(({ reference }) => reference)];
    };
    for (const q of asked) expect({ q, found: await found(q) }).toEqual({ q, found: [written, written] });
    for (const q of not) expect({ q, found: await found(q) }).toEqual({ q, found: [] });
    expect(await found('changed below')).toEqual([]);
  });
});

describe.each(engines)('filters on %s', (engine) => {
  it('pledges by status, donor, sector, province and reference', async () => {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    const [donor, other] = [await ledger.organisation('Kazakhstan'), await ledger.organisation('Japan')];
    await ledger.pledge(donor, { reference: 'KZ-1', status: 'pledge', expiresOn: '2026-11-20' });
    await ledger.pledge(donor, { reference: 'KZ-2', status: 'paid' });
    await ledger.pledge(other, {
      reference: 'JP-1',
      lines: [
        { sector: 'education', province: 'AF01', item: 'school_in_a_box', quantity: 10 },
        { sector: 'unallocated', item: 'rice', quantity: 10 },
      ],
    });
    const found = async (query: Record<string, string>) =>
      (await service.get<{ items: Pledge[] }>('/pledges', query)).body.items
        .map(({ reference }) => reference)
        .sort();
    expect(await found({})).toEqual(['JP-1', 'KZ-1', 'KZ-2']);
    expect(await found({ donor: other })).toEqual(['JP-1']);
    expect(await found({ status: 'pledge' })).toEqual(['KZ-1']);
    expect(await found({ status: 'commitment' })).toEqual(['JP-1']);
    expect(await found({ sector: FOOD })).toEqual(['KZ-1', 'KZ-2']);
    expect(await found({ sector: 'unallocated' })).toEqual(['JP-1']);
    expect(await found({ province: 'AF01' })).toEqual(['JP-1']);
    expect(await found({ province: GHOR, status: 'paid' })).toEqual(['KZ-2']);
    expect(await found({ q: 'kz-' })).toEqual(['KZ-1', 'KZ-2']);

    // The last day of KZ-1 has ended in Kabul.
    service.clock.moveTo('2026-11-20T19:30:00Z');
    expect(await found({ status: 'expired' })).toEqual(['KZ-1']);
    expect(await found({ status: 'pledge' })).toEqual([]);
  });

  it('shipments by status, flag, province, crossing, sector and waybill', async () => {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    const donor = await ledger.organisation();
    await ledger.ship(donor, { waybill: 'WB-planned' });
    const moving = await ledger.ship(donor, {
      waybill: 'WB-moving',
      crossing: null,
      lines: [
        { item: 'wheat_flour', quantity: 1000 },
        { item: 'school_in_a_box', quantity: 10, destination: { province: 'AF01' } },
      ],
    });
    await ledger.tell(moving, { type: 'dispatched' });
    await ledger.tell(moving, { type: 'delayed', eta: '2026-12-05' });
    const here = await ledger.ship(donor, { waybill: 'WB-here' });
    await ledger.tell(here, {
      type: 'received',
      occurredAt: '2026-11-14T09:00:00Z',
      lines: [{ line: lineOf(here), good: 60_000 }],
    });
    await service.settled();
    const found = async (query: Record<string, string>) =>
      (await ledger.shipments(query)).map(({ waybill }) => waybill.slice(3)).sort();
    expect(await found({})).toEqual(['here', 'moving', 'planned']);
    expect(await found({ status: 'planned' })).toEqual(['planned']);
    expect(await found({ status: 'in_transit' })).toEqual(['moving']);
    expect(await found({ status: 'received' })).toEqual(['here']);
    expect(await found({ flag: 'over_received' })).toEqual(['here']);
    expect(await found({ flag: 'stale' })).toEqual([]);
    expect(await found({ flag: 'out_of_sequence', status: 'in_transit' })).toEqual([]);
    expect(await found({ province: 'AF01' })).toEqual(['moving']);
    expect(await found({ province: GHOR })).toEqual(['here', 'moving', 'planned']);
    expect(await found({ crossing: 'hairatan' })).toEqual(['here', 'planned']);
    expect(await found({ sector: 'education' })).toEqual(['moving']);
    expect(await found({ q: 'wb-PL' })).toEqual(['planned']);
  });
});

/** SQLite lets a statement have 32,766 parameters. */
const VERY_MANY = 33_000;
const ROWS_AT_ONCE = 1000;

describe.each(engines)('more than fits into the parameters of a statement, on %s', (engine) => {
  it('shipments of a status and flag', async () => {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    const shipment = await ledger.ship(await ledger.organisation());
    await ledger.tell(shipment, { type: 'dispatched' });
    await service.settled();
    await service.store.write(async (scope) => {
      for (let from = 0; from < VERY_MANY; from += ROWS_AT_ONCE) {
        const rows = Array.from({ length: ROWS_AT_ONCE }, (_, index) => ({
          ...{
            shipment: `state ${from + index}`,
            status: 'in_transit',
            flags: ['back_dated'],
            evaluatedAt: 0,
          },
        }));
        await scope.db.insert(scope.of(shipmentStates)).values(rows);
      }
    });
    expect(await ledger.shipments({ status: 'in_transit' })).toMatchObject([{ id: shipment.id }]);
    expect(await ledger.shipments({ status: 'in_transit', flag: 'back_dated' })).toMatchObject([
      { id: shipment.id },
    ]);
    expect(await ledger.shipments({ status: 'received' })).toEqual([]);
  });

  it('lines of the pledges on a page: 200 of 200 lines each are more', async () => {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    const pledge = await ledger.pledge(await ledger.organisation());
    await service.settled();
    await service.store.write(async (scope) => {
      for (let from = 0; from < VERY_MANY; from += ROWS_AT_ONCE) {
        const rows = Array.from({ length: ROWS_AT_ONCE }, (_, index) => ({
          ...{ id: newId(), pledge: pledge.id, position: 1 + from + index, sector: FOOD, province: GHOR },
          ...{ item: 'rice', quantityMilli: 1000 },
        }));
        await scope.db.insert(scope.of(pledgeLines)).values(rows);
      }
    });
    const { body } = await service.get<{ items: Pledge[] }>('/pledges');
    expect(body.items.map(({ lines }) => lines.length)).toEqual([VERY_MANY + 1]);
  });
});
