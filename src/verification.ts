import { Gauge, type Registry } from 'prom-client';
import { newId } from './platform/ids.ts';
import { type ParkedWork, parkedWork } from './platform/queue/parked.ts';
import type { Store } from './platform/storage/store.ts';
import {
  addVerification,
  lastVerification,
  type VerificationRow,
} from './reconciliation/repo/verifications.ts';
import type { Verification } from './reconciliation/service/verify.ts';
import type { Services } from './services.ts';

export interface LedgerVerification extends Verification {
  /** Given up with a reason: what is stored of it stays old. */
  parked: ParkedWork[];
}

/**
 * Everything derived, computed again from facts and compared with what is stored, and what was given up. Repairs nothing; puts on
 * record when it was finished, having begun at `now`, and how much differed.
 */
export async function verifyLedger(
  store: Store,
  { reconciliation, gaps }: Services,
  now: number,
): Promise<LedgerVerification> {
  const began = performance.now();
  const parts = [await reconciliation.verify(), await gaps.verify()];
  const found = {
    checked: parts.reduce((sum, { checked }) => sum + checked, 0),
    pending: parts.reduce((sum, { pending }) => sum + pending, 0),
    differences: parts.flatMap(({ differences }) => differences),
    parked: await store.read(parkedWork),
  };
  const { checked, pending, differences } = found;
  const finishedAt = now + Math.round(performance.now() - began);
  const row = { id: newId(), finishedAt, checked, pending, differences: differences.length };
  await store.write((scope) => addVerification(scope, row));
  return found;
}

/** What the last verification found, read from SQL when the metrics are: another process may have run it. Unknown before the first. */
export function registerVerificationMetrics(registry: Registry, store: Store): void {
  const gauge = (name: string, help: string, valueOf: (last: VerificationRow) => number) =>
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        async collect() {
          const last = await store.read(lastVerification);
          if (last) this.set(valueOf(last));
          else this.remove();
        },
      }),
    );
  gauge(
    'verification_differences',
    'Things that the last verification found stored otherwise than the facts say',
    ({ differences }) => differences,
  );
  gauge(
    'verification_finished_timestamp_seconds',
    'When the last verification finished, in seconds since 1970',
    ({ finishedAt }) => finishedAt / 1000,
  );
}
