/**
 * `npm run verify`: computes everything derived again from facts, each thing at the moment it was last evaluated at, and compares
 * with what is stored. Ends with 1 when anything differs. With `--repair`, what differs is marked to be computed again.
 */
import { systemClock } from './platform/clock.ts';
import { openStore } from './platform/storage/open.ts';
import { configOrExit } from './run.ts';
import { composeServices } from './services.ts';
import { verifyLedger } from './verification.ts';
import { markDirty } from './platform/queue/repo.ts';

const config = configOrExit();
const store = await openStore(config.storage);
const { checked, pending, differences } = await verifyLedger(
  composeServices({ store, clock: systemClock, settings: config }),
);
for (const { kind, key, what } of differences.slice(0, 100)) console.log(`${kind} ${key}: ${what}`);
if (differences.length > 100) console.log(`… and ${differences.length - 100} more`);
if (process.argv.includes('--repair') && differences.length > 0) {
  await store.write(async (scope) => {
    for (const { kind, key } of differences) await markDirty(scope, kind, key, systemClock.now());
  });
  console.log('what differs is marked to be computed again by the workers');
}
console.log(`${checked} checked, ${differences.length} differences, ${pending} waiting to be recomputed`);
await store.close();
process.exitCode = differences.length > 0 ? 1 : 0;
