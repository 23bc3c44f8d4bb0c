import { type Authorized, following, listed, type Visible } from '../../access/authorized.ts';
import { and, asc, desc, eq, inArray, lt, or, type SQL } from '../../platform/storage/drizzle.ts';
import type { Row } from '../../platform/storage/columns.ts';
import { newId } from '../../platform/ids.ts';
import { insertRows, selectBy, upsertRow } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import type { DiscrepancyKind } from '../rules/discrepancies.ts';
import { caseCommands, discrepancies, discrepancyHistory } from '../tables.ts';

export type DiscrepancyRow = Row<typeof discrepancies>;
export type DiscrepancyHistoryRow = Row<typeof discrepancyHistory>;

/** The cases about these shipments or pledges, by what they are about. */
export async function casesAbout(
  scope: ReadScope,
  subjects: readonly string[],
): Promise<Map<string, DiscrepancyRow[]>> {
  return Map.groupBy(await selectBy(scope, discrepancies, { subject: subjects }), ({ subject }) => subject);
}

export function saveCase(
  scope: WriteScope,
  id: Authorized<'case', 'change'>,
  row: DiscrepancyRow,
): Promise<void> {
  return upsertRow(scope, discrepancies, ['id'], { ...row, id });
}

/** What a case is about, and nothing else of it: by that it is decided who sees it. */
export async function subjectOfCase(
  scope: ReadScope,
  id: string,
): Promise<readonly [DiscrepancyRow['subjectKind'], string] | undefined> {
  const [row] = await selectBy(scope, discrepancies, { id });
  return row && [row.subjectKind, row.subject];
}

export async function caseRow(scope: ReadScope, id: Authorized<'case'>): Promise<DiscrepancyRow | undefined> {
  const [row] = await selectBy(scope, discrepancies, { id });
  return row;
}

export const caseRows = (scope: ReadScope, ids: readonly Authorized<'case'>[]): Promise<DiscrepancyRow[]> =>
  selectBy(scope, discrepancies, { id: ids });

/** The cases of one line of a shipment. */
export function casesOfLine(scope: ReadScope, shipment: string, line: string): Promise<DiscrepancyRow[]> {
  return selectBy(scope, discrepancies, { subject: shipment, line, subjectKind: 'shipment' });
}

type Told = 'discrepancy' | 'at' | 'what' | 'by' | 'quantityMilli';

/** Adds a step to the history of a case; what is not said of it is none. */
export function addHistory(
  scope: WriteScope,
  step: Pick<DiscrepancyHistoryRow, Told> & Partial<Omit<DiscrepancyHistoryRow, Told | 'id'>>,
): Promise<void> {
  const nothing = { text: null, reason: null, ownerBefore: null, ownerAfter: null, hint: null };
  return insertRows(scope, discrepancyHistory, [{ ...nothing, ...step, id: newId() }]);
}

export type CaseCommandRow = Row<typeof caseCommands>;

/** A command that was carried out under an id of its own, with the answer it was given. */
export async function commandRow(scope: ReadScope, id: string): Promise<CaseCommandRow | undefined> {
  const [row] = await selectBy(scope, caseCommands, { id });
  return row;
}

export function addCommand(scope: WriteScope, row: CaseCommandRow): Promise<void> {
  return insertRows(scope, caseCommands, [row]);
}

export async function historyOf(
  scope: ReadScope,
  ids: readonly Authorized<'case'>[],
): Promise<DiscrepancyHistoryRow[]> {
  if (ids.length === 0) return [];
  const rows = scope.of(discrepancyHistory);
  return scope.db
    .select()
    .from(rows)
    .where(inArray(rows.discrepancy, [...ids]))
    .orderBy(asc(rows.at), asc(rows.id));
}

export async function listCases(
  scope: ReadScope,
  filter: {
    shipments: Visible<'shipment'>;
    pledges: Visible<'pledge'>;
    kind?: DiscrepancyKind | undefined;
    state?: DiscrepancyRow['state'] | undefined;
    owner?: string | undefined;
    province?: string | undefined;
    sector?: string | undefined;
    shipment?: string | undefined;
    /** Cases about a pledge, or about cargo that fulfils one of its lines. */
    pledgeLines?: readonly string[] | undefined;
    after?: readonly [number, string] | undefined;
    limit: number;
  },
): Promise<(DiscrepancyRow & { id: Authorized<'case'> })[]> {
  const rows = scope.of(discrepancies);
  const { kind, state, owner, province, sector, shipment, pledgeLines, after, limit } = filter;
  const { shipments, pledges } = filter;
  const about = (subjectKind: DiscrepancyRow['subjectKind'], seen: SQL | undefined) =>
    and(eq(rows.subjectKind, subjectKind), seen);
  const visible = following<'case'>(
    (on) =>
      or(about('shipment', shipments.on(on, rows.subject)), about('pledge', pledges.on(on, rows.subject))),
    shipments,
    pledges,
  );
  const found = await scope.db
    .select()
    .from(rows)
    .where(
      and(
        visible.on(scope, rows.id),
        kind === undefined ? undefined : eq(rows.kind, kind),
        state === undefined ? undefined : eq(rows.state, state),
        owner === undefined ? undefined : eq(rows.owner, owner),
        province === undefined ? undefined : eq(rows.province, province),
        sector === undefined ? undefined : eq(rows.sector, sector),
        shipment === undefined
          ? undefined
          : and(eq(rows.subjectKind, 'shipment'), eq(rows.subject, shipment)),
        pledgeLines === undefined ? undefined : inArray(rows.pledgeLine, [...pledgeLines]),
        after === undefined
          ? undefined
          : or(lt(rows.openedAt, after[0]), and(eq(rows.openedAt, after[0]), lt(rows.id, after[1]))),
      ),
    )
    .orderBy(desc(rows.openedAt), desc(rows.id))
    .limit(limit);
  return listed(visible, found);
}
