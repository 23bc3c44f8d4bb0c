/**
 * The statements that hot paths are made of, prepared once per connection: building a drizzle query anew costs more than running
 * it. Fields are named as in the neutral table.
 */
import type { NeutralTable, Row } from './columns.ts';
import { and, asc, eq, getTableColumns, isNull, type Pg, type SQL, sql } from './drizzle.ts';
import { compile, decoderOf, type Written } from './native.ts';
import type { ReadScope, WriteScope } from './store.ts';

type FieldOf<T extends NeutralTable> = keyof Row<T> & string;
type Values = Record<string, unknown>;

const snake = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

// Columns are reached by field name, which the types of the callers check.
const columnsOf = (scope: ReadScope, table: NeutralTable) =>
  scope.of(table) as unknown as Record<string, Pg.PgColumn>;

/** What a row must have: a value for a field, none (null), or a list of values of which it has one. */
type Where<T extends NeutralTable, F extends FieldOf<T>> = {
  readonly [K in F]: Row<T>[K] | readonly Row<T>[K][];
};

/** The conditions of a {@link Where}, as one statement for lists of any length. */
function conditions(scope: ReadScope, table: NeutralTable, where: Values): SQL | undefined {
  const columns = columnsOf(scope, table);
  return and(
    ...Object.entries(where).map(([field, value]) => {
      const column = columns[field] as Pg.PgColumn;
      if (value === null) return isNull(column);
      const given = sql.placeholder(field);
      if (!Array.isArray(value)) return eq(column, given);
      return scope.engine === 'sqlite'
        ? sql`${column} in (select value from json_each(${given}))`
        : sql`${column} = any(${given})`;
    }),
  );
}

function bound(scope: ReadScope, where: Values): Values {
  if (scope.engine !== 'sqlite') return where;
  return Object.fromEntries(
    Object.entries(where).map(([field, value]) => [
      field,
      Array.isArray(value) ? JSON.stringify(value) : value,
    ]),
  );
}

/** Two conditions with the same fields and lists are one statement. */
function nameOf(table: NeutralTable, what: string, where: Values): string {
  const fields = Object.entries(where).map(([field, value]) => {
    if (value === null) return `no_${field}`;
    return Array.isArray(value) ? `${field}s` : field;
  });
  return `${table.name}_${what}_${fields.join('_')}`;
}

const holdsNothing = (where: Values): boolean =>
  Object.values(where).some((value) => Array.isArray(value) && value.length === 0);

function placeholders(table: NeutralTable, scope: ReadScope): Values {
  const fields = Object.keys(getTableColumns(scope.of(table)));
  return Object.fromEntries(fields.map((field) => [field, sql.placeholder(field)]));
}

/** True where the column holds this text somewhere; `%` and `_` in it are ordinary letters. The column must be folded like the text. */
export function contains(column: Pg.PgColumn | SQL, text: string): SQL {
  const literal = text.replace(/[\\%_]/g, (letter) => `\\${letter}`);
  return sql`${column} like ${`%${literal}%`} escape '\\'`;
}

/** A drizzle query with placeholders that changes rows. */
interface Changing extends Written {
  prepare(name: string): { execute(values: Values): Promise<unknown> };
}

/**
 * Runs a query that changes rows and answers how many. It is built once per connection and kept under `name`; its placeholders get
 * their values by name.
 */
export async function change(
  scope: WriteScope,
  name: string,
  build: (scope: ReadScope) => Changing,
  values: Values,
): Promise<number> {
  const run = scope.prepared(name, (on) => changing(on, name, build(on)));
  return run(values);
}

function changing(
  { native }: ReadScope,
  name: string,
  query: Changing,
): (values: Values) => number | Promise<number> {
  if (native) return compile(native, query).run;
  const prepared = query.prepare(name);
  return async (values) => ((await prepared.execute(values)) as { rowCount: number | null }).rowCount ?? 0;
}

/** A drizzle query of all columns of one table. */
interface Reading extends Written {
  prepare(name: string): { execute(values: Values): Promise<unknown[]> };
}

function reading<R>(
  { native }: ReadScope,
  name: string,
  query: Reading,
  table: NeutralTable,
): (values: Values) => R[] | Promise<R[]> {
  if (native) {
    const { rows } = compile(native, query);
    const decode = decoderOf(table.sqlite);
    return (values) => rows(values).map((cells) => decode(cells) as R);
  }
  const prepared = query.prepare(name);
  return (values) => prepared.execute(values) as Promise<R[]>;
}

/** The rows in which these fields have these values, or one of a list of them, in the order of the fields named. */
export async function selectBy<T extends NeutralTable, F extends FieldOf<T>>(
  scope: ReadScope,
  table: T,
  where: Where<T, F>,
  orderBy: readonly FieldOf<T>[] = [],
): Promise<Row<T>[]> {
  if (holdsNothing(where)) return [];
  const name = `${nameOf(table, 'by', where)}_${orderBy.join('_')}`;
  const rows = scope.prepared(name, (on) => {
    const columns = columnsOf(on, table);
    const query = on.db
      .select()
      .from(on.of(table) as Pg.PgTable)
      .where(conditions(on, table, where))
      .orderBy(...orderBy.map((field) => asc(columns[field] as Pg.PgColumn)));
    return reading<Row<T>>(on, name, query, table);
  });
  return rows(bound(scope, where));
}

/** Rows in one message to PostgreSQL: a row has at most some twenty fields, and a statement 65,535 parameters. */
const ROWS_AT_ONCE = 500;

/** Inserts whole rows: into SQLite one by one with one prepared statement, to PostgreSQL many at once, for each message is a wait. */
export async function insertRows<T extends NeutralTable>(
  scope: WriteScope,
  table: T,
  rows: readonly Row<T>[],
): Promise<void> {
  const insert = () => scope.db.insert(scope.of(table) as Pg.PgTable);
  if (scope.engine === 'postgres' && rows.length > 1) {
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
      await insert().values(rows.slice(at, at + ROWS_AT_ONCE));
    return;
  }
  if (rows.length === 0) return;
  const name = `${table.name}_insert`;
  const run = scope.prepared(name, (on) => changing(on, name, insert().values(placeholders(table, on))));
  for (const row of rows) await run(row);
}

/** Inserts a whole row unless its key is there already; tells whether it did. */
export async function insertIfAbsent<T extends NeutralTable>(
  scope: WriteScope,
  table: T,
  row: Row<T>,
): Promise<boolean> {
  const name = `${table.name}_insert_if_absent`;
  const query = (on: ReadScope) =>
    on.db
      .insert(on.of(table) as Pg.PgTable)
      .values(placeholders(table, on))
      .onConflictDoNothing();
  return (await change(scope, name, query, row)) > 0;
}

/** Inserts a whole row, or replaces the one with the same key. */
export async function upsertRow<T extends NeutralTable>(
  scope: WriteScope,
  table: T,
  key: readonly FieldOf<T>[],
  row: Row<T>,
): Promise<void> {
  const name = `${table.name}_upsert_by_${key.join('_')}`;
  const query = (on: ReadScope) => {
    const columns = columnsOf(on, table);
    const values = placeholders(table, on);
    const rest = Object.keys(values).filter((field) => !(key as readonly string[]).includes(field));
    return on.db
      .insert(on.of(table) as Pg.PgTable)
      .values(values)
      .onConflictDoUpdate({
        target: key.map((field) => columns[field] as Pg.PgColumn),
        set: Object.fromEntries(rest.map((field) => [field, sql.raw(`excluded.${snake(field)}`)])),
      });
  };
  await change(scope, name, query, row);
}

/** Deletes the rows in which these fields have these values, or one of a list of them. */
export async function deleteBy<T extends NeutralTable, F extends FieldOf<T>>(
  scope: WriteScope,
  table: T,
  where: Where<T, F>,
): Promise<void> {
  if (holdsNothing(where)) return;
  const name = nameOf(table, 'delete_by', where);
  const query = (on: ReadScope) =>
    on.db.delete(on.of(table) as Pg.PgTable).where(conditions(on, table, where));
  await change(scope, name, query, bound(scope, where));
}
