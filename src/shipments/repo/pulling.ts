import {
  and,
  asc,
  count,
  eq,
  exists,
  gt,
  inArray,
  or,
  type SQL,
  sql,
} from '../../platform/storage/drizzle.ts';
import type { IdsQuery, ReadScope } from '../../platform/storage/store.ts';
import { shipmentLines, shipments } from '../tables.ts';

/** Whose cargo: of these provinces, or of this organisation; all of it where no provinces are named. */
export interface Charge {
  provinces: readonly string[] | null;
  organisation: string | null;
}

function within(scope: ReadScope, { provinces, organisation }: Charge): SQL | undefined {
  if (provinces === null) return undefined;
  const heads = scope.of(shipments);
  const lines = scope.of(shipmentLines);
  const own = [...provinces];
  const dropping = scope.db
    .select({ one: sql`1` })
    .from(lines)
    .where(and(eq(lines.shipment, heads.id), inArray(lines.province, own)));
  return or(
    ...(own.length === 0 ? [sql`1 = 0`] : [inArray(heads.province, own), exists(dropping)]),
    ...(organisation === null ? [] : [eq(heads.consignor, organisation), eq(heads.consignee, organisation)]),
  );
}

/** The ids of the shipments of a charge that are not among the closed ones, in their order. */
export async function openIdsAfter(
  scope: ReadScope,
  charge: Charge,
  closed: IdsQuery,
  after: string,
  limit: number,
): Promise<string[]> {
  const heads = scope.of(shipments);
  const found = await scope.db
    .select({ id: heads.id })
    .from(heads)
    .where(and(gt(heads.id, after), sql`${heads.id} not in ${closed}`, within(scope, charge)))
    .orderBy(asc(heads.id))
    .limit(limit);
  return found.map(({ id }) => id);
}

export async function countOpenAfter(
  scope: ReadScope,
  charge: Charge,
  closed: IdsQuery,
  after: string,
): Promise<number> {
  const heads = scope.of(shipments);
  const [counted] = await scope.db
    .select({ rows: count() })
    .from(heads)
    .where(and(gt(heads.id, after), sql`${heads.id} not in ${closed}`, within(scope, charge)));
  return counted?.rows ?? 0;
}

/** Those of these shipments that are of a charge. */
export async function idsWithin(scope: ReadScope, charge: Charge, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0 || charge.provinces === null) return [...ids];
  const heads = scope.of(shipments);
  const found = await scope.db
    .select({ id: heads.id })
    .from(heads)
    .where(and(inArray(heads.id, [...ids]), within(scope, charge)));
  return found.map(({ id }) => id);
}
