import { desc } from '../../platform/storage/drizzle.ts';
import type { Row } from '../../platform/storage/columns.ts';
import { insertRows } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import { verifications } from '../tables.ts';

export type VerificationRow = Row<typeof verifications>;

export function addVerification(scope: WriteScope, row: VerificationRow): Promise<void> {
  return insertRows(scope, verifications, [row]);
}

/** The verification recorded last, by its id (UUIDv7); nothing in a ledger that was never verified. */
export async function lastVerification(scope: ReadScope): Promise<VerificationRow | undefined> {
  const rows = scope.of(verifications);
  const [row] = await scope.db.select().from(rows).orderBy(desc(rows.id)).limit(1);
  return row;
}
