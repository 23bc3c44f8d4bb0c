/** What became of a pledge, line by line and province by province: computed from facts, and true of any past moment. */
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../src/pledges/contract/statement.ts';
import { FOOD, GHOR, ledgerOf, lineOf, type PledgeBody, WHEAT } from '../support/ledger.ts';
import { pledgesOf, someone } from '../support/pledges.ts';
import { engines, serviceOfTest } from '../support/service.ts';

const FATES = [
  'planned',
  'inTransit',
  'late',
  'held',
  'stale',
  'unknown',
  'delivered',
  'damaged',
  'lost',
  'returned',
] as const;
type Columns = Statement['total'];

/** The columns of a row that are not nothing, in units. */
const told = (row: Columns) =>
  Object.fromEntries(
    (['pledged', 'firm', 'shipped', ...FATES, 'excess'] as const).flatMap((column) =>
      row[column].quantity === 0 ? [] : [[column, row[column].quantity]],
    ),
  );

function expectBalance(row: Columns): void {
  const sum = (of: 'quantity' | 'amountUsd' | 'pm') =>
    FATES.reduce((total, fate) => total + (row[fate][of] ?? 0), 0) - (row.excess[of] ?? 0);
  expect(row.shipped.quantity).toBe(sum('quantity'));
  expect(row.shipped.amountUsd).toBe(sum('amountUsd'));
  expect(row.shipped.pm).toBeCloseTo(sum('pm'), 2);
}

describe.each(engines)('the statement of a pledge on %s', (engine) => {
  async function setup(changes: Partial<PledgeBody> = {}) {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    const donor = await ledger.organisation(someone());
    const pledge = await ledger.pledge(donor, changes);
    return { service, ledger, donor, pledge, line: pledge.lines[0]!, pledges: pledgesOf(service) };
  }

  it('says where everything is, with its value and its age', async () => {
    const { service, ledger, donor, pledge, line, pledges } = await setup();
    await pledges.allocate(pledge, line, [{ province: 'AF17', quantity: 100_000 }]);
    const send = (quantity: number, province: string) =>
      ledger.ship(donor, {
        destination: { province },
        lines: [{ item: WHEAT, quantity, pledgeLine: line.id }],
      });
    const arrived = await send(50_000, GHOR);
    await send(20_000, GHOR);
    const elsewhere = await send(10_000, 'AF20');
    await ledger.tell(arrived, { type: 'dispatched' });
    service.clock.advance({ hours: 1 });
    await ledger.tell(elsewhere, {
      type: 'dispatched',
      lines: [{ line: lineOf(elsewhere), quantity: 9_000 }],
    });
    service.clock.advance({ hours: 1 });
    await ledger.tell(arrived, {
      type: 'received',
      occurredAt: '2026-11-15T06:30:00Z',
      place: GHOR,
      lines: [
        { line: lineOf(arrived), good: 40_000 },
        { line: lineOf(arrived), damaged: 1_500, reason: 'wet_damage' },
        { line: lineOf(arrived), missing: 500, reason: 'theft_pilferage' },
      ],
    });

    const statement = await pledges.statement(pledge);
    expect(statement).toMatchObject({
      pledge: pledge.id,
      status: 'commitment',
      asOf: '2026-11-15T08:00:00.000Z',
    });
    const rows = statement.lines.map((row) => [row.line === line.id, row.province, told(row)]);
    expect(rows).toEqual([
      [
        true,
        GHOR,
        {
          ...{ pledged: 400_000, firm: 400_000, shipped: 70_000, planned: 20_000, inTransit: 8_000 },
          ...{ delivered: 40_000, damaged: 1_500, lost: 500 },
        },
      ],
      [true, 'AF20', { shipped: 9_000, inTransit: 9_000 }],
      [false, 'AF17', { pledged: 100_000, firm: 100_000 }],
    ]);
    const [ghor, herat] = statement.lines;
    expect(ghor!.delivered).toEqual({
      quantity: 40_000,
      amountUsd: 2_360_000,
      pm: 2_222.222,
      asOf: '2026-11-15T08:00:00.000Z',
    });
    expect(herat!.inTransit.asOf).toBe('2026-11-15T07:00:00.000Z');
    expect(ghor!.pledged).toMatchObject({ amountUsd: 23_600_000, asOf: '2026-11-15T06:00:00.000Z' });
    expect(ghor!.returned).toEqual({ quantity: 0, amountUsd: 0, pm: 0, asOf: null });

    for (const row of [...statement.lines, ...statement.totals, statement.total]) expectBalance(row);
    expect(told(statement.totals[0]!)).toMatchObject({ shipped: 79_000, inTransit: 17_000 });
    expect(told(statement.total)).toMatchObject({ pledged: 500_000, shipped: 79_000, delivered: 40_000 });
    expect(statement.total.pledged.amountUsd).toBe(29_500_000);
  });

  it('shows cargo that money paid for in person-months alone', async () => {
    const { ledger, donor, pledge, line, pledges } = await setup({
      contributionType: 'financial',
      lines: [{ sector: FOOD, province: GHOR, amount: 45_600 }],
    });
    const shipment = await ledger.ship(donor, {
      lines: [{ item: WHEAT, quantity: 1_000, pledgeLine: line.id }],
    });
    await ledger.tell(shipment, { type: 'dispatched' });
    const { lines } = await pledges.statement(pledge);
    expect(lines).toHaveLength(1);
    expect(lines[0]!.pledged).toMatchObject({ quantity: null, amountUsd: 45_600, pm: 100 });
    expect(lines[0]!.inTransit).toMatchObject({ quantity: null, amountUsd: null, pm: 55.556 });
    expect(lines[0]!.delivered).toMatchObject({ quantity: null, amountUsd: 0, pm: 0, asOf: null });
  });

  it('as known on a past moment is the one that was given then', async () => {
    const { service, ledger, donor, pledge, line, pledges } = await setup({ status: 'pledge' });
    const given: [moment: string, statement: Statement][] = [];
    const note = async () => {
      const moment = new Date(service.clock.now()).toISOString();
      given.push([moment, await pledges.statement(pledge)]);
      service.clock.advance({ days: 1 });
    };
    await note();
    await pledges.edit(pledge, '"1"', {
      lines: [{ id: line.id, province: 'AF20' }],
      expiresOn: '2026-11-30',
    });
    await note();
    await pledges.allocate(pledge, line, [{ province: 'AF17', quantity: 100_000 }]);
    await note();
    const shipment = await ledger.ship(donor, {
      eta: '2026-11-17',
      lines: [{ item: WHEAT, quantity: 50_000, pledgeLine: line.id }],
    });
    await note();
    await ledger.tell(shipment, { type: 'dispatched', occurredAt: '2026-11-18T06:00:00Z' });
    await note();
    const { body } = await pledges.status(pledge, { to: 'commitment', on: '2026-11-16' });
    await note();
    await ledger.closeCrossing('hairatan', 'closed', '2026-11-10');
    await note();
    await pledges.voidStatus(pledge, body.statuses.at(-1)!.id);
    await note();
    await pledges.status(pledge, { to: 'paid', on: '2026-11-16', amount: 1_000_000 });
    await note();
    await ledger.tell(shipment, {
      type: 'received',
      occurredAt: '2026-11-20T06:00:00Z',
      place: 'AF20',
      lines: [{ line: lineOf(shipment), good: 50_000 }],
    });
    await note();
    service.clock.advance({ days: 30 });
    expect((await pledges.statement(pledge)).status).toBe('expired');

    expect(new Set(given.map(([, statement]) => JSON.stringify({ ...statement, asOf: null }))).size).toBe(
      given.length,
    );
    for (const [moment, statement] of given)
      expect(await pledges.statement(pledge, moment)).toEqual(statement);
    const before = await service.get(`/pledges/${pledge.id}/statement`, { asKnownOn: '2026-11-14' });
    expect(before.status).toBe(404);
  });
});
