/** Durable event posts per second, side by side with what they are made of. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../src/platform/ids.ts';
import { type Started, startTarget } from './children.ts';
import { KEY, type Lane, type Posted, postReceipts, recordShipments } from './event-posts.ts';

interface Round extends Posted {
  /** Processor time of the whole process, threads of the runtime included: what other work on the machine changes least. */
  cpuUsPerPost: number;
}

export type Throughput = Round & { what: string; connections: number };

interface Target {
  what: string;
  start: () => Promise<{ url: string; lanes: Lane[]; target: Started }>;
}

interface Plan {
  folder: string;
  seconds: number;
  rounds: number;
  postgresUrl: string | undefined;
  redisUrl: string | undefined;
  /** Only targets with one of these in their name. */
  only: readonly string[] | undefined;
}

const noLanes: Lane[] = [{ shipment: newId(), line: newId(), province: 'AF23' }];
const base = { PORT: '0', BOOTSTRAP_API_KEY: KEY, NODE_ENV: 'development' };

function bare(what: string, args: string[]): Target {
  return {
    what,
    async start() {
      const target = await startTarget('bare-express', args);
      return { url: target.url, lanes: noLanes, target };
    },
  };
}

function ledger(what: string, roles: string, env: Record<string, string>): Target {
  return {
    what,
    async start() {
      const target = await startTarget('ledger', [roles], { ...base, ...env });
      return { url: target.url, lanes: await recordShipments(target.url, 3000), target };
    },
  };
}

function targetsOf({ folder, postgresUrl, redisUrl, only }: Plan): Target[] {
  return [
    bare('Express + zod, no database', []),
    bare('Express + zod + one synchronous=FULL insert', [join(folder, 'bare.db')]),
    ledger('the ledger on SQLite, API process', 'api', { DATA_DIR: join(folder, 'api') }),
    ...(redisUrl
      ? [
          ledger('the ledger on SQLite, API and workers, Redis', 'api+worker', {
            DATA_DIR: join(folder, 'redis'),
            REDIS_URL: redisUrl,
          }),
        ]
      : []),
    ledger('the ledger on SQLite, API and workers, no Redis', 'api+worker', {
      DATA_DIR: join(folder, 'both'),
    }),
    ...(postgresUrl
      ? [ledger('the ledger on PostgreSQL, API process', 'api', { DATABASE_URL: postgresUrl })]
      : []),
  ].filter(({ what }) => only === undefined || only.some((part) => what.includes(part)));
}

/** Rounds are taken in turn, so that a machine that slows down slows all of them; whoever is not measured stands still. */
export async function measureThroughput(plan: Plan, connections: number): Promise<Throughput[]> {
  const running = [];
  for (const { what, start } of targetsOf(plan)) {
    const started = await start();
    started.target.child.kill('SIGSTOP');
    running.push({ what, ...started });
  }
  const taken = new Map<string, Round[]>();
  for (let round = 0; round <= plan.rounds; round++) {
    for (const { what, url, lanes, target } of running) {
      target.child.kill('SIGCONT');
      const before = await target.ask<number>('cpu');
      const posted = await postReceipts(url, lanes, connections, round === 0 ? 2 : plan.seconds);
      const cpuUsPerPost = Math.round(((await target.ask<number>('cpu')) - before) / posted.answered);
      target.child.kill('SIGSTOP');
      if (round > 0) taken.set(what, [...(taken.get(what) ?? []), { ...posted, cpuUsPerPost }]);
    }
  }
  for (const { target } of running) {
    target.child.kill('SIGCONT');
    await target.stop();
  }
  for (const name of ['api', 'redis', 'both', 'bare.db', 'bare.db-wal', 'bare.db-shm']) {
    rmSync(join(plan.folder, name), { recursive: true, force: true });
  }
  return Array.from(taken, ([what, posted]) => ({ what, connections, ...median(posted) }));
}

function median(posted: Round[]): Round {
  const sorted = posted.toSorted((a, b) => a.perSecond - b.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)] as Round;
  return { ...middle, refused: posted.reduce((sum, { refused }) => sum + refused, 0) };
}
