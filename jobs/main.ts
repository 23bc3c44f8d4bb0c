/** The workers alone: `npm run start:worker`; any number of them on PostgreSQL and Redis. */
import { enableCompileCache } from 'node:module';

// Before anything is imported: a second start then compiles nothing and strips no types again.
enableCompileCache();
const { runUntilSignal } = await import('../src/run.ts');

await runUntilSignal({ api: false, worker: true });
