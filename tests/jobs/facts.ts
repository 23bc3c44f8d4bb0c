/**
 * A small domain to recompute: a thing's facts are rows of the outbox that nobody will ever deliver, and its total, recomputed
 * from them, is one more.
 */
import { and, eq, sql } from '../../src/platform/storage/drizzle.ts';
import { NEVER, type DirtyKind } from '../../src/platform/queue/names.ts';
import { markDirty } from '../../src/platform/queue/repo.ts';
import { outbox } from '../../src/platform/queue/tables.ts';
import type { ReadScope, Store, WriteScope } from '../../src/platform/storage/store.ts';

const inert = { availableAt: NEVER, doneAt: 0, attempts: 0 };

/** One more fact about a thing, which becomes dirty with it. */
export async function addFact(
  scope: WriteScope,
  kind: DirtyKind,
  key: string,
  fact: string,
  availableAt = 0,
): Promise<void> {
  await scope.db.insert(scope.of(outbox)).values({
    ...inert,
    id: `fact ${kind} ${key} ${fact}`,
    topic: 'fact',
    key: `${kind} ${key}`,
    payload: 1,
  });
  await markDirty(scope, kind, key, availableAt);
}

async function count(scope: ReadScope, kind: DirtyKind, key: string): Promise<number> {
  const rows = scope.of(outbox);
  const [row] = await scope.db
    .select({ n: sql`count(*)`.mapWith(Number) })
    .from(rows)
    .where(and(eq(rows.topic, 'fact'), eq(rows.key, `${kind} ${key}`)));
  return row?.n ?? 0;
}

/** Recomputes a thing's total from its facts. Answers it. */
export async function recomputeTotal(scope: WriteScope, kind: DirtyKind, key: string): Promise<number> {
  const total = await count(scope, kind, key);
  const rows = scope.of(outbox);
  await scope.db
    .insert(rows)
    .values({ ...inert, id: `total ${kind} ${key}`, topic: 'total', key: `${kind} ${key}`, payload: total })
    .onConflictDoUpdate({ target: rows.id, set: { payload: total } });
  return total;
}

/** What was last recomputed for a thing. */
export async function totalOf(store: Store, kind: DirtyKind, key: string): Promise<unknown> {
  return store.read(async (scope) => {
    const rows = scope.of(outbox);
    const [row] = await scope.db
      .select()
      .from(rows)
      .where(eq(rows.id, `total ${kind} ${key}`));
    return row?.payload;
  });
}
