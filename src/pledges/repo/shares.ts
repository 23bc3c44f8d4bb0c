import type { Authorized } from '../../access/authorized.ts';
import { and, desc, eq, isNull } from '../../platform/storage/drizzle.ts';
import type { Row } from '../../platform/storage/columns.ts';
import { selectBy } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import { pledgeShares } from '../tables.ts';

export type ShareRow = Row<typeof pledgeShares>;

export async function insertShare(
  scope: WriteScope,
  row: ShareRow & { pledge: Authorized<'pledge', 'change'> },
): Promise<void> {
  await scope.db.insert(scope.of(pledgeShares)).values(row);
}

/** The links to a pledge, the newest first. */
export async function sharesOf(
  scope: ReadScope,
  pledge: Authorized<'pledge', 'change'>,
): Promise<ShareRow[]> {
  const rows = scope.of(pledgeShares);
  return scope.db
    .select()
    .from(rows)
    .where(eq(rows.pledge, pledge))
    .orderBy(desc(rows.recordedAt), desc(rows.id));
}

export async function shareByHash(scope: ReadScope, tokenHash: string): Promise<ShareRow | undefined> {
  const [row] = await selectBy(scope, pledgeShares, { tokenHash });
  return row;
}

/** Revokes a link that was not revoked before. */
export async function revokeShare(
  scope: WriteScope,
  id: string,
  revoked: { revokedAt: number; revokedBy: string },
): Promise<void> {
  const rows = scope.of(pledgeShares);
  await scope.db
    .update(rows)
    .set(revoked)
    .where(and(eq(rows.id, id), isNull(rows.revokedAt)));
}
