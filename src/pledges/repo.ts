import { type Authorized, listed, type Visible } from '../access/authorized.ts';
import { addConcerns, addFileUses } from '../access/repo.ts';
import { concernsOfPledge } from '../access/rules.ts';
import { foldText } from '../places/rules/matcher.ts';
import {
  and,
  asc,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  or,
  type SQL,
  sql,
} from '../platform/storage/drizzle.ts';
import { factsIn } from '../platform/acts/facts.ts';
import { contains, selectBy } from '../platform/storage/statements.ts';
import type { NewRow, Row } from '../platform/storage/columns.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
import { usedIn } from './repo/funding.ts';
import { pledgeLines, pledges, pledgeStatuses, pledgeStatusVoids } from './tables.ts';

export type PledgeRow = Omit<Row<typeof pledges>, 'referenceFolded'>;
export type PledgeLineRow = Row<typeof pledgeLines>;
export type PledgeStatusRow = Row<typeof pledgeStatuses>;

/** A pledge with everything that was said about it. */
export interface PledgeFacts {
  pledge: PledgeRow;
  lines: PledgeLineRow[];
  /** Status facts that stand. */
  statuses: PledgeStatusRow[];
  voided: (PledgeStatusRow & { voidedAt: number })[];
}

/** A part that was split off. */
export type ChildRow = Pick<PledgeRow, 'id' | 'status' | 'expiresOn' | 'recordedAt'>;

export async function insertPledge(
  scope: WriteScope,
  pledge: Omit<NewRow<typeof pledges>, 'referenceFolded'>,
  lines: NewRow<typeof pledgeLines>[],
  statuses: NewRow<typeof pledgeStatuses>[],
): Promise<void> {
  const referenceFolded = foldText(pledge.reference);
  await scope.db.insert(scope.of(pledges)).values({ ...pledge, referenceFolded });
  await scope.db.insert(scope.of(pledgeLines)).values(lines);
  await scope.db.insert(scope.of(pledgeStatuses)).values(statuses);
  const { id, donor, recipient = null, attachments } = pledge;
  const provinces = lines.map(({ province = null }) => ({ province }));
  await addConcerns(scope, id, concernsOfPledge({ donor, recipient }, provinces));
  await addFileUses(scope, 'pledge', id, attachments ?? []);
}

/** Which of these line ids are already recorded. */
export async function recordedLineIds(scope: ReadScope, ids: readonly string[]): Promise<string[]> {
  const rows = scope.of(pledgeLines);
  const found = await scope.db
    .select({ id: rows.id })
    .from(rows)
    .where(inArray(rows.id, [...ids]));
  return found.map(({ id }) => id);
}

/** The pledges that hold these lines. */
export async function pledgesOfLines(
  scope: ReadScope,
  lineIds: readonly string[],
): Promise<{ line: PledgeLineRow; pledge: PledgeRow }[]> {
  const lines = await selectBy(scope, pledgeLines, { id: lineIds });
  const heads = await selectBy(scope, pledges, { id: [...new Set(lines.map(({ pledge }) => pledge))] });
  const headOf = new Map(heads.map((pledge) => [pledge.id, pledge]));
  return lines.flatMap((line) => {
    const pledge = headOf.get(line.pledge);
    return pledge ? { line, pledge } : [];
  });
}

export const pledgeRows = (scope: ReadScope, ids: readonly Authorized<'pledge'>[]): Promise<PledgeRow[]> =>
  selectBy(scope, pledges, { id: ids });

export async function pledgeFacts(
  scope: ReadScope,
  ids: readonly Authorized<'pledge'>[],
): Promise<PledgeFacts[]> {
  if (ids.length === 0) return [];
  const heads = scope.of(pledges);
  const lines = scope.of(pledgeLines);
  const statuses = scope.of(pledgeStatuses);
  const voids = scope.of(pledgeStatusVoids);
  const wanted = [...ids];
  const headRows = await scope.db.select().from(heads).where(inArray(heads.id, wanted));
  const lineRows = await scope.db
    .select()
    .from(lines)
    .where(inArray(lines.pledge, wanted))
    .orderBy(asc(lines.pledge), asc(lines.position));
  const statusRows = await scope.db.select().from(statuses).where(inArray(statuses.pledge, wanted));
  const voidRows = await scope.db
    .select({ status: voids.status, recordedAt: voids.recordedAt })
    .from(voids)
    .innerJoin(statuses, eq(statuses.id, voids.status))
    .where(inArray(statuses.pledge, wanted));
  const voidedAt = new Map(voidRows.map(({ status, recordedAt }) => [status, recordedAt]));
  const linesOf = Map.groupBy(lineRows, ({ pledge }) => pledge);
  const statusesOf = Map.groupBy(statusRows, ({ pledge }) => pledge);
  const factsOf = new Map(
    headRows.map((pledge): [string, PledgeFacts] => {
      const told = statusesOf.get(pledge.id) ?? [];
      return [
        pledge.id,
        {
          pledge,
          lines: linesOf.get(pledge.id) ?? [],
          statuses: told.filter(({ id }) => !voidedAt.has(id)),
          voided: told.flatMap((fact) => {
            const at = voidedAt.get(fact.id);
            return at === undefined ? [] : { ...fact, voidedAt: at };
          }),
        },
      ];
    }),
  );
  return wanted.flatMap((id) => factsOf.get(id) ?? []);
}

/** What was split off from these pledges, by the pledge it came from, oldest first. */
export async function childrenOf(scope: ReadScope, ids: readonly string[]): Promise<Map<string, ChildRow[]>> {
  if (ids.length === 0) return new Map();
  const rows = scope.of(pledges);
  const found = await scope.db
    .select({
      id: rows.id,
      status: rows.status,
      expiresOn: rows.expiresOn,
      recordedAt: rows.recordedAt,
      parent: rows.parent,
    })
    .from(rows)
    .where(inArray(rows.parent, [...ids]))
    .orderBy(asc(rows.recordedAt), asc(rows.id));
  return Map.groupBy(found, ({ parent }) => parent ?? '');
}

export async function listPledgeIds(
  scope: ReadScope,
  filter: {
    visible: Visible<'pledge'>;
    status?: string | undefined;
    /** All ids of one donor. */
    donors?: readonly string[] | undefined;
    sector?: string | undefined;
    province?: string | undefined;
    plan?: string | undefined;
    usageYear?: number | undefined;
    q?: string | undefined;
    today: string;
    after?: readonly [number, string] | undefined;
    limit: number;
  },
): Promise<{ id: Authorized<'pledge'>; recordedAt: number }[]> {
  const rows = scope.of(pledges);
  const lines = scope.of(pledgeLines);
  const { visible, status, donors, sector, province, plan, usageYear, q, today, after, limit } = filter;
  const lineWith = (condition: SQL | undefined) =>
    condition &&
    exists(
      scope.db
        .select({ one: sql`1` })
        .from(lines)
        .where(and(eq(lines.pledge, rows.id), condition)),
    );
  const found = await scope.db
    .select({ id: rows.id, recordedAt: rows.recordedAt })
    .from(rows)
    .where(
      and(
        visible.on(scope, rows.id),
        status === undefined ? undefined : hasStatus(scope, status, today),
        donors === undefined ? undefined : inArray(rows.donor, [...donors]),
        plan === undefined ? undefined : eq(rows.plan, plan),
        usageYear === undefined ? undefined : usedIn(scope, usageYear),
        q === undefined ? undefined : contains(rows.referenceFolded, foldText(q)),
        lineWith(sector === undefined ? undefined : eq(lines.sector, sector)),
        lineWith(province === undefined ? undefined : eq(lines.province, province)),
        after === undefined
          ? undefined
          : or(lt(rows.recordedAt, after[0]), and(eq(rows.recordedAt, after[0]), lt(rows.id, after[1]))),
      ),
    )
    .orderBy(desc(rows.recordedAt), desc(rows.id))
    .limit(limit);
  return listed(visible, found);
}

/** `statusOn` of the rules, in SQL: an unpaid pledge whose last day has passed is expired, whatever was said of it. */
function hasStatus(scope: ReadScope, status: string, today: string): SQL | undefined {
  const rows = scope.of(pledges);
  const canExpire = inArray(rows.status, ['pledge', 'commitment']);
  if (status === 'expired') return and(canExpire, lt(rows.expiresOn, today));
  const recorded = eq(rows.status, status as PledgeRow['status']);
  if (status === 'cancelled' || status === 'paid') return recorded;
  return and(recorded, or(isNull(rows.expiresOn), gte(rows.expiresOn, today)));
}

export async function references(
  scope: ReadScope,
  ids: readonly Authorized<'pledge'>[],
): Promise<{ id: string; reference: string }[]> {
  if (ids.length === 0) return [];
  const rows = scope.of(pledges);
  return scope.db
    .select({ id: rows.id, reference: rows.reference })
    .from(rows)
    .where(inArray(rows.id, [...new Set(ids)]));
}

export async function idsAfter(scope: ReadScope, after: string, limit: number): Promise<string[]> {
  const rows = scope.of(pledges);
  const found = await scope.db
    .select({ id: rows.id })
    .from(rows)
    .where(gt(rows.id, after))
    .orderBy(asc(rows.id))
    .limit(limit);
  return found.map(({ id }) => id);
}

/** Folds the references of at most `limit` pledges that a release recorded which did not; answers how many there were. */
export async function foldReferences(scope: WriteScope, limit: number): Promise<number> {
  const rows = scope.of(pledges);
  const found = await scope.db
    .select({ id: rows.id, reference: rows.reference })
    .from(rows)
    .where(isNull(rows.referenceFolded))
    .limit(limit);
  for (const { id, reference } of found) {
    await scope.db
      .update(rows)
      .set({ referenceFolded: foldText(reference) })
      .where(eq(rows.id, id));
  }
  return found.length;
}

/** What the audit trail knows of this area. */
export const trailFacts = [factsIn('pledge', pledges)];
