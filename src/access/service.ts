/**
 * The one place that decides whether somebody may see or change a row, and the only one that makes the proof of it (`Authorized`). A row
 * that may not be seen is answered as one that does not exist; one that may be seen but not changed, as forbidden.
 */
import { DomainError } from '../platform/errors.ts';
import type { Pg, SQL } from '../platform/storage/drizzle.ts';
import type { ReadScope } from '../platform/storage/store.ts';
import type { Authorized, Row } from './authorized.ts';
import * as repo from './repo.ts';
import { type Asker, insideOf, type Kind, type Reach, reachOf, type Relation, relationOf } from './rules.ts';

/** A row that somebody sees, and how he stands to it. */
export interface Seen<K extends Kind> {
  id: Authorized<K>;
  relation: Relation;
}

const NAMES: Record<Row, string> = {
  shipment: 'shipment',
  pledge: 'pledge',
  fulfilment: 'pledge',
  case: 'discrepancy',
  hint: 'netting hint',
  file: 'attachment',
};

/** The answer for a row that does not exist, and in the same words for one that may not be seen. */
export function notFound(row: Row, id: string): DomainError {
  return new DomainError('not_found', `no ${NAMES[row]} ${id} is recorded`);
}

/** @throws DomainError not_found. Whoever sees everything costs no statement, so that a row need not exist yet. */
export async function toSee<K extends Kind>(
  scope: ReadScope,
  asker: Asker,
  kind: K,
  id: string,
): Promise<Seen<K>> {
  const relation = (await relationsTo(scope, asker, kind, [id])).get(id);
  if (!relation) throw notFound(kind, id);
  return { id: id as Authorized<K>, relation };
}

/** @throws DomainError not_found; forbidden for what may be seen but not changed */
export async function toChange<K extends Kind>(
  scope: ReadScope,
  asker: Asker,
  kind: K,
  id: string,
): Promise<Authorized<K, 'change'>> {
  const { relation } = await toSee(scope, asker, kind, id);
  if (relation === 'outside') {
    throw new DomainError('forbidden', `You may see ${NAMES[kind]} ${id}, but not change it.`);
  }
  return id as Authorized<K, 'change'>;
}

/** How somebody stands to each of these rows; those he may not see are left out. One statement, none for whoever sees everything. */
export async function relationsTo(
  scope: ReadScope,
  asker: Asker,
  kind: Kind,
  ids: readonly string[],
): Promise<Map<string, Relation>> {
  const reach = reachOf(asker, kind);
  if (reach === 'everything') return new Map(ids.map((id) => [id, 'inside']));
  if (reach.length === 0 || ids.length === 0) return new Map();
  const met = await repo.concernsWithin(scope, ids, reach);
  return new Map(Array.from(met, ([id, concerns]) => [id, relationOf(reach, concerns)!]));
}

declare const checked: unique symbol;

/** What of rows of a kind somebody sees, as a condition: a list cannot be read without one. */
export interface Visible<R extends Row> {
  /** None: everything. `id` is the column that holds the row's id. */
  on: (scope: ReadScope, id: Pg.PgColumn) => SQL | undefined;
  readonly [checked]: R;
}

/** The condition for the lists of somebody; `inside` for filters by what is shown to nobody else. */
export function visibleTo<K extends Kind>(asker: Asker, kind: K, relation?: 'inside'): Visible<K> {
  const reach = reachOf(asker, kind);
  return visibleIn(relation === undefined ? reach : insideOf(reach));
}

/** The rows that somebody sees among those within another reach, such as his own ones. */
export function visibleAmong<K extends Kind>(asker: Asker, kind: K, reach: Reach): Visible<K> {
  const seen = visibleTo(asker, kind);
  const among = visibleIn<K>(reach);
  return visible((scope, id) => repo.both(seen.on(scope, id), among.on(scope, id)));
}

const visibleIn = <R extends Row>(reach: Reach): Visible<R> =>
  visible((scope, id) => repo.within(scope, id, reach));

const visible = <R extends Row>(on: Visible<R>['on']): Visible<R> => ({ on }) as Visible<R>;

/** The rows that a list read under a condition, as authorised as it was. */
export function listed<R extends Row, T extends { id: string }>(
  _under: Visible<R>,
  rows: readonly T[],
): (T & { id: Authorized<R> })[] {
  return rows as (T & { id: Authorized<R> })[];
}

/** What the service itself reads and writes: jobs, verification, what a link opens. */
export function bySystem<R extends Row>(_row: R, id: string): Authorized<R, 'change'> {
  return id as Authorized<R, 'change'>;
}

export function allBySystem<R extends Row>(_row: R, ids: readonly string[]): Authorized<R, 'change'>[] {
  return ids as Authorized<R, 'change'>[];
}
