import { type Authorized, listed, type Visible } from '../access/authorized.ts';
import { foldText } from '../places/rules/matcher.ts';
import { and, asc, desc, eq, exists, gt, inArray, isNull, lt, or, sql } from '../platform/storage/drizzle.ts';
import { factsIn } from '../platform/acts/facts.ts';
import { contains, insertIfAbsent, insertRows, selectBy } from '../platform/storage/statements.ts';
import type { Row } from '../platform/storage/columns.ts';
import type { IdsQuery, ReadScope, WriteScope } from '../platform/storage/store.ts';
import { shipmentEvents, shipmentLines, shipments } from './tables.ts';

export type ShipmentRow = Omit<Row<typeof shipments>, 'waybillFolded'>;
export type ShipmentLineRow = Row<typeof shipmentLines>;
export type ShipmentEventRow = Row<typeof shipmentEvents>;

/** A shipment with its plan and everything that was told about it. */
export interface ShipmentRecord {
  shipment: ShipmentRow;
  lines: ShipmentLineRow[];
  events: ShipmentEventRow[];
}

export async function insertShipment(
  scope: WriteScope,
  shipment: ShipmentRow,
  lines: readonly ShipmentLineRow[],
): Promise<void> {
  await insertRows(scope, shipments, [{ ...shipment, waybillFolded: foldText(shipment.waybill) }]);
  await insertRows(scope, shipmentLines, lines);
}

export async function shipmentRow(
  scope: ReadScope,
  id: Authorized<'shipment'>,
): Promise<ShipmentRow | undefined> {
  const [row] = await selectBy(scope, shipments, { id });
  return row;
}

export const shipmentRows = (
  scope: ReadScope,
  ids: readonly Authorized<'shipment'>[],
): Promise<ShipmentRow[]> => selectBy(scope, shipments, { id: ids });

export function linesOf(scope: ReadScope, shipment: Authorized<'shipment'>): Promise<ShipmentLineRow[]> {
  return selectBy(scope, shipmentLines, { shipment }, ['position']);
}

/** Shipments with their plan and their events, in no order; ids that are not recorded are left out. */
export async function shipmentRecords(
  scope: ReadScope,
  ids: readonly Authorized<'shipment'>[],
): Promise<ShipmentRecord[]> {
  const heads = await selectBy(scope, shipments, { id: ids });
  const lines = await selectBy(scope, shipmentLines, { shipment: ids }, ['position']);
  const events = await selectBy(scope, shipmentEvents, { shipment: ids });
  const linesOf = Map.groupBy(lines, ({ shipment }) => shipment);
  const eventsOf = Map.groupBy(events, ({ shipment }) => shipment);
  return heads.map((shipment) => ({
    shipment,
    lines: linesOf.get(shipment.id) ?? [],
    events: eventsOf.get(shipment.id) ?? [],
  }));
}

/** The ids of a shipment's lines, or nothing when there is no such shipment: all that recording an event must know. */
export async function lineIdsOf(
  scope: ReadScope,
  shipment: Authorized<'shipment', 'change'>,
): Promise<string[] | undefined> {
  const statement = scope.prepared('shipments.lineIds', ({ db, of }) => {
    const heads = of(shipments);
    const lines = of(shipmentLines);
    return db
      .select({ line: lines.id })
      .from(heads)
      .innerJoin(lines, eq(lines.shipment, heads.id))
      .where(eq(heads.id, sql.placeholder('shipment')))
      .prepare('shipments_line_ids');
  });
  const rows = await statement.execute({ shipment });
  return rows.length === 0 ? undefined : rows.map(({ line }) => line);
}

/** Which of these line ids are already recorded, with any shipment. */
export async function recordedLineIds(scope: ReadScope, ids: readonly string[]): Promise<string[]> {
  const rows = scope.of(shipmentLines);
  const found = await scope.db
    .select({ id: rows.id })
    .from(rows)
    .where(inArray(rows.id, [...ids]));
  return found.map(({ id }) => id);
}

export async function eventOf(
  scope: ReadScope,
  shipment: Authorized<'shipment'>,
  id: string,
): Promise<ShipmentEventRow | undefined> {
  const [row] = await selectBy(scope, shipmentEvents, { id, shipment });
  return row;
}

/** Inserts an event unless its id is recorded; tells whether it did. Nothing is read first: that would make PostgreSQL see conflicts between strangers. */
export function insertEvent(
  scope: WriteScope,
  row: ShipmentEventRow & { shipment: Authorized<'shipment', 'change'> },
): Promise<boolean> {
  return insertIfAbsent(scope, shipmentEvents, row);
}

export async function listShipments(
  scope: ReadScope,
  filter: {
    visible: Visible<'shipment'>;
    withState?: IdsQuery | undefined;
    province?: string | undefined;
    crossing?: string | undefined;
    items?: readonly string[] | undefined;
    q?: string | undefined;
    after?: readonly [number, string] | undefined;
    limit: number;
  },
): Promise<(ShipmentRow & { id: Authorized<'shipment'> })[]> {
  const rows = scope.of(shipments);
  const lines = scope.of(shipmentLines);
  const { visible, withState, province, crossing, items, q, after, limit } = filter;
  const withLine = (condition: ReturnType<typeof eq>) =>
    exists(
      scope.db
        .select({ one: sql`1` })
        .from(lines)
        .where(and(eq(lines.shipment, rows.id), condition)),
    );
  const found = await scope.db
    .select()
    .from(rows)
    .where(
      and(
        visible.on(scope, rows.id),
        withState === undefined ? undefined : sql`${rows.id} in ${withState}`,
        province === undefined
          ? undefined
          : or(eq(rows.province, province), withLine(eq(lines.province, province))),
        crossing === undefined ? undefined : eq(rows.crossing, crossing),
        items === undefined ? undefined : withLine(inArray(lines.item, [...items])),
        q === undefined ? undefined : contains(rows.waybillFolded, foldText(q)),
        after === undefined
          ? undefined
          : or(lt(rows.recordedAt, after[0]), and(eq(rows.recordedAt, after[0]), lt(rows.id, after[1]))),
      ),
    )
    .orderBy(desc(rows.recordedAt), desc(rows.id))
    .limit(limit);
  return listed(visible, found);
}

/** Ids of the shipments that have a line fulfilling one of these pledge lines. */
export async function shipmentsOfPledgeLines(
  scope: ReadScope,
  pledgeLines: readonly string[],
): Promise<string[]> {
  if (pledgeLines.length === 0) return [];
  const lines = scope.of(shipmentLines);
  const found = await scope.db
    .selectDistinct({ shipment: lines.shipment })
    .from(lines)
    .where(inArray(lines.pledgeLine, [...pledgeLines]));
  return found.map(({ shipment }) => shipment);
}

/** Those of these pledge lines that a line of some shipment fulfils. */
export async function carriedPledgeLines(
  scope: ReadScope,
  pledgeLines: readonly string[],
): Promise<ReadonlySet<string>> {
  if (pledgeLines.length === 0) return new Set();
  const lines = scope.of(shipmentLines);
  const found = await scope.db
    .selectDistinct({ pledgeLine: lines.pledgeLine })
    .from(lines)
    .where(inArray(lines.pledgeLine, [...pledgeLines]));
  return new Set(found.flatMap(({ pledgeLine }) => pledgeLine ?? []));
}

export async function waybills(
  scope: ReadScope,
  ids: readonly Authorized<'shipment'>[],
): Promise<{ id: string; waybill: string }[]> {
  const heads = await selectBy(scope, shipments, { id: [...new Set(ids)] });
  return heads.map(({ id, waybill }) => ({ id, waybill }));
}

export async function idsAfter(scope: ReadScope, after: string, limit: number): Promise<string[]> {
  const rows = scope.of(shipments);
  const found = await scope.db
    .select({ id: rows.id })
    .from(rows)
    .where(gt(rows.id, after))
    .orderBy(asc(rows.id))
    .limit(limit);
  return found.map(({ id }) => id);
}

/** Folds the waybills of at most `limit` shipments that a release recorded which did not; answers how many there were. */
export async function foldWaybills(scope: WriteScope, limit: number): Promise<number> {
  const rows = scope.of(shipments);
  const found = await scope.db
    .select({ id: rows.id, waybill: rows.waybill })
    .from(rows)
    .where(isNull(rows.waybillFolded))
    .limit(limit);
  for (const { id, waybill } of found) {
    await scope.db
      .update(rows)
      .set({ waybillFolded: foldText(waybill) })
      .where(eq(rows.id, id));
  }
  return found.length;
}

/** What the audit trail knows of this area. */
export const trailFacts = [factsIn('shipment', shipments), factsIn('event', shipmentEvents)];
