import type { Row } from '../storage/columns.ts';
import { inArray, lt } from '../storage/drizzle.ts';
import { insertRows, selectBy } from '../storage/statements.ts';
import type { ReadScope, WriteScope } from '../storage/store.ts';
import { auditPending, idempotencyKeys } from './tables.ts';

export type AuditEntry = Row<typeof auditPending>;
export type KeyedResult = Row<typeof idempotencyKeys>;

export const insertAuditEntry = (scope: WriteScope, entry: AuditEntry): Promise<void> =>
  insertRows(scope, auditPending, [entry]);

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
