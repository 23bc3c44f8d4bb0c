import { asc, count, inArray, lt, min } from '../storage/drizzle.ts';
import type { Row } from '../storage/columns.ts';
import { deleteBy, insertRows, selectBy } from '../storage/statements.ts';
import type { ReadScope, WriteScope } from '../storage/store.ts';
import { auditPending, idempotencyKeys } from './tables.ts';

export type AuditEntry = Row<typeof auditPending>;
export type KeyedResult = Row<typeof idempotencyKeys>;

export const insertAuditEntry = (scope: WriteScope, entry: AuditEntry): Promise<void> =>
  insertRows(scope, auditPending, [entry]);

export const insertAuditEntries = (scope: WriteScope, entries: readonly AuditEntry[]): Promise<void> =>
  insertRows(scope, auditPending, entries);

/** What waits to be sealed, the oldest first; at most `limit` entries. */
export async function pendingEntries(scope: ReadScope, limit: number): Promise<AuditEntry[]> {
  const rows = scope.of(auditPending);
  return scope.db.select().from(rows).orderBy(asc(rows.id)).limit(limit);
}

/** What waits to be sealed about these things. */
export const pendingAbout = (
  scope: ReadScope,
  kind: string,
  keys: readonly string[],
): Promise<AuditEntry[]> => selectBy(scope, auditPending, { kind, key: keys });

/** How much waits to be sealed, and since when; null when nothing does. */
export async function pendingBacklog(scope: ReadScope): Promise<{ count: number; since: number | null }> {
  const rows = scope.of(auditPending);
  const [found] = await scope.db.select({ count: count(), since: min(rows.at) }).from(rows);
  return found ?? { count: 0, since: null };
}

export const removePending = (scope: WriteScope, ids: readonly string[]): Promise<void> =>
  deleteBy(scope, auditPending, { id: ids });

export async function keyedResult(
  scope: ReadScope,
  principal: string,
  key: string,
): Promise<KeyedResult | undefined> {
  const [row] = await selectBy(scope, idempotencyKeys, { principal, key });
  return row;
}

export const insertKeyedResult = (scope: WriteScope, row: KeyedResult): Promise<void> =>
  insertRows(scope, idempotencyKeys, [row]);

/** Forgets what was answered under keys before a moment, so many at most; tells how many. */
export async function deleteKeyedResults(scope: WriteScope, before: number, limit: number): Promise<number> {
  const rows = scope.of(idempotencyKeys);
  const old = scope.db
    .select({ recordedAt: rows.recordedAt })
    .from(rows)
    .where(lt(rows.recordedAt, before))
    .orderBy(rows.recordedAt)
    .limit(limit);
  const deleted = await scope.db
    .delete(rows)
    .where(inArray(rows.recordedAt, old))
    .returning({ key: rows.key });
  return deleted.length;
}
