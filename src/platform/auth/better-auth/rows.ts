/** The tables that better-auth reads and writes, by its own names for them, and its conditions as SQL. */
import type { NeutralTable } from '../../storage/columns.ts';
import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  type Pg,
  type SQL,
  sql,
} from '../../storage/drizzle.ts';
import type { ReadScope, WriteScope } from '../../storage/store.ts';
import { credentials, secondFactors, sessions, signInSteps, users } from '../tables.ts';

export const MODELS = {
  user: users,
  session: sessions,
  account: credentials,
  verification: signInSteps,
  twoFactor: secondFactors,
} as const satisfies Record<string, NeutralTable>;
export type Model = keyof typeof MODELS;
export type Values = Record<string, unknown>;

/** One condition as better-auth says it. */
export interface Condition {
  field: string;
  operator?: string | undefined;
  value: unknown;
  connector?: string | undefined;
}

/** Its instants are `Date`s, ours milliseconds. */
const INSTANTS = new Set([
  ...['createdAt', 'updatedAt', 'expiresAt', 'accessTokenExpiresAt', 'refreshTokenExpiresAt', 'lockedUntil'],
]);

export function modelOf(name: string): Model {
  if (!Object.hasOwn(MODELS, name)) throw new Error(`better-auth asks for "${name}", which has no table`);
  return name as Model;
}

const toStored = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);

export const toRow = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, toStored(value)]));

export const fromRow = <T>(row: Values): T =>
  Object.fromEntries(
    Object.entries(row).map(([field, value]) => [
      field,
      INSTANTS.has(field) && typeof value === 'number' ? new Date(value) : value,
    ]),
  ) as T;

const columnsOf = (scope: ReadScope, model: Model) =>
  scope.of(MODELS[model]) as unknown as Record<string, Pg.PgColumn>;

/** A person who may not get in is not there at all: whoever asks for one is answered as for an unknown one, after the same work. */
function hidden(scope: ReadScope, model: Model): SQL | undefined {
  return model === 'user' ? isNull(scope.of(users).disabledAt) : undefined;
}

function conditionOf(
  columns: Record<string, Pg.PgColumn>,
  { field, operator = 'eq', value }: Condition,
): SQL {
  const column = columns[field];
  if (!column) throw new Error(`better-auth asks for the field "${field}", which no column holds`);
  const stored = toStored(value);
  if (stored === null && operator === 'eq') return isNull(column);
  switch (operator) {
    case 'eq':
      return eq(column, stored);
    case 'ne':
      return sql`${column} <> ${stored}`;
    case 'lt':
      return lt(column, stored);
    case 'lte':
      return lte(column, stored);
    case 'gt':
      return gt(column, stored);
    case 'gte':
      return gte(column, stored);
    case 'in':
      return inArray(column, (value as unknown[]).map(toStored));
    default:
      throw new Error(`better-auth asks with "${operator}", which nothing here needed so far`);
  }
}

function where(scope: ReadScope, model: Model, conditions: readonly Condition[]): SQL | undefined {
  if (conditions.slice(1).some(({ connector }) => connector === 'OR')) {
    throw new Error('better-auth asks with OR, which nothing here needed so far');
  }
  const columns = columnsOf(scope, model);
  return and(hidden(scope, model), ...conditions.map((one) => conditionOf(columns, one)));
}

export async function selectRows(
  scope: ReadScope,
  model: Model,
  conditions: readonly Condition[],
  {
    limit,
    offset = 0,
    sortBy,
  }: { limit: number; offset?: number; sortBy?: { field: string; direction: 'asc' | 'desc' } },
): Promise<Values[]> {
  const table = scope.of(MODELS[model]) as Pg.PgTable;
  const columns = columnsOf(scope, model);
  const order = columns[sortBy?.field ?? 'id'] as Pg.PgColumn;
  return scope.db
    .select()
    .from(table)
    .where(where(scope, model, conditions))
    .orderBy(sortBy?.direction === 'desc' ? desc(order) : asc(order))
    .limit(limit)
    .offset(offset);
}

export async function insertRow(scope: WriteScope, model: Model, row: Values): Promise<void> {
  await scope.db.insert(scope.of(MODELS[model]) as Pg.PgTable).values(row);
}

/** Changes the rows with these ids, where the conditions still hold; answers them as they are now. */
export async function updateRows(
  scope: WriteScope,
  model: Model,
  conditions: readonly Condition[],
  changes: Values,
): Promise<Values[]> {
  return scope.db
    .update(scope.of(MODELS[model]) as Pg.PgTable)
    .set(changes)
    .where(where(scope, model, conditions))
    .returning();
}

export async function deleteRows(
  scope: WriteScope,
  model: Model,
  conditions: readonly Condition[],
): Promise<Values[]> {
  return scope.db
    .delete(scope.of(MODELS[model]) as Pg.PgTable)
    .where(where(scope, model, conditions))
    .returning();
}
