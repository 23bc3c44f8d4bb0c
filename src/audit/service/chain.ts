import { toIso } from '../../platform/calendar.ts';
import type { Store } from '../../platform/storage/store.ts';
import type { AuditChain } from '../contract.ts';
import * as repo from '../repo.ts';

/** Where the trail ends now, and what its last verification found: from SQL, whichever process did it. */
export function chainState(store: Store): Promise<AuditChain> {
  return store.read(async (scope) => {
    const head = await repo.headOf(scope);
    const last = await repo.lastVerification(scope);
    return {
      head,
      verified: last ? { at: toIso(last.finishedAt), upTo: last.headSeq, faults: last.faults } : null,
    };
  });
}
