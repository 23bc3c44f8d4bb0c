import type { Authorized } from '../../access/authorized.ts';
import { redact } from '../../access/redaction.ts';
import type { Asker, Relation } from '../../access/rules.ts';
import {
  allBySystem,
  bySystem,
  notFound,
  relationsTo,
  seenAmong,
  toFollow,
  toHandle,
  visibleTo,
} from '../../access/service.ts';
import { itemOf } from '../../catalogue/catalogue.ts';
import { toIso } from '../../platform/calendar.ts';
import { decodeCursor, type Page, toPage } from '../../platform/page.ts';
import { fromMilli, mulDivHalfEven, toPersonMonths } from '../../platform/quantity.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import { toUsdCents } from '../../pledges/rules/money.ts';
import { pledgeFactsOf, pledgesOfLines } from '../../pledges/service.ts';
import type { Discrepancy, DiscrepancyQuery } from '../contract.ts';
import * as repo from '../repo/discrepancies.ts';

type PledgedLines = Awaited<ReturnType<typeof pledgesOfLines>>;

/** The cases that match and that whoever asks sees, with the pledge concerned, what they are worth and their history. */
export function listDiscrepancies(
  store: Store,
  query: DiscrepancyQuery,
  asker: Asker,
): Promise<Page<Discrepancy>> {
  const { cursor, limit, pledge, ...filter } = query;
  const key = cursor === undefined ? undefined : decodeCursor(cursor, ['integer', 'text']);
  return store.read(async (scope) => {
    const facts = pledge === undefined ? undefined : await pledgeFactsOf(scope, bySystem('pledge', pledge));
    // Nobody finds by a pledge what does not tell him its pledge.
    const isTold = pledge === undefined || (await seenAmong(scope, asker, 'pledge', [pledge])).length > 0;
    const rows = await repo.listCases(scope, {
      ...filter,
      shipments: visibleTo(asker, 'shipment', isTold ? undefined : 'inside'),
      pledges: visibleTo(asker, 'pledge'),
      pledgeLines: pledge === undefined ? undefined : (facts?.lines.map(({ id }) => id) ?? []),
      after: key,
      limit: limit + 1,
    });
    const page = toPage(rows, limit, (row) => [row.openedAt, row.id]);
    return { ...page, items: await toDiscrepancies(scope, asker, page.items) };
  });
}

/** @throws DomainError not_found */
export async function caseToSee(scope: ReadScope, asker: Asker, id: string): Promise<Authorized<'case'>> {
  return (await toFollow(scope, asker, 'case', id, await aboutOf(scope, id))).id;
}

/** @throws DomainError not_found; forbidden for whoever is outside, but for what overwrites nothing */
export async function caseToHandle(
  scope: ReadScope,
  asker: Asker,
  id: string,
  from: Relation,
): Promise<Authorized<'case', 'change'>> {
  return toHandle(scope, asker, 'case', id, await aboutOf(scope, id), from);
}

async function aboutOf(scope: ReadScope, id: string) {
  const subject = await repo.subjectOfCase(scope, id);
  if (!subject) throw notFound('case', id);
  return [subject];
}

/** @throws DomainError not_found */
export async function caseOf<I extends Authorized<'case'>>(
  scope: ReadScope,
  id: I,
): Promise<repo.DiscrepancyRow & { id: I }> {
  const row = await repo.caseRow(scope, id);
  if (!row) throw notFound('case', id);
  return { ...row, id };
}

/** @throws DomainError not_found */
export async function readCase(scope: ReadScope, asker: Asker, id: Authorized<'case'>): Promise<Discrepancy> {
  const [found] = await toDiscrepancies(scope, asker, [await caseOf(scope, id)]);
  return found!;
}

/** Those of these cases that somebody sees. */
export async function casesAmong(
  scope: ReadScope,
  asker: Asker,
  ids: readonly string[],
): Promise<Discrepancy[]> {
  const rows = await repo.caseRows(scope, allBySystem('case', ids));
  const seen = new Set<string>();
  for (const kind of ['shipment', 'pledge'] as const) {
    const subjects = rows.flatMap(({ subjectKind, subject }) => (subjectKind === kind ? [subject] : []));
    for (const id of await seenAmong(scope, asker, kind, subjects)) seen.add(id);
  }
  const told = rows.filter(({ subject }) => seen.has(subject));
  return toDiscrepancies(
    scope,
    asker,
    told.map((row) => ({ ...row, id: bySystem('case', row.id) })),
  );
}

async function toDiscrepancies(
  scope: ReadScope,
  asker: Asker,
  rows: readonly (repo.DiscrepancyRow & { id: Authorized<'case'> })[],
): Promise<Discrepancy[]> {
  const pledged = await pledgesOfLines(
    scope,
    rows.flatMap(({ pledgeLine }) => pledgeLine ?? []),
  );
  const steps = await repo.historyOf(
    scope,
    rows.map(({ id }) => id),
  );
  const history = Map.groupBy(steps, ({ discrepancy }) => discrepancy);
  const subjects = (kind: repo.DiscrepancyRow['subjectKind']) =>
    rows.filter(({ subjectKind }) => subjectKind === kind).map(({ subject }) => subject);
  const relations = new Map([
    ...(await relationsTo(scope, asker, 'shipment', subjects('shipment'))),
    ...(await relationsTo(scope, asker, 'pledge', subjects('pledge'))),
  ]);
  const pledges: ReadonlySet<string> = new Set(
    await seenAmong(
      scope,
      asker,
      'pledge',
      Array.from(pledged.values(), ({ pledge }) => pledge.id),
    ),
  );
  return rows.map((row) => {
    const relation = relations.get(row.subject) ?? 'outside';
    const sees = (pledge: string) => relation === 'inside' || pledges.has(pledge);
    return redact('discrepancy', { relation, sees }, toDiscrepancy(row, pledged, history.get(row.id) ?? []));
  });
}

function toDiscrepancy(
  row: repo.DiscrepancyRow,
  pledged: PledgedLines,
  history: readonly repo.DiscrepancyHistoryRow[],
): Discrepancy {
  const { id, kind, state, item, province, owner, quantityMilli, personDaysMilli, closedAt, version } = row;
  const isUnplanned = row.line === '' || row.line === item;
  return {
    ...{ id, kind, state, item, owner, version, events: row.events },
    shipment: row.subjectKind === 'shipment' ? row.subject : null,
    line: isUnplanned ? null : row.line,
    pledge: row.pledgeLine === null ? null : (pledged.get(row.pledgeLine)?.pledge.id ?? null),
    province,
    sector: row.sector as Discrepancy['sector'],
    unit: item === null ? null : (itemOf(item)?.unit ?? null),
    quantity: quantityMilli === null ? null : fromMilli(quantityMilli),
    pm: personDaysMilli === null ? null : toPersonMonths(personDaysMilli),
    valueUsd: valueOf(row, pledged),
    openedAt: toIso(row.openedAt),
    closedAt: closedAt === null ? null : toIso(closedAt),
    resolution: resolutionOf(row, history),
    shown: row.goneAt === null,
    comments: history.flatMap(({ what, at, by, text }) =>
      what === 'commented' && text !== null ? [{ at: toIso(at), by, text }] : [],
    ),
    cause: row.causes.map(({ reason, responsibility, quantityMilli: explained }) => ({
      reason,
      responsibility,
      quantity: fromMilli(explained),
    })),
    history: history.map(({ at, what, by, quantityMilli: then, text, reason, hint, ...step }) => ({
      ...{ what, by, text, reason, hint },
      at: toIso(at),
      quantity: then === null ? null : fromMilli(then),
      owner: what === 'assigned' ? { before: step.ownerBefore, after: step.ownerAfter } : null,
    })),
  };
}

/** Who resolved it as it is now, and in which words. */
function resolutionOf(
  { resolution }: repo.DiscrepancyRow,
  history: readonly repo.DiscrepancyHistoryRow[],
): Discrepancy['resolution'] {
  const step = history.findLast(({ what }) => what === 'resolved');
  if (resolution === null || !step) return null;
  return { reason: resolution, text: step.text, by: step.by, at: toIso(step.at) };
}

/** The amount itself, or the part of the pledge line's value that the quantity is; null where the line has no value or no quantity. */
function valueOf(
  { amountUsd, pledgeLine, quantityMilli }: repo.DiscrepancyRow,
  pledged: PledgedLines,
): number | null {
  if (amountUsd !== null) return amountUsd;
  return quantityMilli === null || pledgeLine === null
    ? null
    : valueOfPart(pledged.get(pledgeLine), quantityMilli);
}

/** The part of a pledge line's value that a quantity is, in US cents; null where the line has no value or no quantity. */
export function valueOfPart(found: ReturnType<PledgedLines['get']>, quantityMilli: number): number | null {
  if (!found) return null;
  const { amountMinor, quantityMilli: promised } = found.line;
  if (amountMinor === null || promised === null || promised === 0) return null;
  const usd = toUsdCents(amountMinor, found.pledge.currency, found.pledge.ratePerUsd);
  return mulDivHalfEven(usd, quantityMilli, promised);
}
