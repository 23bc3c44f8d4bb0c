/** The API, with the workers beside it: `npm start`; with `--api` alone: `npm run start:api`. */
import { enableCompileCache } from 'node:module';

// Before anything is imported: a second start then compiles nothing and strips no types again.
enableCompileCache();
const { runUntilSignal } = await import('./run.ts');

await runUntilSignal({ api: true, worker: !process.argv.includes('--api') });
