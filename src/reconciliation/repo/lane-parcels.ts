import {
  and,
  asc,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lte,
  or,
  sql,
} from '../../platform/storage/drizzle.ts';
import { sumIfKnown, sumOf } from '../../platform/storage/columns.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import type { SupplyClass } from '../../gaps/rules/parcel.ts';
import type { ParcelRow } from '../repo.ts';
import { shipments } from '../../shipments/tables.ts';
import { parcels } from '../tables.ts';

/** Where a page of parcels ends: arrival month, owner kind, owner, position. */
export type ParcelKey = readonly [string, string, string, number];

/** The parcels that a month can use without stock carried into it: due or arrived by then, and in use. One entry per `monthsOfUse`. */
export interface InUse {
  month: string;
  spans: readonly { monthsOfUse: number; firstArrival: string }[];
}

/** The parcels of a lane, latest arrival first; with `inUse`, those behind one month. */
export async function parcelsOfLane(
  scope: ReadScope,
  lane: { province: string; sector: string },
  page: {
    class?: SupplyClass | undefined;
    inUse?: InUse | undefined;
    after?: ParcelKey | undefined;
    limit: number;
  },
): Promise<ParcelRow[]> {
  const rows = scope.of(parcels);
  const { inUse, after } = page;
  return (
    scope.db
      .select()
      .from(rows)
      .where(
        and(
          eq(rows.province, lane.province),
          eq(rows.sector, lane.sector),
          page.class === undefined ? undefined : eq(rows.class, page.class),
          inUse && or(lte(rows.dueMonth, inUse.month), lte(rows.arrivalMonth, inUse.month)),
          inUse && inUse.spans.length === 0 ? sql`false` : undefined,
          inUse &&
            or(
              ...inUse.spans.map(({ monthsOfUse, firstArrival }) =>
                and(eq(rows.monthsOfUse, monthsOfUse), gte(rows.arrivalMonth, firstArrival)),
              ),
            ),
          after &&
            sql`(${rows.arrivalMonth}, ${rows.ownerKind}, ${rows.owner}, ${rows.position}) < (${after[0]}, ${after[1]}, ${after[2]}, ${after[3]})`,
        ),
      )
      // All in one direction: so the index of the lane's pages is read from its end, and no lane is sorted.
      .orderBy(desc(rows.arrivalMonth), desc(rows.ownerKind), desc(rows.owner), desc(rows.position))
      .limit(page.limit)
  );
}

/** Classes that supply is relied on in: promised and lost is none. */
const RELIED_ON = ['delivered', 'inTransit', 'late', 'held', 'stale', 'firm'] as const;

/** Supply of a lane by item, class and month of arrival, in thousandths of a person-day and of the item's unit; money is none of an item. */
export async function suppliesByItem(scope: ReadScope, province: string, sector: string) {
  const rows = scope.of(parcels);
  const found = await scope.db
    .select({
      item: rows.item,
      class: rows.class,
      arrivalMonth: rows.arrivalMonth,
      monthsOfUse: rows.monthsOfUse,
      personDaysMilli: sumOf(rows.personDaysMilli),
      quantityMilli: sumIfKnown(rows.quantityMilli),
    })
    .from(rows)
    .where(and(eq(rows.province, province), eq(rows.sector, sector), inArray(rows.class, [...RELIED_ON])))
    .groupBy(rows.item, rows.class, rows.arrivalMonth, rows.monthsOfUse)
    .orderBy(asc(rows.item), asc(rows.class), asc(rows.arrivalMonth), asc(rows.monthsOfUse));
  return found.flatMap(({ item, quantityMilli, ...sum }) =>
    item === null ? [] : { ...sum, item, quantityMilli: quantityMilli ?? 0 },
  );
}

/** Moving and firm supply that names no province or date yet, by item, in thousandths of its unit. */
export async function unallocatedByItem(
  scope: ReadScope,
): Promise<{ item: string; quantityMilli: number }[]> {
  const rows = scope.of(parcels);
  const found = await scope.db
    .select({ item: rows.item, quantityMilli: sumIfKnown(rows.quantityMilli) })
    .from(rows)
    .where(and(isNull(rows.province), inArray(rows.class, [...RELIED_ON])))
    .groupBy(rows.item)
    .orderBy(asc(rows.item));
  return found.flatMap(({ item, quantityMilli }) =>
    item === null ? [] : { item, quantityMilli: quantityMilli ?? 0 },
  );
}

/** The pledges of which something belongs to no lane, by id. */
export async function pledgesWithUnallocated(scope: ReadScope): Promise<string[]> {
  const rows = scope.of(parcels);
  const found = await scope.db
    .selectDistinct({ owner: rows.owner })
    .from(rows)
    .where(and(isNull(rows.province), eq(rows.ownerKind, 'pledge')))
    .orderBy(asc(rows.owner));
  return found.map(({ owner }) => owner);
}

/** Goods on waybills that have not arrived, in thousandths of their units, by crossing, item and the month they are expected in. */
export async function expectedThroughCrossings(scope: ReadScope, fromMonth: string) {
  const rows = scope.of(parcels);
  const heads = scope.of(shipments);
  const found = await scope.db
    .select({
      crossing: heads.crossing,
      item: rows.item,
      arrivalMonth: rows.arrivalMonth,
      quantityMilli: sumOf(rows.quantityMilli),
    })
    .from(rows)
    .innerJoin(heads, eq(heads.id, rows.owner))
    .where(
      and(
        eq(rows.ownerKind, 'shipment'),
        inArray(rows.class, ['inTransit', 'late', 'held', 'stale', 'firm', 'pledged']),
        gte(rows.arrivalMonth, fromMonth),
        isNotNull(heads.crossing),
      ),
    )
    .groupBy(heads.crossing, rows.item, rows.arrivalMonth);
  return found.flatMap(({ crossing, item, ...sum }) =>
    crossing === null || item === null ? [] : { ...sum, crossing, item },
  );
}
