import type { Row } from '../storage/columns.ts';
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
