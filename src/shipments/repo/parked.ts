import { and, asc, eq, exists, gt, inArray, sql } from '../../platform/storage/drizzle.ts';
import type { Row } from '../../platform/storage/columns.ts';
import { insertIfAbsent, selectBy, upsertRow } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import { parkedEvents, shipmentEvents, shipments } from '../tables.ts';

export type ParkedEventRow = Row<typeof parkedEvents>;

export async function parkedRow(scope: ReadScope, id: string): Promise<ParkedEventRow | undefined> {
  const [row] = await selectBy(scope, parkedEvents, { id });
  return row;
}

/** Parks an event unless its id is parked already; tells whether it did. */
export const insertParked = (scope: WriteScope, row: ParkedEventRow): Promise<boolean> =>
  insertIfAbsent(scope, parkedEvents, row);

export const saveParked = (scope: WriteScope, row: ParkedEventRow): Promise<void> =>
  upsertRow(scope, parkedEvents, ['id'], row);

/** What waits for a shipment, in the order of its ids. */
export const waitingFor = (scope: ReadScope, shipment: string): Promise<ParkedEventRow[]> =>
  selectBy(scope, parkedEvents, { shipment, state: 'waiting' as const }, ['id']);

/** What waits although its shipment is recorded: whoever sent it could not see the shipment when both were there. */
export async function waitingForRecorded(
  scope: ReadScope,
  after: string,
  limit: number,
): Promise<ParkedEventRow[]> {
  const rows = scope.of(parkedEvents);
  const heads = scope.of(shipments);
  const recorded = scope.db
    .select({ one: sql`1` })
    .from(heads)
    .where(eq(heads.id, rows.shipment));
  return scope.db
    .select()
    .from(rows)
    .where(and(eq(rows.state, 'waiting'), gt(rows.id, after), exists(recorded)))
    .orderBy(asc(rows.id))
    .limit(limit);
}

/** What somebody sent that still waits, or was refused in the end and was not recorded since. */
export async function unsettledOf(scope: ReadScope, recordedBy: string): Promise<ParkedEventRow[]> {
  const rows = scope.of(parkedEvents);
  const events = scope.of(shipmentEvents);
  const recorded = scope.db
    .select({ one: sql`1` })
    .from(events)
    .where(eq(events.id, rows.id));
  return scope.db
    .select()
    .from(rows)
    .where(
      and(
        eq(rows.recordedBy, recordedBy),
        inArray(rows.state, ['waiting', 'refused']),
        sql`not ${exists(recorded)}`,
      ),
    )
    .orderBy(asc(rows.id));
}

export const parkedRows = (scope: ReadScope, ids: readonly string[]): Promise<ParkedEventRow[]> =>
  selectBy(scope, parkedEvents, { id: ids }, ['id']);
