import { and, asc, eq, lte, sql } from '../storage/drizzle.ts';
import type { Row } from '../storage/columns.ts';
import { change, selectBy } from '../storage/statements.ts';
import type { ReadScope, WriteScope } from '../storage/store.ts';
import { type DirtyKind, NEVER } from './names.ts';
import { dirty } from './tables.ts';
import { type Backlog, backlogOf, NOTHING_WAITS, type Outlook, outlookOf } from './waiting.ts';

export type DirtyRow = Row<typeof dirty>;

/**
 * Marks a thing for recomputation. A thousand changes to one thing are one row with a higher `seq`. A later `availableAt`
 * never postpones an earlier one, or a thing that keeps changing would never be recomputed; an earlier one ends a back-off
 * and revives what was parked.
 *
 * `seq` begins at a random number: rows are deleted when they are clean, and a job id made of `seq` must not come back while the
 * broker still knows the previous one (it would ignore the new job).
 */
export async function markDirty(
  scope: WriteScope,
  kind: DirtyKind,
  key: string,
  availableAt: number,
): Promise<void> {
  const query = ({ db, of }: ReadScope) => {
    const rows = of(dirty);
    return db
      .insert(rows)
      .values({
        kind: sql.placeholder('kind'),
        key: sql.placeholder('key'),
        seq: sql.placeholder('seq'),
        availableAt: sql.placeholder('availableAt'),
        attempts: 0,
      })
      .onConflictDoUpdate({
        target: [rows.kind, rows.key],
        set: {
          seq: sql`${rows.seq} + 1`,
          availableAt: sql`case when excluded.available_at < ${rows.availableAt} then excluded.available_at else ${rows.availableAt} end`,
          attempts: 0,
          lastError: null,
        },
      });
  };
  await change(scope, 'dirty_mark', query, { kind, key, availableAt, seq: firstSeq() });
}

function firstSeq(): number {
  return Math.floor(Math.random() * 2 ** 42);
}

/** Marks a thing for recomputation unless it is marked already: for sweeps, which must not wake what was parked with a reason. */
export async function markDue(scope: WriteScope, kind: DirtyKind, key: string, now: number): Promise<void> {
  const query = ({ db, of }: ReadScope) =>
    db
      .insert(of(dirty))
      .values({
        kind: sql.placeholder('kind'),
        key: sql.placeholder('key'),
        seq: sql.placeholder('seq'),
        availableAt: sql.placeholder('now'),
        attempts: 0,
      })
      .onConflictDoNothing();
  await change(scope, 'dirty_due', query, { kind, key, now, seq: firstSeq() });
}

/** What is known of one thing, or nothing when it is clean. */
export async function dirtyRow(scope: ReadScope, kind: string, key: string): Promise<DirtyRow | undefined> {
  const [row] = await selectBy(scope, dirty, { kind, key });
  return row;
}

/** What is known of those of these things that are dirty. */
export function dirtyRows(scope: ReadScope, kind: string, keys: readonly string[]): Promise<DirtyRow[]> {
  return selectBy(scope, dirty, { kind, key: keys });
}

/** Leases what is due, the longest waiting first: until then nobody else gets it. At most `limit` rows. */
export async function leaseDirty(
  scope: WriteScope,
  lease: { now: number; until: number; limit: number },
): Promise<DirtyRow[]> {
  const statement = scope.prepared('dirty.lease', ({ db, of }) => {
    const rows = of(dirty);
    const due = db
      .select({ kind: rows.kind, key: rows.key })
      .from(rows)
      .where(sql`${rows.leaseUntil} is null and ${rows.availableAt} <= ${sql.placeholder('now')}`)
      .orderBy(asc(rows.availableAt))
      .limit(sql.placeholder('limit'));
    return db
      .update(rows)
      .set({ leaseUntil: sql`${sql.placeholder('until')}` })
      .where(
        // Said again for rows that changed between the choice and the lock.
        sql`${rows.leaseUntil} is null and ${rows.availableAt} <= ${sql.placeholder('now')} and (${rows.kind}, ${rows.key}) in ${due}`,
      )
      .returning()
      .prepare('dirty_lease');
  });
  const leased = await statement.execute(lease);
  return leased.sort((a, b) => a.availableAt - b.availableAt);
}

/**
 * Clears a thing that was recomputed as of `seq`. If it has changed since, the lease is given back instead, so that it is due at
 * once. Answers whether it is clean.
 */
export async function clearIfUnchanged(
  scope: WriteScope,
  kind: string,
  key: string,
  seq: number,
): Promise<boolean> {
  const query = ({ db, of }: ReadScope) => {
    const rows = of(dirty);
    return db
      .delete(rows)
      .where(
        and(
          eq(rows.kind, sql.placeholder('kind')),
          eq(rows.key, sql.placeholder('key')),
          eq(rows.seq, sql.placeholder('seq')),
        ),
      );
  };
  if ((await change(scope, 'dirty_clear', query, { kind, key, seq })) > 0) return true;
  await releaseDirty(scope, kind, key);
  return false;
}

/** Gives the lease of one thing back; with `notBefore` it is not due before that instant. No attempt is counted. */
export async function releaseDirty(
  scope: WriteScope,
  kind: string,
  key: string,
  notBefore?: number,
): Promise<void> {
  const query = ({ db, of }: ReadScope) => {
    const rows = of(dirty);
    return db
      .update(rows)
      .set({
        leaseUntil: null,
        availableAt: sql`coalesce(${sql.placeholder('notBefore')}, ${rows.availableAt})`,
      })
      .where(and(eq(rows.kind, sql.placeholder('kind')), eq(rows.key, sql.placeholder('key'))));
  };
  await change(scope, 'dirty_release', query, { kind, key, notBefore: notBefore ?? null });
}

/**
 * Records that recomputing a thing as of `seq` failed: it is due again at `retryAt`, or parked when that is {@link NEVER}. If it has
 * changed since, the failure says nothing about its present state: it is due at once and no attempt is counted.
 */
export async function failDirty(
  scope: WriteScope,
  failed: Pick<DirtyRow, 'kind' | 'key' | 'seq' | 'attempts'>,
  failure: { error: string; retryAt: number },
): Promise<void> {
  const rows = scope.of(dirty);
  const noted = await scope.db
    .update(rows)
    .set({
      attempts: failed.attempts + 1,
      lastError: failure.error,
      availableAt: failure.retryAt,
      leaseUntil: null,
    })
    .where(and(eq(rows.kind, failed.kind), eq(rows.key, failed.key), eq(rows.seq, failed.seq)))
    .returning({ kind: rows.kind });
  if (noted.length === 0) await releaseDirty(scope, failed.kind, failed.key);
}

/** Gives back the leases that end at `upTo` or before; all of them when the broker has forgotten its jobs. */
export async function giveBackDirty(scope: WriteScope, upTo: number = NEVER): Promise<void> {
  const statement = scope.prepared('dirty.give_back', ({ db, of }) => {
    const rows = of(dirty);
    return db
      .update(rows)
      .set({ leaseUntil: null })
      .where(lte(rows.leaseUntil, sql.placeholder('upTo')))
      .prepare('dirty_give_back');
  });
  await statement.execute({ upTo });
}

/** Makes everything parked due again, as if it had just changed: the cause may have been mended. */
export async function reviveParked(scope: WriteScope, now: number): Promise<void> {
  const rows = scope.of(dirty);
  await scope.db
    .update(rows)
    .set({ availableAt: now, attempts: 0, lastError: null, leaseUntil: null, seq: sql`${rows.seq} + 1` })
    .where(eq(rows.availableAt, NEVER));
}

/** What was given up, with the reason. */
export async function parkedDirty(scope: ReadScope): Promise<DirtyRow[]> {
  const rows = scope.of(dirty);
  return scope.db
    .select()
    .from(rows)
    .where(eq(rows.availableAt, NEVER))
    .orderBy(asc(rows.kind), asc(rows.key));
}

/** What the relay has to know of dirty things before it leases. */
export function dirtyOutlook(scope: ReadScope): Promise<Outlook> {
  return outlookOf(scope, dirty);
}

/** Counts what waits. */
export async function dirtyBacklog(scope: ReadScope, now: number): Promise<Backlog> {
  const rows = scope.of(dirty);
  const [counted] = await scope.db.select(backlogOf(rows, now)).from(rows);
  return { ...NOTHING_WAITS, ...counted };
}
