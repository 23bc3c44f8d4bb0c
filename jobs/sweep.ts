import { type Job, UnrecoverableError } from 'bullmq';
import type { Clock } from '../src/platform/clock.ts';
import type { Store } from '../src/platform/storage/store.ts';
import type { Registry } from './registry.ts';

/** Runs one sweep. A failed one is not repeated: the next trigger finds what this one left. */
export function sweepProcessor({
  store,
  clock,
  registry,
}: {
  store: Store;
  clock: Clock;
  registry: Pick<Registry, 'sweeps'>;
}): (job: Job) => Promise<void> {
  return async ({ name }) => {
    const sweep = Object.hasOwn(registry.sweeps, name) ? registry.sweeps[name] : undefined;
    if (!sweep) throw new UnrecoverableError(`no handler sweeps "${name}"`);
    await sweep.run(store, clock.now());
  };
}
