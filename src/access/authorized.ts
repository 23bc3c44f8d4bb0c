import type { Pg, SQL } from '../platform/storage/drizzle.ts';
import type { ReadScope } from '../platform/storage/store.ts';
import type { Kind } from './rules.ts';

declare const proof: unique symbol;

/** What is checked before it is read or changed. A case, a hint, a file and a link follow the shipments and pledges they are about. */
export type Row = Kind | 'case' | 'hint' | 'file';
/** What may be done with a row: see it, or also change it. */
export type Level = 'see' | 'change';

type Proven<R extends Row, L extends Level> = L extends 'change'
  ? Readonly<Record<`see ${R}` | `change ${R}`, true>>
  : Readonly<Record<`see ${R}`, true>>;

/**
 * The id of a row that whoever asks may see, or also change. `src/access/service.ts` alone makes it: what reads or changes such rows takes
 * nothing else, so that an id nobody checked does not compile.
 */
export type Authorized<R extends Row, L extends Level = 'see'> = string & { readonly [proof]: Proven<R, L> };

declare const condition: unique symbol;

/** What of rows somebody sees, as a condition: lists are not read without one. Made by `src/access/service.ts` alone. */
export interface Visible<R extends Row> {
  /** None: every row. `id` is the column that holds the row's id. */
  on: (scope: ReadScope, id: Pg.PgColumn) => SQL | undefined;
  readonly [condition]: R;
}

/** Rows that a list read under a condition, authorised by it. */
export function listed<R extends Row, T extends { id: string }>(
  _under: Visible<R>,
  rows: readonly T[],
): (T & { id: Authorized<R> })[] {
  return rows as (T & { id: Authorized<R> })[];
}

/** What of cases or hints somebody sees: a condition made of those for the rows they follow. */
export function following<R extends 'case' | 'hint'>(
  on: Visible<R>['on'],
  ..._made: (Visible<'shipment'> | Visible<'pledge'>)[]
): Visible<R> {
  return { on } as Visible<R>;
}
