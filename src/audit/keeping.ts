import type { Log } from '../platform/log.ts';
import type { Refusal } from '../platform/refusal.ts';
import { type Pace, repeating } from '../platform/repeating.ts';
import type { AuditService } from './service.ts';

/** A burst of commits is sealed together, yet each within a second. */
const SEALING: Pace = { nudgedMs: 100, everyMs: 500 };
/** What a crash may lose of refusals. */
const WRITING: Pace = { nudgedMs: 1_000, everyMs: 1_000 };

/** What one process does for the trail. */
export interface TrailKeeper {
  /** Something was committed: returns at once. */
  nudge: () => void;
  /** A request was refused: returns at once. */
  refused: (refusal: Refusal) => void;
  /** Writes the refusals not yet written, and seals what waits. */
  close: () => Promise<void>;
}

/**
 * Seals what was committed, in a process that `seals`, and writes what was refused. No broker takes part: SQL alone decides who
 * seals, so the trail grows while Redis is away.
 */
export function keepTrail(audit: AuditService, { seals, log }: { seals: boolean; log: Log }): TrailKeeper {
  const sealer = seals
    ? repeating(audit.seal, SEALING, (error) =>
        log.warn({ err: error }, 'the audit trail could not be sealed; what waits is sealed later'),
      )
    : undefined;
  const refusals = audit.refusals();
  const writer = repeating(refusals.flush, WRITING, (error) =>
    log.warn({ err: error }, 'refusals could not be written; they are kept and written later'),
  );
  return {
    nudge: () => sealer?.nudge(),
    refused: refusals.refused,
    async close() {
      await writer.close();
      await sealer?.close();
    },
  };
}
