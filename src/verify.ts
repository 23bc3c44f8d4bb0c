/**
 * `npm run verify`: computes everything derived again from facts, each thing at the moment it was last evaluated at, and compares
 * with what is stored. Names what differs and what was given up, and ends with 1 when there is any. With `--repair`, it is marked to
 * be computed again.
 */
import { systemClock } from './platform/clock.ts';
import { openStore } from './platform/storage/open.ts';
import { configOrExit } from './run.ts';
import { composeServices } from './services.ts';
import { verifyLedger } from './verification.ts';
import { markDirty, reviveParked } from './platform/queue/repo.ts';

const MOST_SHOWN = 100;

const config = configOrExit();
const store = await openStore(config.storage);
const services = composeServices({ store, clock: systemClock, settings: config });
const { checked, pending, differences, parked } = await verifyLedger(store, services, systemClock.now());
const isWrong = differences.length + parked.length > 0;
show(differences.map(({ kind, key, what }) => `${kind} ${key}: ${what}`));
show(parked.map(({ kind, key, reason }) => `${kind} ${key}: given up: ${reason}`));
if (process.argv.includes('--repair') && isWrong) {
  await store.write(async (scope) => {
    const now = systemClock.now();
    for (const { kind, key } of differences) await markDirty(scope, kind, key, now);
    await reviveParked(scope, now);
  });
  console.log('what differs and what was given up is marked to be computed again by the workers');
}
const counts = `${differences.length} differences, ${pending} waiting to be recomputed`;
console.log(`${checked} checked, ${counts}, ${parked.length} given up`);
await store.close();
process.exitCode = isWrong ? 1 : 0;

function show(lines: readonly string[]): void {
  for (const line of lines.slice(0, MOST_SHOWN)) console.log(line);
  if (lines.length > MOST_SHOWN) console.log(`… and ${lines.length - MOST_SHOWN} more`);
}
