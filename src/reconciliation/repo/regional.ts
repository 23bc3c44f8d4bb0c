import { organisations } from '../../accounts/tables.ts';
import { and, eq, gte, inArray, lte, type Pg, type SQL, sql } from '../../platform/storage/drizzle.ts';
import { sumIfKnown, sumOf } from '../../platform/storage/columns.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { shipments } from '../../shipments/tables.ts';
import type { FlowStage, Way } from '../rules/regional.ts';
import { losses, parcels } from '../tables.ts';

/** What one way carried in one stage and month, as finely as prices need it. */
export interface FlowSum extends Way {
  stage: FlowStage;
  /** None: without a date. */
  month: string | null;
  sector: string;
  item: string;
  pledgeLine: string | null;
  quantityMilli: number;
  personDaysMilli: number;
}

/** Months are Kabul's, both ends included. */
export interface FlowFilter {
  from?: string | undefined;
  to?: string | undefined;
  sector?: string | undefined;
}

/** What left, by the month it left in. */
export async function sumLeft(scope: ReadScope, { from, to, sector }: FlowFilter): Promise<FlowSum[]> {
  const rows = scope.of(losses);
  const month = sql<string>`substr(${rows.day}, 1, 7)`;
  const { way, join } = wayOf(scope);
  const columns = [rows.sector, rows.item, rows.pledgeLine] as const;
  const found = await scope.db
    .select({
      ...{ ...way, month, sector: rows.sector, item: rows.item, pledgeLine: rows.pledgeLine },
      quantityMilli: sumOf(rows.quantityMilli),
      personDaysMilli: sumOf(rows.personDaysMilli),
    })
    .from(rows)
    .innerJoin(join.heads, eq(join.heads.id, rows.shipment))
    .leftJoin(join.senders, eq(join.senders.id, join.heads.consignor))
    .where(
      and(
        eq(rows.phase, 'dispatched'),
        from === undefined ? undefined : gte(rows.day, `${from}-01`),
        to === undefined ? undefined : lte(rows.day, `${to}-31`),
        sector === undefined ? undefined : eq(rows.sector, sector),
      ),
    )
    .groupBy(...grouping(way), month, ...columns);
  return found.map((sum) => ({ ...sum, stage: 'dispatched' }));
}

const STAGES = ['inTransit', 'late', 'held', 'stale', 'delivered', 'lost'] as const;

/** Where the rest is, by the month of its arrival. */
export async function sumArriving(scope: ReadScope, { from, to, sector }: FlowFilter): Promise<FlowSum[]> {
  const rows = scope.of(parcels);
  const { way, join } = wayOf(scope);
  // Without a province there was no date, and its months mean nothing.
  const month = sql<
    string | null
  >`case when ${rows.province} is null then null else ${rows.arrivalMonth} end`;
  const columns = [rows.class, rows.sector, rows.item, rows.pledgeLine] as const;
  const found = await scope.db
    .select({
      ...{
        ...way,
        month,
        class: rows.class,
        sector: rows.sector,
        item: rows.item,
        pledgeLine: rows.pledgeLine,
      },
      quantityMilli: sumIfKnown(rows.quantityMilli),
      personDaysMilli: sumOf(rows.personDaysMilli),
    })
    .from(rows)
    .innerJoin(join.heads, eq(join.heads.id, rows.owner))
    .leftJoin(join.senders, eq(join.senders.id, join.heads.consignor))
    .where(
      and(
        eq(rows.ownerKind, 'shipment'),
        inArray(rows.class, [...STAGES]),
        from === undefined ? undefined : gte(month, from),
        to === undefined ? undefined : lte(month, to),
        sector === undefined ? undefined : eq(rows.sector, sector),
      ),
    )
    .groupBy(...grouping(way), month, ...columns);
  return found.flatMap(({ class: stage, item, quantityMilli, ...sum }) =>
    item === null ? [] : { ...sum, stage: stage as FlowStage, item, quantityMilli: quantityMilli ?? 0 },
  );
}

function wayOf(scope: ReadScope) {
  const heads = scope.of(shipments);
  const senders = scope.of(organisations);
  const { crossing, origin, originCountry } = heads;
  return {
    way: { crossing, origin, originCountry, consignorCountry: senders.country },
    join: { heads, senders },
  };
}

const grouping = (way: ReturnType<typeof wayOf>['way']): (Pg.PgColumn | SQL)[] => Object.values(way);
