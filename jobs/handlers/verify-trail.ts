import { headText } from '../../src/audit/rules/chain.ts';
import type { AuditService } from '../../src/audit/service.ts';
import { faultsIn } from '../../src/audit/service/verify.ts';
import type { Log } from '../../src/platform/log.ts';
import type { Sweep } from '../registry.ts';

/** So many facts are named in the log; `npm run audit:verify` names more. */
const MOST_NAMED = 20;

/**
 * Verifies the audit trail every night. Its head goes into the log, which is kept elsewhere: given back to
 * `npm run audit:verify -- --head`, it shows whether the trail has been cut or forged since.
 */
export function verifyTrailNightly(audit: AuditService, log: Log): Sweep {
  return async (_store, now) => {
    const found = await audit.verify(now);
    const { checked, chain, facts, factFaults } = found;
    const told = { checked, head: headText(found.head) };
    if (faultsIn(found) === 0) log.info(told, 'the audit trail is whole and agrees with the facts');
    else
      log.error(
        { ...told, chain, factFaults, facts: facts.slice(0, MOST_NAMED) },
        'the audit trail or a fact was altered',
      );
  };
}
