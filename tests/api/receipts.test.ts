/** Receipts in depth: which batch came where, in whose hands and in how many packs; the count without the waybill; the note; what is left over. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { shipmentEvents } from '../../src/shipments/tables.ts';
import type { GoodsReceivedNote } from '../../src/shipments/contract/grn.ts';
import type { BlindShipment } from '../../src/shipments/contract/blind.ts';
import type { Discrepancy } from '../../src/reconciliation/contract.ts';
import { eventBody, GHOR, ledgerOf, lineOf, type ShipmentBody, WHEAT } from '../support/ledger.ts';
import { engines, serviceOfTest } from '../support/service.ts';

const AT = '2026-11-14T09:00:00Z';
const LATER = '2026-11-14T15:00:00Z';

describe.each(engines)('on %s', (engine) => {
  /** 50 t of flour in bags of 50 kg, on the road to Ghor. */
  async function setup(changes: Partial<ShipmentBody> = {}) {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    const donor = await ledger.organisation('Kazakhstan');
    const partner = await ledger.organisation('World Food Programme', { kind: 'un' });
    const shipment = await ledger.ship(donor, {
      consignee: partner,
      lines: [
        {
          item: WHEAT,
          quantity: 50_000,
          packs: 1000,
          packFactor: 50,
          batch: 'KZ-1',
          expiresOn: '2027-06-30',
        },
      ],
      ...changes,
    });
    await ledger.tell(shipment, { type: 'dispatched' });
    const line = lineOf(shipment);
    const shown = async () => (await ledger.shipment(shipment.id)).lines[0]!;
    const note = async (receipt: { id: string }) =>
      (await service.get<GoodsReceivedNote>(`/shipments/${shipment.id}/grn/${receipt.id}`)).body;
    return { service, ledger, donor, partner, shipment, line, shown, note };
  }

  it('a receipt keeps who gave and took what, where, in which packs and of which batch', async () => {
    const { service, ledger, shipment, line, shown } = await setup();
    const ghor = { line, good: 20_000, packs: 400, batch: 'KZ-1', receiver: 'Gul Agha', deliverer: 'Rahim' };
    const kabul = { line, good: 10_000, packs: 200, place: 'AF0101', expiresOn: '2027-01-31' };
    const body = eventBody({ type: 'received', occurredAt: AT, place: GHOR, lines: [ghor, kabul] });
    const first = await service.post(`/shipments/${shipment.id}/events`, body);
    const blank = { receiver: null, deliverer: null, place: null, batch: null, expiresOn: null };
    expect(first).toMatchObject({
      status: 201,
      body: {
        place: GHOR,
        lines: [
          { ...blank, good: 20_000, packs: 400, batch: 'KZ-1', receiver: 'Gul Agha', deliverer: 'Rahim' },
          { ...blank, good: 10_000, packs: 200, place: 'AF0101', expiresOn: '2027-01-31' },
        ],
      },
    });
    expect(await service.post(`/shipments/${shipment.id}/events`, body)).toMatchObject({
      status: 200,
      body: first.body,
    });
    const other = { ...body, lines: [ghor, { ...kabul, place: 'AF0102' }] };
    expect(await service.post(`/shipments/${shipment.id}/events`, other)).toMatchObject({ status: 409 });

    // What came to Kabul was never to go there: two provinces on one receipt, and one of them is the wrong one.
    expect(await shown()).toMatchObject({ good: 30_000, outstanding: 20_000, state: 'misdelivered' });
    await service.settled();
    const delivered = async (province: string) =>
      (await ledger.lane(province)).parcels.filter((parcel) => parcel.class === 'delivered');
    expect(await delivered(GHOR)).toMatchObject([{ quantity: 20_000 }]);
    expect(await delivered('AF01')).toMatchObject([{ quantity: 10_000 }]);
  });

  it('the same count of two phones is suspected by province, entry by entry', async () => {
    const { ledger, shipment, line, shown } = await setup();
    const count = (deviceId: string, place: string, occurredAt: string) =>
      ledger.tell(shipment, {
        type: 'received',
        occurredAt,
        deviceId,
        place: GHOR,
        lines: [{ line, good: 9, place }],
      });
    await count('phone-1', 'AF2301', AT);
    await count('phone-2', 'AF01', LATER);
    expect(await shown()).toMatchObject({ good: 18 });
    await count('phone-2', 'AF2302', LATER);
    expect(await shown()).toMatchObject({ good: 18, state: 'disputed' });
  });

  it('an event of a release that asked for less reads as it did', async () => {
    const { service, ledger, shipment, line, note } = await setup();
    const entry = { line, item: null, good: 5000, damaged: 0, missing: 0, excess: 0, against: 5000 };
    const said = { reason: null, reasonText: null, responsibility: null };
    const lost = { line, quantityMilli: 7000, reason: 'theft_pilferage', reasonText: null };
    const row = {
      shipment: shipment.id,
      place: GHOR,
      deviceId: null,
      deviceSeq: null,
      note: null,
      contentHash: 'x',
    };
    const base = {
      ...row,
      occurredAt: Date.parse(AT),
      recordedAt: Date.parse(LATER),
      recordedBy: 'old',
      source: 'api' as const,
    };
    const receipt = newId();
    await service.store.write(async (scope) => {
      const events = scope.of(shipmentEvents);
      await scope.db.insert(events).values([
        { ...base, id: receipt, type: 'received', details: { lines: [{ ...entry, ...said }], blind: false } },
        { ...base, id: newId(), type: 'lost', details: { lines: [lost] } },
      ]);
    });
    const { lines, events } = await ledger.shipment(shipment.id);
    expect(lines[0]).toMatchObject({ good: 5, lost: 7, outstanding: 49_988 });
    expect(events.find(({ id }) => id === receipt)).toMatchObject({
      lines: [{ good: 5, receiver: null, place: null, batch: null, expiresOn: null, packs: null }],
    });
    expect(events.find(({ type }) => type === 'lost')).toMatchObject({ lines: [{ responsibility: null }] });
    expect((await note({ id: receipt })).lines).toMatchObject([{ good: 5, packs: null, packsDiffer: false }]);
  });

  it('whoever counts blind sees no figure, and nothing that tells one', async () => {
    const { service, ledger, shipment, line } = await setup();
    await ledger.tell(shipment, { type: 'note', occurredAt: AT, note: '50 t seen in Herat' });
    await ledger.tell(shipment, {
      type: 'received',
      occurredAt: AT,
      lines: [{ line, good: 20_000, packs: 400 }],
    });
    await ledger.tell(shipment, {
      type: 'lost',
      occurredAt: LATER,
      lines: [{ line, quantity: 77, reason: 'other', reasonText: '77 kg fell off' }],
    });
    const blind = await service.get<BlindShipment>(`/shipments/${shipment.id}`, { blind: 1 });
    expect(blind.status).toBe(200);
    expect(numbersIn(blind.body)).toEqual([]);
    const text = JSON.stringify(blind.body);
    for (const hidden of [
      '50 t',
      '77 kg',
      'quantity',
      'packs',
      'good',
      'dispatched":',
      'outstanding',
      'tonnes',
      '"pm"',
      'state',
      'status',
      'flags',
      'pledgeLine',
    ])
      expect(text).not.toContain(hidden);
    expect(blind.body).toMatchObject({
      ...{ waybill: 'WB-850', blind: true, destination: { province: GHOR } },
      lines: [{ id: line, item: WHEAT, unit: 'KGM', batch: 'KZ-1', expiresOn: '2027-06-30' }],
      events: [{ type: 'dispatched' }, { type: 'note' }, { type: 'received' }, { type: 'lost' }],
    });

    const open = await service.get(`/shipments/${shipment.id}`);
    expect(blind.headers.get('cache-control')).toBe('no-store');
    expect(open.headers.get('cache-control')).toBe('private, no-cache');
    expect(blind.headers.get('etag')).not.toBe(open.headers.get('etag'));
    expect(await service.get(`/shipments/${shipment.id}`, { blind: 0 })).toMatchObject({ body: open.body });
    expect(await service.get(`/shipments/${shipment.id}`, { blind: 'yes' })).toMatchObject({ status: 400 });
    expect(await service.get(`/shipments/${newId()}`, { blind: 1 })).toMatchObject({ status: 404 });
  });

  it('a note says what came before, what this receipt counts and what is still to come, in every unit', async () => {
    const { ledger, shipment, line, note, donor, partner, service } = await setup();
    const first = await ledger.tell(shipment, {
      ...{ type: 'received', occurredAt: AT, place: GHOR, blind: true, note: 'counted twice' },
      lines: [{ line, good: 18_000, packs: 360, receiver: 'Gul Agha', deliverer: 'Rahim' }],
    });
    const second = await ledger.tell(shipment, {
      ...{ type: 'received', occurredAt: LATER, place: 'AF2301' },
      lines: [
        { line, good: 30_000, packs: 600, receiver: 'Gul Agha' },
        {
          line,
          damaged: 900,
          packs: 20,
          reason: 'torn_package',
          responsibility: 'carrier',
          receiver: 'Zalmay',
        },
        { line, missing: 600, reason: 'theft_pilferage' },
      ],
    });
    expect(await note(first)).toMatchObject({
      number: `WB-850/GRN-${first.id.slice(-8).toUpperCase()}`,
      ...{ shipment: shipment.id, event: first.id, waybill: 'WB-850', origin: 'Almaty', place: GHOR },
      consignor: { id: donor, name: 'Kazakhstan' },
      consignee: { id: partner, name: 'World Food Programme' },
      ...{ receivedAt: '2026-11-14T09:00:00.000Z', blind: true, standing: 'counted', voidedBy: [] },
      ...{ receivers: ['Gul Agha'], deliverers: ['Rahim'], note: 'counted twice' },
      lines: [
        {
          line,
          planned: 50_000,
          dispatched: 50_000,
          previouslyReceived: 0,
          good: 18_000,
          outstanding: 32_000,
        },
      ],
    });
    const { lines, ...head } = await note(second);
    expect(head).toMatchObject({
      blind: false,
      place: 'AF2301',
      receivers: ['Gul Agha', 'Zalmay'],
      deliverers: [],
    });
    expect(lines).toMatchObject([
      {
        ...{ planned: 50_000, dispatched: 50_000, previouslyReceived: 18_000 },
        ...{ good: 30_000, damaged: 900, missing: 600, excess: 0, outstanding: 500 },
        tonnes: { dispatched: 50, previouslyReceived: 18, good: 30, damaged: 0.9, outstanding: 0.5 },
        pm: { dispatched: 2777.778, previouslyReceived: 1000, good: 1666.667, damaged: 50 },
        ...{ packs: 620, packsDiffer: true },
        entries: [
          { good: 30_000, packs: 600 },
          { damaged: 900, reason: 'torn_package', responsibility: 'carrier', packs: 20 },
          { missing: 600, reason: 'theft_pilferage' },
        ],
      },
    ]);
    expect((await ledger.shipment(shipment.id)).flags).toContain('packs_differ');

    const cancel = await ledger.tell(shipment, {
      type: 'voided',
      occurredAt: LATER,
      voids: first.id,
      note: 'wrong truck',
    });
    expect(await note(first)).toMatchObject({
      number: `WB-850/GRN-${first.id.slice(-8).toUpperCase()}`,
      standing: 'voided',
      voidedBy: [{ event: cancel.id, note: 'wrong truck' }],
      lines: [{ good: 18_000, outstanding: 50_000 }],
    });
    expect(await note(second)).toMatchObject({ lines: [{ previouslyReceived: 0, outstanding: 18_500 }] });
    for (const other of [newId(), cancel.id])
      expect(await service.get(`/shipments/${shipment.id}/grn/${other}`)).toMatchObject({ status: 404 });
  });

  it('a line says why it is not what was planned, and who is held to account', async () => {
    const { service, ledger, donor } = await setup();
    const shipment = await ledger.ship(donor, { waybill: 'WB-851' });
    const line = lineOf(shipment);
    const left = await ledger.tell(shipment, { type: 'dispatched', lines: [{ line, quantity: 49_000 }] });
    const lost = await ledger.tell(shipment, {
      ...{ type: 'lost', occurredAt: '2026-11-12T09:00:00Z' },
      lines: [{ line, quantity: 1000, reason: 'looting_diversion', responsibility: 'carrier' }],
    });
    const came = await ledger.tell(shipment, {
      ...{ type: 'received', occurredAt: AT },
      lines: [
        { line, good: 40_000, damaged: 500, reason: 'wet_damage', responsibility: 'warehouse' },
        { line, missing: 200, reason: 'other', reasonText: 'nobody knows' },
      ],
    });
    const back = await ledger.tell(shipment, {
      ...{ type: 'returned', occurredAt: LATER },
      lines: [{ line, quantity: 7_300, reason: 'wrong_item', responsibility: 'origin' }],
    });
    const shown = (await ledger.shipment(shipment.id)).lines[0]!;
    expect(shown.adjustments).toMatchObject([
      { kind: 'short_loaded', quantity: 1000, tonnes: 1, pm: 55.556, reason: null, event: left.id },
      {
        kind: 'lost',
        quantity: 1000,
        reason: 'looting_diversion',
        responsibility: 'carrier',
        event: lost.id,
      },
      { kind: 'damaged', quantity: 500, reason: 'wet_damage', responsibility: 'warehouse', event: came.id },
      {
        kind: 'missing',
        quantity: 200,
        reason: 'other',
        reasonText: 'nobody knows',
        event: came.id,
        at: '2026-11-14T09:00:00.000Z',
      },
      { kind: 'returned', quantity: 7300, reason: 'wrong_item', responsibility: 'origin', event: back.id },
    ]);
    expect(shown).toMatchObject({
      ...{ dispatched: 49_000, good: 40_000, damaged: 500, missing: 200, lost: 1000, returned: 7300 },
      ...{ excess: 0, outstanding: 0 },
    });
    await service.settled();
    const { body } = await service.get<{ items: Discrepancy[] }>('/discrepancies', { shipment: shipment.id });
    const found = new Map(
      body.items.map(({ kind, quantity, cause }) => [kind as string, { quantity, cause }]),
    );
    expect(found.get('short_loaded')).toMatchObject({ quantity: 1000 });
    expect(JSON.stringify(found.get('loss'))).toContain('carrier');
  });

  it('what is distributed stands beside the balance, and is flagged when it is more than came in good order', async () => {
    const { service, ledger, shipment, line, shown } = await setup();
    await ledger.tell(shipment, { type: 'received', occurredAt: AT, lines: [{ line, good: 18_000 }] });
    const before = await shown();
    expect(before.distributed).toEqual({ quantity: 0, tonnes: 0, pm: 0, people: null });
    const give = (quantity: number, people?: number) =>
      ledger.tell(shipment, {
        type: 'distributed',
        occurredAt: LATER,
        lines: [{ line, quantity, ...(people === undefined ? {} : { people }) }],
      });
    await give(9_000, 500);
    await give(8_000, 450);
    await give(1_000);
    const after = await shown();
    expect(after).toEqual({
      ...before,
      distributed: { quantity: 18_000, tonnes: 18, pm: 1000, people: 950 },
    });
    expect((await ledger.shipment(shipment.id)).flags).not.toContain('over_distributed');
    await give(0.001);
    expect((await ledger.shipment(shipment.id)).flags).toContain('over_distributed');
    await service.settled();
    expect(await ledger.shipments({ flag: 'over_distributed' })).toMatchObject([{ waybill: 'WB-850' }]);
    const delivered = (await ledger.lane()).parcels.filter((parcel) => parcel.class === 'delivered');
    expect(delivered).toMatchObject([{ quantity: 18_000 }]);
  });

  it('goods that come near their expiry are flagged the moment they do, until they are handed out', async () => {
    const { service, ledger, shipment, line, shown } = await setup({
      lines: [{ item: WHEAT, quantity: 50_000, expiresOn: '2026-12-31' }],
    });
    await ledger.tell(shipment, { type: 'received', occurredAt: AT, lines: [{ line, good: 50_000 }] });
    await service.settled();
    const listed = async () => (await ledger.shipments({ flag: 'expiring' })).length;
    const moved = async (instant: string) => {
      service.clock.moveTo(instant);
      await service.sweep('deadlines');
      return [(await shown()).expiry, await listed()];
    };
    expect(await moved('2026-12-01T19:29:59.999Z')).toEqual([null, 0]);
    expect(await moved('2026-12-01T19:30:00Z')).toEqual(['near', 1]);
    expect(await moved('2026-12-31T19:30:00Z')).toEqual(['expired', 1]);
    await ledger.tell(shipment, {
      ...{ type: 'distributed', occurredAt: '2026-12-30T06:00:00Z' },
      lines: [{ line, quantity: 50_000, people: 100 }],
    });
    await service.settled();
    expect([(await shown()).expiry, await listed()]).toEqual([null, 0]);
  });
});

/** Every number anywhere in an answer. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
