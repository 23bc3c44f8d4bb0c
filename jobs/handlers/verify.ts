import type { Log } from '../../src/platform/log.ts';
import type { Services } from '../../src/services.ts';
import { verifyLedger } from '../../src/verification.ts';
import type { Sweep } from '../registry.ts';

/**
 * Computes everything derived again from facts every night. A difference is a defect of ours, told as an error with the things
 * concerned; nothing is repaired silently (`npm run verify -- --repair` does).
 */
export function verifyNightly(services: Services, log: Log): Sweep {
  return async () => {
    const { checked, pending, differences } = await verifyLedger(services);
    if (differences.length === 0)
      log.info({ checked, pending }, 'verification: everything agrees with the facts');
    else
      log.error(
        { checked, differences: differences.slice(0, 20), count: differences.length },
        'verification: what is stored differs from the facts',
      );
  };
}
