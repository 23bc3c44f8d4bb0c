import { and, asc, eq, gt, isNotNull, isNull } from '../../platform/storage/drizzle.ts';
import type { Row } from '../../platform/storage/columns.ts';
import { insertRows, selectBy, upsertRow } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import { pledgeEdits } from '../tables.ts';

export type PledgeEditRow = Row<typeof pledgeEdits>;

export async function editRow(scope: ReadScope, id: string): Promise<PledgeEditRow | undefined> {
  const [row] = await selectBy(scope, pledgeEdits, { id });
  return row;
}

export const editRows = (scope: ReadScope, ids: readonly string[]): Promise<PledgeEditRow[]> =>
  selectBy(scope, pledgeEdits, { id: ids }, ['id']);

export const insertEdit = (scope: WriteScope, row: PledgeEditRow): Promise<void> =>
  insertRows(scope, pledgeEdits, [row]);

export const saveEdit = (scope: WriteScope, row: PledgeEditRow): Promise<void> =>
  upsertRow(scope, pledgeEdits, ['id'], row);

/** Edits that met others, in the order of their ids. */
export async function listConflicts(
  scope: ReadScope,
  filter: {
    resolved: boolean;
    recordedBy?: string | undefined;
    after?: string | undefined;
    limit: number;
  },
): Promise<PledgeEditRow[]> {
  const rows = scope.of(pledgeEdits);
  const { resolved, recordedBy, after, limit } = filter;
  return scope.db
    .select()
    .from(rows)
    .where(
      and(
        eq(rows.outcome, 'conflict'),
        resolved ? isNotNull(rows.resolvedAt) : isNull(rows.resolvedAt),
        recordedBy === undefined ? undefined : eq(rows.recordedBy, recordedBy),
        after === undefined ? undefined : gt(rows.id, after),
      ),
    )
    .orderBy(asc(rows.id))
    .limit(limit);
}
