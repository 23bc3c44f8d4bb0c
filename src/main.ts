/** The API, with the workers beside it: `npm start`; with `--api` alone: `npm run start:api`. */
import { runUntilSignal } from './run.ts';

await runUntilSignal({ api: true, worker: !process.argv.includes('--api') });
