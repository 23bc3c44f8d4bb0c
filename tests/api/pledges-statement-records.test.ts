/** Every figure of a statement opens to the records behind it, and they add up to it as it is shown. */
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../src/pledges/contract/statement.ts';
import type { StatementRecord, StatementRecords } from '../../src/pledges/contract/statement-records.ts';
import { COLUMNS } from '../../src/pledges/rules/statement.ts';
import { entityTag } from '../../src/pledges/view.ts';
import { GHOR, ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';
import { pledgesOf, someone } from '../support/pledges.ts';
import { engines, serviceOfTest } from '../support/service.ts';

describe.each(engines)('the records behind a statement on %s', (engine) => {
  /** A pledge that was edited and allocated from, with cargo that arrived wet, short, elsewhere and twice. */
  async function setup() {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    const pledges = pledgesOf(service);
    const donor = await ledger.organisation(someone());
    const pledge = await ledger.pledge(donor, { currency: 'EUR', ratePerUsd: 0.824 });
    const line = pledge.lines[0]!;
    service.clock.advance({ hours: 1 });
    await pledges.allocate(pledge, line, [{ province: 'AF17', quantity: 33_333, amount: 1_000_001 }]);
    service.clock.advance({ hours: 1 });
    const current = (await pledges.get(pledge.id)).body;
    const lines = current.lines.map(({ id }) => ({ id, ...(id === line.id ? { quantity: 450_000 } : {}) }));
    const edited = await pledges.edit(pledge, entityTag(current), { lines });
    expect(edited.status).toBe(200);
    const send = (quantity: number, waybill: string) =>
      ledger.ship(donor, { waybill, lines: [{ item: WHEAT, quantity, pledgeLine: line.id }] });
    const arrived = await send(50_000.5, 'WB-1');
    await send(20_000, 'WB-2');
    await ledger.tell(arrived, { type: 'dispatched' });
    service.clock.advance({ hours: 1 });
    const entries = [
      { line: lineOf(arrived), good: 30_000.333 },
      { line: lineOf(arrived), good: 9_999.667, damaged: 1_500, reason: 'wet_damage' as const },
      { line: lineOf(arrived), missing: 500, reason: 'theft_pilferage' as const },
    ];
    const receive = (deviceId: string, place: string) =>
      ledger.tell(arrived, {
        type: 'received',
        occurredAt: '2026-11-14T06:30:00Z',
        place,
        deviceId,
        lines: entries,
      });
    await receive('phone-1', GHOR);
    await receive('phone-2', GHOR);
    await ledger.tell(arrived, {
      type: 'received',
      occurredAt: '2026-11-15T06:30:00Z',
      place: 'AF20',
      lines: [{ line: lineOf(arrived), good: 20_000 }],
    });
    await ledger.tell(arrived, {
      type: 'lost',
      occurredAt: '2026-11-15T07:30:00Z',
      lines: [{ line: lineOf(arrived), quantity: 3, reason: 'sampling' }],
    });
    const records = async (query: Record<string, string>) =>
      (await service.get<StatementRecords>(`/pledges/${pledge.id}/statement/records`, query)).body;
    return { service, pledge, line, pledges, records };
  }

  const added = (items: readonly StatementRecord[], of: 'quantity' | 'amountUsd' | 'pm') =>
    Math.round(items.reduce((sum, item) => sum + (item[of] ?? 0), 0) * 1000) / 1000;

  it('add up to every figure of every row and total', async () => {
    const { pledge, pledges, records } = await setup();
    const statement = await pledges.statement(pledge);
    const rows: [Record<string, string>, Statement['total']][] = [
      ...statement.lines.map((row): [Record<string, string>, Statement['total']] => [
        { line: row.line, province: row.province ?? 'none' },
        row,
      ]),
      ...statement.totals.map((row): [Record<string, string>, Statement['total']] => [
        { line: row.line },
        row,
      ]),
      [{}, statement.total],
    ];
    expect(rows).toHaveLength(6);
    for (const [query, row] of rows)
      for (const column of COLUMNS) {
        const { figure, items } = await records({ ...query, column });
        expect(figure).toEqual(row[column]);
        const known = (['quantity', 'amountUsd', 'pm'] as const).filter((one) => figure[one] !== null);
        expect(known.map((one) => added(items, one))).toEqual(known.map((one) => figure[one]));
      }
  });

  it('name the waybill and the event, or the fact of the pledge', async () => {
    const { line, records } = await setup();
    const { items } = await records({ column: 'damaged', line: line.id, province: GHOR });
    expect(items).toMatchObject([
      {
        kind: 'cargo',
        column: 'damaged',
        waybill: 'WB-1',
        quantity: 1_500,
        event: { type: 'received', occurredAt: '2026-11-14T06:30:00.000Z' },
      },
    ]);
    const pledged = await records({ column: 'pledged', line: line.id });
    expect(pledged.items.map((item) => [item.kind === 'promise' && item.fact, item.quantity])).toEqual([
      ['recorded', 500_000],
      ['allocated', -33_333],
      ['changed', -50_000],
    ]);
    const firm = await records({ column: 'firm', line: line.id });
    expect(firm.items.find(({ kind }) => kind === 'status')).toMatchObject({
      status: 'commitment',
      quantity: 0,
      on: '2026-10-01',
    });
    expect((await records({ column: 'planned' })).items).toMatchObject([{ waybill: 'WB-2', event: null }]);
  });

  it('come in pages, and as known on a moment', async () => {
    const { line, records } = await setup();
    const whole = await records({ column: 'shipped' });
    const seen: StatementRecord[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await records({ column: 'shipped', limit: '2', ...(cursor ? { cursor } : {}) });
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(whole.items);
    expect(seen.length).toBeGreaterThan(4);
    const before = await records({ column: 'pledged', line: line.id, asKnownOn: '2026-11-15T06:30:00Z' });
    expect(before.items.map(({ quantity }) => quantity)).toEqual([500_000]);
  });

  it('are refused for a line the pledge does not have and a column there is not', async () => {
    const { service, pledge } = await setup();
    const path = `/pledges/${pledge.id}/statement/records`;
    expect(await service.get(path, { column: 'lost', line: pledge.id })).toMatchObject({
      ...{ status: 422, body: { errors: [{ pointer: '?line', code: 'unknown_reference' }] } },
    });
    expect(
      (await service.get(path, { column: 'stolen', province: 'Ghor' })).body.errors.map(
        ({ pointer }) => pointer,
      ),
    ).toEqual(['?column', '?province']);
  });
});
