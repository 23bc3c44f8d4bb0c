/** What the two tables of waiting work have in common: how much waits, and when the relay has something to do. */
import { count, isNotNull, isNull, min, type Pg, type SQL, sql } from '../storage/drizzle.ts';
import type { ReadScope } from '../storage/store.ts';
import { NEVER } from './names.ts';
import type { dirty, outbox } from './tables.ts';

/** How much waits, for metrics. */
export interface Backlog {
  /** May be done now and is on its way to nobody. */
  due: number;
  /** On its way: in the broker or in a worker. */
  leased: number;
  /** May be done later: not yet wanted, or backing off after a failure. */
  later: number;
  /** Given up after the last attempt, with a reason. */
  parked: number;
  /** Since when the longest waiting one could have been done, leased or not; null when nothing waits. */
  oldestDueAt: number | null;
}

export const NOTHING_WAITS: Backlog = { due: 0, leased: 0, later: 0, parked: 0, oldestDueAt: null };

/** The columns of a {@link Backlog}. */
export function backlogOf(rows: { availableAt: Pg.PgColumn; leaseUntil: Pg.PgColumn }, now: number) {
  const sum = (condition: SQL) =>
    sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`.mapWith(Number);
  const begun = sql`${rows.availableAt} <= ${now}`;
  const parked = sql`${rows.availableAt} >= ${NEVER}`;
  return {
    due: sum(sql`${rows.leaseUntil} is null and ${begun}`),
    leased: sum(sql`${rows.leaseUntil} is not null`),
    later: sum(sql`${rows.leaseUntil} is null and not ${begun} and not ${parked}`),
    parked: sum(parked),
    // Null when nothing has begun; drizzle does not hand nulls to the mapping.
    oldestDueAt: sql`min(case when ${begun} then ${rows.availableAt} end)`.mapWith(Number) as SQL<
      number | null
    >,
  };
}

/** What a relay has to know before it leases. */
export interface Outlook {
  /** When the next row that is on its way to nobody may be leased; null when there is none. */
  availableAt: number | null;
  /** When the first lease ends; null when nothing is leased. */
  leaseEndsAt: number | null;
  /** Rows on their way: in the broker or in a worker. */
  leased: number;
}

/** The {@link Outlook} of one of the two tables; reads as many index entries as rows are leased. */
export async function outlookOf(scope: ReadScope, table: typeof dirty | typeof outbox): Promise<Outlook> {
  const name = `${table.name}_outlook`;
  const statement = scope.prepared(name, ({ db, of }) => {
    const rows = of(table);
    const next = db
      .select({ at: min(rows.availableAt) })
      .from(rows)
      .where(isNull(rows.leaseUntil));
    return db
      .select({
        availableAt: sql`(${next})`.mapWith(Number) as SQL<number | null>,
        leaseEndsAt: min(rows.leaseUntil),
        leased: count(),
      })
      .from(rows)
      .where(isNotNull(rows.leaseUntil))
      .prepare(name);
  });
  const [outlook] = await statement.execute();
  return outlook ?? { availableAt: null, leaseEndsAt: null, leased: 0 };
}
