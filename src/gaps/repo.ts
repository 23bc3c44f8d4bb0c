import { and, asc, eq, gte, inArray, lt, lte, max } from 'drizzle-orm';
import type { NewRow, Row } from '../platform/storage/columns.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
import { gapFlags, laneCells, lanes } from './tables.ts';

export type LaneCellRow = Row<typeof laneCells>;
export type GapFlagRow = Row<typeof gapFlags>;

export async function cellsOfLane(
  scope: ReadScope,
  province: string,
  sector: string,
): Promise<LaneCellRow[]> {
  const rows = scope.of(laneCells);
  return scope.db
    .select()
    .from(rows)
    .where(and(eq(rows.province, province), eq(rows.sector, sector)))
    .orderBy(asc(rows.month));
}

export async function deleteCells(
  scope: WriteScope,
  province: string,
  sector: string,
  months: readonly string[],
): Promise<void> {
  if (months.length === 0) return;
  const rows = scope.of(laneCells);
  await scope.db
    .delete(rows)
    .where(and(eq(rows.province, province), eq(rows.sector, sector), inArray(rows.month, [...months])));
}

export async function insertCells(
  scope: WriteScope,
  cells: readonly NewRow<typeof laneCells>[],
): Promise<void> {
  if (cells.length > 0) await scope.db.insert(scope.of(laneCells)).values([...cells]);
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

export async function saveLane(scope: WriteScope, row: NewRow<typeof lanes>): Promise<void> {
  const rows = scope.of(lanes);
  await scope.db
    .insert(rows)
    .values(row)
    .onConflictDoUpdate({ target: [rows.province, rows.sector], set: { evaluatedAt: row.evaluatedAt } });
}

export async function laneRow(scope: ReadScope, province: string, sector: string) {
  const rows = scope.of(lanes);
  const [row] = await scope.db
    .select()
    .from(rows)
    .where(and(eq(rows.province, province), eq(rows.sector, sector)));
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

export async function flagOfLane(
  scope: ReadScope,
  province: string,
  sector: string,
): Promise<GapFlagRow | undefined> {
  const rows = scope.of(gapFlags);
  const [row] = await scope.db
    .select()
    .from(rows)
    .where(and(eq(rows.province, province), eq(rows.sector, sector)));
  return row;
}

export async function saveFlag(scope: WriteScope, row: GapFlagRow): Promise<void> {
  const rows = scope.of(gapFlags);
  const { id: _, ...changed } = row;
  await scope.db.insert(rows).values(row).onConflictDoUpdate({ target: rows.id, set: changed });
}

export async function listFlags(
  scope: ReadScope,
  filter: {
    state?: GapFlagRow['state'] | undefined;
    provinces?: readonly string[] | undefined;
    sector?: string | undefined;
  },
): Promise<GapFlagRow[]> {
  const rows = scope.of(gapFlags);
  const { state, provinces, sector } = filter;
  return scope.db
    .select()
    .from(rows)
    .where(
      and(
        state === undefined ? undefined : eq(rows.state, state),
        provinces === undefined ? undefined : inArray(rows.province, [...provinces]),
        sector === undefined ? undefined : eq(rows.sector, sector),
      ),
    )
    .orderBy(asc(rows.province), asc(rows.sector));
}
