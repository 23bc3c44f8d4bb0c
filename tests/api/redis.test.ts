/** The API never waits for Redis: with it hung or absent everything is recorded, and the work is done once it is back. */
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort, startRedis } from '../support/servers.ts';
import { engines, hasRedis, type Service, serviceOfTest } from '../support/service.ts';
import { GHOR, ledgerOf, lineOf, pmByClass } from '../support/ledger.ts';

/** Long enough for a slow machine, and short beside the 8 s that one `queue.add` waits for a hung Redis. */
const NORMAL_MS = 2_000;

async function newRedis(port?: number) {
  const redis = await startRedis(port);
  if (!redis) throw new Error('redis-server is not on this machine');
  onTestFinished(async () => {
    // A stopped process does not hear SIGTERM.
    redis.process.kill('SIGCONT');
    await redis.stop();
  });
  return redis;
}

/** Every kind of operation once, none of which may take longer than it ever does. */
async function useEverything(service: Service, name: string): Promise<void> {
  const slow: string[] = [];
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const done = await work();
    if (performance.now() - began > NORMAL_MS) slow.push(what);
    return done;
  };
  const ledger = ledgerOf(service);
  const donor = await timed('organisation', () => ledger.organisation(name));
  await timed('needs', () => ledger.need(['2026-11'], 280_000));
  const pledge = await timed('pledge', () => ledger.pledge(donor));
  const pledgeLine = pledge.lines[0]!.id;
  const shipment = await timed('shipment', () =>
    ledger.ship(donor, { lines: [{ item: 'wheat_flour', quantity: 50_000, pledgeLine }] }),
  );
  await timed('crossing', () => ledger.closeCrossing('hairatan', 'open', '2026-11-01'));
  await timed('dispatched', () => ledger.tell(shipment, { type: 'dispatched' }));
  const lines = [{ line: lineOf(shipment), good: 50_000 }];
  await timed('received', () =>
    ledger.tell(shipment, { type: 'received', occurredAt: '2026-11-14T09:00:00Z', lines }),
  );
  // A shipment is computed from its events: it does not wait for the workers either.
  expect(await timed('shipment read', () => ledger.shipment(shipment.id))).toMatchObject({
    status: 'received',
  });
  for (const path of [
    '/pledges',
    '/shipments',
    '/needs',
    '/gaps',
    `/gaps/${GHOR}/food_security`,
    '/gap-flags',
  ]) {
    await timed(path, () => service.get<unknown>(path));
  }
  expect(slow).toEqual([]);
}

/** Waits for the service to say how ready it is. */
async function becomes(service: Service, status: 'ready' | 'degraded'): Promise<void> {
  await expect
    .poll(async () => (await service.get<{ status: string }>('/readyz')).body.status, {
      timeout: 20_000,
      interval: 20,
    })
    .toBe(status);
}

describe.skipIf(!hasRedis)('Redis', () => {
  it('hangs: everything is answered as fast as ever, and the work is done when it answers again', async () => {
    const redis = await newRedis();
    const service = await serviceOfTest({ redisUrl: redis.url });
    await useEverything(service, 'before');
    await service.settled();
    await becomes(service, 'ready');

    redis.process.kill('SIGSTOP');
    await useEverything(service, 'meanwhile');
    await becomes(service, 'degraded');
    const { body } = await service.get<{ checks: unknown[] }>('/readyz');
    expect(body.checks).toContainEqual({
      ...{ name: 'broker', ok: false, required: false },
      detail: 'not answering: work waits in the database',
    });
    await useEverything(service, 'once its silence is noticed');
    expect(pmByClass(await ledgerOf(service).lane())).toMatchObject({ delivered: 2_777.778 });

    redis.process.kill('SIGCONT');
    await service.settled();
    await becomes(service, 'ready');
    expect(pmByClass(await ledgerOf(service).lane())).toMatchObject({ delivered: 3 * 2_777.778 });
  });

  it('is not there at the start: the service starts, records, and does the work when Redis comes', async () => {
    const port = await freePort();
    const service = await serviceOfTest({ redisUrl: `redis://127.0.0.1:${port}` });
    await useEverything(service, 'without Redis');
    await becomes(service, 'degraded');
    expect((await ledgerOf(service).lane()).parcels).toEqual([]);

    await newRedis(port);
    await service.settled();
    await becomes(service, 'ready');
    expect(pmByClass(await ledgerOf(service).lane())).toMatchObject({ delivered: 2_777.778, firm: 25_000 });
  });

  it.each(engines)(
    'is flushed between the turn of a month and the sweep: no lane misses the turn, on %s',
    async (engine) => {
      const redis = await newRedis();
      const service = await serviceOfTest({ engine, redisUrl: redis.url });
      const ledger = ledgerOf(service);
      const donor = await ledger.organisation();
      await ledger.need(['2026-11', '2026-12'], 280_000);
      await ledger.need(['2026-11', '2026-12'], 1_000, { province: 'AF01' });
      await ledger.pledge(donor, { expectedBy: '2026-11-20' });
      await service.settled();
      const broker = new Redis(redis.url);
      onTestFinished(() => broker.disconnect());
      // Each sweep ran at the start, and is planned for its next time.
      const planned = async () =>
        (await broker.zcard('aid:sweep:repeat')) + (await broker.llen('aid:sweep:wait'));
      await expect.poll(planned, { timeout: 20_000 }).toBe(service.sweeps);
      await expect.poll(() => broker.llen('aid:sweep:active'), { timeout: 20_000 }).toBe(0);

      service.clock.moveTo('2026-11-30T19:30:00Z');
      await broker.flushall();
      for (const province of [GHOR, 'AF01']) {
        await expect
          .poll(async () => (await ledger.lane(province)).asOf, { timeout: 40_000 })
          .toBe('2026-11-30T19:30:00.000Z');
      }
      await service.settled();
      expect((await ledger.lane()).parcels).toMatchObject([
        { class: 'firm', dueMonth: '2026-11', arrivalMonth: '2026-12' },
      ]);
    },
  );
});
