/**
 * The fast way to SQLite: a query that drizzle has written is compiled once to a better-sqlite3 statement with the encoders of its
 * columns. drizzle's own prepared queries do the same work anew at each run, which costs more than the statement itself.
 */
import type Database from 'better-sqlite3';
import { Column, getTableColumns, is, type Lite, Param, Placeholder } from './drizzle.ts';

type Values = Readonly<Record<string, unknown>>;

/** What every drizzle query can say of itself. */
export interface Written {
  toSQL(): { sql: string; params: unknown[] };
}

export interface NativeStatement {
  /** Answers how many rows were changed. */
  run(values: Values): number;
  /** Answers the rows, column by column as the query names them. */
  rows(values: Values): unknown[][];
}

/** Compiles a query whose parameters are placeholders; each run gives them their values by name. */
export function compile(connection: Database.Database, query: Written): NativeStatement {
  const { sql, params } = query.toSQL();
  const binders = params.map(binderOf);
  const statement = connection.prepare(sql);
  if (statement.reader) statement.raw();
  const bind = (values: Values) => binders.map((given) => given(values));
  return {
    run: (values) => statement.run(bind(values)).changes,
    rows: (values) => statement.all(bind(values)) as unknown[][],
  };
}

function binderOf(param: unknown): (values: Values) => unknown {
  if (is(param, Placeholder)) {
    const { name } = param;
    return (values) => valueOf(values, name);
  }
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder } = param;
    const { name } = param.value;
    if (is(encoder, Column) && isAsItIs(encoder)) return (values) => valueOf(values, name);
    return (values) => {
      const value = valueOf(values, name);
      return value === null ? null : encoder.mapToDriverValue(value);
    };
  }
  return () => param;
}

function valueOf(values: Values, name: string): unknown {
  const value = values[name];
  if (value === undefined) throw new Error(`no value is given for ${name}`);
  return value;
}

/** Texts, integers, reals and bytes are what better-sqlite3 takes and gives already. */
const isAsItIs = ({ dataType }: { dataType: string }): boolean =>
  ['string', 'number', 'buffer'].includes(dataType);

/** Makes rows as drizzle would of all columns of a table, in their order. */
export function decoderOf(table: Lite.SQLiteTable): (cells: readonly unknown[]) => Record<string, unknown> {
  const columns = Object.entries(getTableColumns(table)).map(([field, column]) => ({
    field,
    decode: isAsItIs(column) ? undefined : (cell: unknown) => column.mapFromDriverValue(cell),
  }));
  return (cells) => {
    const row: Record<string, unknown> = {};
    for (let at = 0; at < columns.length; at++) {
      const { field, decode } = columns[at] as (typeof columns)[number];
      const cell = cells[at];
      row[field] = decode === undefined || cell === null ? cell : decode(cell);
    }
    return row;
  };
}
