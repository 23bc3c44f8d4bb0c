import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { Store } from '../storage/store.ts';
import { dirtyBacklog } from './repo.ts';
import type { Backlog } from './waiting.ts';

/** What waits to be recomputed, read from SQL when the metrics are: the truth about the queue is there. */
export function registerQueueMetrics(registry: Registry, store: Store, clock: Clock): void {
  registry.registerMetric(
    new Gauge({
      name: 'recompute_backlog',
      help: 'Things waiting to be recomputed from facts, by state; oldest_seconds is how long the first has waited',
      labelNames: ['state'] as const,
      registers: [],
      async collect() {
        const { oldestDueAt, ...counts }: Backlog = await store.read((scope) =>
          dirtyBacklog(scope, clock.now()),
        );
        for (const [state, count] of Object.entries(counts)) this.set({ state }, count);
        const waitedMs = oldestDueAt === null ? 0 : Math.max(0, clock.now() - oldestDueAt);
        this.set({ state: 'oldest_seconds' }, waitedMs / 1000);
      },
    }),
  );
}
