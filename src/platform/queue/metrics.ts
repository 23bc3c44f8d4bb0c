import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { ReadScope, Store } from '../storage/store.ts';
import { outboxBacklog } from './outbox/repo.ts';
import { dirtyBacklog } from './repo.ts';
import type { Backlog } from './waiting.ts';

/** What waits to be recomputed and to be delivered, read from SQL when the metrics are: the truth about the queue is there. */
export function registerQueueMetrics(registry: Registry, store: Store, clock: Clock): void {
  const gauge = (
    name: string,
    help: string,
    backlogAt: (scope: ReadScope, now: number) => Promise<Backlog>,
  ) =>
    registry.registerMetric(
      new Gauge({
        name,
        help: `${help}, by state; oldest_seconds is how long the first has waited`,
        labelNames: ['state'] as const,
        registers: [],
        async collect() {
          const { oldestDueAt, ...counts } = await store.read((scope) => backlogAt(scope, clock.now()));
          for (const [state, count] of Object.entries(counts)) this.set({ state }, count);
          const waitedMs = oldestDueAt === null ? 0 : Math.max(0, clock.now() - oldestDueAt);
          this.set({ state: 'oldest_seconds' }, waitedMs / 1000);
        },
      }),
    );
  gauge('recompute_backlog', 'Things waiting to be recomputed from facts', dirtyBacklog);
  gauge('outbox_backlog', 'Effects waiting to be had outside', outboxBacklog);
}
