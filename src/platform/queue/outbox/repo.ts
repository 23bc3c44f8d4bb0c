import { and, asc, desc, eq, isNotNull, isNull, lte, sql } from '../../storage/drizzle.ts';
import type { NewRow, Row } from '../../storage/columns.ts';
import type { ReadScope, WriteScope } from '../../storage/store.ts';
import { NEVER, SECRET_TOPICS } from '../names.ts';
import { outbox } from '../tables.ts';
import { type Backlog, backlogOf, NOTHING_WAITS, type Outlook, outlookOf } from '../waiting.ts';

export type OutboxRow = Row<typeof outbox>;

/**
 * Records an effect to be had outside. The same `id` again is the same effect, so an id made of its cause (and not of the moment)
 * keeps a recomputation from announcing a thing twice.
 */
export async function addOutbox(
  scope: WriteScope,
  message: Pick<NewRow<typeof outbox>, 'id' | 'topic' | 'key' | 'payload' | 'availableAt'>,
): Promise<void> {
  await scope.db
    .insert(scope.of(outbox))
    .values({ ...message, attempts: 0 })
    .onConflictDoNothing();
}

/** One effect, whatever its state. */
export async function outboxRow(scope: ReadScope, id: string): Promise<OutboxRow | undefined> {
  const rows = scope.of(outbox);
  const [row] = await scope.db.select().from(rows).where(eq(rows.id, id));
  return row;
}

/** Leases what is due, the longest waiting first: until then nobody else gets it. At most `limit` rows. */
export async function leaseOutbox(
  scope: WriteScope,
  lease: { now: number; until: number; limit: number },
): Promise<OutboxRow[]> {
  const statement = scope.prepared('outbox.lease', ({ db, of }) => {
    const rows = of(outbox);
    const due = db
      .select({ id: rows.id })
      .from(rows)
      .where(sql`${rows.leaseUntil} is null and ${rows.availableAt} <= ${sql.placeholder('now')}`)
      .orderBy(asc(rows.availableAt))
      .limit(sql.placeholder('limit'));
    return db
      .update(rows)
      .set({ leaseUntil: sql`${sql.placeholder('until')}` })
      .where(
        // Said again for rows that changed between the choice and the lock.
        sql`${rows.leaseUntil} is null and ${rows.availableAt} <= ${sql.placeholder('now')} and ${rows.id} in ${due}`,
      )
      .returning()
      .prepare('outbox_lease');
  });
  const leased = await statement.execute(lease);
  return leased.sort((a, b) => a.availableAt - b.availableAt);
}

/** The effect was had; what it was about is forgotten when that is secret. */
export async function markDone(
  scope: WriteScope,
  { id, topic }: Pick<OutboxRow, 'id' | 'topic'>,
  now: number,
): Promise<void> {
  const rows = scope.of(outbox);
  await scope.db
    .update(rows)
    .set({
      ...{ doneAt: now, leaseUntil: null, availableAt: NEVER, lastError: null },
      ...(SECRET_TOPICS.includes(topic) ? { payload: {} } : {}),
    })
    .where(and(eq(rows.id, id), isNull(rows.doneAt)));
}

/** The effect was not had: it is due again at `retryAt`, or parked when that is {@link NEVER}. */
export async function failOutbox(
  scope: WriteScope,
  id: string,
  failure: { error: string; now: number; retryAt: number },
): Promise<void> {
  const rows = scope.of(outbox);
  await scope.db
    .update(rows)
    .set({
      attempts: sql`${rows.attempts} + 1`,
      lastError: failure.error,
      availableAt: failure.retryAt,
      leaseUntil: null,
      deadAt: failure.retryAt === NEVER ? failure.now : null,
    })
    .where(and(eq(rows.id, id), isNull(rows.doneAt)));
}

/** Gives the lease of one effect back; it is not due before `notBefore`. No attempt is counted. */
export async function releaseOutbox(scope: WriteScope, id: string, notBefore: number): Promise<void> {
  const statement = scope.prepared('outbox.release', ({ db, of }) => {
    const rows = of(outbox);
    return db
      .update(rows)
      .set({ leaseUntil: null, availableAt: sql`${sql.placeholder('notBefore')}` })
      .where(and(eq(rows.id, sql.placeholder('id')), isNull(rows.doneAt), isNull(rows.deadAt)))
      .prepare('outbox_release');
  });
  await statement.execute({ id, notBefore });
}

/** Gives back the leases that end at `upTo` or before; all of them when the broker has forgotten its jobs. */
export async function giveBackOutbox(scope: WriteScope, upTo: number = NEVER): Promise<void> {
  const statement = scope.prepared('outbox.give_back', ({ db, of }) => {
    const rows = of(outbox);
    return db
      .update(rows)
      .set({ leaseUntil: null })
      .where(lte(rows.leaseUntil, sql.placeholder('upTo')))
      .prepare('outbox_give_back');
  });
  await statement.execute({ upTo });
}

/** What was given up, with the reason, the latest first. */
export async function parkedOutbox(scope: ReadScope): Promise<OutboxRow[]> {
  const rows = scope.of(outbox);
  return scope.db.select().from(rows).where(isNotNull(rows.deadAt)).orderBy(desc(rows.deadAt), asc(rows.id));
}

/** What the relay has to know of effects before it leases. */
export function outboxOutlook(scope: ReadScope): Promise<Outlook> {
  return outlookOf(scope, outbox);
}

/** Counts what waits; what is done is not counted. */
export async function outboxBacklog(scope: ReadScope, now: number): Promise<Backlog> {
  const rows = scope.of(outbox);
  const [counted] = await scope.db.select(backlogOf(rows, now)).from(rows).where(isNull(rows.doneAt));
  return { ...NOTHING_WAITS, ...counted };
}
