import type { Principal } from '../access.ts';
import { DAY_MS } from '../calendar.ts';
import type { Clock } from '../clock.ts';
import { ConflictError, DomainError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Store, WriteScope } from '../storage/store.ts';
import { insertAuditEntry, insertKeyedResult, keyedResult } from './repo.ts';

/** For how long the same `Idempotency-Key` is answered the same: longer than any device is without a line. */
export const KEPT_FOR_MS = 30 * DAY_MS;

/** One thing somebody asks to be done. */
export interface Act {
  principal: Principal;
  /** The operation's id. */
  operation: string;
  requestId: string;
  /** The caller's `Idempotency-Key`, with a digest of what came with it; null: none was given. */
  key: { value: string; contentHash: string } | null;
  /** What of it looks like personal data, as `pointer code`: put on record with what it changes. */
  warnings?: readonly string[];
}

/** The outcome of what was done; that of a refusal is its code. */
export const DONE = 'done';

/** The unit of work of an act. */
export interface Unit extends WriteScope {
  /**
   * Puts a change on record for the audit trail, in the same unit of work. Every change is recorded; what was there already is not.
   *
   * @param contentHash a digest of what was sent, when there is one
   */
  record: (kind: string, key: string, contentHash?: string | null) => Promise<void>;
}

/**
 * Carries out an act in one unit of work of facts: what `work` writes, what it records for the audit trail, and — under the caller's
 * key — what it answers, which the same key is answered for {@link KEPT_FOR_MS}. The result must be plain JSON. An act is one unit, never two.
 *
 * @throws DomainError id_reused when the key came before with something else; and whatever `work` throws
 */
export async function perform<T>(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  work: (unit: Unit) => Promise<T>,
): Promise<T> {
  const attempt = () =>
    store.write(async (scope) => {
      if (act.key === null) return work(unitOf(scope, act, clock));
      const before = await keyedResult(scope, act.principal.id, act.key.value);
      if (before) {
        if (before.contentHash === act.key.contentHash) return before.result as T;
        throw new DomainError('id_reused', 'this Idempotency-Key came before with another request');
      }
      const result = await work(unitOf(scope, act, clock));
      await insertKeyedResult(scope, {
        principal: act.principal.id,
        key: act.key.value,
        operation: act.operation,
        contentHash: act.key.contentHash,
        result: result ?? null,
        recordedAt: clock.now(),
      });
      return result;
    });
  if (act.key === null) return attempt();
  // The same key at the same moment: the one that came second finds what the first was answered.
  return attempt().catch((error) => {
    if (error instanceof ConflictError) return attempt();
    throw error;
  });
}

function unitOf(scope: WriteScope, act: Act, clock: Clock): Unit {
  const { principal, operation, requestId, warnings = [] } = act;
  const insert = (kind: string, key: string, contentHash: string | null) =>
    insertAuditEntry(scope, {
      id: newId(),
      at: clock.now(),
      ...{ principal: principal.id, role: principal.role, organisation: principal.organisation },
      ...{ operation, requestId, kind, key, outcome: DONE, contentHash },
      ...{ address: null, times: null },
    });
  let hasWarned = warnings.length === 0;
  const record: Unit['record'] = async (kind, key, contentHash = null) => {
    await insert(kind, key, contentHash);
    // Once, and only when the text is recorded at all: neither for a refused command nor for one that came before.
    if (!hasWarned) await insert('personal_data_warning', `${kind} ${key} ${warnings.join(', ')}`, null);
    hasWarned = true;
  };
  // The scope itself, which is this unit's alone: it ends for the unit too.
  return Object.assign(scope, { record });
}
