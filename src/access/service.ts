/**
 * The one place that decides whether somebody may see or change a row, and the only one that makes the proof of it (`Authorized`). A row
 * that may not be seen is answered as one that does not exist; one that may be seen but not changed, as forbidden.
 */
import { DomainError } from '../platform/errors.ts';
import type { Principal } from '../platform/access.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
import type { Authorized, Row, Visible } from './authorized.ts';
import * as repo from './repo.ts';
import {
  type Asker,
  insideOf,
  type Kind,
  type Reach,
  reachOf,
  type Relation,
  relationOf,
  senderOf,
  SYSTEM,
} from './rules.ts';

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

/** Those of these rows that somebody sees. */
export async function seenAmong<K extends Kind>(
  scope: ReadScope,
  asker: Asker,
  kind: K,
  ids: readonly string[],
): Promise<Authorized<K>[]> {
  const unique = [...new Set(ids)];
  return [...(await relationsTo(scope, asker, kind, unique)).keys()] as Authorized<K>[];
}

/** What a case or a hint is about. */
export type About = readonly (readonly [Kind, string])[];

/**
 * A row that follows others is seen by whoever sees all of these.
 *
 * @throws DomainError not_found
 */
export async function toFollow<R extends 'case' | 'hint'>(
  scope: ReadScope,
  asker: Asker,
  row: R,
  id: string,
  about: About,
): Promise<{ id: Authorized<R>; relation: Relation }> {
  let relation: Relation = 'inside';
  for (const [kind, subject] of about) {
    const to = (await relationsTo(scope, asker, kind, [subject])).get(subject);
    if (!to) throw notFound(row, id);
    if (to === 'outside') relation = to;
  }
  return { id: id as Authorized<R>, relation };
}

/**
 * The same to change it: by whoever is inside all of these; `from` the outside what overwrites nothing.
 *
 * @throws DomainError not_found, forbidden
 */
export async function toHandle<R extends 'case' | 'hint'>(
  scope: ReadScope,
  asker: Asker,
  row: R,
  id: string,
  about: About,
  from: Relation,
): Promise<Authorized<R, 'change'>> {
  const { relation } = await toFollow(scope, asker, row, id, about);
  if (relation === 'outside' && from === 'inside') {
    throw new DomainError('forbidden', `You may see ${NAMES[row]} ${id} and comment on it, but not do this.`);
  }
  return id as Authorized<R, 'change'>;
}

/**
 * A file is seen by whoever sent it, and by whoever sees whole a record that names it: a photograph may show what is redacted elsewhere.
 *
 * @throws DomainError not_found
 */
export async function toSeeFile(
  scope: ReadScope,
  asker: Asker,
  file: { id: string; hashes: readonly string[] },
): Promise<Authorized<'file'>> {
  const id = file.id as Authorized<'file'>;
  const kinds = ['shipment', 'pledge'] as const;
  if (asker === SYSTEM || kinds.every((kind) => reachOf(asker, kind) === 'everything')) return id;
  if ((await repo.concernsWithin(scope, [id], [senderOf(asker)])).size > 0) return id;
  const uses = await repo.usesOfFile(scope, file.hashes);
  for (const kind of kinds) {
    const subjects = uses.filter((use) => use.kind === kind).map(({ subject }) => subject);
    const relations = await relationsTo(scope, asker, kind, subjects);
    // What a pledge names is a paper between its donor and its recipient.
    if ([...relations.values()].some((to) => to === 'inside' || kind === 'pledge')) return id;
  }
  throw notFound('file', id);
}

/** Notes who sent a file: he may see what he sent. */
export function noteSender(scope: WriteScope, file: string, principal: Principal): Promise<void> {
  return repo.addConcerns(scope, file, [senderOf(principal)]);
}

/** The condition for the lists of somebody; `inside` for filters by what is shown to nobody else. */
export function visibleTo<K extends Kind>(asker: Asker, kind: K, relation?: 'inside'): Visible<K> {
  const reach = reachOf(asker, kind);
  return visibleIn(relation === undefined ? reach : insideOf(reach));
}

/** Those of the rows that somebody sees which are within a narrower reach too, such as what he calls his own. */
export function among<R extends Row>(seen: Visible<R>, reach: Reach): Visible<R> {
  const narrower = visibleIn<R>(reach);
  return visible((scope, id) => repo.both(seen.on(scope, id), narrower.on(scope, id)));
}

const visibleIn = <R extends Row>(reach: Reach): Visible<R> =>
  visible((scope, id) => repo.within(scope, id, reach));

const visible = <R extends Row>(on: Visible<R>['on']): Visible<R> => ({ on }) as Visible<R>;

/** What the service itself reads and writes: jobs, verification, what a link opens. */
export function bySystem<R extends Row>(_row: R, id: string): Authorized<R, 'change'> {
  return id as Authorized<R, 'change'>;
}

export function allBySystem<R extends Row>(_row: R, ids: readonly string[]): Authorized<R, 'change'>[] {
  return ids as Authorized<R, 'change'>[];
}

/** What rows concern, written with the facts it follows from; and which records name files. */
export const { addConcerns, replaceConcerns, concernsOf, sameConcerns, addFileUses } = repo;
