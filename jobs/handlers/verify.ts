import type { Log } from '../../src/platform/log.ts';
import type { Services } from '../../src/services.ts';
import { verifyLedger } from '../../src/verification.ts';
import type { Sweep } from '../registry.ts';

/** So many of each are named in the log; `npm run verify` names more. */
const MOST_NAMED = 20;

/**
 * Computes everything derived again from facts every night. A difference is a defect of ours, and so is what was given up: told as an
 * error with the things concerned; nothing is repaired silently (`npm run verify -- --repair` does).
 */
export function verifyNightly(services: Services, log: Log): Sweep {
  return async (store, now) => {
    const { checked, pending, differences, parked } = await verifyLedger(store, services, now);
    const counts = { checked, pending, differences: differences.length, parked: parked.length };
    if (differences.length + parked.length === 0)
      log.info(counts, 'verification: everything agrees with the facts');
    else
      log.error(
        { ...counts, differ: differences.slice(0, MOST_NAMED), givenUp: parked.slice(0, MOST_NAMED) },
        'verification: what is stored differs from the facts, or was given up',
      );
  };
}
