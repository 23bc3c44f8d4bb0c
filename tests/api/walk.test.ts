/** The main job from end to end: 500 t promised to Ghor, 50 t sent, and what came of them. */
import { describe, expect, it } from 'vitest';
import { combinations, engines, serviceOfTest, type ServiceOptions } from '../support/service.ts';
import { eventBody, GHOR, ledgerOf, lineOf, monthOf, WHEAT } from '../support/ledger.ts';

const NEED = 280_000;

async function setup(options: ServiceOptions) {
  const service = await serviceOfTest(options);
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation('Ministry of Emergency Situations of Kazakhstan');
  const carrier = await ledger.organisation('WFP Afghanistan', { kind: 'un' });
  await ledger.need(['2026-11', '2026-12'], NEED);
  const pledge = await ledger.pledge(donor);
  const pledgeLine = pledge.lines[0]!.id;
  const shipment = await ledger.ship(donor, {
    consignee: carrier,
    lines: [{ item: WHEAT, quantity: 50_000, packs: 1000, packFactor: 50, pledgeLine }],
  });
  const line = lineOf(shipment);
  await ledger.tell(shipment, { type: 'dispatched' });
  return { service, ledger, donor, pledge, shipment, line };
}

const RECEIVED_AT = '2026-11-14T09:00:00Z';
/** 48 t in good order, 1.5 t wet, 0.5 t stolen: one entry per reason. */
const receipt = (line: string) => [
  { line, good: 48_000 },
  { line, damaged: 1_500, reason: 'wet_damage' as const, responsibility: 'carrier' as const },
  { line, missing: 500, reason: 'theft_pilferage' as const },
];

/** Every installation: one process with everything; on PostgreSQL and Redis also API and workers apart. */
const installations = [
  ...combinations.map((combination) => ({ ...combination, apart: false })),
  ...combinations
    .filter(({ engine, broker }) => engine === 'postgres' && broker === 'redis')
    .map((combination) => ({ ...combination, apart: true })),
];

describe.each(installations)('on $engine with the $broker broker (apart: $apart)', (installation) => {
  it('a pledge is shipped, received and seen in the gap of Ghor', async () => {
    const { service, ledger, shipment, line, pledge } = await setup(installation);
    await ledger.tell(shipment, {
      type: 'received',
      occurredAt: RECEIVED_AT,
      place: GHOR,
      lines: receipt(line),
    });

    const shown = await ledger.shipment(shipment.id);
    expect(shown.status).toBe('received');
    expect(shown.lines).toEqual([
      expect.objectContaining({
        id: line,
        unit: 'KGM',
        state: 'short',
        ...{ dispatched: 50_000, good: 48_000, damaged: 1_500, missing: 500 },
        ...{ excess: 0, lost: 0, returned: 0, outstanding: 0 },
        tonnes: {
          ...{ dispatched: 50, good: 48, damaged: 1.5, missing: 0.5 },
          ...{ excess: 0, lost: 0, returned: 0, outstanding: 0 },
        },
        pm: {
          ...{ dispatched: 2_777.778, good: 2_666.667, damaged: 83.333, missing: 27.778 },
          ...{ excess: 0, lost: 0, returned: 0, outstanding: 0 },
        },
      }),
    ]);

    await service.settled();
    const lane = await ledger.lane();
    expect(lane.parcels).toEqual([
      expect.objectContaining({ class: 'firm', arrivalMonth: '2026-12', tonnes: 450, pm: 25_000 }),
      expect.objectContaining({ class: 'lost', dueMonth: '2026-11', tonnes: 2, pm: 111.111 }),
      expect.objectContaining({ class: 'delivered', arrivalMonth: '2026-11', tonnes: 48, pm: 2_666.667 }),
    ]);
    expect(lane.parcels[2]).toMatchObject({ shipment: { waybill: 'WB-850' }, line });
    expect(lane.parcels[0]).toMatchObject({ pledge: { id: pledge.id, reference: 'KZ-2026-014' } });
    const november = monthOf(lane, '2026-11');
    expect(november).toMatchObject({
      needPm: NEED,
      waterfall: { delivered: 2_666.667, lost: 111.111, unpledged: 277_222.222 },
      coverage: { confirmed: 0.0095 },
      level: 'critical',
    });
    expect(monthOf(lane, '2026-12').waterfall).toMatchObject({ firm: 25_000, unpledged: 255_000 });
    for (const { needPm, waterfall } of lane.months) {
      const parts = Object.values(waterfall ?? {}).reduce((sum, part) => sum + part, 0);
      expect(parts).toBeCloseTo(needPm ?? 0, 3);
    }

    const followed = await ledger.pledgeOf(pledge.id);
    expect(followed.stages).toEqual({ firm: 'complete', shipped: 'partial', delivered: 'partial' });
    expect(followed.lines[0]).toMatchObject({ quantity: 500_000, shipped: 50_000, delivered: 48_000 });
  });
});

it.each(engines)(
  'a receipt that explains nothing is refused, naming the line, and nothing of it is recorded (%s)',
  async (engine) => {
    const { service, ledger, shipment, line } = await setup({ engine });
    await service.settled();
    const before = { shipment: await ledger.shipment(shipment.id), report: await ledger.report() };

    const unexplained = { line, good: 48_000, damaged: 1_500, missing: 500 };
    const answer = await service.post(
      `/shipments/${shipment.id}/events`,
      eventBody({ type: 'received', occurredAt: RECEIVED_AT, place: GHOR, lines: [unexplained] }),
    );

    expect(answer).toMatchObject({ status: 422, body: { code: 'refused' } });
    expect(answer.body.errors).toEqual([
      {
        pointer: '/lines/0/reason',
        code: 'required',
        detail: `Line ${line}: damaged and missing needs a reason; choose one of the reason codes.`,
      },
    ]);
    expect(answer.body.detail).toContain(line);
    await service.settled();
    expect({ shipment: await ledger.shipment(shipment.id), report: await ledger.report() }).toEqual(before);
  },
);
