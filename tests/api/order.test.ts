/** The state of a shipment is a function of the set of its events: `domain.md` §2.2 and §5, order and voids. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import type { Shipment } from '../../src/shipments/contract.ts';
import { engines, type Service, serviceOfSuite } from '../support/service.ts';
import { type EventBody, eventBody, FOOD, ledgerOf, lineOf } from '../support/ledger.ts';

function permutations<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((first, index) =>
    permutations(things.toSpliced(index, 1)).map((rest) => [first, ...rest]),
  );
}

const ROLES = ['dispatched', 'receipt', 'void', 'second receipt'] as const;
type Role = (typeof ROLES)[number];

/** 50 t leave; 30 t are written down by mistake, struck out, and counted again as 48 good and 2 wet. */
function tellings(line: string): Record<Role, EventBody> {
  const receipt = eventBody({
    type: 'received',
    occurredAt: '2026-11-13T08:00:00Z',
    lines: [
      { line, good: 29_000 },
      { line, missing: 1_000, reason: 'miscount' },
    ],
  });
  return {
    dispatched: eventBody({ type: 'dispatched' }),
    receipt,
    void: eventBody({ type: 'voided', occurredAt: '2026-11-13T10:00:00Z', voids: receipt.id }),
    'second receipt': eventBody({
      type: 'received',
      occurredAt: '2026-11-14T08:00:00Z',
      lines: [
        { line, good: 48_000 },
        { line, damaged: 2_000, reason: 'wet_damage', responsibility: 'carrier' },
      ],
    }),
  };
}

/** What a shipment says, without what tells it from the others. */
function told({ status, flags, currentEta, lines, events }: Shipment, roleOf: Map<string, Role>) {
  return {
    ...{ status, flags, currentEta },
    lines: lines.map((line) => ({
      ...line,
      id: null,
      adjustments: line.adjustments.map((one) => ({ ...one, event: roleOf.get(one.event) })),
    })),
    events: events.map(({ id, standing, flags }) => [roleOf.get(id), standing, flags]),
  };
}

/** Provinces of the same severity, so that the priority of their cells is comparable too. */
async function provincesOfPhase3(service: Service): Promise<string[]> {
  const { body } = await service.get<{ items: { pcode: string; ipcPhase?: number }[] }>('/provinces');
  return body.items.filter(({ ipcPhase }) => ipcPhase === 3).map(({ pcode }) => pcode);
}

describe.each(engines)('on %s', (engine) => {
  const service = serviceOfSuite({ engine });

  it('every order of arrival, with repeats, gives the same shipment and the same lane', async () => {
    const ledger = ledgerOf(service());
    const donor = await ledger.organisation(`Donor ${newId()}`);
    const provinces = await provincesOfPhase3(service());
    const orders = permutations(ROLES);
    expect(orders).toHaveLength(24);

    const send = async (order: readonly Role[], index: number) => {
      const province = provinces[index]!;
      await ledger.need(['2026-11', '2026-12'], 10_000, { province });
      const { id, lines } = await ledger.ship(donor, { destination: { province } });
      const events = tellings(lineOf({ lines }));
      // A phone repeats what it heard no answer to.
      for (const role of [...order, order[index % 4]!])
        await service().post(`/shipments/${id}/events`, events[role]);
      return { id, province, roleOf: new Map(ROLES.map((role) => [events[role].id, role])) };
    };
    const shipments = await Promise.all(orders.map(send));
    await service().settled();

    const resultOf = async ({ id, province, roleOf }: (typeof shipments)[number]) => {
      const { months, parcels } = await ledger.lane(province);
      return {
        shipment: told(await ledger.shipment(id), roleOf),
        listed: (await ledger.shipments({ province })).map(({ status, flags }) => [status, flags]),
        cells: months.map((month) => ({ ...month, province: null, flag: month.flag !== null })),
        parcels: parcels.map((parcel) => ({ ...parcel, shipment: null, line: null })),
      };
    };
    const results = await Promise.all(shipments.map(resultOf));
    const [first] = results;
    expect(first?.shipment).toMatchObject({
      status: 'received',
      lines: [{ good: 48_000, damaged: 2_000, missing: 0, outstanding: 0, state: 'damaged' }],
      events: [
        ['dispatched', 'counted', ['back_dated']],
        ['receipt', 'voided', []],
        ['void', 'void', []],
        ['second receipt', 'counted', []],
      ],
    });
    expect(first?.parcels.map((parcel) => [parcel.class, parcel.tonnes])).toEqual([
      ['lost', 2],
      ['delivered', 48],
    ]);
    for (const result of results) expect(result).toEqual(first);
  });

  it('a receipt is struck out whether its void comes before or after it', async () => {
    const ledger = ledgerOf(service());
    const shipment = await ledger.ship(await ledger.organisation(`Donor ${newId()}`));
    const lines = [{ line: lineOf(shipment), good: 50_000 }];
    await ledger.tell(shipment, { type: 'dispatched' });
    const receiptId = newId();

    await ledger.tell(shipment, { type: 'voided', occurredAt: '2026-11-14T10:00:00Z', voids: receiptId });
    await ledger.tell(shipment, {
      id: receiptId,
      type: 'received',
      occurredAt: '2026-11-14T09:00:00Z',
      lines,
    });
    const before = await ledger.shipment(shipment.id);
    expect(before).toMatchObject({ status: 'in_transit', lines: [{ good: 0, outstanding: 50_000 }] });

    const second = await ledger.tell(shipment, {
      type: 'received',
      occurredAt: '2026-11-14T11:00:00Z',
      lines,
    });
    expect(await ledger.shipment(shipment.id)).toMatchObject({ status: 'received' });
    await ledger.tell(shipment, { type: 'voided', occurredAt: '2026-11-14T12:00:00Z', voids: second.id });
    expect(await ledger.shipment(shipment.id)).toMatchObject({ status: 'in_transit', lines: before.lines });
  });

  it('voiding a void has no effect: what it struck out stays out', async () => {
    const ledger = ledgerOf(service());
    const shipment = await ledger.ship(await ledger.organisation(`Donor ${newId()}`));
    const dispatched = await ledger.tell(shipment, { type: 'dispatched' });
    const voided = await ledger.tell(shipment, { type: 'voided', voids: dispatched.id });
    await ledger.tell(shipment, { type: 'voided', voids: voided.id });
    const { status, events } = await ledger.shipment(shipment.id);
    expect(status).toBe('planned');
    expect(events.map(({ standing }) => standing).sort()).toEqual(['void', 'void', 'voided']);
  });

  it('a void is of its own shipment: it does not reach an event of another', async () => {
    const ledger = ledgerOf(service());
    const donor = await ledger.organisation(`Donor ${newId()}`);
    const [mine, other] = [await ledger.ship(donor), await ledger.ship(donor)];
    const dispatched = await ledger.tell(mine, { type: 'dispatched' });
    await ledger.tell(other, { type: 'voided', voids: dispatched.id });
    expect((await ledger.shipment(mine.id)).status).toBe('in_transit');
  });

  it('a fact that surprises is stored and flagged, never refused', async () => {
    const ledger = ledgerOf(service());
    const shipment = await ledger.ship(await ledger.organisation(`Donor ${newId()}`), {
      destination: { province: 'AF34' },
    });
    const line = lineOf(shipment);
    // Received without having left, more than was sent, with an item nobody planned; then it leaves, by a clock of next year.
    await ledger.tell(shipment, {
      type: 'received',
      occurredAt: '2026-11-12T09:00:00Z',
      lines: [
        { line, good: 60_000 },
        { line: null, item: 'rice', good: 500, excess: 500, reason: 'excess_misrouted' },
      ],
    });
    await ledger.tell(shipment, { type: 'arrived_border', occurredAt: '2027-11-12T09:00:00Z' });
    const shown = await ledger.shipment(shipment.id);
    expect(shown.flags).toEqual(['out_of_sequence', 'back_dated', 'clock_suspect', 'over_received']);
    expect(shown.lines).toMatchObject([
      { id: line, dispatched: 50_000, good: 60_000, excess: 10_000, outstanding: 0, state: 'over' },
      { id: null, item: 'rice', dispatched: 0, good: 500, excess: 500, quantity: null },
    ]);
    await service().settled();
    expect(await ledger.shipments({ flag: 'clock_suspect' })).toMatchObject([{ id: shipment.id }]);
    expect((await ledger.lane('AF34', FOOD)).parcels.map((parcel) => [parcel.item, parcel.tonnes])).toEqual([
      ['rice', 0.5],
      ['wheat_flour', 60],
    ]);
  });
});
