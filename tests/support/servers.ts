/**
 * Starts, once per run and for all projects together, the real servers tests need: a private PostgreSQL cluster and a private
 * redis-server, on loopback and in a temporary folder; and migrates one database of each engine, of which tests get copies. Where
 * a binary is missing its tests are skipped, saying so; with `REQUIRE_SERVERS=1` (as in CI) that is a failure instead.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migratePostgres, migrateSqlite } from '../../src/platform/storage/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Administrative URL of a PostgreSQL server, or empty. */
    postgresUrl: string;
    /** URL of a Redis server, or empty. */
    redisUrl: string;
    /** Where tests put their SQLite files. */
    sqliteFolder: string;
    /** A migrated SQLite file, to be copied. */
    sqliteTemplate: string;
  }
}

const run = promisify(execFile);

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function postgresBinaries(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

async function until(attempt: () => Promise<void>, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`${what} did not start`, { cause: error });
      await wait(50);
    }
  }
}

interface Started {
  url: string;
  stop: () => Promise<void>;
}

/** PostgreSQL refuses to run as root: there it runs as the system's `nobody`. */
async function identity(): Promise<{ uid: number; gid: number } | undefined> {
  if (userInfo().uid !== 0) return undefined;
  const id = async (flag: string) => Number((await run('id', [flag, 'nobody'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

async function stopped(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

/** The migrated database that `newMigratedTarget` copies; nobody stays connected to it. */
export const POSTGRES_TEMPLATE = 'migrated';
/**
 * Tests kill processes of the service, never the machine: what the server was told to write survives without its fsyncs. Nor does it
 * see to what lasts longer than a test: replicas, dead rows, machine code for a query.
 */
const NOT_FOR_POWER_CUTS = [
  ...['fsync=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0'],
  ...['autovacuum=off', 'jit=off', 'shared_buffers=32MB'],
];

/** A private PostgreSQL: as one that is to survive power cuts runs, or not waiting for the disk. */
export async function startPostgres({ survivesPowerCuts = true } = {}): Promise<Started | undefined> {
  const bin = postgresBinaries();
  if (!bin) return undefined;
  const as = await identity();
  const folder = mkdtempSync(join(survivesPowerCuts ? tmpdir() : inMemory(), 'aid-postgres-'));
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  mkdirSync(data);
  if (as) chownSync(data, as.uid, as.gid);
  const options = { ...as, cwd: folder };
  await run(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'aid', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    options,
  );
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${data}`,
    'max_connections=400',
    ...(survivesPowerCuts ? [] : NOT_FOR_POWER_CUTS),
  ];
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((s) => ['-c', s])], {
    ...options,
    stdio: 'ignore',
  });
  // A socket of the file system takes less of the processor than one of the network, which is how a ledger reaches its database.
  const host = survivesPowerCuts ? '127.0.0.1' : encodeURIComponent(data);
  const url = `postgres://aid@${host}:${port}/postgres`;
  await until(async () => {
    const client = new Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    await client.end();
  }, 'PostgreSQL');
  return {
    url,
    stop: async () => {
      await stopped(child, 'SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function startRedis(
  port?: number,
): Promise<(Started & { process: ChildProcess; port: number }) | undefined> {
  const binary = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find((path) => existsSync(path));
  if (!binary) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'aid-redis-'));
  const chosen = port ?? (await freePort());
  const child = spawn(
    binary,
    ['--port', String(chosen), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
    { stdio: 'ignore' },
  );
  const url = `redis://127.0.0.1:${chosen}`;
  await until(async () => {
    const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
    redis.on('error', () => {});
    try {
      await redis.connect();
      await redis.ping();
    } finally {
      redis.disconnect();
    }
  }, 'Redis');
  return {
    url,
    port: chosen,
    process: child,
    stop: async () => {
      await stopped(child, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Room for the databases of all tests that run at a time. */
const RAM_DISK_BYTES = 2 * 2 ** 30;

/** A folder in memory where there is a roomy one, so that tests do not wait for the disk of a busy machine. */
export function inMemory(): string {
  const ram = '/dev/shm';
  const room = existsSync(ram) ? statfsSync(ram) : { bavail: 0, bsize: 0 };
  return room.bavail * room.bsize >= RAM_DISK_BYTES ? ram : tmpdir();
}

async function migratePostgresTemplate(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${POSTGRES_TEMPLATE}`);
  await client.end();
  const template = url.replace(/\/postgres$/, `/${POSTGRES_TEMPLATE}`);
  await migratePostgres(template);
  // Whoever connects to it first leaves it what makes connecting to a copy cheaper.
  const first = new Client({ connectionString: template });
  await first.connect();
  await first.end();
}

/** Projects whose tests need no server. */
const WITHOUT_SERVERS = ['unit', 'lint'];

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (project.vitest.projects.every(({ name }) => WITHOUT_SERVERS.includes(name))) return undefined;
  const [postgres, redis] = await Promise.all([startPostgres({ survivesPowerCuts: false }), startRedis()]);
  const sqliteFolder = mkdtempSync(join(inMemory(), 'aid-sqlite-'));
  const stop = async () => {
    await Promise.all([postgres?.stop(), redis?.stop()]);
    rmSync(sqliteFolder, { recursive: true, force: true });
  };
  const missing = [...(postgres ? [] : ['PostgreSQL']), ...(redis ? [] : ['redis-server'])];
  if (missing.length > 0) {
    const message = `${missing.join(' and ')} not found on this machine`;
    if (process.env.REQUIRE_SERVERS === '1') {
      await stop();
      throw new Error(`${message}, and REQUIRE_SERVERS=1`);
    }
    console.warn(`${message}: the tests that need it are skipped`);
  }
  const sqliteTemplate = join(sqliteFolder, 'migrated.sqlite');
  try {
    await Promise.all([migrateSqlite(sqliteTemplate), postgres && migratePostgresTemplate(postgres.url)]);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('postgresUrl', postgres?.url ?? '');
  project.provide('redisUrl', redis?.url ?? '');
  project.provide('sqliteFolder', sqliteFolder);
  project.provide('sqliteTemplate', sqliteTemplate);
  return stop;
}
