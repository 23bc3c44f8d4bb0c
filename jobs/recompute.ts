import { type Job, UnrecoverableError } from 'bullmq';
import type { Clock } from '../src/platform/clock.ts';
import type { Log } from '../src/platform/log.ts';
import { NEVER } from '../src/platform/queue/names.ts';
import {
  clearIfUnchanged,
  dirtyRow,
  dirtyRows,
  failDirty,
  releaseDirty,
} from '../src/platform/queue/repo.ts';
import type { Store } from '../src/platform/storage/store.ts';
import type { Registry } from './registry.ts';
import { isStorageAway, reasonOf, retryAt, type RetryPolicy } from './retry.ts';

export interface RecomputeJob {
  kind: string;
  key: string;
}

export interface RecomputeOptions {
  store: Store;
  clock: Clock;
  log: Log;
  registry: Pick<Registry, 'recompute'>;
  retry: RetryPolicy;
}

const STORAGE_AWAY_MS = 1_000;

interface Waiting {
  job: Job<RecomputeJob>;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Recomputes dirty things. Jobs of one kind that wait at the same moment share a unit of work: what is read and computed for one
 * often serves the others, so that a worker that falls behind gets faster.
 */
export function recomputeProcessor(options: RecomputeOptions): (job: Job<RecomputeJob>) => Promise<void> {
  const waiting = new Map<string, Waiting[]>();
  const busy = new Set<string>();

  async function drain(kind: string): Promise<void> {
    busy.add(kind);
    for (let batch = waiting.get(kind); batch; batch = waiting.get(kind)) {
      waiting.delete(kind);
      await settle(kind, batch);
    }
    busy.delete(kind);
  }

  async function settle(kind: string, batch: readonly Waiting[]): Promise<void> {
    const seqs = new Map<string, number>();
    try {
      const keys = batch.map(({ job }) => job.data.key);
      await recomputeAll(options, kind, keys, seqs);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      const [first, ...others] = batch as [Waiting, ...Waiting[]];
      if (others.length === 0) await fail(first, seqs.get(first.job.data.key), error);
      // One that fails undoes the others: each for itself, then.
      else for (const one of batch) await settle(kind, [one]);
    }
  }

  async function fail({ job, reject }: Waiting, seq: number | undefined, error: unknown): Promise<void> {
    const counted = await noteFailure(options, job.data, seq, error);
    // The same job will be sent again under the same id, which a retained failed job would block.
    if (!counted) job.opts.removeOnFail = true;
    reject(error);
  }

  return (job) =>
    new Promise((resolve, reject) => {
      const { kind } = job.data;
      const beside = waiting.get(kind);
      if (beside) beside.push({ job, resolve, reject });
      else waiting.set(kind, [{ job, resolve, reject }]);
      if (!busy.has(kind)) void drain(kind);
    });
}

/**
 * Reads the rows of dirty things (gone means that another job did it), recomputes them, and clears each that is still what was read
 * — in one unit of work, so that no change between reading and clearing is lost. Puts what it read into `seqs`.
 */
async function recomputeAll(
  { store, clock, registry }: RecomputeOptions,
  kind: string,
  keys: readonly string[],
  seqs: Map<string, number>,
): Promise<void> {
  await store.write(async (scope) => {
    seqs.clear();
    for (const { key, seq } of await dirtyRows(scope, kind, keys)) seqs.set(key, seq);
    if (seqs.size === 0) return;
    const recompute = Object.hasOwn(registry.recompute, kind) ? registry.recompute[kind] : undefined;
    if (!recompute) throw new UnrecoverableError(`no handler recomputes "${kind}"`);
    await recompute(scope, [...seqs.keys()], clock.now());
    for (const [key, seq] of seqs) await clearIfUnchanged(scope, kind, key, seq);
  }, 'derived');
}

/**
 * Puts a failure on record, and says so when it is the last attempt that failed. Answers whether an attempt was counted; if not even
 * that was possible, the lease runs out.
 */
async function noteFailure(
  { store, clock, log, retry }: RecomputeOptions,
  { kind, key }: RecomputeJob,
  seq: number | undefined,
  error: unknown,
): Promise<boolean> {
  const now = clock.now();
  const reason = reasonOf(error);
  try {
    const again = await store.write(async (scope) => {
      const row = await dirtyRow(scope, kind, key);
      if (!row || row.seq !== seq) {
        await releaseDirty(scope, kind, key);
        return undefined;
      }
      if (isStorageAway(error)) {
        await releaseDirty(scope, kind, key, now + STORAGE_AWAY_MS);
        return undefined;
      }
      const at = retryAt(retry, row.attempts + 1, error, now);
      await failDirty(scope, row, { error: reason, retryAt: at });
      return at;
    });
    if (again === NEVER)
      log.error({ kind, key, reason }, 'a recomputation is given up: its numbers stay old');
    return again !== undefined;
  } catch (failure) {
    log.warn(
      { err: failure, kind, key },
      'a failed job could not be recorded; it is sent again after its lease',
    );
    return false;
  }
}
