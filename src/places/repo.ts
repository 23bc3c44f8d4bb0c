import { asc, eq } from 'drizzle-orm';
import type { NewRow, Row } from '../platform/storage/columns.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
import { crossingStatuses } from './tables.ts';

export type CrossingStatusRow = Row<typeof crossingStatuses>;

export async function insertCrossingStatus(
  scope: WriteScope,
  row: NewRow<typeof crossingStatuses>,
): Promise<void> {
  await scope.db.insert(scope.of(crossingStatuses)).values(row);
}

/** What was recorded about one crossing, or about all, in the order of recording. */
export async function recordedStatuses(scope: ReadScope, crossing?: string): Promise<CrossingStatusRow[]> {
  const rows = scope.of(crossingStatuses);
  return scope.db
    .select()
    .from(rows)
    .where(crossing === undefined ? undefined : eq(rows.crossing, crossing))
    .orderBy(asc(rows.recordedAt), asc(rows.id));
}
