import { and, gte, inArray, lte } from '../../platform/storage/drizzle.ts';
import type { NewRow, Row } from '../../platform/storage/columns.ts';
import { selectBy } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import { pledgeDuplicateAnswers, pledgeLines, pledges } from '../tables.ts';

export type DuplicateAnswerRow = Row<typeof pledgeDuplicateAnswers>;
type FoundPledge = Row<typeof pledges>;

/**
 * The pledges that one of this donor, by all its ids, decided among these days, or of this folded reference, is to be compared with; and whatever
 * was split off from them. With the lines that have no parent.
 */
export async function comparable(
  scope: ReadScope,
  like: { donors: readonly string[]; from: string; to: string; referenceFolded: string },
): Promise<{ pledge: FoundPledge; lines: Row<typeof pledgeLines>[] }[]> {
  const rows = scope.of(pledges);
  const found = new Map<string, FoundPledge>();
  const keep = (some: readonly FoundPledge[]) => {
    const fresh = some.filter(({ id }) => !found.has(id));
    for (const one of fresh) found.set(one.id, one);
    return fresh.map(({ id }) => id);
  };
  keep(
    await scope.db
      .select()
      .from(rows)
      .where(
        and(
          inArray(rows.donor, [...like.donors]),
          gte(rows.decidedOn, like.from),
          lte(rows.decidedOn, like.to),
        ),
      ),
  );
  keep(await selectBy(scope, pledges, { referenceFolded: like.referenceFolded }));
  let parents = [...found.keys()];
  while (parents.length > 0) parents = keep(await selectBy(scope, pledges, { parent: parents }));
  const lines = await selectBy(scope, pledgeLines, { pledge: [...found.keys()] }, ['position']);
  const linesOf = Map.groupBy(
    lines.filter(({ parent }) => parent === null),
    ({ pledge }) => pledge,
  );
  return Array.from(found.values(), (pledge) => ({ pledge, lines: linesOf.get(pledge.id) ?? [] }));
}

export async function insertDuplicateAnswer(
  scope: WriteScope,
  row: NewRow<typeof pledgeDuplicateAnswers>,
): Promise<void> {
  await scope.db.insert(scope.of(pledgeDuplicateAnswers)).values(row);
}

/** What was answered when these pledges were logged, by the pledge. */
export async function duplicateAnswersOf(
  scope: ReadScope,
  ids: readonly string[],
): Promise<Map<string, DuplicateAnswerRow>> {
  const found = await selectBy(scope, pledgeDuplicateAnswers, { pledge: ids });
  return new Map(found.map((row) => [row.pledge, row]));
}
