import type { Row } from '../platform/storage/columns.ts';
import { and, eq, gte, isNull } from '../platform/storage/drizzle.ts';
import { insertRows, selectBy } from '../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
import { allocationPassages, allocationPlans } from './tables.ts';

export type PlanRow = Row<typeof allocationPlans>;
export type PassageRow = Row<typeof allocationPassages>;

export const insertPlan = (scope: WriteScope, row: PlanRow): Promise<void> =>
  insertRows(scope, allocationPlans, [row]);

export async function planRow(scope: ReadScope, id: string): Promise<PlanRow | undefined> {
  const [row] = await selectBy(scope, allocationPlans, { id });
  return row;
}

/**
 * Marks a plan as accepted, unless it is; tells whether it was not. It comes before every other write of the acceptance, because it
 * locks the plan: of two at the same moment one waits, and then finds it accepted.
 */
export async function markAccepted(
  scope: WriteScope,
  id: string,
  { acceptedBy, acceptedAt }: { acceptedBy: string; acceptedAt: number },
): Promise<boolean> {
  const rows = scope.of(allocationPlans);
  const marked = await scope.db
    .update(rows)
    .set({ acceptedBy, acceptedAt })
    .where(and(eq(rows.id, id), isNull(rows.acceptedAt)))
    .returning({ id: rows.id });
  return marked.length > 0;
}

export const insertPassages = (scope: WriteScope, rows: readonly PassageRow[]): Promise<void> =>
  insertRows(scope, allocationPassages, rows);

/** What accepted plans bring through crossings in a month and after it. */
export async function passagesFrom(scope: ReadScope, month: string): Promise<PassageRow[]> {
  const rows = scope.of(allocationPassages);
  return scope.db.select().from(rows).where(gte(rows.month, month));
}
