/** The workers alone: `npm run start:worker`; any number of them on PostgreSQL and Redis. */
import { runUntilSignal } from '../src/run.ts';

await runUntilSignal({ api: false, worker: true });
