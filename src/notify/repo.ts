import {
  and,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  or,
  type SQL,
} from '../platform/storage/drizzle.ts';
import type { Row } from '../platform/storage/columns.ts';
import { insertIfAbsent, insertRows, selectBy, upsertRow } from '../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
import type { EventType } from './rules/event.ts';
import {
  noticeAddressees,
  notices,
  noticesRead,
  noticesReadUpTo,
  notificationPreferences,
} from './tables.ts';

export type NoticeRow = Row<typeof notices>;
export type PreferencesRow = Row<typeof notificationPreferences>;

/** Records a notice unless its cause is told already; tells whether it did. */
export async function insertNotice(
  scope: WriteScope,
  row: NoticeRow,
  addressees: readonly string[],
): Promise<boolean> {
  if (!(await insertIfAbsent(scope, notices, row))) return false;
  await insertRows(
    scope,
    noticeAddressees,
    addressees.map((addressee) => ({ notice: row.id, addressee })),
  );
  return true;
}

/** A reader as the queries need him. */
export interface Reader {
  principal: string;
  addresses: readonly string[];
  types: readonly EventType[];
}

type Position = readonly [at: number, id: string];

/** What is for a reader and is not read by him. */
function isFor(scope: ReadScope, { addresses, types }: Reader): SQL | undefined {
  const rows = scope.of(notices);
  const addressed = scope.of(noticeAddressees);
  const ofReader = scope.db
    .select({ notice: addressed.notice })
    .from(addressed)
    .where(inArray(addressed.addressee, [...addresses]));
  return and(inArray(rows.type, [...types]), inArray(rows.id, ofReader));
}

function isUnread(scope: ReadScope, upTo: Position | null): SQL | undefined {
  const rows = scope.of(notices);
  return and(isNull(scope.of(noticesRead).readAt), upTo === null ? undefined : isAfter(scope, upTo));
  function isAfter({ of }: ReadScope, [at, id]: Position) {
    return or(gt(of(notices).at, at), and(eq(rows.at, at), gt(rows.id, id)));
  }
}

/** Joined with what the reader has read one by one. */
function readOneByOne(scope: ReadScope, { principal }: Reader): SQL | undefined {
  const read = scope.of(noticesRead);
  return and(eq(read.notice, scope.of(notices).id), eq(read.principal, principal));
}

/** Notices for a reader, the newest first. */
export async function noticesFor(
  scope: ReadScope,
  reader: Reader,
  filter: {
    unread: Position | 'all' | null;
    after?: Position | undefined;
    since?: number;
    before?: number;
    limit: number;
  },
): Promise<(NoticeRow & { readAt: number | null })[]> {
  if (reader.types.length === 0) return [];
  const rows = scope.of(notices);
  const read = scope.of(noticesRead);
  const { unread, after, since, before, limit } = filter;
  const found = await scope.db
    .select({ ...getTableColumns(rows), readAt: read.readAt })
    .from(rows)
    .leftJoin(read, readOneByOne(scope, reader))
    .where(
      and(
        isFor(scope, reader),
        unread === 'all' ? undefined : isUnread(scope, unread),
        since === undefined ? undefined : gte(rows.at, since),
        before === undefined ? undefined : lt(rows.at, before),
        after === undefined
          ? undefined
          : or(lt(rows.at, after[0]), and(eq(rows.at, after[0]), lt(rows.id, after[1]))),
      ),
    )
    .orderBy(desc(rows.at), desc(rows.id))
    .limit(limit);
  return found;
}

/** How many notices a reader has not read; no more than `most` are counted. */
export async function countUnread(
  scope: ReadScope,
  reader: Reader,
  upTo: Position | null,
  most: number,
): Promise<number> {
  if (reader.types.length === 0) return 0;
  const rows = scope.of(notices);
  const unread = scope.db
    .select({ id: rows.id })
    .from(rows)
    .leftJoin(scope.of(noticesRead), readOneByOne(scope, reader))
    .where(and(isFor(scope, reader), isUnread(scope, upTo)))
    .limit(most)
    .as('unread');
  const [counted] = await scope.db.select({ n: count() }).from(unread);
  return counted?.n ?? 0;
}

/** One notice, if it is for the reader. */
export async function noticeFor(
  scope: ReadScope,
  reader: Reader,
  id: string,
): Promise<NoticeRow | undefined> {
  if (reader.types.length === 0) return undefined;
  const rows = scope.of(notices);
  const [row] = await scope.db
    .select()
    .from(rows)
    .where(and(eq(rows.id, id), isFor(scope, reader)));
  return row;
}

export async function readUpTo(scope: ReadScope, principal: string): Promise<Position | null> {
  const [row] = await selectBy(scope, noticesReadUpTo, { principal });
  return row ? [row.at, row.notice] : null;
}

export function saveReadUpTo(scope: WriteScope, principal: string, [at, notice]: Position): Promise<void> {
  return upsertRow(scope, noticesReadUpTo, ['principal'], { principal, at, notice });
}

export async function markRead(
  scope: WriteScope,
  principal: string,
  notice: string,
  readAt: number,
): Promise<boolean> {
  return insertIfAbsent(scope, noticesRead, { principal, notice, readAt });
}

export async function preferencesRow(
  scope: ReadScope,
  principal: string,
): Promise<PreferencesRow | undefined> {
  const [row] = await selectBy(scope, notificationPreferences, { principal });
  return row;
}

export function savePreferences(scope: WriteScope, row: PreferencesRow): Promise<void> {
  return upsertRow(scope, notificationPreferences, ['principal'], row);
}
