/** Files of what is shown: the same rows as the lists, with the same rules of who sees what. */
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { GapReport } from '../../src/gaps/contract.ts';
import type { Engine } from '../../src/platform/storage/store.ts';
import { FOOD, GHOR, ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';
import { engines, KEY, serviceOfTest } from '../support/service.ts';

type Rows = Record<string, string>[];

async function setup(engine: Engine = 'sqlite') {
  const service = await serviceOfTest({ engine });
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation();
  const file = async (name: string, query: Record<string, string> = {}) => {
    const answer = await service.get<string>(`/exports/${name}.csv`, query);
    expect(answer).toMatchObject({ status: 200 });
    return { ...answer, rows: parse<Rows[number]>(answer.body, { columns: true, bom: true }) };
  };
  return { service, ledger, donor, file };
}

describe.each(engines)('files on %s', (engine) => {
  it('of gaps say cell by cell what the report says, with its filters', async () => {
    const { service, ledger, donor, file } = await setup(engine);
    await ledger.need(['2026-11', '2026-12'], 3000, { isEstimate: true });
    await ledger.need(['2026-11'], 500, { province: 'AF31' });
    await ledger.pledge(donor);
    await service.settled();
    const query = { province: GHOR, sector: FOOD, from: '2026-11', to: '2026-12' };
    const report = (await service.get<GapReport>('/gaps', query)).body;
    const { rows, headers, body } = await file('gaps', query);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="gaps.csv"');
    expect(body.startsWith('province,sector,month,needPm,isEstimate,coverage_confirmed')).toBe(true);
    expect(rows).toHaveLength(report.cells.length);
    expect(rows.length).toBeGreaterThan(1);
    for (const [index, cell] of report.cells.entries()) {
      expect(rows[index]).toMatchObject({
        ...{ province: cell.province, sector: cell.sector, month: cell.month, level: cell.level },
        ...{ needPm: String(cell.needPm), isEstimate: 'yes', asOf: report.asOf },
        unpledgedPm: String(cell.waterfall?.unpledged),
        coverage_pledged: String(cell.coverage?.pledged),
      });
    }
    const asKnown = await file('gaps', { asKnownOn: '2026-11-01' });
    expect(asKnown.rows).toEqual([]);
    const refused = await service.get('/exports/gaps.csv', { from: '2026-12', to: '2026-11' });
    expect(refused.status).toBe(400);
  });

  it('of lists hold all of them, page after page, and run nothing in a spreadsheet', async () => {
    const { service, ledger, donor, file } = await setup(engine);
    await Promise.all(
      Array.from({ length: 3 }, async (_, batch) => {
        for (let one = 0; one < 70; one++) {
          await ledger.ship(donor, { waybill: `=HYPERLINK("${batch}-${one}")`, originCountry: 'KZ' });
        }
      }),
    );
    await ledger.pledge(donor, { reference: '+93 "quoted", and so on', plan: 'HAFG26' });
    await ledger.need(['2026-11'], 3000, { source: '@HNRP' });
    await service.settled();
    const shipments = await file('shipments');
    expect(shipments.rows).toHaveLength(210);
    expect(new Set(shipments.rows.map(({ shipment }) => shipment)).size).toBe(210);
    expect(shipments.rows[0]).toMatchObject({ originCountry: 'KZ', province: GHOR });
    expect(shipments.rows.every(({ waybill }) => waybill?.startsWith("'=HYPERLINK("))).toBe(true);
    expect((await file('pledges')).rows).toMatchObject([
      {
        ...{ reference: '\'+93 "quoted", and so on', plan: 'HAFG26', useYear: '2026', item: WHEAT },
        ...{ quantity: '500000', amountMinor: '29500000', pmIsEstimate: 'no', status: 'commitment' },
      },
    ]);
    const needs = await file('needs', { bom: '1', hxl: '1' });
    // Reading an answer as text takes the mark away.
    const raw = await fetch(`${service.url}/api/v1/exports/needs.csv?bom=1`, {
      headers: { authorization: `Bearer ${KEY}` },
    });
    expect([...new Uint8Array(await raw.arrayBuffer())].slice(0, 4)).toEqual([0xef, 0xbb, 0xbf, 0x70]);
    expect(needs.rows).toMatchObject([
      { province: '#adm1+code', peopleTargeted: '#targeted' },
      { province: GHOR, peopleTargeted: '3000', source: "'@HNRP", isEstimate: 'no' },
    ]);
  });

  it('of discrepancies say who they are for', async () => {
    const { service, ledger, donor, file } = await setup(engine);
    const shipment = await ledger.ship(donor);
    const lines = [{ line: lineOf(shipment), good: 49_000, missing: 1000, reason: 'miscount' as const }];
    await ledger.tell(shipment, { type: 'received', occurredAt: '2026-11-14T09:00:00Z', lines });
    await service.settled();
    const { rows } = await file('discrepancies', { kind: 'short_receipt' });
    expect(rows).toMatchObject([{ shipment: shipment.id, quantity: '1000', causes: 'miscount' }]);
    expect(rows[0]?.sensitivity).toMatch(/^restricted/);
    expect((await file('discrepancies', { kind: 'damage' })).rows).toEqual([]);
  });
});
