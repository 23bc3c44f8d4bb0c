import type { BulkJobOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Clock } from '../src/platform/clock.ts';
import type { Log } from '../src/platform/log.ts';
import { NEVER } from '../src/platform/queue/names.ts';
import {
  giveBackOutbox,
  leaseOutbox,
  outboxOutlook,
  releaseOutbox,
} from '../src/platform/queue/outbox/repo.ts';
import { dirtyOutlook, giveBackDirty, leaseDirty, releaseDirty } from '../src/platform/queue/repo.ts';
import type { Outlook } from '../src/platform/queue/waiting.ts';
import type { Store, WriteScope } from '../src/platform/storage/store.ts';
import type { DeliverJob } from './deliver.ts';
import { jobId, type QueueName, type Queues } from './queues.ts';
import type { RecomputeJob } from './recompute.ts';

export interface RelayTuning {
  /** What is not done so long after it was sent is sent again. */
  leaseMs: number;
  /** The fallback where no nudge arrives: another process's commit, the end of a lease. */
  pollMs: number;
  /**
   * Rows of either table that are on their way at most, whatever the number of relays: a backlog waits in SQL, not in the memory of
   * the broker. On PostgreSQL two relays that lease at the same moment may pass it by a batch.
   */
  mostLeased: number;
}

/** The slowest broker, the one inside the process, does so many in a quarter of a lease: a lease seldom ends before its job began. */
export const RELAY_TUNING: RelayTuning = { leaseMs: 60_000, pollMs: 1_000, mostLeased: 1_000 };

/** Rows leased in one unit of work and sent in one command; below the ceiling a relay waits until there is room for as many. */
const BATCH = 200;
/** At least so long between two looks, so that a burst of commits is one batch. */
const PAUSE_MS = 5;

export interface Relay {
  /** There may be work: returns at once. */
  nudge: () => void;
  /** The broker has forgotten its jobs: everything on its way is sent again. */
  resendAll: () => Promise<void>;
  /** Stops looking, and waits for the batch being sent. */
  close: () => Promise<void>;
}

/** A row on its way to a worker, and how to give it back when it could not be sent. */
interface Leased {
  queue: QueueName;
  job: { name: string; data: RecomputeJob | DeliverJob; opts: BulkJobOptions };
  giveBack: (scope: WriteScope) => Promise<void>;
}

/**
 * Carries what SQL says is due to the broker. SQL decides what is due, when, and how often it was tried; a lease keeps several
 * relays from sending the same row. While the broker is away nothing is leased: it stays due, and is sent when it is back.
 */
export function startRelay(options: {
  store: Store;
  client: Redis;
  queues: Queues;
  clock: Clock;
  log: Log;
  tuning: RelayTuning;
}): Relay {
  const { store, client, queues, clock, log, tuning } = options;
  const { mostLeased } = tuning;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let nudged = false;
  /** After a failure nudges are not heard until the next look, or a broker that refuses would be asked without a pause. */
  let resting = false;
  const closing = new AbortController();

  function lookAfter(delayMs: number): void {
    clearTimeout(timer);
    if (closing.signal.aborted) return;
    timer = setTimeout(() => {
      running = look().finally(() => {
        running = undefined;
      });
    }, delayMs);
  }

  async function look(): Promise<void> {
    nudged = false;
    resting = false;
    let waitMs = tuning.pollMs;
    try {
      waitMs = Math.min(waitMs, await sendDue());
    } catch (error) {
      resting = true;
      log.warn({ err: error }, 'the relay could not send; it tries again');
    }
    lookAfter(nudged && !resting ? PAUSE_MS : Math.max(PAUSE_MS, waitMs));
  }

  /** Sends everything due, up to the ceiling. Answers how long nothing else will be, in ms. */
  async function sendDue(): Promise<number> {
    while (!closing.signal.aborted && client.status === 'ready') {
      const next = await store.read(async (scope) => ({
        dirty: nextInstant(await dirtyOutlook(scope), mostLeased),
        outbox: nextInstant(await outboxOutlook(scope), mostLeased),
      }));
      const now = clock.now();
      if (next.dirty > now && next.outbox > now) return Math.min(next.dirty, next.outbox) - now;
      const until = now + tuning.leaseMs;
      await send(
        await store.write(async (scope) => {
          return [
            ...(next.dirty <= now ? await leaseThings(scope, { now, until, mostLeased }) : []),
            ...(next.outbox <= now ? await leaseEffects(scope, { now, until, mostLeased }) : []),
          ];
        }, 'leases'),
      );
    }
    return tuning.pollMs;
  }

  async function send(leased: readonly Leased[]): Promise<void> {
    try {
      for (const [queue, rows] of Map.groupBy(leased, (row) => row.queue)) {
        await queues[queue].addBulk(rows.map((row) => row.job));
      }
    } catch (error) {
      // What did arrive is queued under the same id when it is sent again: once.
      await store.write(async (scope) => {
        for (const row of leased) await row.giveBack(scope);
      });
      throw error;
    }
  }

  lookAfter(0);
  return {
    nudge() {
      if (running) nudged = true;
      else if (!nudged && !resting) {
        nudged = true;
        lookAfter(0);
      }
    },
    async resendAll() {
      await store.write(async (scope) => {
        await giveBackDirty(scope);
        await giveBackOutbox(scope);
      });
    },
    async close() {
      closing.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

/** When there will be something to lease, or a lease to give back. */
function nextInstant({ availableAt, leaseEndsAt, leased }: Outlook, mostLeased: number): number {
  const isFull = leased + BATCH > mostLeased;
  return Math.min(leaseEndsAt ?? NEVER, isFull ? NEVER : (availableAt ?? NEVER));
}

interface Lease {
  now: number;
  until: number;
  mostLeased: number;
}

const roomIn = ({ leased }: Outlook, { mostLeased }: Lease): number =>
  Math.max(0, Math.min(BATCH, mostLeased - leased));

async function leaseThings(scope: WriteScope, lease: Lease): Promise<Leased[]> {
  await giveBackDirty(scope, lease.now);
  const rows = await leaseDirty(scope, { ...lease, limit: roomIn(await dirtyOutlook(scope), lease) });
  return rows.map(({ kind, key, seq, attempts }) => ({
    queue: 'recompute',
    job: { name: kind, data: { kind, key }, opts: { jobId: jobId(kind, key, seq, attempts) } },
    giveBack: (unit) => releaseDirty(unit, kind, key),
  }));
}

async function leaseEffects(scope: WriteScope, lease: Lease): Promise<Leased[]> {
  await giveBackOutbox(scope, lease.now);
  const rows = await leaseOutbox(scope, { ...lease, limit: roomIn(await outboxOutlook(scope), lease) });
  return rows.map(({ id, topic, attempts, availableAt }) => ({
    queue: topic === 'webhook' ? 'webhook' : 'deliver',
    // With the instant: what was put off is another job than the one that put it off and may still be there.
    job: { name: topic, data: { id }, opts: { jobId: jobId('outbox', id, attempts, availableAt) } },
    giveBack: (unit) => releaseOutbox(unit, id, availableAt),
  }));
}
