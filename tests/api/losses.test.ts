/** What was lost, before and after delivery, by everything it can be told apart by; and it adds up to the balances. */
import { describe, expect, it } from 'vitest';
import type { LossReport } from '../../src/reconciliation/contract/losses.ts';
import { LOSS_GROUPS } from '../../src/reconciliation/rules/loss-indicators.ts';
import { FOOD, ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';
import { someone } from '../support/pledges.ts';
import { engines, serviceOfTest } from '../support/service.ts';
import { verifyLedger } from '../../src/verification.ts';

const KITS = 'school_in_a_box';

describe.each(engines)('losses on %s', (engine) => {
  /** 50 t of flour worth 29,500 USD by one carrier: wet and short; 40 kits by nobody we know of: stolen on the road, and from the school. */
  async function setup() {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    const donor = await ledger.organisation(someone());
    const pledge = await ledger.pledge(donor);
    const flour = await ledger.ship(donor, {
      carrier: 'Ariana Trucks',
      lines: [{ item: WHEAT, quantity: 50_000, pledgeLine: pledge.lines[0]!.id }],
    });
    await ledger.tell(flour, { type: 'dispatched', occurredAt: '2026-11-11T06:10:00Z' });
    await ledger.tell(flour, {
      type: 'received',
      occurredAt: '2026-11-14T06:30:00Z',
      lines: [
        { line: lineOf(flour), good: 48_000 },
        { line: lineOf(flour), damaged: 1_500, reason: 'wet_damage', responsibility: 'carrier' },
        { line: lineOf(flour), missing: 500, reason: 'theft_pilferage' },
      ],
    });
    const kits = await ledger.ship(donor, {
      waybill: 'WB-851',
      crossing: null,
      lines: [{ item: KITS, quantity: 40 }],
    });
    await ledger.tell(kits, {
      type: 'lost',
      occurredAt: '2026-10-31T19:30:00Z',
      lines: [{ line: lineOf(kits), quantity: 4, reason: 'looting_diversion' }],
    });
    await ledger.tell(kits, {
      type: 'received',
      occurredAt: '2026-11-13T06:00:00Z',
      lines: [{ line: lineOf(kits), good: 36 }],
    });
    await ledger.tell(kits, {
      type: 'lost',
      occurredAt: '2026-11-14T06:00:00Z',
      lines: [{ line: lineOf(kits), quantity: 6, reason: 'improper_storage' }],
    });
    await service.settled();
    const losses = async (query: Record<string, string> = {}) =>
      (await service.get<LossReport>('/losses', query)).body;
    return { service, ledger, flour, kits, losses };
  }

  /** Groups in a few words. */
  const told = ({ groups }: LossReport) =>
    Object.fromEntries(
      groups.map(({ key, preDelivery: before, postDelivery: after }) => [
        key,
        [before.pm, after.pm, before.tonnes, before.percentOfTonnes, before.percentOfPm, before.waybills],
      ]),
    );

  it('are told by cause, responsibility, crossing, carrier and item', async () => {
    const { losses, service } = await setup();
    // 1.5 t of flour feed 83.333 people for a month, 0.5 t 27.778; a kit teaches 120 pupil-months.
    expect(told(await losses())).toEqual({
      looting_diversion: [480, 0, null, 0, 6.33, 1],
      wet_damage: [83.333, 0, 1.5, 3, 1.1, 1],
      theft_pilferage: [27.778, 0, 0.5, 1, 0.37, 1],
      improper_storage: [0, 720, null, 0, 0, 0],
    });
    expect(told(await losses({ by: 'responsibility' }))).toEqual({
      unknown: [507.778, 720, 0.5, 1, 6.7, 2],
      carrier: [83.333, 0, 1.5, 3, 1.1, 1],
    });
    expect(told(await losses({ by: 'crossing' }))).toEqual({
      none: [480, 720, null, null, 10, 1],
      hairatan: [111.111, 0, 2, 4, 4, 1],
    });
    expect(Object.keys(told(await losses({ by: 'carrier' })))).toEqual(['unknown', 'Ariana Trucks']);
    const byItem = await losses({ by: 'item' });
    expect(
      byItem.groups.map(({ key, preDelivery, dispatched }) => [key, preDelivery.items, dispatched.items]),
    ).toEqual([
      [KITS, [{ item: KITS, unit: 'H87', quantity: 4 }], [{ item: KITS, unit: 'H87', quantity: 40 }]],
      [
        WHEAT,
        [{ item: WHEAT, unit: 'KGM', quantity: 2_000 }],
        [{ item: WHEAT, unit: 'KGM', quantity: 50_000 }],
      ],
    ]);
    // Of 295,000 USD for 500 t.
    expect(byItem.groups.map(({ preDelivery }) => preDelivery.amountUsd)).toEqual([null, 118_000]);
    expect(byItem.totals.preDelivery.kinds).toMatchObject({
      missing: { tonnes: 0.5, amountUsd: 29_500 },
      damaged: { tonnes: 1.5, amountUsd: 88_500 },
      lost: { pm: 480, amountUsd: null },
    });
    expect(byItem.totals).toMatchObject({
      preDelivery: { waybills: 2 },
      postDelivery: { waybills: 1, pm: 720 },
      dispatched: { tonnes: 50 },
    });
    expect(await verifyLedger(service.store, service.services, service.clock.now())).toMatchObject({
      pending: 0,
      differences: [],
    });
  });

  it("are WFP's 17,898 t of 5.6 million t: 0.32 %", async () => {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    // One line holds at most a million tonnes.
    const lines = Array.from({ length: 7 }, () => ({ item: WHEAT, quantity: 800_000_000 }));
    const fleet = await ledger.ship(await ledger.organisation(someone()), { lines });
    await ledger.tell(fleet, { type: 'dispatched' });
    await ledger.tell(fleet, {
      type: 'received',
      occurredAt: '2026-11-14T06:30:00Z',
      lines: [
        ...fleet.lines.slice(1).map(({ id }) => ({ line: id, good: 800_000_000 })),
        { line: lineOf(fleet), good: 782_102_000 },
        { line: lineOf(fleet), missing: 17_898_000, reason: 'lost_in_transit', responsibility: 'carrier' },
      ],
    });
    await service.settled();
    const { groups, totals } = (await service.get<LossReport>('/losses', { by: 'cause' })).body;
    expect(groups.map(({ key }) => key)).toEqual(['lost_in_transit']);
    expect(totals).toMatchObject({
      preDelivery: { tonnes: 17_898, percentOfTonnes: 0.32, percentOfPm: 0.32 },
      postDelivery: { percentOfTonnes: 0 },
      dispatched: { tonnes: 5_600_000 },
    });
  });

  it('add up to the balances of the lines, whatever they are told apart by', async () => {
    const { ledger, losses, flour, kits } = await setup();
    const lines = [...(await ledger.shipment(flour.id)).lines, ...(await ledger.shipment(kits.id)).lines];
    const units = lines.reduce((sum, { damaged, missing, lost }) => sum + damaged + missing + lost, 0);
    for (const by of LOSS_GROUPS) {
      const { groups, totals } = await losses({ by });
      const of = (figures: LossReport['totals']) =>
        figures.preDelivery.items.reduce((sum, { quantity }) => sum + quantity, 0);
      expect(groups.reduce((sum, group) => sum + of(group), 0)).toBe(units);
      expect(of(totals)).toBe(units);
    }
  });

  it('are of a period of days or months in Kabul, a sector or a province', async () => {
    const { service, losses } = await setup();
    // 19:30 in UTC on the last of October is already November in Kabul.
    expect((await losses({ to: '2026-10' })).groups).toEqual([]);
    expect(Object.keys(told(await losses({ from: '2026-11', to: '2026-11' })))).toHaveLength(4);
    expect(Object.keys(told(await losses({ from: '2026-11-01', to: '2026-11-13' })))).toEqual([
      'looting_diversion',
    ]);
    expect(Object.keys(told(await losses({ sector: FOOD })))).toEqual(['wet_damage', 'theft_pilferage']);
    expect((await losses({ province: 'AF17' })).totals.dispatched).toMatchObject({
      tonnes: null,
      pm: 0,
    });
    const wrong = await service.get('/losses', { from: '2026-11', to: '2026-10' });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ pointer: '?to', code: 'order' }] } });
    expect(
      (await service.get('/losses', { by: 'colour', from: 'May' })).body.errors.map(({ pointer }) => pointer),
    ).toEqual(['?by', '?from']);
    // A month is answered as its days, and reaches no further back than a day may.
    expect((await losses({ from: '1990-01' })).from).toBe('1990-01-01');
    expect(await service.get('/losses', { from: '1989-12' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '?from' }] },
    });
  });

  it('are taken back with the receipt that told them', async () => {
    const { ledger, service, losses, flour } = await setup();
    const { events } = await ledger.shipment(flour.id);
    const receipt = events.find(({ type }) => type === 'received')!;
    await ledger.tell(flour, { type: 'voided', voids: receipt.id });
    await service.settled();
    expect((await losses({ sector: FOOD })).totals.preDelivery).toMatchObject({
      items: [],
      pm: 0,
      waybills: 0,
    });
    expect(await verifyLedger(service.store, service.services, service.clock.now())).toMatchObject({
      pending: 0,
      differences: [],
    });
  });
});
