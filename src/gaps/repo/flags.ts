import { laneKey } from '../../places/rules/lane-key.ts';
import { newId } from '../../platform/ids.ts';
import type { Row } from '../../platform/storage/columns.ts';
import { and, asc, eq, inArray, lte } from '../../platform/storage/drizzle.ts';
import { insertRows, selectBy, upsertRow } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import { gapFlagHistory, gapFlags } from '../tables.ts';

export type GapFlagRow = Row<typeof gapFlags>;
export type GapFlagStep = Row<typeof gapFlagHistory>;

export async function flagOfLane(
  scope: ReadScope,
  province: string,
  sector: string,
): Promise<GapFlagRow | undefined> {
  const [row] = await selectBy(scope, gapFlags, { province, sector });
  return row;
}

export async function flagRow(scope: ReadScope, id: string): Promise<GapFlagRow | undefined> {
  const [row] = await selectBy(scope, gapFlags, { id });
  return row;
}

export const flagRows = (scope: ReadScope, ids: readonly string[]): Promise<GapFlagRow[]> =>
  selectBy(scope, gapFlags, { id: ids });

export function saveFlag(scope: WriteScope, row: GapFlagRow): Promise<void> {
  return upsertRow(scope, gapFlags, ['id'], row);
}

export async function listFlags(
  scope: ReadScope,
  filter: {
    state?: GapFlagRow['state'] | undefined;
    owner?: string | undefined;
    provinces?: readonly string[] | undefined;
    sector?: string | undefined;
  },
): Promise<GapFlagRow[]> {
  const rows = scope.of(gapFlags);
  const { state, owner, provinces, sector } = filter;
  return scope.db
    .select()
    .from(rows)
    .where(
      and(
        state === undefined ? undefined : eq(rows.state, state),
        owner === undefined ? undefined : eq(rows.owner, owner),
        provinces === undefined ? undefined : inArray(rows.province, [...provinces]),
        sector === undefined ? undefined : eq(rows.sector, sector),
      ),
    )
    .orderBy(asc(rows.province), asc(rows.sector));
}

/** The open flags as they were on a moment, by lane, read from their history. */
export async function flagsAsKnown(
  scope: ReadScope,
  moment: number,
): Promise<Map<string, Pick<GapFlagRow, 'id' | 'months' | 'closedAt'>>> {
  const steps = scope.of(gapFlagHistory);
  const rows = scope.of(gapFlags);
  const told = await scope.db
    .select({ step: steps, province: rows.province, sector: rows.sector })
    .from(steps)
    .innerJoin(rows, eq(rows.id, steps.flag))
    .where(lte(steps.at, moment))
    .orderBy(asc(steps.at), asc(steps.id));
  const open = new Map<string, Pick<GapFlagRow, 'id' | 'months' | 'closedAt'>>();
  for (const { step, province, sector } of told) {
    const lane = laneKey(province, sector);
    if (step.what === 'closed' || step.what === 'resolved') open.delete(lane);
    if (step.what === 'opened' || step.what === 'changed' || step.what === 'reopened')
      open.set(lane, { id: step.flag, months: step.months, closedAt: null });
  }
  return open;
}

type Told = 'flag' | 'at' | 'what' | 'by' | 'months' | 'severity';

/** Adds a step to the history of a flag; what is not said of it is none. */
export function addFlagStep(
  scope: WriteScope,
  step: Pick<GapFlagStep, Told> & Partial<Omit<GapFlagStep, Told | 'id'>>,
): Promise<void> {
  const nothing = { text: null, ownerBefore: null, ownerAfter: null };
  return insertRows(scope, gapFlagHistory, [{ ...nothing, ...step, id: newId() }]);
}

export async function stepsOfFlags(scope: ReadScope, ids: readonly string[]): Promise<GapFlagStep[]> {
  if (ids.length === 0) return [];
  const rows = scope.of(gapFlagHistory);
  return scope.db
    .select()
    .from(rows)
    .where(inArray(rows.flag, [...ids]))
    .orderBy(asc(rows.at), asc(rows.id));
}
