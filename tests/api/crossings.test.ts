/** A closed crossing holds what has not passed it: `domain.md` §5, flag `held`, and §8, class 4. */
import { expect, it } from 'vitest';
import type { Engine } from '../../src/platform/storage/store.ts';
import { engines, serviceOfTest } from '../support/service.ts';
import { GHOR, ledgerOf, pmByClass, type Told } from '../support/ledger.ts';

interface CrossingView {
  code: string;
  status: string;
  from: string | null;
  until: string | null;
  history: { id: string; status: string; recordedBy: string }[];
}

async function setup(engine: Engine = 'sqlite') {
  const service = await serviceOfTest({ engine });
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation();
  await ledger.need(['2026-11'], 280_000);
  const crossing = async (code: string) => {
    const { body } = await service.get<{ items: CrossingView[] }>('/crossings');
    return body.items.find((candidate) => candidate.code === code);
  };
  /** Person-months of 50 t in the lane, by class. */
  const classes = async () => {
    await service.settled();
    const byClass = pmByClass(await ledger.lane());
    return Object.fromEntries(Object.entries(byClass).map(([name, pm]) => [name, Math.round(pm / 2777.778)]));
  };
  const send = async (...steps: Told[]) => {
    const shipment = await ledger.ship(donor);
    for (const step of steps) await ledger.tell(shipment, step);
    return shipment;
  };
  return { service, ledger, crossing, classes, send };
}

it.each(engines)('closed, it holds what has not passed; open again, it lets go (%s)', async (engine) => {
  const { service, ledger, crossing, classes, send } = await setup(engine);
  const waiting = await send({ type: 'dispatched' });
  await send(
    { type: 'dispatched' },
    { type: 'arrived_border', occurredAt: '2026-11-13T06:00:00Z' },
    { type: 'arrived_hub', occurredAt: '2026-11-14T06:00:00Z' },
  );
  expect(await classes()).toEqual({ inTransit: 2 });

  await ledger.closeCrossing('hairatan', 'closed', '2026-11-15');
  expect(await crossing('hairatan')).toMatchObject({ status: 'closed', from: '2026-11-15', until: null });
  expect(await classes()).toEqual({ inTransit: 1, held: 1 });
  expect((await ledger.shipment(waiting.id)).flags).toContain('held');
  expect((await ledger.shipment(waiting.id)).lines[0]).toMatchObject({ state: 'held' });
  expect(await ledger.shipments({ flag: 'held' })).toMatchObject([{ id: waiting.id }]);

  service.clock.advance({ hours: 1 });
  await ledger.closeCrossing('hairatan', 'open', '2026-11-15T06:30:00Z');
  expect(await crossing('hairatan')).toMatchObject({
    status: 'open',
    history: [{ status: 'open', recordedBy: 'bootstrap' }, { status: 'closed' }],
  });
  expect(await classes()).toEqual({ inTransit: 2 });
  expect(await ledger.shipments({ flag: 'held' })).toEqual([]);
});

it('restricted, it holds nothing', async () => {
  const { ledger, classes, send } = await setup();
  await send({ type: 'dispatched' });
  await ledger.closeCrossing('hairatan', 'restricted', '2026-11-15');
  expect(await classes()).toEqual({ inTransit: 1 });
});

it('closed for some days, it holds from the day on and lets go at the end of the last, by the sweep alone', async () => {
  const { service, ledger, crossing, classes, send } = await setup();
  const shipment = await send({ type: 'dispatched' });
  await ledger.closeCrossing('hairatan', 'closed', '2026-11-16', '2026-11-17');
  expect(await crossing('hairatan')).toMatchObject({ status: 'open' });
  expect(await classes()).toEqual({ inTransit: 1 });

  // 00:00 in Kabul is 19:30 UTC of the day before.
  service.clock.moveTo('2026-11-15T19:30:00Z');
  await service.sweep('deadlines');
  expect(await crossing('hairatan')).toMatchObject({ status: 'closed', until: '2026-11-17' });
  expect(await classes()).toEqual({ held: 1 });

  service.clock.moveTo('2026-11-17T19:30:00Z');
  await service.sweep('deadlines');
  expect(await classes()).toEqual({ inTransit: 1 });
  expect((await ledger.shipment(shipment.id)).flags).not.toContain('held');
});

it('cargo planned through a crossing that the sources call closed is held once it moves', async () => {
  const { ledger, crossing, classes } = await setup();
  expect(await crossing('torkham')).toMatchObject({ status: 'closed', history: [] });
  const donor = await ledger.organisation('Pakistan');
  const shipment = await ledger.ship(donor, { crossing: 'torkham', destination: { province: GHOR } });
  expect(await classes()).toEqual({ firm: 1 });
  await ledger.tell(shipment, { type: 'dispatched' });
  expect(await classes()).toEqual({ held: 1 });
});

it('of two statuses recorded in the same moment, the list of crossings and the cargo read the same', async () => {
  const { ledger, crossing, send } = await setup();
  const { id } = await send({ type: 'dispatched' });
  const held = async () => (await ledger.shipment(id)).flags.includes('held');
  const isOne = async () => expect(await held()).toBe((await crossing('hairatan'))?.status === 'closed');
  // The clock of the test stands still.
  await ledger.closeCrossing('hairatan', 'open', '2026-11-10');
  await ledger.closeCrossing('hairatan', 'closed', '2026-11-10');
  await isOne();
  await ledger.closeCrossing('hairatan', 'open', '2026-11-10');
  await isOne();
  expect(await held()).toBe(true);
  await ledger.closeCrossing('hairatan', 'restricted', '2026-11-12');
  await ledger.closeCrossing('hairatan', 'closed', '2026-11-11');
  await isOne();
  expect(await held()).toBe(false);
});

it('every status recorded has an id of its own, and keeps it', async () => {
  const { service, crossing } = await setup();
  const record = async (status: string) => {
    service.clock.advance({ ms: 1 });
    const body = { status, from: '2026-11-10', reason: 'told by the border police' };
    return (await service.put<CrossingView>('/crossings/hairatan/status', body)).body.history;
  };
  const [closed] = await record('closed');
  const [opened, before] = await record('open');
  expect(before).toEqual(closed);
  expect(opened?.id).not.toBe(closed?.id);
  expect((await crossing('hairatan'))?.history.map(({ id }) => id)).toEqual([opened?.id, closed?.id]);
});

it('the same status sent twice is one fact; another one in between makes it news again', async () => {
  const { service, crossing } = await setup();
  const closed = { status: 'closed', from: '2026-11-15', reason: 'flood' };
  const put = (body: object) => service.put('/crossings/torkham/status', body);
  await put(closed);
  await put({ ...closed, until: null });
  expect((await crossing('torkham'))?.history).toHaveLength(1);
  await put({ status: 'open', from: '2026-11-15', reason: 'the water went' });
  await put(closed);
  expect((await crossing('torkham'))?.history.map(({ status }) => status)).toEqual([
    'closed',
    'open',
    'closed',
  ]);
});
