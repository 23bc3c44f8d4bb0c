/** What happens to work while the broker forgets, hangs or is not there: `architecture.md` §1, P3 and P6. */
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../src/platform/errors.ts';
import type { Store } from '../../src/platform/storage/store.ts';
import { freePort } from '../support/servers.ts';
import { addFact, recomputeTotal, totalOf } from './facts.ts';
import {
  backlogs,
  brokers,
  command,
  hasRedis,
  newBroker,
  newRedis,
  registryWith,
  setup,
  one,
  until,
} from './rig.ts';

async function changeMany(store: Store, count: number, prefix = 's'): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, i) =>
      store.write((scope) => addFact(scope, 'shipment', `${prefix}${i}`, 'only')),
    ),
  );
}

/** How many of the things have the total of their one change. */
async function counted(store: Store, count: number, prefix = 's'): Promise<number> {
  const totals = await Promise.all(
    Array.from({ length: count }, (_, i) => totalOf(store, 'shipment', `${prefix}${i}`)),
  );
  return totals.filter((total) => total === 1).length;
}

describe.each(brokers)('the %s broker', (kind) => {
  it('forgets everything, and everything is done, long before a lease would have run out', async () => {
    const { start, allDone } = await setup('sqlite');
    const broker = await newBroker(kind);
    let forgotten = false;
    const { store } = await start(
      broker,
      registryWith({
        recompute: {
          shipment: one(async (scope, key) => {
            await recomputeTotal(scope, 'shipment', key);
            await new Promise((resolve) => setTimeout(resolve, forgotten ? 0 : 20));
          }),
        },
      }),
      { leaseMs: 3_600_000 },
    );
    await changeMany(store, 200);
    await until(async () => (await backlogs(store)).dirty.leased > 0, 'some are on their way');
    await command(broker, 'FLUSHALL');
    forgotten = true;
    await allDone();
    expect(await counted(store, 200)).toBe(200);
  });

  it('a failure that could not be recorded is tried again', async () => {
    const { start, allDone, store: watcher } = await setup('sqlite');
    let runs = 0;
    const { store } = await start(
      await newBroker(kind),
      registryWith({
        recompute: {
          shipment: one(async (scope, key) => {
            await recomputeTotal(scope, 'shipment', key);
            runs++;
            if (runs <= 4) throw new DomainError('unavailable', 'the database is locked by another process');
          }),
        },
      }),
    );
    await changeMany(store, 1);
    await allDone();
    // Four failures are more than the three attempts allowed: the storage's own are not counted.
    expect(runs).toBe(5);
    expect(await counted(watcher, 1)).toBe(1);
  });
});

describe.skipIf(!hasRedis)('Redis', () => {
  it('hangs: writes go on as fast as ever, and once it answers everything is done', async () => {
    const { start, allDone } = await setup('sqlite');
    const redis = await newRedis();
    const { store, jobs } = await start(await newBroker('redis', redis.url), registryWith(), {
      leaseMs: 3_600_000,
    });
    await changeMany(store, 1, 'before');
    await allDone();

    redis.process.kill('SIGSTOP');
    const began = performance.now();
    await changeMany(store, 500);
    const tookMs = performance.now() - began;
    await until(() => !jobs.brokerAnswers(), 'its silence is noticed');
    const { dirty } = await backlogs(store);
    expect(dirty.due + dirty.leased).toBe(500);
    // A `queue.add` alone would have waited for as long as Redis hangs.
    expect(tookMs).toBeLessThan(2_000);

    redis.process.kill('SIGCONT');
    await allDone();
    expect(await counted(store, 500)).toBe(500);
  });

  it('is full: what it refuses stays due, and is done once there is room', async () => {
    const { start, allDone } = await setup('sqlite');
    const broker = await newBroker('redis', (await newRedis()).url);
    const { store } = await start(broker, registryWith(), { leaseMs: 3_600_000 });
    await changeMany(store, 1, 'before');
    await allDone();
    await command(broker, 'CONFIG', 'SET', 'maxmemory', '1');
    await changeMany(store, 100);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { dirty } = await backlogs(store);
    expect(dirty.due + dirty.leased).toBe(100);

    await command(broker, 'CONFIG', 'SET', 'maxmemory', '0');
    await allDone();
    expect(await counted(store, 100)).toBe(100);
  });

  it('is not there at the start: the process starts, writes, and does everything once it comes', async () => {
    const { start, allDone } = await setup('sqlite');
    const port = await freePort();
    const { store, jobs } = await start(await newBroker('redis', `redis://127.0.0.1:${port}`));
    await changeMany(store, 100);
    expect(jobs.brokerAnswers()).toBe(false);
    expect((await backlogs(store)).dirty).toMatchObject({ due: 100, leased: 0 });

    await newRedis(port);
    await allDone();
    expect(await counted(store, 100)).toBe(100);
  });

  it('is not there at all: the process closes in time', async () => {
    const { start } = await setup('sqlite');
    const { store, jobs } = await start(await newBroker('redis', `redis://127.0.0.1:${await freePort()}`));
    await changeMany(store, 1);
    const began = performance.now();
    await jobs.close(1_000);
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('hangs while the process closes: it closes at the end of the grace, and the next process does the rest', async () => {
    const { start, allDone, store: watcher } = await setup('sqlite');
    const redis = await newRedis();
    const broker = await newBroker('redis', redis.url);
    const { store, jobs } = await start(broker);
    await changeMany(store, 10, 'before');
    await allDone();

    redis.process.kill('SIGSTOP');
    await changeMany(store, 100);
    await until(async () => (await backlogs(watcher)).dirty.leased > 0, 'the relay tries to send');
    const began = performance.now();
    await jobs.close(500);
    expect(performance.now() - began).toBeLessThan(8_000);

    redis.process.kill('SIGCONT');
    await start(broker);
    await allDone();
    expect(await counted(watcher, 100)).toBe(100);
  });

  it('dies with its memory and is started anew, twice: everything is done', async () => {
    const { start, allDone } = await setup('sqlite');
    const port = await freePort();
    let redis = await newRedis(port);
    const { store } = await start(await newBroker('redis', redis.url), registryWith(), {
      leaseMs: 3_600_000,
    });
    for (let round = 0; round < 2; round++) {
      await changeMany(store, 200, `round ${round} `);
      redis.process.kill('SIGKILL');
      await redis.stop();
      await store.write((scope) => addFact(scope, 'lane', `round ${round}`, 'only'));
      redis = await newRedis(port);
      await allDone();
      expect(await counted(store, 200, `round ${round} `)).toBe(200);
      expect(await totalOf(store, 'lane', `round ${round}`)).toBe(1);
    }
  });
});
