import { and, asc, desc, eq, gt, gte, lt, ne, sql } from '../platform/storage/drizzle.ts';
import type { Row } from '../platform/storage/columns.ts';
import { insertIfAbsent, insertRows, selectBy } from '../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
import { BEGINNING, type Head } from './rules/chain.ts';
import { auditHeads, auditLog, auditVerifications } from './tables.ts';

export type LogRow = Row<typeof auditLog>;
export type AuditVerificationRow = Row<typeof auditVerifications>;

const NAME = 'head';

/** Where the trail ends, by what was noted when it was sealed last; its beginning when nothing was. */
export async function headOf(scope: ReadScope): Promise<Head> {
  const [row] = await selectBy(scope, auditHeads, { name: NAME });
  return row ? { seq: row.seq, hash: row.hash } : BEGINNING;
}

/** The same, for whoever will continue it: nobody else does until this unit of work has ended. */
export async function lockHead(scope: WriteScope): Promise<Head> {
  const rows = scope.of(auditHeads);
  // Changing the row locks it on either engine, and waits for who has it.
  const lock = () =>
    scope.db
      .update(rows)
      .set({ seq: sql`${rows.seq}` })
      .where(eq(rows.name, NAME))
      .returning({ seq: rows.seq, hash: rows.hash });
  let [head] = await lock();
  if (head) return head;
  await insertIfAbsent(scope, auditHeads, { name: NAME, ...BEGINNING });
  [head] = await lock();
  return head ?? BEGINNING;
}

/** Adds entries to the trail and notes where it ends now. */
export async function append(scope: WriteScope, entries: readonly LogRow[], head: Head): Promise<void> {
  await insertRows(scope, auditLog, entries);
  await scope.db
    .update(scope.of(auditHeads))
    .set(head)
    .where(eq(scope.of(auditHeads).name, NAME));
}

/** Entries in their order, from after one on; without one from the very first row, whatever its number. */
export async function entriesAfter(
  scope: ReadScope,
  after: number | undefined,
  limit: number,
): Promise<LogRow[]> {
  const rows = scope.of(auditLog);
  return scope.db
    .select()
    .from(rows)
    .where(after === undefined ? undefined : gt(rows.seq, after))
    .orderBy(asc(rows.seq))
    .limit(limit);
}

/** When what is on record first was; nothing while the trail is empty. */
export async function firstEntryAt(scope: ReadScope): Promise<number | undefined> {
  const [first] = await entriesAfter(scope, undefined, 1);
  return first?.at;
}

/** What the trail says of these things. */
export const entriesAbout = (scope: ReadScope, kind: string, keys: readonly string[]): Promise<LogRow[]> =>
  selectBy(scope, auditLog, { kind, key: keys });

export interface EntryFilter {
  principal?: string | undefined;
  operation?: string | undefined;
  kind?: string | undefined;
  key?: string | undefined;
  /** An outcome, or that it is another one. */
  outcome?: { is: string } | { isNot: string } | undefined;
  /** From this instant on, and before that one. */
  from?: number | undefined;
  before?: number | undefined;
}

/** A page of the trail, newest first. */
export async function listEntries(
  scope: ReadScope,
  filters: readonly EntryFilter[],
  { after, limit }: { after: number | undefined; limit: number },
): Promise<LogRow[]> {
  const rows = scope.of(auditLog);
  return scope.db
    .select()
    .from(rows)
    .where(
      and(
        after === undefined ? undefined : lt(rows.seq, after),
        ...filters.flatMap(({ principal, operation, kind, key, outcome, from, before }) => [
          principal === undefined ? undefined : eq(rows.principal, principal),
          operation === undefined ? undefined : eq(rows.operation, operation),
          kind === undefined ? undefined : eq(rows.kind, kind),
          key === undefined ? undefined : eq(rows.key, key),
          outcome && ('is' in outcome ? eq(rows.outcome, outcome.is) : ne(rows.outcome, outcome.isNot)),
          from === undefined ? undefined : gte(rows.at, from),
          before === undefined ? undefined : lt(rows.at, before),
        ]),
      ),
    )
    .orderBy(desc(rows.seq))
    .limit(limit);
}

export const addVerification = (scope: WriteScope, row: AuditVerificationRow): Promise<void> =>
  insertRows(scope, auditVerifications, [row]);

/** The verification recorded last, by its id (UUIDv7); nothing before the first. */
export async function lastVerification(scope: ReadScope): Promise<AuditVerificationRow | undefined> {
  const rows = scope.of(auditVerifications);
  const [row] = await scope.db.select().from(rows).orderBy(desc(rows.id)).limit(1);
  return row;
}
