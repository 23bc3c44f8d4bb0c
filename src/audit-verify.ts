/**
 * `npm run audit:verify`: walks the audit trail from its first entry to its last, names the first that is not as it was sealed,
 * compares the trail with the facts, and ends with 1 when anything is wrong. With `-- --head seq:hash`, a head that was written down
 * before, the trail must also pass through it.
 */
import { parseArgs } from 'node:util';
import { headText, parseHead } from './audit/rules/chain.ts';
import { faultsIn } from './audit/service/verify.ts';
import { systemClock } from './platform/clock.ts';
import { openStore } from './platform/storage/open.ts';
import { configOrExit } from './run.ts';
import { composeServices } from './services.ts';

const MOST_SHOWN = 100;

const config = configOrExit();
const remembered = rememberedHead();
const store = await openStore(config.storage);
const { audit } = composeServices({ store, clock: systemClock, settings: config });
const found = await audit.verify(systemClock.now(), remembered);
const { checked, chain, head, facts, factFaults } = found;
if (chain) console.log(`entry ${chain.seq}: ${chain.what}`);
for (const { kind, key, what } of facts.slice(0, MOST_SHOWN)) console.log(`${kind} ${key}: ${what}`);
if (factFaults > MOST_SHOWN) console.log(`… and ${factFaults - MOST_SHOWN} more facts`);
console.log(`${checked} entries and facts checked, ${faultsIn(found)} wrong`);
console.log(`${chain ? 'whole up to' : 'head'} ${headText(head)}`);
await store.close();
process.exitCode = faultsIn(found) > 0 ? 1 : 0;

/** The head given on the command line; one that is none ends the program, for it would prove nothing. */
function rememberedHead() {
  const { head } = parseArgs({ options: { head: { type: 'string' } } }).values;
  if (head === undefined) return undefined;
  const parsed = parseHead(head);
  if (parsed) return parsed;
  console.error('--head must be seq:hash, as audit:verify and the nightly log line say it');
  return process.exit(2);
}
