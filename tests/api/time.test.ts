/** What time alone changes: the sweeps find what became due, nobody has to touch it. */
import { expect, it } from 'vitest';
import type { Engine } from '../../src/platform/storage/store.ts';
import { pledgeStates } from '../../src/reconciliation/tables.ts';
import { engines, serviceOfTest } from '../support/service.ts';
import { GHOR, ledgerOf, lineOf, monthOf, pmByClass, WHEAT } from '../support/ledger.ts';

const TONNES_50_IN_PM = 2777.778;

async function setup(engine: Engine = 'sqlite') {
  const service = await serviceOfTest({ engine });
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation();
  await ledger.need(['2026-11', '2026-12', '2027-01'], 280_000);
  return {
    service,
    ledger,
    donor,
    /** A moment later everything that the moment made due is recomputed. */
    at: async (instant: string) => {
      service.clock.moveTo(instant);
      await service.sweep('deadlines');
      await service.sweep('months');
    },
    classes: async () => pmByClass(await ledger.lane()),
    listed: async (query: Record<string, string>) => (await ledger.shipments(query)).length,
  };
}

it.each(engines)(
  'a shipment is late when the day of its ETA has ended in Kabul, and overdue three days later (%s)',
  async (engine) => {
    const { service, ledger, donor, at, classes, listed } = await setup(engine);
    const shipment = await ledger.ship(donor);
    await ledger.tell(shipment, { type: 'dispatched' });
    // News keeps it from being stale.
    service.clock.moveTo('2026-11-27T06:00:00Z');
    await ledger.tell(shipment, {
      type: 'note',
      note: 'the pass is open',
      occurredAt: '2026-11-27T06:00:00Z',
    });
    await service.settled();

    await at('2026-11-28T19:29:59.999Z');
    expect(await classes()).toEqual({ inTransit: TONNES_50_IN_PM });
    await at('2026-11-28T19:30:00Z');
    expect(await classes()).toEqual({ late: TONNES_50_IN_PM });
    expect(await listed({ flag: 'overdue' })).toBe(0);

    await at('2026-12-01T19:29:59.999Z');
    expect(await listed({ flag: 'overdue' })).toBe(0);
    await at('2026-12-01T19:30:00Z');
    expect(await listed({ flag: 'overdue' })).toBe(1);
    expect(await ledger.shipment(shipment.id)).toMatchObject({
      flags: ['overdue', 'back_dated'],
      lines: [{ state: 'overdue' }],
    });
  },
);

it('a shipment without news for more than seven days is stale until there is some', async () => {
  const { service, ledger, donor, at, classes, listed } = await setup();
  const shipment = await ledger.ship(donor);
  await ledger.tell(shipment, { type: 'dispatched', occurredAt: '2026-11-11T06:10:00Z' });
  await service.settled();
  await at('2026-11-18T06:10:00Z');
  expect(await classes()).toEqual({ inTransit: TONNES_50_IN_PM });
  await at('2026-11-18T06:10:00.001Z');
  expect(await classes()).toEqual({ stale: TONNES_50_IN_PM });
  expect(await listed({ flag: 'stale' })).toBe(1);

  await ledger.tell(shipment, { type: 'note', note: 'seen in Salang', occurredAt: '2026-11-18T06:00:00Z' });
  await service.settled();
  expect(await classes()).toEqual({ inTransit: TONNES_50_IN_PM });
});

it('a shipment that stands at the border for more than three days is held', async () => {
  const { service, ledger, donor, at, classes } = await setup();
  const shipment = await ledger.ship(donor);
  await ledger.tell(shipment, { type: 'dispatched' });
  await ledger.tell(shipment, { type: 'arrived_border', occurredAt: '2026-11-14T06:00:00Z' });
  await service.settled();
  await at('2026-11-17T06:00:00Z');
  expect(await classes()).toEqual({ inTransit: TONNES_50_IN_PM });
  await at('2026-11-17T06:00:00.001Z');
  expect(await classes()).toEqual({ held: TONNES_50_IN_PM });
});

it('the days are settings', async () => {
  const service = await serviceOfTest({
    env: { STALE_AFTER_DAYS: '1', HELD_AFTER_DAYS: '0', OVERDUE_GRACE_DAYS: '0' },
  });
  const ledger = ledgerOf(service);
  const shipment = await ledger.ship(await ledger.organisation(), { eta: '2026-11-14' });
  await ledger.tell(shipment, { type: 'dispatched' });
  await ledger.tell(shipment, { type: 'arrived_border', occurredAt: '2026-11-12T06:00:00Z' });
  expect((await ledger.shipment(shipment.id)).flags).toEqual(['overdue', 'stale', 'held', 'back_dated']);
});

it('a month turns: what did not come in November is expected in December, and November says it was late', async () => {
  const { service, ledger, donor, at, classes } = await setup();
  const shipment = await ledger.ship(donor);
  await ledger.tell(shipment, { type: 'dispatched' });
  await ledger.pledge(donor, {
    expectedBy: '2026-11-20',
    lines: [{ sector: 'food_security', province: GHOR, item: WHEAT, quantity: 18_000 }],
  });
  service.clock.moveTo('2026-11-27T06:00:00Z');
  await ledger.tell(shipment, { type: 'note', note: 'a flat tyre', occurredAt: '2026-11-27T06:00:00Z' });
  await service.settled();
  expect(monthOf(await ledger.lane(), '2026-11').priority).toBeGreaterThan(0);

  await at('2026-11-30T19:30:00Z');
  const lane = await ledger.lane();
  expect(lane.parcels).toMatchObject([
    { class: 'late', dueMonth: '2026-11', arrivalMonth: '2026-12' },
    { class: 'firm', dueMonth: '2026-11', arrivalMonth: '2026-12' },
  ]);
  expect(await classes()).toEqual({ firm: 1000, late: TONNES_50_IN_PM });
  expect(monthOf(lane, '2026-11')).toMatchObject({
    waterfall: { inTransit: 0, late: TONNES_50_IN_PM, firm: 1000 },
    // Nothing sent now can reach a past month.
    priority: 0,
    flag: null,
  });
  expect(monthOf(lane, '2026-12')).toMatchObject({ waterfall: { late: TONNES_50_IN_PM, firm: 1000 } });
  expect(lane.months.at(-1)?.month).toBe('2027-05');
});

it.each(engines)(
  'a pledge comes to nothing when its last day has passed, and so does the cargo that has not left on it (%s)',
  async (engine) => {
    const { service, ledger, donor, at, classes } = await setup(engine);
    const pledge = await ledger.pledge(donor, { expiresOn: '2026-11-20' });
    await ledger.ship(donor, { lines: [{ item: WHEAT, quantity: 50_000, pledgeLine: pledge.lines[0]!.id }] });
    await service.settled();
    expect(await classes()).toEqual({ firm: 27_777.778 });
    await at('2026-11-20T19:29:59.999Z');
    expect(await classes()).toEqual({ firm: 27_777.778 });
    await at('2026-11-20T19:30:00Z');
    expect(await classes()).toEqual({});
    expect(await ledger.pledgeOf(pledge.id)).toMatchObject({ status: 'expired', stages: { firm: 'none' } });
  },
);

it('what is paid does not expire', async () => {
  const { service, ledger, donor, at, classes } = await setup();
  const pledge = await ledger.pledge(donor, { status: 'paid', expiresOn: '2026-11-20' });
  await service.settled();
  await at('2026-11-20T19:30:00Z');
  expect(await classes()).toEqual({ firm: 27_777.778 });
  expect((await ledger.pledgeOf(pledge.id)).status).toBe('paid');
});

it('a month turns in a lane that has needs and nothing else: no month that is past has a priority or a flag', async () => {
  const { ledger, service, at } = await setup();
  await service.settled();
  const before = await ledger.lane();
  expect(monthOf(before, '2026-11').priority).toBeGreaterThan(0);
  expect(monthOf(before, '2026-11').flag).not.toBeNull();

  await at('2026-11-30T19:29:59.999Z');
  expect(await ledger.lane()).toEqual(before);
  await at('2026-11-30T19:30:00Z');
  const after = await ledger.lane();
  expect(after.asOf).toBe('2026-11-30T19:30:00.000Z');
  expect(monthOf(after, '2026-11')).toMatchObject({ priority: 0, flag: null });
  expect(monthOf(after, '2026-12').priority).toBeGreaterThan(monthOf(before, '2026-12').priority);
});

it('a pledge of which nothing is left to send expires when its last day has passed', async () => {
  const { service, ledger, donor, at, classes } = await setup();
  const pledge = await ledger.pledge(donor, { expiresOn: '2026-11-16' });
  const lines = [{ item: WHEAT, quantity: 500_000, pledgeLine: pledge.lines[0]!.id }];
  const shipment = await ledger.ship(donor, { lines });
  await ledger.tell(shipment, { type: 'dispatched' });
  await service.settled();
  const statesOfPledges = () => service.store.read((scope) => scope.db.select().from(scope.of(pledgeStates)));
  expect(await statesOfPledges()).toMatchObject([{ status: 'commitment' }]);
  await at('2026-11-16T19:30:00Z');
  expect(await statesOfPledges()).toMatchObject([{ status: 'expired', dueAt: null }]);
  // On the road already: it counts whatever became of the promise.
  expect(await classes()).toEqual({ inTransit: 27_777.778 });
});

it('what has arrived is left alone by time', async () => {
  const { service, ledger, donor, at, classes } = await setup();
  const shipment = await ledger.ship(donor);
  const lines = [{ line: lineOf(shipment), good: 50_000 }];
  await ledger.tell(shipment, { type: 'received', occurredAt: '2026-11-14T09:00:00Z', lines });
  await service.settled();
  const before = await ledger.shipment(shipment.id);
  await at('2027-03-01T00:00:00Z');
  expect(await ledger.shipment(shipment.id)).toEqual({ ...before, asOf: '2027-03-01T00:00:00.000Z' });
  expect(await classes()).toEqual({ delivered: TONNES_50_IN_PM });
});
