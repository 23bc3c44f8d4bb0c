/** Processes with jobs, on any engine and either broker, and the means to wait for what they do. */
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { inject, onTestFinished } from 'vitest';
import type { Recompute, Registry } from '../../jobs/registry.ts';
import { type Jobs, startJobs, type Tuning } from '../../jobs/start.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { type Broker, openBroker } from '../../src/platform/queue/broker.ts';
import type { Log } from '../../src/platform/log.ts';
import type { DirtyKind } from '../../src/platform/queue/names.ts';
import { dirtyBacklog } from '../../src/platform/queue/repo.ts';
import { outboxBacklog } from '../../src/platform/queue/outbox/repo.ts';
import { openStore } from '../../src/platform/storage/open.ts';
import type { Engine, WriteScope, Store } from '../../src/platform/storage/store.ts';
import { emptyDatabase } from '../support/redis.ts';
import { startRedis } from '../support/servers.ts';
import { engines, newMigratedTarget, type Target } from '../support/stores.ts';
import { recomputeTotal } from './facts.ts';
import { SHORT } from './tuning.ts';

export const hasRedis = inject('redisUrl') !== '';
export const brokers: readonly Broker['kind'][] = hasRedis ? ['in-process', 'redis'] : ['in-process'];
/** Every engine with every broker. */
export const combinations = engines.flatMap((engine) => brokers.map((broker) => ({ engine, broker })));

/** Waits until a condition holds; fails, saying what did not happen. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  what: string,
  withinMs = 30_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await wait(10);
  }
}

const total = (kind: DirtyKind): Recompute =>
  one(async (scope, key) => {
    await recomputeTotal(scope, kind, key);
  });

/** A handler that sees to each thing by itself. */
export function one(recompute: (scope: WriteScope, key: string, now: number) => Promise<void>): Recompute {
  return async (scope, keys, now) => {
    for (const key of keys) await recompute(scope, key, now);
  };
}

/** A handler for every kind and no schedule; each test replaces what it is about. */
export function registryWith(changes: Partial<Registry> = {}): Registry {
  return {
    recompute: {
      shipment: total('shipment'),
      pledge: total('pledge'),
      lane: total('lane'),
      netting: total('netting'),
      ...changes.recompute,
    },
    deliver: {
      mail: async () => {},
      password_reset: async () => {},
      webhook: async () => {},
      ...changes.deliver,
    },
    sweeps: { ...changes.sweeps },
  };
}

/** A private redis-server that ends with the test. */
export async function newRedis(port?: number) {
  const redis = await startRedis(port);
  if (!redis) throw new Error('redis-server is not on this machine');
  onTestFinished(async () => {
    if (redis.process.signalCode !== null) return;
    // A stopped process does not hear SIGTERM.
    redis.process.kill('SIGCONT');
    await redis.stop();
  });
  return redis;
}

/** A broker of a kind that ends with the test; in the test file's own Redis, unless another is given. */
export async function newBroker(kind: Broker['kind'], url?: string): Promise<Broker> {
  const redisUrl = kind === 'redis' ? (url ?? (await emptyDatabase())) : undefined;
  const broker = await openBroker({ redisUrl, production: false });
  onTestFinished(() => broker.close());
  return broker;
}

/** Runs one command on a broker, as an operator would. */
export async function command(broker: Broker, name: string, ...args: string[]): Promise<unknown> {
  const client = new Redis(broker.url);
  client.on('error', () => {});
  try {
    return await client.call(name, ...args);
  } finally {
    client.disconnect();
  }
}

export interface Process {
  store: Store;
  broker: Broker;
  jobs: Jobs;
}

/** A database that ends with the test, and processes on it. */
export async function setup(engine: Engine) {
  const place = await newMigratedTarget(engine);
  onTestFinished(place.remove);
  const store = await open(place);

  async function open(target: Target, afterCommit: () => void = () => {}): Promise<Store> {
    const opened = await openStore(target.target, { afterCommit, onError: () => {} });
    onTestFinished(() => opened.close());
    return opened;
  }

  return {
    place,
    /** A writer without a relay: it nudges nobody. */
    store,
    /** A process with store, relay and workers. */
    async start(
      broker: Broker,
      registry = registryWith(),
      tuning: Partial<Tuning> = {},
      log: Log = pino({ level: process.env.JOBS_TEST_LOG ?? 'silent' }),
    ): Promise<Process> {
      let jobs: Jobs | undefined;
      const own = await open(place, () => jobs?.nudge());
      jobs = startJobs({
        store: own,
        broker,
        clock: systemClock,
        log,
        registry,
        tuning: { ...SHORT, ...tuning },
      });
      const started = jobs;
      onTestFinished(() => started.close(500));
      return { store: own, broker, jobs };
    },
    /** Waits until nothing is dirty and no effect is due. */
    async allDone(withinMs?: number): Promise<void> {
      await until(
        async () => {
          const { dirty, outbox } = await backlogs(store);
          return dirty.due + dirty.leased + dirty.later + outbox.due + outbox.leased + outbox.later === 0;
        },
        'everything is done',
        withinMs,
      );
    },
  };
}

export function backlogs(store: Store) {
  return store.read(async (scope) => ({
    dirty: await dirtyBacklog(scope, Date.now()),
    outbox: await outboxBacklog(scope, Date.now()),
  }));
}
