import { type Job, UnrecoverableError } from 'bullmq';
import type { Clock } from '../src/platform/clock.ts';
import type { Log } from '../src/platform/log.ts';
import { NEVER } from '../src/platform/queue/names.ts';
import { failOutbox, markDone, outboxRow, releaseOutbox } from '../src/platform/queue/outbox/repo.ts';
import type { Store } from '../src/platform/storage/store.ts';
import type { Registry } from './registry.ts';
import { isStorageAway, reasonOf, retryAt, type RetryPolicy } from './retry.ts';

export interface DeliverJob {
  id: string;
}

export interface DeliverOptions {
  store: Store;
  clock: Clock;
  log: Log;
  registry: Pick<Registry, 'deliver'>;
  retry: RetryPolicy;
}

const STORAGE_AWAY_MS = 1_000;

/** Has one effect outside and records that it was had. A crash in between has it again, under the same id. */
export function deliverProcessor(options: DeliverOptions): (job: Job<DeliverJob>) => Promise<void> {
  const { store, clock, registry } = options;
  return async (job) => {
    const { id } = job.data;
    try {
      const row = await store.read((scope) => outboxRow(scope, id));
      if (!row || row.doneAt !== null || row.deadAt !== null) return;
      const deliver = Object.hasOwn(registry.deliver, row.topic) ? registry.deliver[row.topic] : undefined;
      if (!deliver) throw new UnrecoverableError(`no handler delivers "${row.topic}"`);
      await deliver({ id, topic: row.topic, key: row.key, payload: row.payload });
      await store.write((scope) => markDone(scope, row, clock.now()));
    } catch (error) {
      const counted = await noteFailure(options, id, error);
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
  { store, clock, log, retry }: DeliverOptions,
  id: string,
  error: unknown,
): Promise<boolean> {
  const now = clock.now();
  const reason = reasonOf(error);
  try {
    const failed = await store.write(async (scope) => {
      if (isStorageAway(error)) {
        await releaseOutbox(scope, id, now + STORAGE_AWAY_MS);
        return undefined;
      }
      const row = await outboxRow(scope, id);
      if (!row) return undefined;
      const at = retryAt(retry, row.attempts + 1, error, now);
      await failOutbox(scope, id, { error: reason, now, retryAt: at });
      return { kind: row.topic, again: at };
    });
    if (failed?.again === NEVER) log.error({ kind: failed.kind, key: id, reason }, 'a delivery is given up');
    return failed !== undefined;
  } catch (failure) {
    log.warn(
      { err: failure, id },
      'a failed delivery could not be recorded; it is sent again after its lease',
    );
    return false;
  }
}
