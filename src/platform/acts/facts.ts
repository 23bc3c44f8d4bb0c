/** Facts as the audit trail knows them: by their id and the digest of what was sent. */
import { and, asc, gt, gte, inArray } from '../storage/drizzle.ts';
import type { NeutralTable } from '../storage/columns.ts';
import type { Pg } from '../storage/drizzle.ts';
import type { ReadScope } from '../storage/store.ts';

export interface Fact {
  id: string;
  contentHash: string;
  recordedAt: number;
}

/** The facts of one kind, for whoever compares them with the trail. */
export interface RecordedFacts {
  /** As the trail calls them. */
  kind: string;
  /** In the order of their ids, from after one on, those recorded since an instant. */
  after: (scope: ReadScope, from: { id: string; since: number; limit: number }) => Promise<Fact[]>;
  /** Which of these are recorded. */
  among: (scope: ReadScope, ids: readonly string[]) => Promise<string[]>;
}

interface FactColumns {
  id: Pg.PgColumn;
  contentHash: Pg.PgColumn;
  recordedAt: Pg.PgColumn;
}

/** The facts that a table holds, each with its digest and when it was recorded. */
export function factsIn(
  kind: string,
  table: NeutralTable & { postgres: Pg.PgTable & FactColumns },
): RecordedFacts {
  return {
    kind,
    async after(scope, { id, since, limit }) {
      const rows = scope.of(table);
      const found = await scope.db
        .select({ id: rows.id, contentHash: rows.contentHash, recordedAt: rows.recordedAt })
        .from(rows)
        .where(and(gt(rows.id, id), gte(rows.recordedAt, since)))
        .orderBy(asc(rows.id))
        .limit(limit);
      return found as Fact[];
    },
    async among(scope, ids) {
      if (ids.length === 0) return [];
      const rows = scope.of(table);
      const found = await scope.db
        .select({ id: rows.id })
        .from(rows)
        .where(inArray(rows.id, [...ids]));
      return found.map(({ id }) => id as string);
    },
  };
}
