import { Gauge, type Registry } from 'prom-client';
import { pendingBacklog } from '../platform/acts/repo.ts';
import type { Clock } from '../platform/clock.ts';
import type { ReadScope, Store } from '../platform/storage/store.ts';
import { headOf, lastVerification } from './repo.ts';

/** How far the trail reaches, what waits to be sealed, and what the last verification found; from SQL, whichever process did it. */
export function registerAuditMetrics(registry: Registry, store: Store, clock: Clock): void {
  /** A value that is not known has no sample. */
  const gauge = (name: string, help: string, read: (scope: ReadScope) => Promise<number | undefined>) =>
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        async collect() {
          const value = await store.read(read);
          if (value === undefined) this.remove();
          else this.set(value);
        },
      }),
    );
  gauge(
    'audit_head_seq',
    'Entries of the audit trail; it never falls',
    async (scope) => (await headOf(scope)).seq,
  );
  gauge('audit_pending_oldest_seconds', 'How long the first entry has waited to be sealed', async (scope) => {
    const { since } = await pendingBacklog(scope);
    return since === null ? 0 : Math.max(0, clock.now() - since) / 1000;
  });
  gauge(
    'audit_faults',
    'What the last verification of the audit trail found wrong',
    async (scope) => (await lastVerification(scope))?.faults,
  );
  gauge(
    'audit_verified_timestamp_seconds',
    'When the last verification of the audit trail finished, in seconds since 1970',
    async (scope) => {
      const last = await lastVerification(scope);
      return last && last.finishedAt / 1000;
    },
  );
}
