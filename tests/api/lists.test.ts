/** Lists: every row once, page by page, whatever is recorded meanwhile; and what their filters let through. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import type { Pledge } from '../../src/pledges/contract.ts';
import { engines, type Service, serviceOfSuite, serviceOfTest } from '../support/service.ts';
import { FOOD, GHOR, type Ledger, ledgerOf, lineOf } from '../support/ledger.ts';
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
