/** The whole service in process: HTTP, workers and a new database, on either engine and either broker. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import { ledgerRegistry } from '../../jobs/ledger.ts';
import { loadConfig } from '../../src/config.ts';
import { newHashCost } from '../../src/platform/auth/password-hash.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Broker } from '../../src/platform/queue/broker.ts';
import { releaseDirty } from '../../src/platform/queue/repo.ts';
import { dirty } from '../../src/platform/queue/tables.ts';
import type { Engine } from '../../src/platform/storage/store.ts';
import { type Roles, type RunningProcess, startProcess } from '../../src/process.ts';
import { client, type Client } from './client.ts';
import { type TestClock, testClock } from './clock.ts';
import { testAuthenticator } from './principals.ts';
import { emptyDatabase } from './redis.ts';
import { engines, newMigratedTarget, newSqliteCopy } from './stores.ts';

export { engines } from './stores.ts';

// What a hash takes is proved where hashes are (`tests/unit/platform/password-hash.test.ts`); here people sign in by the hundred.
Object.assign(newHashCost, { N: 2 ** 10, p: 1 });

export const KEY = 'test-key-0123456789abcdefghijklmnop';
/** A Sunday in the dry season: cargo of November is on the road. */
export const NOW = '2026-11-15T06:00:00Z';

export const hasRedis = inject('redisUrl') !== '';
const brokers: readonly Broker['kind'][] = hasRedis ? ['in-process', 'redis'] : ['in-process'];
/** Every engine with every broker. */
export const combinations = engines.flatMap((engine) => brokers.map((broker) => ({ engine, broker })));

const SETTLED_WITHIN_MS = 20_000;

export interface ServiceOptions {
  engine?: Engine;
  /** A SQLite file to begin with a copy of, instead of an empty ledger. */
  copyOf?: string;
  /** By default the faster one: Redis where there is one. */
  broker?: Broker['kind'];
  /** A Redis of the test's own, there or not. */
  redisUrl?: string;
  clock?: TestClock;
  env?: Record<string, string>;
  /** Takes `tokenOf(principal)` for its principal, besides the key. */
  principals?: boolean;
  /** API and workers in processes of their own, as `npm run start:api` and `start:worker` have them. */
  apart?: boolean;
}

export interface Service extends Client {
  url: string;
  /** Where its facts are, as `DATABASE_URL` wants it. */
  databaseUrl: string;
  clock: TestClock;
  store: RunningProcess['store'];
  services: RunningProcess['services'];
  /** Waits until nothing is left to recompute; fails when a recomputation failed. */
  settled: (withinMs?: number) => Promise<void>;
  /** How many sweeps there are. */
  sweeps: number;
  /** Runs one sweep as its schedule would, and waits for what it set off. */
  sweep: (name: keyof ReturnType<typeof ledgerRegistry>['sweeps']) => Promise<void>;
  close: () => Promise<void>;
}

/** Starts the service on a new database; `close` ends it and removes everything. */
export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const { engine = 'sqlite', broker = brokers.at(-1), clock = testClock(NOW), apart = false } = options;
  const place = options.copyOf ? newSqliteCopy(options.copyOf) : await newMigratedTarget(engine);
  const redisUrl = options.redisUrl ?? (broker === 'redis' ? await emptyDatabase() : undefined);
  const complaints: string[] = [];
  const log = createLog({ level: 'warn', destination: { write: (line) => void complaints.push(line) } });
  const config = loadConfig({
    PORT: '0',
    DATABASE_URL: place.url,
    BOOTSTRAP_API_KEY: KEY,
    NODE_ENV: 'test',
    SHUTDOWN_GRACE_SECONDS: '2',
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
    ...options.env,
  });
  const auth = options.principals ? { auth: testAuthenticator(KEY) } : {};
  const start = (roles: Roles) => startProcess(config, { roles, log, clock, ...auth });
  const running = apart
    ? [await start({ api: true, worker: false }), await start({ api: false, worker: true })]
    : [await start({ api: true, worker: true })];
  const [api] = running as [RunningProcess];
  const { store, services } = api;
  const url = api.url ?? '';
  const told = () => complaints.slice(-5).join('');

  async function settled(withinMs = SETTLED_WITHIN_MS): Promise<void> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const waiting = await store.read((scope) => scope.db.select().from(scope.of(dirty)));
      if (waiting.length === 0) return;
      const failed = waiting.filter(({ lastError }) => lastError !== null);
      // Nothing is made to fail here.
      if (failed.length > 0) throw new Error(`failed: ${JSON.stringify(failed)}\n${told()}`);
      if (Date.now() > deadline) {
        throw new Error(`not done within ${withinMs} ms: ${JSON.stringify(waiting)}\n${told()}`);
      }
      // A unit of work that the database put off is tried again later, which a clock that stands still never reaches.
      for (const { kind, key, availableAt } of waiting) {
        if (availableAt > clock.now()) {
          await store.write((scope) => releaseDirty(scope, kind, key, clock.now()));
        }
      }
      await wait(5);
    }
  }

  return {
    ...client(url, KEY, told),
    url,
    databaseUrl: place.url,
    clock,
    store,
    services,
    settled,
    sweeps: Object.keys(ledgerRegistry(services, config, log).sweeps).length,
    async sweep(name) {
      await ledgerRegistry(services, config, log).sweeps[name].run(store, clock.now());
      await settled();
    },
    async close() {
      for (const process of running) await process.close();
      await place.remove();
    },
  };
}

/** A service that ends with the test. */
export async function serviceOfTest(options?: ServiceOptions): Promise<Service> {
  const service = await startService(options);
  onTestFinished(service.close);
  return service;
}

/** One service for all tests of the surrounding `describe`; they keep out of each other's way by what they record. */
export function serviceOfSuite(options?: ServiceOptions): () => Service {
  let service: Service | undefined;
  beforeAll(async () => {
    service = await startService(options);
  });
  afterAll(() => service?.close());
  return () => {
    if (!service) throw new Error('the service is there once the tests run');
    return service;
  };
}
