/**
 * The feed on both engines. On SQLite there is one writer, so a running number taken inside the unit of work is in the order of
 * commits. On PostgreSQL no number is: two transactions may commit in another order than they took it. There a row carries the id of
 * its transaction, and readers go only as far as every transaction has ended (`pg_snapshot_xmin`): what commits later has a
 * higher id than all that was read.
 */
import type { NewRow, Row } from '../storage/columns.ts';
import { and, asc, lt, lte, type SQL, sql } from '../storage/drizzle.ts';
import { change } from '../storage/statements.ts';
import type { ReadScope, WriteScope } from '../storage/store.ts';
import type { FeedPlace } from './cursor.ts';
import { feed, feedMarks } from './tables.ts';

export type FeedRow = Row<typeof feed>;

/**
 * Says that a thing has changed, in the unit of work that changes it. The same thing twice in a unit is told once, as a whole.
 */
export async function appendFeed(
  scope: WriteScope,
  row: Omit<NewRow<typeof feed>, 'position' | 'detail'> & { detail?: FeedRow['detail'] },
): Promise<void> {
  const query = ({ db, of, engine }: ReadScope) => {
    const rows = of(feed);
    const position =
      engine === 'sqlite'
        ? sql`(select coalesce(max(position), 0) + 1 from feed)`
        : sql`pg_current_xact_id()::text::bigint`;
    return db
      .insert(rows)
      .values({
        position,
        kind: sql.placeholder('kind'),
        key: sql.placeholder('key'),
        at: sql.placeholder('at'),
        detail: sql.placeholder('detail'),
      })
      .onConflictDoUpdate({
        target: [rows.position, rows.kind, rows.key],
        set: { at: sql`excluded.at`, detail: null },
      });
  };
  await change(scope, 'feed_append', query, { ...row, detail: row.detail ?? null });
}

/** How far the feed can be read in this snapshot. */
export interface FeedOutlook {
  epoch: string;
  sweptTo: number;
  /** Rows below this position are all there are and will be; at it and above more may come. */
  horizon: number;
  /** The highest position below the horizon; 0 when there is none. */
  newest: number;
  /** Whether something is there already that cannot be read yet. */
  isWaiting: boolean;
}

function horizonOf({ engine }: ReadScope): SQL {
  return engine === 'sqlite'
    ? sql`(select coalesce(max(position), 0) + 1 from feed)`
    : sql`pg_snapshot_xmin(pg_current_snapshot())::text::bigint`;
}

/** @throws Error when the feed was never begun */
export async function feedOutlook(scope: ReadScope): Promise<FeedOutlook> {
  const statement = scope.prepared('feed.outlook', (on) => {
    const marks = on.of(feedMarks);
    const horizon = horizonOf(on);
    return on.db
      .select({
        epoch: marks.epoch,
        sweptTo: marks.sweptTo,
        horizon: sql`${horizon}`.mapWith(Number),
        newest: sql`(select coalesce(max(position), 0) from feed where position < ${horizon})`.mapWith(
          Number,
        ),
        highest: sql`(select coalesce(max(position), 0) from feed)`.mapWith(Number),
      })
      .from(marks)
      .prepare('feed_outlook');
  });
  const [row] = await statement.execute();
  if (!row) throw new Error('the feed was not begun');
  const { highest, ...outlook } = row;
  return { ...outlook, isWaiting: highest > outlook.newest };
}

/** What changed after a place, in order, as far as nothing can be added before it. */
export async function feedAfter(
  scope: ReadScope,
  { position, kind, key }: Omit<FeedPlace, 'epoch'>,
  limit: number,
): Promise<FeedRow[]> {
  const statement = scope.prepared('feed.after', (on) => {
    const rows = on.of(feed);
    const { placeholder } = sql;
    const place = sql`(${placeholder('position')}, ${placeholder('kind')}, ${placeholder('key')})`;
    return on.db
      .select()
      .from(rows)
      .where(
        and(
          sql`(${rows.position}, ${rows.kind}, ${rows.key}) > ${place}`,
          sql`${rows.position} < ${horizonOf(on)}`,
        ),
      )
      .orderBy(asc(rows.position), asc(rows.kind), asc(rows.key))
      .limit(placeholder('limit'))
      .prepare('feed_after');
  });
  return statement.execute({ position, kind, key, limit });
}

/** Makes this feed another one: every cursor of before begins anew. */
export async function beginEpoch(scope: WriteScope, epoch: string): Promise<void> {
  await scope.db.delete(scope.of(feed));
  await scope.db.delete(scope.of(feedMarks));
  await scope.db.insert(scope.of(feedMarks)).values({ name: 'feed', epoch, sweptTo: 0 });
}

/**
 * Whether the feed has a row of a transaction that has not begun: only a database that was restored into another server has, and
 * there the positions begin anew. Also when it was never begun.
 */
export async function isBeyondItself(scope: ReadScope): Promise<boolean> {
  const marks = await scope.db.select().from(scope.of(feedMarks));
  if (marks.length === 0) return true;
  if (scope.engine === 'sqlite') return false;
  const rows = scope.of(feed);
  const beyond = await scope.db
    .select({ position: rows.position })
    .from(rows)
    .where(sql`${rows.position} >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint`)
    .limit(1);
  return beyond.length > 0;
}

/**
 * Sweeps away at most `limit` of the oldest rows from before an instant, and marks up to where; answers how many. The newest
 * stays, for the next position is counted from it.
 */
export async function sweepFeedBefore(scope: WriteScope, instant: number, limit: number): Promise<number> {
  const rows = scope.of(feed);
  const oldest = await scope.db
    .select({ position: rows.position, at: rows.at })
    .from(rows)
    .where(lt(rows.position, sql`(select max(position) from feed)`))
    .orderBy(asc(rows.position))
    .limit(limit);
  // Positions are nearly, not quite, in the order of time: it ends at the first that is kept.
  const kept = oldest.findIndex(({ at }) => at >= instant);
  const swept = kept === -1 ? oldest : oldest.filter(({ position }) => position < oldest[kept]!.position);
  const last = swept.at(-1);
  if (!last) return 0;
  await scope.db.delete(rows).where(lte(rows.position, last.position));
  const marks = scope.of(feedMarks);
  await scope.db.update(marks).set({ sweptTo: last.position }).where(lt(marks.sweptTo, last.position));
  return swept.length;
}
