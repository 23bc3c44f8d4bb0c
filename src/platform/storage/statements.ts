/**
 * The statements that hot paths are made of, prepared once per connection: building a drizzle query anew costs more than running
 * it. Fields are named as in the neutral table.
 */
import type { NeutralTable, Row } from './columns.ts';
import { and, asc, eq, getTableColumns, type Pg, type SQL, sql } from './drizzle.ts';
import type { ReadScope, WriteScope } from './store.ts';

type FieldOf<T extends NeutralTable> = keyof Row<T> & string;
type Values = Record<string, unknown>;

const snake = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

// Columns are reached by field name, which the types of the callers check.
const columnsOf = (scope: ReadScope, table: NeutralTable) =>
  scope.of(table) as unknown as Record<string, Pg.PgColumn>;

function allEqual(scope: ReadScope, table: NeutralTable, fields: readonly string[]): SQL | undefined {
  const columns = columnsOf(scope, table);
  return and(...fields.map((field) => eq(columns[field] as Pg.PgColumn, sql.placeholder(field))));
}

function placeholders(table: NeutralTable, scope: ReadScope): Values {
  const fields = Object.keys(getTableColumns(scope.of(table)));
  return Object.fromEntries(fields.map((field) => [field, sql.placeholder(field)]));
}

/** True where the column holds this text somewhere; `%` and `_` in it are ordinary letters. The column must be folded like the text. */
export function contains(column: Pg.PgColumn | SQL, text: string): SQL {
  const literal = text.replace(/[\\%_]/g, (letter) => `\\${letter}`);
  return sql`${column} like ${`%${literal}%`} escape '\\'`;
}

/** The rows in which these fields have these values, in the order of the fields named. */
export async function selectBy<T extends NeutralTable, F extends FieldOf<T>>(
  scope: ReadScope,
  table: T,
  where: Pick<Row<T>, F>,
  orderBy: readonly FieldOf<T>[] = [],
): Promise<Row<T>[]> {
  const fields = Object.keys(where);
  const name = `${table.name}_by_${fields.join('_')}_${orderBy.join('_')}`;
  const statement = scope.prepared(name, (on) => {
    const columns = columnsOf(on, table);
    return on.db
      .select()
      .from(on.of(table) as Pg.PgTable)
      .where(allEqual(on, table, fields))
      .orderBy(...orderBy.map((field) => asc(columns[field] as Pg.PgColumn)))
      .prepare(name);
  });
  return statement.execute(where);
}

/** Inserts whole rows, one by one with one statement. */
export async function insertRows<T extends NeutralTable>(
  scope: WriteScope,
  table: T,
  rows: readonly Row<T>[],
): Promise<void> {
  if (rows.length === 0) return;
  const name = `${table.name}_insert`;
  const statement = scope.prepared(name, (on) =>
    on.db
      .insert(on.of(table) as Pg.PgTable)
      .values(placeholders(table, on))
      .prepare(name),
  );
  for (const row of rows) await statement.execute(row);
}

/** Inserts a whole row, or replaces the one with the same key. */
export async function upsertRow<T extends NeutralTable>(
  scope: WriteScope,
  table: T,
  key: readonly FieldOf<T>[],
  row: Row<T>,
): Promise<void> {
  const name = `${table.name}_upsert_by_${key.join('_')}`;
  const statement = scope.prepared(name, (on) => {
    const columns = columnsOf(on, table);
    const values = placeholders(table, on);
    const rest = Object.keys(values).filter((field) => !(key as readonly string[]).includes(field));
    return on.db
      .insert(on.of(table) as Pg.PgTable)
      .values(values)
      .onConflictDoUpdate({
        target: key.map((field) => columns[field] as Pg.PgColumn),
        set: Object.fromEntries(rest.map((field) => [field, sql.raw(`excluded.${snake(field)}`)])),
      })
      .prepare(name);
  });
  await statement.execute(row);
}

/** Deletes the rows in which these fields have these values. */
export async function deleteBy<T extends NeutralTable, F extends FieldOf<T>>(
  scope: WriteScope,
  table: T,
  where: Pick<Row<T>, F>,
): Promise<void> {
  const fields = Object.keys(where);
  const name = `${table.name}_delete_by_${fields.join('_')}`;
  const statement = scope.prepared(name, (on) =>
    on.db
      .delete(on.of(table) as Pg.PgTable)
      .where(allEqual(on, table, fields))
      .prepare(name),
  );
  await statement.execute(where);
}
