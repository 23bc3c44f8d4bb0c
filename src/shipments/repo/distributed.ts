import { and, eq, gte, lt, or } from '../../platform/storage/drizzle.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { shipmentEvents } from '../tables.ts';

/** The shipments of which a distribution happened, or was told of, between two instants. */
export async function distributedBetween(scope: ReadScope, from: number, until: number): Promise<string[]> {
  const rows = scope.of(shipmentEvents);
  const found = await scope.db
    .selectDistinct({ shipment: rows.shipment })
    .from(rows)
    .where(
      and(
        eq(rows.type, 'distributed'),
        or(
          and(gte(rows.occurredAt, from), lt(rows.occurredAt, until)),
          and(gte(rows.recordedAt, from), lt(rows.recordedAt, until)),
        ),
      ),
    );
  return found.map(({ shipment }) => shipment);
}
