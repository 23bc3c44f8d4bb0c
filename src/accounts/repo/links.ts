import { and, eq, isNull } from '../../platform/storage/drizzle.ts';
import type { Row } from '../../platform/storage/columns.ts';
import { insertRows, selectBy } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import { accountLinks, type LinkKind } from '../tables.ts';

export type LinkRow = Row<typeof accountLinks>;

export const insertLink = (scope: WriteScope, row: LinkRow): Promise<void> =>
  insertRows(scope, accountLinks, [row]);

export async function linkByHash(scope: ReadScope, tokenHash: string): Promise<LinkRow | undefined> {
  const [row] = await selectBy(scope, accountLinks, { tokenHash });
  return row;
}

/** The links of one person that were not used, the newest last. */
export async function unusedLinksOf(scope: ReadScope, kind: LinkKind, userId: string): Promise<LinkRow[]> {
  const rows = await selectBy(scope, accountLinks, { userId, kind, usedAt: null }, ['createdAt', 'id']);
  return rows;
}

/** Uses up the links of a kind that a person has, or those of nobody: none of them works any longer. */
export async function useUpLinks(
  scope: WriteScope,
  { kinds, userId, now }: { kinds: readonly LinkKind[]; userId: string | null; now: number },
): Promise<void> {
  const rows = scope.of(accountLinks);
  for (const kind of kinds) {
    const of = userId === null ? isNull(rows.userId) : eq(rows.userId, userId);
    await scope.db
      .update(rows)
      .set({ usedAt: now })
      .where(and(of, eq(rows.kind, kind), isNull(rows.usedAt)));
  }
}
