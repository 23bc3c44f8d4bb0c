/**
 * Neutral tables: each field is written once and holds the SQLite and the PostgreSQL column; `table()` yields both drizzle
 * tables with the same TypeScript rows. What the two engines cannot say alike has no place here.
 */
import { type Lite, lite, type Pg, pg, type SQL, sql } from './drizzle.ts';

interface Field<L, P> {
  readonly sqlite: (name: string) => L;
  readonly postgres: (name: string) => P;
}

const field = <L, P>(sqlite: (name: string) => L, postgres: (name: string) => P): Field<L, P> => ({
  sqlite,
  postgres,
});

/** Text: ids (UUIDv7), codes, days `YYYY-MM-DD`, months `YYYY-MM`, prose. */
export const text = <T extends string = string>() =>
  field(
    (n) => lite.text(n).$type<T>().notNull(),
    (n) => pg.text(n).$type<T>().notNull(),
  );
export const optionalText = <T extends string = string>() =>
  field(
    (n) => lite.text(n).$type<T>(),
    (n) => pg.text(n).$type<T>(),
  );

/** Whole number within ±2^53: instants in ms, minor units of money, thousandths of units and person-days. */
export const integer = () =>
  field(
    (n) => lite.integer(n).notNull(),
    (n) => pg.bigint(n, { mode: 'number' }).notNull(),
  );
export const optionalInteger = () =>
  field(
    (n) => lite.integer(n),
    (n) => pg.bigint(n, { mode: 'number' }),
  );

/** Counts from 0, also in rows of a release that did not count yet. */
export const count = () =>
  field(
    (n) => lite.integer(n).notNull().default(0),
    (n) => pg.bigint(n, { mode: 'number' }).notNull().default(0),
  );

/** Binary floating point, only where the fact itself is a measurement or a rate. */
export const real = () =>
  field(
    (n) => lite.real(n).notNull(),
    (n) => pg.doublePrecision(n).notNull(),
  );
export const optionalReal = () =>
  field(
    (n) => lite.real(n),
    (n) => pg.doublePrecision(n),
  );

export const boolean = () =>
  field(
    (n) => lite.integer(n, { mode: 'boolean' }).notNull(),
    (n) => pg.boolean(n).notNull(),
  );

/** Bytes as they are: files. Kept in a table of their own, apart from what is said about them. */
export const bytes = () =>
  field(
    (n) => lite.blob(n, { mode: 'buffer' }).notNull(),
    (n) => bytea(n).notNull(),
  );
// drizzle's PostgreSQL columns have none for bytes.
const bytea = pg.customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** A document read and written whole; never queried inside, never hashed after being read back. */
export const json = <T>() =>
  field(
    (n) => lite.text(n, { mode: 'json' }).$type<T>().notNull(),
    (n) => pg.json(n).$type<T>().notNull(),
  );

/** The same for a list; empty in rows of a release that did not know it. */
export const list = <T>() =>
  field(
    (n) => lite.text(n, { mode: 'json' }).$type<T[]>().notNull().default([]),
    (n) => pg.json(n).$type<T[]>().notNull().default([]),
  );

export const optionalJson = <T>() =>
  field(
    (n) => lite.text(n, { mode: 'json' }).$type<T>(),
    (n) => pg.json(n).$type<T>(),
  );

// drizzle's own builders are generic in ways no alias can name; both sides are inferred from the fields given.
type Fields = Record<string, Field<Lite.SQLiteColumnBuilderBase, Pg.PgColumnBuilderBase>>;
type SqliteColumns<F extends Fields> = { [K in keyof F]: ReturnType<F[K]['sqlite']> };
type PostgresColumns<F extends Fields> = { [K in keyof F]: ReturnType<F[K]['postgres']> };

/** Constraints and indexes, in terms of field names; `check` takes SQL that both engines read alike, with snake_case columns. */
interface TableShape<F extends Fields> {
  primaryKey: readonly (keyof F & string)[];
  unique?: readonly (readonly (keyof F & string)[])[];
  indexes?: readonly (readonly (keyof F & string)[])[];
  foreignKeys?: readonly {
    columns: readonly (keyof F & string)[];
    references: () => NeutralTable;
    foreign: readonly string[];
    onDelete?: 'cascade';
  }[];
  checks?: Readonly<Record<string, string>>;
}

/** A table known to both engines; a scope picks the one it runs on. */
export interface NeutralTable<
  L extends Lite.SQLiteTable = Lite.SQLiteTable,
  P extends Pg.PgTable = Pg.PgTable,
> {
  readonly name: string;
  readonly sqlite: L;
  readonly postgres: P;
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function columnsOf(fields: Fields, engine: 'sqlite' | 'postgres'): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, made]) => [key, made[engine](snake(key))]));
}

/** Declares a table for both engines. Names are given in camelCase and stored in snake_case. */
export function table<const F extends Fields>(name: string, fields: F, shape: TableShape<F>) {
  // Columns are addressed by field name; both engines' column objects are opaque here.
  const pick = <C>(self: unknown, names: readonly string[]): [C, ...C[]] =>
    names.map((key) => (self as Record<string, C>)[key]) as [C, ...C[]];
  const label = (names: readonly string[], kind: string) => `${name}_${names.map(snake).join('_')}_${kind}`;
  const checks = Object.entries(shape.checks ?? {});

  const sqlite = lite.sqliteTable(name, columnsOf(fields, 'sqlite') as SqliteColumns<F>, (self) => [
    lite.primaryKey({ columns: pick<Lite.AnySQLiteColumn>(self, shape.primaryKey) }),
    ...(shape.unique ?? []).map((u) =>
      lite.uniqueIndex(label(u, 'unique')).on(...pick<Lite.AnySQLiteColumn>(self, u)),
    ),
    ...(shape.indexes ?? []).map((i) =>
      lite.index(label(i, 'index')).on(...pick<Lite.AnySQLiteColumn>(self, i)),
    ),
    ...(shape.foreignKeys ?? []).map((f) => {
      const key = lite.foreignKey({
        name: label(f.columns, 'fk'),
        columns: pick<Lite.AnySQLiteColumn>(self, f.columns) as never,
        foreignColumns: pick<Lite.AnySQLiteColumn>(f.references().sqlite, f.foreign) as never,
      });
      return f.onDelete ? key.onDelete(f.onDelete) : key;
    }),
    ...checks.map(([rule, condition]) => lite.check(`${name}_${rule}`, sql.raw(condition))),
  ]);

  const postgres = pg.pgTable(name, columnsOf(fields, 'postgres') as PostgresColumns<F>, (self) => [
    pg.primaryKey({ columns: pick<Pg.AnyPgColumn>(self, shape.primaryKey) }),
    ...(shape.unique ?? []).map((u) => pg.uniqueIndex(label(u, 'unique')).on(...pick<Pg.PgColumn>(self, u))),
    ...(shape.indexes ?? []).map((i) => pg.index(label(i, 'index')).on(...pick<Pg.PgColumn>(self, i))),
    ...(shape.foreignKeys ?? []).map((f) => {
      const key = pg.foreignKey({
        name: label(f.columns, 'fk'),
        columns: pick<Pg.AnyPgColumn>(self, f.columns) as never,
        foreignColumns: pick<Pg.AnyPgColumn>(f.references().postgres, f.foreign) as never,
      });
      return f.onDelete ? key.onDelete(f.onDelete) : key;
    }),
    ...checks.map(([rule, condition]) => pg.check(`${name}_${rule}`, sql.raw(condition))),
  ]);

  return { name, sqlite, postgres } satisfies NeutralTable;
}

/** The rows of a neutral table as read; the same for both engines, which `rowsAgree` proves at compile time. */
export type Row<T extends NeutralTable> = T['postgres']['$inferSelect'];
export type NewRow<T extends NeutralTable> = T['postgres']['$inferInsert'];

type Same<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false;
/** `true` when both engines give a table the same row types; anything else does not compile where it is asserted. */
export type RowsAgree<T extends NeutralTable> = Same<
  { read: T['sqlite']['$inferSelect']; written: T['sqlite']['$inferInsert'] },
  { read: T['postgres']['$inferSelect']; written: T['postgres']['$inferInsert'] }
>;

/** Sum of an integer column as a number, 0 over no rows, in both engines (PostgreSQL answers sums as text). */
export function sumOf(column: Pg.PgColumn): SQL<number> {
  return sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number);
}

/** The same, but unknown over no values: where nothing is known, nothing is not zero. */
export function sumIfKnown(column: Pg.PgColumn): SQL<number | null> {
  return sql<number | null>`sum(${column})`.mapWith(Number);
}
