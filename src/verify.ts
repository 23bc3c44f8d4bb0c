/**
 * `npm run verify`: computes everything derived again from facts, each thing at the moment it was last evaluated at, and compares
 * with what is stored. Names what differs and what was given up, and ends with 1 when there is any. With `--repair`, it is marked to
 * be computed again.
 */
import type { Config } from './config.ts';
import { systemClock } from './platform/clock.ts';
import { openStore } from './platform/storage/open.ts';
import { configOrExit } from './run.ts';
import { composeServices } from './services.ts';
import { verifyLedger } from './verification.ts';
import { markDirty, reviveParked } from './platform/queue/repo.ts';

const MOST_SHOWN = 100;

/**
 * All that the program does, on a store of its own.
 *
 * @param say told each line of what was found
 * @returns how the program ends
 */
export async function verify(
  config: Config,
  { repair, say }: { repair: boolean; say: (line: string) => void },
): Promise<0 | 1> {
  const store = await openStore(config.storage);
  try {
    const services = composeServices({ store, clock: systemClock, settings: config });
    const { checked, pending, differences, parked } = await verifyLedger(store, services, systemClock.now());
    const isWrong = differences.length + parked.length > 0;
    show(
      differences.map(({ kind, key, what }) => `${kind} ${key}: ${what}`),
      say,
    );
    show(
      parked.map(({ kind, key, reason }) => `${kind} ${key}: given up: ${reason}`),
      say,
    );
    if (repair && isWrong) {
      await store.write(async (scope) => {
        const now = systemClock.now();
        for (const { kind, key } of differences) await markDirty(scope, kind, key, now);
        await reviveParked(scope, now);
      });
      say('what differs and what was given up is marked to be computed again by the workers');
    }
    const counts = `${differences.length} differences, ${pending} waiting to be recomputed`;
    say(`${checked} checked, ${counts}, ${parked.length} given up`);
    return isWrong ? 1 : 0;
  } finally {
    await store.close();
  }
}

function show(lines: readonly string[], say: (line: string) => void): void {
  for (const line of lines.slice(0, MOST_SHOWN)) say(line);
  if (lines.length > MOST_SHOWN) say(`… and ${lines.length - MOST_SHOWN} more`);
}

if (import.meta.main) {
  process.exitCode = await verify(configOrExit(), {
    repair: process.argv.includes('--repair'),
    say: (line) => console.log(line),
  });
}
