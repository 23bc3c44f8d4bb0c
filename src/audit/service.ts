import type { Principal } from '../platform/access.ts';
import type { RecordedFacts } from '../platform/acts/facts.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import type { Store } from '../platform/storage/store.ts';
import type { AuditChain, AuditQuery } from './contract.ts';
import * as repo from './repo.ts';
import type { Head } from './rules/chain.ts';
import { chainState } from './service/chain.ts';
import { listTrail } from './service/listing.ts';
import { type RefusalRecorder, refusalRecorder } from './service/refusals.ts';
import { sealPending } from './service/sealing.ts';
import { faultsIn, type TrailVerification, verifyTrail } from './service/verify.ts';

export type AuditService = ReturnType<typeof auditService>;

/**
 * The audit trail: what was done and refused, sealed into a chain of hashes, and whether it is still what was sealed.
 *
 * @param facts of every area, those that the trail tells of
 */
export function auditService({
  store,
  clock,
  facts,
}: {
  store: Store;
  clock: Clock;
  facts: readonly RecordedFacts[];
}) {
  return {
    /** Seals what waits; answers how many entries there were. */
    seal: (): Promise<number> => sealPending(store),

    list: (query: AuditQuery, principal: Principal) => listTrail(store, query, principal),

    /** Where the trail ends, and up to where it was verified. */
    chain: (): Promise<AuditChain> => chainState(store),

    /** Whoever answers requests tells it what was refused. */
    refusals: (): RefusalRecorder => refusalRecorder({ store, clock }),

    /** Verifies the trail and puts on record what was found, and when: having begun at `now`. */
    async verify(now: number, remembered?: Head): Promise<TrailVerification> {
      const began = performance.now();
      const found = await verifyTrail(store, facts, remembered);
      await store.write((scope) =>
        repo.addVerification(scope, {
          id: newId(),
          finishedAt: now + Math.round(performance.now() - began),
          checked: found.checked,
          faults: faultsIn(found),
          headSeq: found.head.seq,
          headHash: found.head.hash,
        }),
      );
      return found;
    },
  };
}
