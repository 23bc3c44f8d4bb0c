import { and, countDistinct, eq, gte, inArray, lte, type Pg, sql } from '../../platform/storage/drizzle.ts';
import { type Row, sumOf } from '../../platform/storage/columns.ts';
import { deleteBy, insertRows, selectBy } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import type { DispatchedSum, LossGrouping, LossSum, WaybillCount } from '../rules/loss-indicators.ts';
import type { LossPhase } from '../rules/losses.ts';
import { losses } from '../tables.ts';

export type LossRow = Row<typeof losses>;

/** Days are Kabul's, both ends included. */
export interface LossFilter {
  from?: string | undefined;
  to?: string | undefined;
  sector?: string | undefined;
  province?: string | undefined;
}

export async function lossesOfShipments(
  scope: ReadScope,
  shipments: readonly string[],
): Promise<Map<string, LossRow[]>> {
  return Map.groupBy(await selectBy(scope, losses, { shipment: shipments }), ({ shipment }) => shipment);
}

export async function replaceLosses(
  scope: WriteScope,
  shipments: readonly string[],
  made: readonly LossRow[],
): Promise<void> {
  await deleteBy(scope, losses, { shipment: shipments });
  await insertRows(scope, losses, made);
}

/** What was lost, summed as finely as prices need it. */
export async function sumLosses(scope: ReadScope, by: LossGrouping, filter: LossFilter): Promise<LossSum[]> {
  const rows = scope.of(losses);
  const key = columnOf(scope, by);
  return scope.db
    .select({
      ...{
        key: named(key),
        phase: rows.phase,
        kind: rows.kind,
        item: rows.item,
        pledgeLine: rows.pledgeLine,
      },
      quantityMilli: sumOf(rows.quantityMilli),
      personDaysMilli: sumOf(rows.personDaysMilli),
    })
    .from(rows)
    .where(and(isLoss(scope), matching(scope, filter)))
    .groupBy(key, rows.phase, rows.kind, rows.item, rows.pledgeLine);
}

/** What left. A cause belongs to a loss and not to what was sent: by cause or responsibility, all of it has none. */
export async function sumDispatched(
  scope: ReadScope,
  by: LossGrouping,
  filter: LossFilter,
): Promise<DispatchedSum[]> {
  const rows = scope.of(losses);
  const key = columnOf(scope, by);
  return scope.db
    .select({
      ...{ key: named(key), item: rows.item },
      quantityMilli: sumOf(rows.quantityMilli),
      personDaysMilli: sumOf(rows.personDaysMilli),
    })
    .from(rows)
    .where(and(eq(rows.phase, 'dispatched'), matching(scope, filter)))
    .groupBy(key, rows.item);
}

/** On how many waybills each group lost something. */
export async function countWaybills(
  scope: ReadScope,
  by: LossGrouping,
  filter: LossFilter,
): Promise<WaybillCount[]> {
  const rows = scope.of(losses);
  const key = columnOf(scope, by);
  return scope.db
    .select({ key: named(key), phase: rows.phase, waybills: countDistinct(rows.shipment) })
    .from(rows)
    .where(and(isLoss(scope), matching(scope, filter)))
    .groupBy(key, rows.phase);
}

/** On how many waybills something was lost. */
export async function countAllWaybills(
  scope: ReadScope,
  filter: LossFilter,
): Promise<{ phase: LossPhase; waybills: number }[]> {
  const rows = scope.of(losses);
  return scope.db
    .select({ phase: rows.phase, waybills: countDistinct(rows.shipment) })
    .from(rows)
    .where(and(isLoss(scope), matching(scope, filter)))
    .groupBy(rows.phase);
}

/** Said as a list, which an index can answer. */
const isLoss = (scope: ReadScope) => inArray(scope.of(losses).phase, ['pre_delivery', 'post_delivery']);

function columnOf(scope: ReadScope, by: LossGrouping): Pg.PgColumn {
  const { reason, responsibility, crossing, carrier, item } = scope.of(losses);
  return { cause: reason, responsibility, crossing, carrier, item }[by];
}

const named = (column: Pg.PgColumn) => sql<string | null>`${column}`;

function matching(scope: ReadScope, { from, to, sector, province }: LossFilter) {
  const rows = scope.of(losses);
  return and(
    from === undefined ? undefined : gte(rows.day, from),
    to === undefined ? undefined : lte(rows.day, to),
    sector === undefined ? undefined : eq(rows.sector, sector),
    province === undefined ? undefined : eq(rows.province, province),
  );
}
