/** One installation of the service: its database, its Redis, and the processes that run on them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { expect, onTestFinished } from 'vitest';
import { parkedDirty } from '../../src/platform/queue/repo.ts';
import { openPostgresStore } from '../../src/platform/storage/postgres.ts';
import { openSqliteStore } from '../../src/platform/storage/sqlite.ts';
import type { Engine, Store } from '../../src/platform/storage/store.ts';
import { backlogs, hasRedis, newRedis } from '../jobs/rig.ts';
import { client, type Client } from '../support/client.ts';
import { freePort } from '../support/servers.ts';
import { newMigratedTarget, type Target } from '../support/stores.ts';
import { runVerify } from '../support/verify.ts';
import { type LedgerProcess, type Program, startProgram } from './process.ts';

export { engines } from '../support/stores.ts';
export { hasRedis, newRedis };

const KEY = 'faults-key-0123456789abcdefghijklmnop';
/** In production on PostgreSQL there is no folder that all processes share: the secret must be given. */
const AUTH_SECRET = 'faults-secret-0123456789abcdefghijklmnop';
/** A worker's death is noticed when the lock of its jobs ends (15 s), the relay's when its leases do (60 s). */
const SETTLED_WITHIN_MS = 100_000;

export interface Installation {
  place: Target;
  /** The same address after every restart. */
  url: string;
  client: Client;
  start: (program: Program) => Promise<LedgerProcess>;
  /** Waits until nothing is left to recompute; fails when something was given up. */
  settled: () => Promise<void>;
  /** Fails unless `npm run verify` finds everything derived as the facts give it, and nothing waiting. */
  verified: () => Promise<void>;
}

/** A place to install, which ends with the test: a folder or a database, on `place` when it is there already. */
export async function install({
  engine = 'sqlite',
  redisUrl,
  place,
}: {
  engine?: Engine;
  /** By default a Redis of its own where there is one; null: the broker is inside the process. */
  redisUrl?: string | null;
  place?: Target;
} = {}): Promise<Installation> {
  const redis = redisUrl ?? (hasRedis && redisUrl !== null ? (await newRedis()).url : undefined);
  const target = place ?? (await newMigratedTarget(engine));
  if (!place) onTestFinished(target.remove);
  const folder = mkdtempSync(join(tmpdir(), 'aid-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: target.url,
    BOOTSTRAP_API_KEY: KEY,
    ...(redis === undefined ? {} : { REDIS_URL: redis, NODE_ENV: 'production', AUTH_SECRET }),
  };
  let latest: LedgerProcess | undefined;
  return {
    place: target,
    url,
    client: client(url, KEY, () => latest?.told() ?? ''),
    async start(program) {
      const started = await startProgram(program, env, folder);
      if (program !== 'worker') latest = started;
      return started;
    },
    settled: () => withStore(target, settled),
    async verified() {
      const { code, output } = await runVerify(env);
      expect(output).toMatch(/^[1-9]\d* checked, 0 differences, 0 waiting to be recomputed, 0 given up\n$/);
      expect(code).toBe(0);
    },
  };
}

async function withStore<T>({ target }: Target, use: (store: Store) => Promise<T>): Promise<T> {
  const store = target.engine === 'sqlite' ? openSqliteStore(target.file) : openPostgresStore(target.url);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function settled(store: Store): Promise<void> {
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const { dirty } = await backlogs(store);
    const parked = dirty.parked > 0 ? await store.read(parkedDirty) : [];
    expect(parked).toEqual([]);
    if (dirty.due + dirty.leased + dirty.later === 0) return;
    if (Date.now() > deadline) throw new Error(`not all is recomputed: ${JSON.stringify(dirty)}`);
    await wait(50);
  }
}

/** Makes a Redis forget everything, as an operator's mistake would. */
export async function flush(url: string): Promise<void> {
  const redis = new Redis(url);
  try {
    await redis.flushall();
  } finally {
    redis.disconnect();
  }
}

/** Things on their way to or in a worker now. */
export async function leasedNow({ client }: Installation): Promise<number> {
  const { body } = await client.get<string>('/metrics');
  return Number(/^recompute_backlog\{state="leased"\} (\d+)$/m.exec(body)?.[1]);
}
