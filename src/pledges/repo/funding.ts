import { publishedPlans, yearOfPlan } from '../../needs/figures.ts';
import {
  and,
  eq,
  inArray,
  isNull,
  like,
  notInArray,
  or,
  type SQL,
  sql,
} from '../../platform/storage/drizzle.ts';
import { selectBy } from '../../platform/storage/statements.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { pledgeLines, pledges } from '../tables.ts';

/** `usageYearOf` of the rules, in SQL: `tests/api/funding.test.ts` holds the two together. */
export function usedIn(scope: ReadScope, year: number): SQL | undefined {
  const { usageYear, plan, expectedBy, decidedOn } = scope.of(pledges);
  const ofYear = publishedPlans.filter((code) => yearOfPlan(code) === year);
  return or(
    eq(usageYear, year),
    and(isNull(usageYear), inArray(plan, ofYear)),
    and(
      isNull(usageYear),
      or(isNull(plan), notInArray(plan, [...publishedPlans])),
      like(sql`coalesce(${expectedBy}, ${decidedOn})`, `${year}-%`),
    ),
  );
}

/** The pledges used in a year, whoever may see them: for sums alone. */
export async function pledgesUsedIn(scope: ReadScope, year: number) {
  const rows = scope.of(pledges);
  const heads = await scope.db.select().from(rows).where(usedIn(scope, year));
  const lines = await selectBy(scope, pledgeLines, { pledge: heads.map(({ id }) => id) });
  const linesOf = Map.groupBy(lines, ({ pledge }) => pledge);
  return heads.map((pledge) => ({ pledge, lines: linesOf.get(pledge.id) ?? [] }));
}
