/**
 * `npm run audit:verify`: walks the audit trail from its first entry to its last, names the first that is not as it was sealed,
 * compares the trail with the facts, and ends with 1 when anything is wrong. With `-- --head seq:hash`, a head that was written down
 * before, the trail must also pass through it.
 */
import { parseArgs } from 'node:util';
import { headText, parseHead } from './audit/rules/chain.ts';
import { faultsIn } from './audit/service/verify.ts';
import type { Config } from './config.ts';
import { systemClock } from './platform/clock.ts';
import { openStore } from './platform/storage/open.ts';
import { configOrExit } from './run.ts';
import { composeServices } from './services.ts';

const MOST_SHOWN = 100;

type Head = ReturnType<typeof parseHead>;

/**
 * All that the program does, on a store of its own.
 *
 * @param remembered a head that was written down before, if any
 * @param say told each line of what was found
 * @returns how the program ends
 */
export async function verifyTrail(
  config: Config,
  remembered: Head,
  say: (line: string) => void,
): Promise<0 | 1> {
  const store = await openStore(config.storage);
  try {
    const { audit } = composeServices({ store, clock: systemClock, settings: config });
    const found = await audit.verify(systemClock.now(), remembered);
    const { checked, chain, head, facts, factFaults } = found;
    if (chain) say(`entry ${chain.seq}: ${chain.what}`);
    for (const { kind, key, what } of facts.slice(0, MOST_SHOWN)) say(`${kind} ${key}: ${what}`);
    if (factFaults > MOST_SHOWN) say(`… and ${factFaults - MOST_SHOWN} more facts`);
    say(`${checked} entries and facts checked, ${faultsIn(found)} wrong`);
    say(`${chain ? 'whole up to' : 'head'} ${headText(head)}`);
    return faultsIn(found) > 0 ? 1 : 0;
  } finally {
    await store.close();
  }
}

/** The head given on the command line; one that is none ends the program, for it would prove nothing. */
function rememberedHead(): Head {
  const { head } = parseArgs({ options: { head: { type: 'string' } } }).values;
  if (head === undefined) return undefined;
  const parsed = parseHead(head);
  if (parsed) return parsed;
  console.error('--head must be seq:hash, as audit:verify and the nightly log line say it');
  return process.exit(2);
}

if (import.meta.main) {
  const config = configOrExit();
  process.exitCode = await verifyTrail(config, rememberedHead(), (line) => console.log(line));
}
