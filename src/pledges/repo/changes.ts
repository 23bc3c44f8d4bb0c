import type { Authorized } from '../../access/authorized.ts';
import { foldText } from '../../places/rules/matcher.ts';
import { asc, desc, eq, inArray, sql } from '../../platform/storage/drizzle.ts';
import type { NewRow, Row } from '../../platform/storage/columns.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import type { PledgeLineRow, PledgeRow, PledgeStatusRow } from '../repo.ts';
import {
  pledgeLines,
  pledgeLineVersions,
  pledges,
  pledgeStatuses,
  pledgeStatusVoids,
  pledgeVersions,
} from '../tables.ts';

export type PledgeVersionRow = Row<typeof pledgeVersions>;
export type PledgeLineVersionRow = Row<typeof pledgeLineVersions>;

/** What may change of a line; its parent, its pledge and its place do not. */
export type LineContent = Pick<
  PledgeLineRow,
  'id' | 'sector' | 'province' | 'item' | 'quantityMilli' | 'amountMinor'
>;

/**
 * Begins a change of a pledge: raises its version and writes down what the former one said. It comes before every other write,
 * because it locks the pledge: of two changes at the same moment one waits, and then sees the other.
 */
export async function supersede(
  scope: WriteScope,
  id: Authorized<'pledge', 'change'>,
  pledge: PledgeRow,
  supersededBy: string,
  supersededAt: number,
): Promise<void> {
  const rows = scope.of(pledges);
  await scope.db
    .update(rows)
    .set({ version: sql`${rows.version} + 1` })
    .where(eq(rows.id, id));
  const { version, reference, recipient, flowType, earmarking } = pledge;
  const { firstReportedOn, expectedBy, expiresOn, plan, usageYear } = pledge;
  const { ratePerUsd, rateDate, attachments } = pledge;
  await scope.db.insert(scope.of(pledgeVersions)).values({
    ...{ pledge: id, version, reference, recipient, flowType, earmarking },
    ...{ firstReportedOn, expectedBy, expiresOn, plan, usageYear, ratePerUsd, rateDate, attachments },
    ...{ supersededAt, supersededBy },
  });
}

/** Changes the head of a pledge that was superseded. */
export async function updateHead(
  scope: WriteScope,
  id: Authorized<'pledge', 'change'>,
  head: Partial<Omit<NewRow<typeof pledges>, 'referenceFolded'>>,
): Promise<void> {
  const rows = scope.of(pledges);
  const folded = head.reference === undefined ? {} : { referenceFolded: foldText(head.reference) };
  await scope.db
    .update(rows)
    .set({ ...head, ...folded })
    .where(eq(rows.id, id));
}

/** Changes a line of a pledge whose `version` was superseded, and writes down what it said. */
export async function updateLine(
  scope: WriteScope,
  before: PledgeLineRow,
  content: LineContent,
  version: number,
  supersededAt: number,
): Promise<void> {
  const rows = scope.of(pledgeLines);
  const { id: line, pledge, sector, province, item, quantityMilli, amountMinor } = before;
  await scope.db.insert(scope.of(pledgeLineVersions)).values({
    ...{ line, pledge, version, sector, province, item, quantityMilli, amountMinor, supersededAt },
  });
  const { id: _, ...changed } = content;
  await scope.db.update(rows).set(changed).where(eq(rows.id, line));
}

export async function insertLines(
  scope: WriteScope,
  pledge: Authorized<'pledge', 'change'>,
  added: Omit<NewRow<typeof pledgeLines>, 'pledge'>[],
): Promise<void> {
  const lines = added.map((line) => ({ ...line, pledge }));
  if (lines.length > 0) await scope.db.insert(scope.of(pledgeLines)).values(lines);
}

/** Lines with these ids, of whatever pledge. */
export async function linesById(scope: ReadScope, ids: readonly string[]): Promise<PledgeLineRow[]> {
  if (ids.length === 0) return [];
  const rows = scope.of(pledgeLines);
  return scope.db
    .select()
    .from(rows)
    .where(inArray(rows.id, [...ids]));
}

export async function insertStatus(
  scope: WriteScope,
  pledge: Authorized<'pledge', 'change'>,
  status: Omit<NewRow<typeof pledgeStatuses>, 'pledge'>,
): Promise<void> {
  await scope.db.insert(scope.of(pledgeStatuses)).values({ ...status, pledge });
}

/** A status fact, of whatever pledge. */
export async function statusById(scope: ReadScope, id: string): Promise<PledgeStatusRow | undefined> {
  const rows = scope.of(pledgeStatuses);
  const [row] = await scope.db.select().from(rows).where(eq(rows.id, id));
  return row;
}

export async function insertVoid(scope: WriteScope, row: NewRow<typeof pledgeStatusVoids>): Promise<void> {
  await scope.db.insert(scope.of(pledgeStatusVoids)).values(row);
}

/** What a pledge said before each change, the newest first. */
export async function versionsOf(
  scope: ReadScope,
  pledge: Authorized<'pledge'>,
): Promise<PledgeVersionRow[]> {
  const rows = scope.of(pledgeVersions);
  return scope.db.select().from(rows).where(eq(rows.pledge, pledge)).orderBy(desc(rows.version));
}

/** What the lines of a pledge said before they were changed, in the order of the lines. */
export async function lineVersionsOf(
  scope: ReadScope,
  pledge: Authorized<'pledge'>,
): Promise<PledgeLineVersionRow[]> {
  const rows = scope.of(pledgeLineVersions);
  const lines = scope.of(pledgeLines);
  const found = await scope.db
    .select({ version: rows })
    .from(rows)
    .innerJoin(lines, eq(lines.id, rows.line))
    .where(eq(rows.pledge, pledge))
    .orderBy(asc(rows.version), asc(lines.position));
  return found.map(({ version }) => version);
}
