import { type Job, UnrecoverableError } from 'bullmq';
import type { Clock } from '../src/platform/clock.ts';
import type { Log } from '../src/platform/log.ts';
import { NEVER } from '../src/platform/queue/names.ts';
import { clearIfUnchanged, dirtyRow, failDirty, releaseDirty } from '../src/platform/queue/repo.ts';
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

/**
 * Recomputes one dirty thing: reads its row (gone means another job did it), recomputes, and clears the row if it is still what was
 * read — in one unit of work, so that no change between reading and clearing is lost.
 */
export function recomputeProcessor(options: RecomputeOptions): (job: Job<RecomputeJob>) => Promise<void> {
  const { store, clock, registry } = options;
  return async (job) => {
    const { kind, key } = job.data;
    let seq: number | undefined;
    try {
      await store.write(async (scope) => {
        const row = await dirtyRow(scope, kind, key);
        seq = row?.seq;
        if (!row) return;
        const recompute = Object.hasOwn(registry.recompute, kind) ? registry.recompute[kind] : undefined;
        if (!recompute) throw new UnrecoverableError(`no handler recomputes "${kind}"`);
        await recompute(scope, key, clock.now());
        await clearIfUnchanged(scope, kind, key, row.seq);
      }, 'derived');
    } catch (error) {
      const counted = await noteFailure(options, job.data, seq, error);
      // The same job will be sent again under the same id, which a retained failed job would block.
      if (!counted) job.opts.removeOnFail = true;
      throw error;
    }
  };
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
