import { and, inArray, lt } from '../../platform/storage/drizzle.ts';
import type { WriteScope } from '../../platform/storage/store.ts';
import { notices, webhookDeliveries } from '../tables.ts';

/** Deletes at most `limit` notices from before an instant, with who they were for and who read them; answers how many. */
export async function deleteNotices(scope: WriteScope, before: number, limit: number): Promise<number> {
  const rows = scope.of(notices);
  const old = scope.db.select({ id: rows.id }).from(rows).where(lt(rows.at, before)).limit(limit);
  return (await scope.db.delete(rows).where(inArray(rows.id, old)).returning({ id: rows.id })).length;
}

/** The same for deliveries that nobody tries any more. */
export async function deleteDeliveries(scope: WriteScope, before: number, limit: number): Promise<number> {
  const rows = scope.of(webhookDeliveries);
  const old = scope.db
    .select({ id: rows.id })
    .from(rows)
    .where(and(lt(rows.recordedAt, before), inArray(rows.state, ['delivered', 'failed'])))
    .limit(limit);
  return (await scope.db.delete(rows).where(inArray(rows.id, old)).returning({ id: rows.id })).length;
}
