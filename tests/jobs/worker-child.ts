/** A worker process of its own, to be killed: `node worker-child.ts <sqlite file> <redis url>`. Says `ready` when it runs. */
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import type { Recompute } from '../../jobs/registry.ts';
import { type Jobs, startJobs } from '../../jobs/start.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openBroker } from '../../src/platform/queue/broker.ts';
import type { DirtyKind } from '../../src/platform/queue/names.ts';
import { openStore } from '../../src/platform/storage/open.ts';
import { recomputeTotal } from './facts.ts';
import { SHORT } from './tuning.ts';

const [file, redisUrl] = process.argv.slice(2) as [string, string];
let jobs: Jobs | undefined;
const store = await openStore({ engine: 'sqlite', file }, { afterCommit: () => jobs?.nudge() });

const total =
  (kind: DirtyKind): Recompute =>
  async (scope, keys) => {
    for (const key of keys) await recomputeTotal(scope, kind, key);
    // Long enough for the kill to find jobs at work.
    await wait(1);
  };

jobs = startJobs({
  store,
  broker: await openBroker({ redisUrl, production: true }),
  clock: systemClock,
  log: pino({ level: 'silent' }),
  registry: {
    recompute: {
      shipment: total('shipment'),
      pledge: total('pledge'),
      lane: total('lane'),
      netting: total('netting'),
    },
    deliver: { mail: async () => {}, password_reset: async () => {} },
    sweeps: {},
  },
  tuning: SHORT,
});
process.stdout.write('ready\n');
