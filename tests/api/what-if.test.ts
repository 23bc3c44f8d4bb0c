/** What would change were the world another: it must be what the report says once the world is — `domain.md` §8. */
import { describe, expect, it } from 'vitest';
import type { GapReport } from '../../src/gaps/contract.ts';
import type { WhatIf } from '../../src/gaps/contract/outlook.ts';
import type { Engine } from '../../src/platform/storage/store.ts';
import { FOOD, GHOR, ledgerOf, lineOf, monthOf, WHEAT } from '../support/ledger.ts';
import { engines, serviceOfTest } from '../support/service.ts';

const BADGHIS = 'AF31';
/** 36 t cover 2,000 person-months. */
const T36 = 36_000;

async function setup(engine: Engine = 'sqlite') {
  const service = await serviceOfTest({ engine });
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation();
  await ledger.need(['2026-11', '2026-12', '2027-01'], 3000);
  await ledger.need(['2026-11', '2026-12'], 3000, { province: BADGHIS });
  const pledge = await ledger.pledge(donor, {
    lines: [{ sector: FOOD, province: GHOR, item: WHEAT, quantity: 54_000 }],
  });
  const onTheRoad = await ledger.ship(donor, { waybill: 'ROAD', lines: [{ item: WHEAT, quantity: T36 }] });
  await ledger.tell(onTheRoad, { type: 'dispatched' });
  const passed = await ledger.ship(donor, {
    ...{ waybill: 'PASSED', destination: { province: BADGHIS }, lines: [{ item: WHEAT, quantity: T36 }] },
  });
  await ledger.tell(passed, { type: 'dispatched' });
  await ledger.tell(passed, { type: 'arrived_hub', occurredAt: '2026-11-13T06:00:00Z', place: 'AF21' });
  const promised = await ledger.ship(donor, {
    ...{ waybill: 'PROMISED', eta: '2026-12-05' },
    lines: [{ item: WHEAT, quantity: 18_000, pledgeLine: pledge.lines[0]!.id }],
  });
  await service.settled();
  const cells = async () => {
    await service.settled();
    return (await service.get<GapReport>('/gaps')).body.cells;
  };
  const whatIf = async (...changes: object[]) => {
    const { status, body } = await service.post<WhatIf>('/what-if', { changes });
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  };
  /** The cells as they are, with those changed that are said to change. */
  const changed = async ({ lanes }: WhatIf) => {
    const after = new Map(
      lanes.flatMap(({ province, sector, months }) =>
        months.map((cell) => [`${province} ${sector} ${cell.month}`, cell] as const),
      ),
    );
    return (await cells()).map((cell) => {
      const change = after.get(`${cell.province} ${cell.sector} ${cell.month}`);
      const { needPm, coverage, waterfall, excessPm, level } = cell;
      const before = { needPm, coverage, waterfall, excessPm, level };
      expect(change?.before ?? before).toEqual(before);
      return { month: cell.month, province: cell.province, ...(change ? change.after : before) };
    });
  };
  const shown = async () =>
    (await cells()).map(({ month, province, needPm, coverage, waterfall, excessPm, level }) => ({
      ...{ month, province, needPm, coverage, waterfall, excessPm, level },
    }));
  return { service, ledger, donor, pledge, onTheRoad, passed, promised, whatIf, changed, shown };
}

describe.each(engines)('what is imagined is what comes to be, on %s', (engine) => {
  it('a crossing that closes', async () => {
    const { service, whatIf, changed, shown, onTheRoad } = await setup(engine);
    const imagined = await whatIf({ kind: 'crossing_closed', crossing: 'hairatan', from: '2026-11-15' });
    expect(imagined.lanes).toMatchObject([
      {
        province: GHOR,
        records: [
          {
            shipment: { id: onTheRoad.id, waybill: 'ROAD' },
            before: [{ class: 'inTransit', arrivalMonth: '2026-11', pm: 2000 }],
            after: [{ class: 'held', arrivalMonth: '2026-11', pm: 2000 }],
          },
        ],
      },
    ]);
    expect(imagined.coveredPm).toEqual({ food_security: -2000 });
    const expected = await changed(imagined);
    await service.put('/crossings/hairatan/status', { status: 'closed', from: '2026-11-15', reason: 'told' });
    expect(await shown()).toEqual(expected);
  });

  it('a pledge that is cancelled', async () => {
    const { service, whatIf, changed, shown, pledge, promised } = await setup(engine);
    const imagined = await whatIf({ kind: 'pledge_cancelled', pledge: pledge.id });
    const names = imagined.lanes.flatMap(({ records }) =>
      records.map(({ shipment, pledge: of }) => shipment?.waybill ?? of?.reference),
    );
    expect(names).toEqual([promised.waybill, pledge.reference]);
    const expected = await changed(imagined);
    await service.post(`/pledges/${pledge.id}/status`, { to: 'cancelled', on: '2026-11-15' });
    expect(await shown()).toEqual(expected);
  });

  it('a need that is another', async () => {
    const { ledger, whatIf, changed, shown } = await setup(engine);
    const change = { kind: 'need_changed', province: GHOR, sector: FOOD, peopleTargeted: 1500 };
    const imagined = await whatIf({ ...change, from: '2026-11', to: '2026-12' });
    const expected = await changed(imagined);
    await ledger.need(['2026-11', '2026-12'], 1500, { isEstimate: true });
    expect(await shown()).toEqual(expected);
  });

  it('supply that is added', async () => {
    const { ledger, donor, whatIf, changed, shown } = await setup(engine);
    const imagined = await whatIf({
      ...{ kind: 'added_supply', province: BADGHIS, item: WHEAT, quantity: T36, month: '2026-12' },
    });
    expect(imagined.coveredPm).toEqual({ food_security: 2000 });
    const expected = await changed(imagined);
    const more = await ledger.ship(donor, {
      ...{ waybill: 'MORE', eta: '2026-12-20', destination: { province: BADGHIS } },
      lines: [{ item: WHEAT, quantity: T36 }],
    });
    await ledger.tell(more, { type: 'dispatched' });
    expect(await shown()).toEqual(expected);
  });

  it('a corridor that is slower', async () => {
    const { ledger, whatIf, changed, shown, onTheRoad, passed, promised } = await setup(engine);
    const imagined = await whatIf({ kind: 'corridor_delay', crossing: 'hairatan', days: 30 });
    const expected = await changed(imagined);
    for (const [shipment, eta] of [
      [onTheRoad, '2026-12-28'],
      [passed, '2026-12-28'],
      [promised, '2027-01-04'],
    ] as const)
      await ledger.tell(shipment, { type: 'delayed', eta, occurredAt: '2026-11-14T06:00:00Z' });
    expect(await shown()).toEqual(expected);
  });
});

it.each(engines)(
  'a road that snow closes: the same as were its cargo told to be late (%s)',
  async (engine) => {
    const { service, ledger, whatIf, changed, shown, onTheRoad } = await setup(engine);
    const snow = {
      ...{ name: 'Snow in Ghor', cause: 'snow', effect: 'closed', provinces: [GHOR], source: 'told' },
      ...{ from: '2026-11-20', until: '2026-12-20', status: 'sourced' },
    };
    const before = await shown();
    await service.put('/access-constraints/snow', snow);
    // Recorded, it advises; imagined, cargo meets it.
    expect(await shown()).toEqual(before);
    const imagined = await whatIf({ kind: 'access_constraint', constraint: 'snow' });
    expect(imagined.lanes.flatMap(({ records }) => records)).toMatchObject([
      {
        shipment: { waybill: 'ROAD' },
        before: [{ class: 'inTransit', arrivalMonth: '2026-11' }],
        after: [{ class: 'late', arrivalMonth: '2026-12' }],
      },
    ]);
    const expected = await changed(imagined);
    await ledger.tell(onTheRoad, { type: 'delayed', eta: '2026-12-24', occurredAt: '2026-11-14T06:00:00Z' });
    expect(await shown()).toEqual(expected);

    service.clock.advance({ hours: 1 });
    await service.put('/access-constraints/snow', { ...snow, isWithdrawn: true });
    const changes = [{ kind: 'access_constraint', constraint: 'snow' }];
    expect((await service.post('/what-if', { changes })).status).toBe(422);
  },
);

it('cargo waits for a crossing that opens again, and only what would come while it is closed', async () => {
  const { whatIf } = await setup();
  const closed = { kind: 'crossing_closed', crossing: 'hairatan' };
  const weeks = await whatIf({ ...closed, from: '2026-11-20', until: '2026-12-20' });
  const records = weeks.lanes.flatMap((lane) => lane.records);
  // Not held, for today it is open; but late, for it comes in December what was due in November.
  expect(records.find(({ shipment }) => shipment?.waybill === 'ROAD')?.after).toMatchObject([
    { class: 'late', arrivalMonth: '2026-12' },
  ]);
  expect(records.map(({ shipment }) => shipment?.waybill)).not.toContain('PASSED');
  expect((await whatIf({ ...closed, from: '2027-02-01', until: '2027-02-20' })).lanes).toEqual([]);
  expect((await whatIf({ ...closed, crossing: 'torkham', from: '2026-11-15' })).lanes).toEqual([]);
});

it('nothing is recorded, and what is unknown is named', async () => {
  const { service, whatIf, shown } = await setup();
  const before = await shown();
  await whatIf({ kind: 'crossing_closed', crossing: 'hairatan', from: '2026-11-15' });
  expect(await shown()).toEqual(before);
  const refused = await service.post<{ errors: { pointer: string }[] }>('/what-if', {
    changes: [
      { kind: 'crossing_closed', crossing: 'nowhere', from: '2026-11-15' },
      { kind: 'added_supply', province: GHOR, item: WHEAT, quantity: 1, month: '2026-10' },
    ],
  });
  expect(refused).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/changes/0/crossing' }, { pointer: '/changes/1/month' }] },
  });
});

describe('where the next unit does most', () => {
  interface Lanes {
    pm: number;
    lanes: { province: string; coveredPm: number; gain: number; arrivesOn: string; months: object[] }[];
  }
  it('is the lane whose uncovered need weighs most, in the months it can reach', async () => {
    const { service } = await setup();
    const { body } = await service.post<Lanes>('/next-unit', { item: WHEAT, quantity: 18_000 });
    expect(body.pm).toBe(1000);
    expect(body.lanes.map(({ province }) => province)).toEqual([GHOR, BADGHIS]);
    expect(body.lanes[0]).toMatchObject({ coveredPm: 1000, months: [{ month: '2026-11', coveredPm: 1000 }] });
  });

  it('takes money by what a person-month costs, and asks for one or the other', async () => {
    const { service } = await setup();
    const money = await service.post<Lanes>('/next-unit', { amountUsd: 1_000_000, sector: FOOD });
    expect(money.status).toBe(200);
    expect(money.body.lanes.length).toBeGreaterThan(0);
    for (const body of [{}, { item: WHEAT }, { item: WHEAT, quantity: 1, amountUsd: 1, sector: FOOD }])
      expect((await service.post('/next-unit', body)).status).toBe(400);
  });
});

describe('the forecast', () => {
  it('says in which month the pipeline breaks and for how long the stock lasts, item by item', async () => {
    const { service, ledger, onTheRoad } = await setup();
    await ledger.need(['2027-02'], 3000);
    const got = { line: lineOf(onTheRoad), good: T36 };
    await ledger.tell(onTheRoad, {
      type: 'received',
      place: GHOR,
      occurredAt: '2026-11-14T06:00:00Z',
      lines: [got],
    });
    await ledger.need(['2026-11'], 500);
    await service.settled();
    const { body } = await service.get<{ items: Record<string, unknown>[] }>('/forecast', { sector: FOOD });
    const ghor = body.items.find(({ province }) => province === GHOR);
    expect(monthOf(await ledger.lane(), '2026-11').carriedPm).toBe(1500);
    expect(ghor).toMatchObject({
      ...{ breakMonth: '2027-01', knownUntil: '2027-02', stockPm: 1500, monthsOfSupply: 0.5 },
      commodities: [{ item: WHEAT, pm: 1500, quantity: 27_000, monthsOfSupply: 0.5 }],
    });
  });
});
