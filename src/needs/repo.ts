import { and, asc, eq, gt, gte, isNull, lte, or, sql } from '../platform/storage/drizzle.ts';
import type { Row } from '../platform/storage/columns.ts';
import { insertRows, selectBy } from '../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
import { needs } from './tables.ts';

export type NeedFact = Row<typeof needs>;

/** What stands in the cells of one province and sector now. */
export function currentNeedsOfLane(scope: ReadScope, province: string, sector: string): Promise<NeedFact[]> {
  return selectBy(scope, needs, { province, sector, supersededAt: null }, ['month']);
}

/** What stood in the cells of all lanes, or of one, as known on a moment. */
export async function needsAsKnown(
  scope: ReadScope,
  moment: number,
  lane?: { province: string; sector: string },
): Promise<NeedFact[]> {
  const rows = scope.of(needs);
  return scope.db
    .select()
    .from(rows)
    .where(
      and(
        lte(rows.recordedAt, moment),
        or(isNull(rows.supersededAt), gt(rows.supersededAt, moment)),
        lane && eq(rows.province, lane.province),
        lane && eq(rows.sector, lane.sector),
      ),
    )
    .orderBy(asc(rows.province), asc(rows.sector), asc(rows.month));
}

/** Everything that was ever said of a lane, replaced or not, in the order of recording. */
export function needFactsOfLane(scope: ReadScope, province: string, sector: string): Promise<NeedFact[]> {
  return selectBy(scope, needs, { province, sector }, ['recordedAt', 'id']);
}

export function insertNeeds(scope: WriteScope, rows: readonly NeedFact[]): Promise<void> {
  return insertRows(scope, needs, rows);
}

/** Ends facts that others replace. */
export async function supersedeNeeds(scope: WriteScope, ids: readonly string[], at: number): Promise<void> {
  const statement = scope.prepared('needs_supersede', ({ db, of }) => {
    const rows = of(needs);
    return db
      .update(rows)
      .set({ supersededAt: sql`${sql.placeholder('at')}` })
      .where(eq(rows.id, sql.placeholder('id')))
      .prepare('needs_supersede');
  });
  for (const id of ids) await statement.execute({ id, at });
}

export async function listNeeds(
  scope: ReadScope,
  filter: {
    sector?: string | undefined;
    province?: string | undefined;
    from?: string | undefined;
    to?: string | undefined;
    after?: readonly [string, string, string] | undefined;
    limit: number;
  },
): Promise<NeedFact[]> {
  const rows = scope.of(needs);
  const { sector, province, from, to, after, limit } = filter;
  return scope.db
    .select()
    .from(rows)
    .where(
      and(
        isNull(rows.supersededAt),
        sector === undefined ? undefined : eq(rows.sector, sector),
        province === undefined ? undefined : eq(rows.province, province),
        from === undefined ? undefined : gte(rows.month, from),
        to === undefined ? undefined : lte(rows.month, to),
        after === undefined
          ? undefined
          : or(
              gt(rows.province, after[0]),
              and(
                eq(rows.province, after[0]),
                or(gt(rows.sector, after[1]), and(eq(rows.sector, after[1]), gt(rows.month, after[2]))),
              ),
            ),
      ),
    )
    .orderBy(asc(rows.province), asc(rows.sector), asc(rows.month))
    .limit(limit);
}
