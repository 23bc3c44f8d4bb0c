import type { Visible } from '../../access/authorized.ts';
import { and, asc, count, gt, sql } from '../../platform/storage/drizzle.ts';
import type { IdsQuery, ReadScope } from '../../platform/storage/store.ts';
import { shipments } from '../tables.ts';

/** The ids of visible shipments that are not among the closed ones, in their order. */
export async function openIdsAfter(
  scope: ReadScope,
  visible: Visible<'shipment'>,
  closed: IdsQuery,
  after: string,
  limit: number,
): Promise<string[]> {
  const heads = scope.of(shipments);
  const found = await scope.db
    .select({ id: heads.id })
    .from(heads)
    .where(and(gt(heads.id, after), sql`${heads.id} not in ${closed}`, visible.on(scope, heads.id)))
    .orderBy(asc(heads.id))
    .limit(limit);
  return found.map(({ id }) => id);
}

export async function countOpenAfter(
  scope: ReadScope,
  visible: Visible<'shipment'>,
  closed: IdsQuery,
  after: string,
): Promise<number> {
  const heads = scope.of(shipments);
  const [counted] = await scope.db
    .select({ rows: count() })
    .from(heads)
    .where(and(gt(heads.id, after), sql`${heads.id} not in ${closed}`, visible.on(scope, heads.id)));
  return counted?.rows ?? 0;
}
