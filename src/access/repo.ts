import { and, eq, exists, inArray, type Pg, type SQL, sql } from '../platform/storage/drizzle.ts';
import { deleteBy, insertIfAbsent, insertRows, selectBy } from '../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
import type { Concern, Reach } from './rules.ts';
import { concerns, fileUses } from './tables.ts';

/** Of the concerns of rows those within a reach, by the row: one prepared statement, however many rows and concerns. */
export async function concernsWithin(
  scope: ReadScope,
  subjects: readonly string[],
  reach: readonly Concern[],
): Promise<Map<string, Concern[]>> {
  const rows =
    subjects.length === 1
      ? await selectBy(scope, concerns, { subject: subjects[0]!, concern: reach })
      : await selectBy(scope, concerns, { subject: [...new Set(subjects)], concern: reach });
  return bySubject(rows);
}

/** All that rows concern. */
export async function concernsOf(
  scope: ReadScope,
  subjects: readonly string[],
): Promise<Map<string, Concern[]>> {
  return bySubject(await selectBy(scope, concerns, { subject: [...new Set(subjects)] }));
}

function bySubject(rows: readonly { subject: string; concern: Concern }[]): Map<string, Concern[]> {
  const found = new Map<string, Concern[]>();
  for (const { subject, concern } of rows) found.set(subject, [...(found.get(subject) ?? []), concern]);
  return found;
}

/** `relationOf` as a condition: the row with this id has a concern within the reach. None: every row has. */
export function within(scope: ReadScope, subject: Pg.PgColumn, reach: Reach): SQL | undefined {
  if (reach === 'everything') return undefined;
  if (reach.length === 0) return sql`false`;
  const rows = scope.of(concerns);
  return exists(
    scope.db
      .select({ one: sql`1` })
      .from(rows)
      .where(and(eq(rows.subject, subject), inArray(rows.concern, [...reach]))),
  );
}

/** Where two conditions hold; none is no condition. */
export const both = (one: SQL | undefined, other: SQL | undefined): SQL | undefined => and(one, other);

/** Adds concerns to a row; those it has already stay as they are. */
export async function addConcerns(
  scope: WriteScope,
  subject: string,
  added: readonly Concern[],
): Promise<void> {
  for (const concern of added) await insertIfAbsent(scope, concerns, { subject, concern });
}

/**
 * Makes these the concerns of rows, and no others; what is as it should be is not written. Answers what was taken from rows, of those
 * from which something was.
 */
export async function replaceConcerns(
  scope: WriteScope,
  made: ReadonlyMap<string, readonly Concern[]>,
): Promise<Map<string, Concern[]>> {
  const before = await concernsOf(scope, [...made.keys()]);
  const changed = [...made].filter(([subject, now]) => !sameConcerns(before.get(subject) ?? [], now));
  await deleteBy(scope, concerns, { subject: changed.map(([subject]) => subject) });
  await insertRows(
    scope,
    concerns,
    changed.flatMap(([subject, now]) => now.map((concern) => ({ subject, concern }))),
  );
  const taken = new Map<string, Concern[]>();
  for (const [subject, now] of changed) {
    const gone = (before.get(subject) ?? []).filter((concern) => !now.includes(concern));
    if (gone.length > 0) taken.set(subject, gone);
  }
  return taken;
}

export function sameConcerns(a: readonly Concern[], b: readonly Concern[]): boolean {
  return a.length === b.length && a.every((concern) => b.includes(concern));
}

/** Notes that a record names files. */
export async function addFileUses(
  scope: WriteScope,
  kind: 'shipment' | 'pledge',
  subject: string,
  hashes: readonly string[],
): Promise<void> {
  for (const sha256 of hashes) await insertIfAbsent(scope, fileUses, { sha256, subject, kind });
}

/** The records that name a file by one of its hashes. */
export function usesOfFile(scope: ReadScope, hashes: readonly string[]) {
  return selectBy(scope, fileUses, { sha256: hashes });
}
