import {
  and,
  asc,
  count,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  like,
  lte,
  or,
  sql,
} from '../platform/storage/drizzle.ts';
import { change, deleteBy, insertRows, selectBy, upsertRow } from '../platform/storage/statements.ts';
import { type Row, sumIfKnown, sumOf } from '../platform/storage/columns.ts';
import type { IdsQuery, ReadScope, WriteScope } from '../platform/storage/store.ts';
import { shipments } from '../shipments/tables.ts';
import { derivations, laneSupply, lineStates, parcels, pledgeStates, shipmentStates } from './tables.ts';

export type ParcelRow = Row<typeof parcels>;
export type LaneSupplyRow = Row<typeof laneSupply>;
export type LineStateRow = Row<typeof lineStates>;
export type ShipmentStateRow = Row<typeof shipmentStates>;
export type PledgeStateRow = Row<typeof pledgeStates>;

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

export function shipmentStatesOf(
  scope: ReadScope,
  shipments: readonly string[],
): Promise<ShipmentStateRow[]> {
  return selectBy(scope, shipmentStates, { shipment: shipments });
}

/** The shipments whose last reconciliation found one of these statuses, as a query of their ids. */
export function withStatusAmong(scope: ReadScope, statuses: readonly string[]): IdsQuery {
  const rows = scope.of(shipmentStates);
  return scope.db
    .select({ shipment: rows.shipment })
    .from(rows)
    .where(inArray(rows.status, [...statuses]));
}

/** The shipments whose last reconciliation found this status and this flag, as a condition on their id. */
export function withState(
  scope: ReadScope,
  { status, flag }: { status?: string | undefined; flag?: string | undefined },
): IdsQuery {
  const rows = scope.of(shipmentStates);
  return scope.db
    .select({ id: rows.shipment })
    .from(rows)
    .where(
      and(
        status === undefined ? undefined : eq(rows.status, status),
        flag === undefined ? undefined : like(sql`cast(${rows.flags} as text)`, `%"${flag}"%`),
      ),
    );
}

/** The parcels of shipments or of pledges, by their owner. */
export async function parcelsOfOwners(
  scope: ReadScope,
  ownerKind: ParcelRow['ownerKind'],
  owners: readonly string[],
): Promise<Map<string, ParcelRow[]>> {
  return Map.groupBy(await selectBy(scope, parcels, { ownerKind, owner: owners }), ({ owner }) => owner);
}

export async function replaceParcels(
  scope: WriteScope,
  ownerKind: ParcelRow['ownerKind'],
  owners: readonly string[],
  made: readonly ParcelRow[],
): Promise<void> {
  await deleteBy(scope, parcels, { ownerKind, owner: owners });
  await insertRows(scope, parcels, made);
}

/** The balances of shipments' lines, by shipment. */
export async function lineStatesOf(
  scope: ReadScope,
  shipments: readonly string[],
): Promise<Map<string, LineStateRow[]>> {
  return Map.groupBy(await selectBy(scope, lineStates, { shipment: shipments }), ({ shipment }) => shipment);
}

export async function replaceLineStates(
  scope: WriteScope,
  shipments: readonly string[],
  made: readonly LineStateRow[],
): Promise<void> {
  await deleteBy(scope, lineStates, { shipment: shipments });
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

/** The supply of a lane as its parcels sum up now. */
export async function summedParcels(
  scope: ReadScope,
  province: string,
  sector: string,
): Promise<LaneSupplyRow[]> {
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
  const sums = await statement.execute({ province, sector });
  return sums.map((sum) => ({ province, sector, ...sum }));
}

/** The supply of a lane as it was summed, difference by difference: all the gap engine is given. */
export function supplyOfLane(scope: ReadScope, province: string, sector: string): Promise<LaneSupplyRow[]> {
  return selectBy(scope, laneSupply, { province, sector });
}

/** Sums the parcels of a lane anew, and keeps that. */
export async function sumSupply(
  scope: WriteScope,
  province: string,
  sector: string,
): Promise<LaneSupplyRow[]> {
  const sums = await summedParcels(scope, province, sector);
  await deleteBy(scope, laneSupply, { province, sector });
  await insertRows(scope, laneSupply, sums);
  return sums;
}

/** Adds differences to the supply of lanes; what no parcel is left of is not kept. */
export async function addSupply(scope: WriteScope, differences: readonly LaneSupplyRow[]): Promise<void> {
  for (const difference of differences) {
    await change(scope, 'lane_supply_add', addingSupply, difference);
    if (difference.records < 0) await change(scope, 'lane_supply_sweep', sweepingSupply, difference);
  }
}

const SUPPLY_KEY = ['province', 'sector', 'class', 'arrivalMonth', 'dueMonth', 'monthsOfUse'] as const;

function addingSupply({ db, of }: ReadScope) {
  const rows = of(laneSupply);
  const { placeholder } = sql;
  return db
    .insert(rows)
    .values({
      province: placeholder('province'),
      sector: placeholder('sector'),
      class: placeholder('class'),
      arrivalMonth: placeholder('arrivalMonth'),
      dueMonth: placeholder('dueMonth'),
      monthsOfUse: placeholder('monthsOfUse'),
      personDaysMilli: placeholder('personDaysMilli'),
      records: placeholder('records'),
    })
    .onConflictDoUpdate({
      target: SUPPLY_KEY.map((field) => rows[field]),
      set: {
        personDaysMilli: sql`${rows.personDaysMilli} + excluded.person_days_milli`,
        records: sql`${rows.records} + excluded.records`,
      },
    });
}

function sweepingSupply({ db, of }: ReadScope) {
  const rows = of(laneSupply);
  const ofKey = SUPPLY_KEY.map((field) => eq(rows[field], sql.placeholder(field)));
  return db.delete(rows).where(and(...ofKey, eq(rows.records, 0), eq(rows.personDaysMilli, 0)));
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

/** What time alone has made due, in the order of ids. */
export async function dueAfter(
  scope: ReadScope,
  kind: 'shipment' | 'pledge',
  now: number,
  after: string,
  limit: number,
): Promise<string[]> {
  const shipmentRows = scope.of(shipmentStates);
  const pledgeRows = scope.of(pledgeStates);
  const { id, dueAt, rows } =
    kind === 'shipment'
      ? { id: shipmentRows.shipment, dueAt: shipmentRows.dueAt, rows: shipmentRows }
      : { id: pledgeRows.pledge, dueAt: pledgeRows.dueAt, rows: pledgeRows };
  const found = await scope.db
    .select({ id })
    .from(rows)
    .where(and(lte(dueAt, now), gt(id, after)))
    .orderBy(asc(id))
    .limit(limit);
  return found.map((row) => row.id);
}

/** Of the shipments that go through a crossing those for which something is still open, or that were never reconciled. */
export async function openThrough(scope: ReadScope, crossing: string): Promise<string[]> {
  const heads = scope.of(shipments);
  const states = scope.of(shipmentStates);
  const found = await scope.db
    .select({ id: heads.id })
    .from(heads)
    .leftJoin(states, eq(states.shipment, heads.id))
    .where(and(eq(heads.crossing, crossing), or(isNull(states.shipment), isNotNull(states.dueAt))));
  return found.map(({ id }) => id);
}

/** Of the shipments on some ways those for which something is still open; no province or no crossing named: all. */
export async function openOnWay(
  scope: ReadScope,
  { provinces, crossings }: { provinces: readonly string[]; crossings: readonly string[] },
): Promise<string[]> {
  const heads = scope.of(shipments);
  const states = scope.of(shipmentStates);
  const found = await scope.db
    .select({ id: heads.id })
    .from(heads)
    .leftJoin(states, eq(states.shipment, heads.id))
    .where(
      and(
        provinces.length === 0 ? undefined : inArray(heads.province, [...provinces]),
        crossings.length === 0 ? undefined : inArray(heads.crossing, [...crossings]),
        or(isNull(states.shipment), isNotNull(states.dueAt)),
      ),
    );
  return found.map(({ id }) => id);
}

const EVERYTHING = 'everything';

/** The fingerprint of what everything derived was last computed with; nothing in a new ledger. */
export async function recordedDerivation(scope: ReadScope): Promise<string | undefined> {
  const [row] = await selectBy(scope, derivations, { name: EVERYTHING });
  return row?.fingerprint;
}

export function recordDerivation(scope: WriteScope, fingerprint: string, appliedAt: number): Promise<void> {
  return upsertRow(scope, derivations, ['name'], { name: EVERYTHING, fingerprint, appliedAt });
}
