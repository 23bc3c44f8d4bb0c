import { and, asc, count, eq, inArray, isNull, like, lte, sql } from '../platform/storage/drizzle.ts';
import { deleteBy, insertRows, selectBy, upsertRow } from '../platform/storage/statements.ts';
import { type Row, sumIfKnown, sumOf } from '../platform/storage/columns.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
import { lineStates, parcels, pledgeStates, shipmentStates } from './tables.ts';

export type ParcelRow = Row<typeof parcels>;
export type LineStateRow = Row<typeof lineStates>;
export type ShipmentStateRow = Row<typeof shipmentStates>;
export type PledgeStateRow = Row<typeof pledgeStates>;
type Owner = Pick<ParcelRow, 'ownerKind' | 'owner'>;

export function saveShipmentState(scope: WriteScope, row: ShipmentStateRow): Promise<void> {
  return upsertRow(scope, shipmentStates, ['shipment'], row);
}

export function savePledgeState(scope: WriteScope, row: PledgeStateRow): Promise<void> {
  return upsertRow(scope, pledgeStates, ['pledge'], row);
}

export async function pledgeState(scope: ReadScope, pledge: string): Promise<PledgeStateRow | undefined> {
  const [row] = await selectBy(scope, pledgeStates, { pledge });
  return row;
}

export async function shipmentState(
  scope: ReadScope,
  shipment: string,
): Promise<ShipmentStateRow | undefined> {
  const [row] = await selectBy(scope, shipmentStates, { shipment });
  return row;
}

export async function shipmentStatesOf(scope: ReadScope, shipments: readonly string[]) {
  if (shipments.length === 0) return [];
  const rows = scope.of(shipmentStates);
  return scope.db
    .select()
    .from(rows)
    .where(inArray(rows.shipment, [...shipments]));
}

/** Ids of the shipments whose last reconciliation found this status and this flag. */
export async function shipmentsWithState(
  scope: ReadScope,
  { status, flag }: { status?: string | undefined; flag?: string | undefined },
): Promise<string[]> {
  const rows = scope.of(shipmentStates);
  const found = await scope.db
    .select({ shipment: rows.shipment })
    .from(rows)
    .where(
      and(
        status === undefined ? undefined : eq(rows.status, status),
        // PostgreSQL compares text with text, and the column is JSON.
        flag === undefined ? undefined : like(sql`cast(${rows.flags} as text)`, `%"${flag}"%`),
      ),
    );
  return found.map(({ shipment }) => shipment);
}

export function parcelsOfOwner(scope: ReadScope, { ownerKind, owner }: Owner): Promise<ParcelRow[]> {
  return selectBy(scope, parcels, { ownerKind, owner }, ['position']);
}

export async function replaceParcels(
  scope: WriteScope,
  { ownerKind, owner }: Owner,
  made: readonly ParcelRow[],
): Promise<void> {
  await deleteBy(scope, parcels, { ownerKind, owner });
  await insertRows(scope, parcels, made);
}

export function lineStatesOf(scope: ReadScope, shipment: string): Promise<LineStateRow[]> {
  return selectBy(scope, lineStates, { shipment }, ['line']);
}

export async function replaceLineStates(
  scope: WriteScope,
  shipment: string,
  made: readonly LineStateRow[],
): Promise<void> {
  await deleteBy(scope, lineStates, { shipment });
  await insertRows(scope, lineStates, made);
}

/** What shipments drew from pledge lines, by pledge line and item. */
export async function usesOfPledgeLines(scope: ReadScope, pledgeLines: readonly string[]) {
  if (pledgeLines.length === 0) return [];
  const rows = scope.of(lineStates);
  return scope.db
    .select({
      pledgeLine: rows.pledgeLine,
      item: rows.item,
      shippedMilli: sumOf(rows.shippedMilli),
      returnedMilli: sumOf(rows.returnedMilli),
      deliveredMilli: sumOf(rows.goodMilli),
    })
    .from(rows)
    .where(inArray(rows.pledgeLine, [...pledgeLines]))
    .groupBy(rows.pledgeLine, rows.item);
}

/** What supply a lane has, summed by key: all the gap engine is given. */
export async function summedParcels(scope: ReadScope, province: string, sector: string) {
  const statement = scope.prepared('parcels_summed', ({ db, of }) => {
    const rows = of(parcels);
    return db
      .select({
        class: rows.class,
        arrivalMonth: rows.arrivalMonth,
        dueMonth: rows.dueMonth,
        monthsOfUse: rows.monthsOfUse,
        personDaysMilli: sumOf(rows.personDaysMilli),
        records: count(),
      })
      .from(rows)
      .where(and(eq(rows.province, sql.placeholder('province')), eq(rows.sector, sql.placeholder('sector'))))
      .groupBy(rows.class, rows.arrivalMonth, rows.dueMonth, rows.monthsOfUse)
      .prepare('parcels_summed');
  });
  return statement.execute({ province, sector });
}

/** The parcels of a lane one by one, with the records they come from. */
export async function parcelsOfLane(
  scope: ReadScope,
  province: string,
  sector: string,
): Promise<ParcelRow[]> {
  const rows = scope.of(parcels);
  return scope.db
    .select()
    .from(rows)
    .where(and(eq(rows.province, province), eq(rows.sector, sector)))
    .orderBy(asc(rows.arrivalMonth), asc(rows.class), asc(rows.owner), asc(rows.position));
}

/** What belongs to no lane, for want of a province, a date or a sector. */
export async function unallocatedParcels(scope: ReadScope) {
  const rows = scope.of(parcels);
  return scope.db
    .select({
      sector: rows.sector,
      class: rows.class,
      personDaysMilli: sumOf(rows.personDaysMilli),
      amountUsd: sumIfKnown(rows.amountUsd),
      records: count(),
    })
    .from(rows)
    .where(isNull(rows.province))
    .groupBy(rows.sector, rows.class)
    .orderBy(asc(rows.sector), asc(rows.class));
}

/** What time alone has made due for reconciliation. */
export async function dueStates(
  scope: ReadScope,
  now: number,
): Promise<{ kind: 'shipment' | 'pledge'; key: string }[]> {
  const shipments = scope.of(shipmentStates);
  const pledges = scope.of(pledgeStates);
  const dueShipments = await scope.db
    .select({ key: shipments.shipment })
    .from(shipments)
    .where(lte(shipments.dueAt, now));
  const duePledges = await scope.db
    .select({ key: pledges.pledge })
    .from(pledges)
    .where(lte(pledges.dueAt, now));
  return [
    ...dueShipments.map(({ key }) => ({ kind: 'shipment' as const, key })),
    ...duePledges.map(({ key }) => ({ kind: 'pledge' as const, key })),
  ];
}
