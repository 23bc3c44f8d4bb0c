import { and, asc, eq, gte, inArray, lt, lte, max } from '../platform/storage/drizzle.ts';
import type { Row } from '../platform/storage/columns.ts';
import { deleteBy, selectBy, upsertRow } from '../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
import { laneCells, lanes } from './tables.ts';

export type LaneCellRow = Row<typeof laneCells>;

export function cellsOfLane(scope: ReadScope, province: string, sector: string): Promise<LaneCellRow[]> {
  return selectBy(scope, laneCells, { province, sector }, ['month']);
}

export async function deleteCells(
  scope: WriteScope,
  province: string,
  sector: string,
  months: readonly string[],
): Promise<void> {
  for (const month of months) await deleteBy(scope, laneCells, { province, sector, month });
}

export async function saveCells(scope: WriteScope, cells: readonly LaneCellRow[]): Promise<void> {
  for (const cell of cells) await upsertRow(scope, laneCells, ['province', 'sector', 'month'], cell);
}

export async function cellsBetween(
  scope: ReadScope,
  filter: {
    sector?: string | undefined;
    provinces?: readonly string[] | undefined;
    from: string;
    to: string;
  },
): Promise<LaneCellRow[]> {
  const rows = scope.of(laneCells);
  const { sector, provinces, from, to } = filter;
  return scope.db
    .select()
    .from(rows)
    .where(
      and(
        gte(rows.month, from),
        lte(rows.month, to),
        sector === undefined ? undefined : eq(rows.sector, sector),
        provinces === undefined ? undefined : inArray(rows.province, [...provinces]),
      ),
    )
    .orderBy(asc(rows.province), asc(rows.sector), asc(rows.month));
}

export function saveLane(scope: WriteScope, row: Row<typeof lanes>): Promise<void> {
  return upsertRow(scope, lanes, ['province', 'sector'], row);
}

export async function laneRow(scope: ReadScope, province: string, sector: string) {
  const [row] = await selectBy(scope, lanes, { province, sector });
  return row;
}

/** Lanes last computed before an instant. */
export async function lanesBefore(scope: ReadScope, instant: number) {
  const rows = scope.of(lanes);
  return scope.db.select().from(rows).where(lt(rows.evaluatedAt, instant));
}

/** When the newest of all lanes was computed; nothing when none was. */
export async function newestEvaluation(scope: ReadScope): Promise<number | null> {
  const rows = scope.of(lanes);
  const [row] = await scope.db.select({ at: max(rows.evaluatedAt) }).from(rows);
  return row?.at ?? null;
}
