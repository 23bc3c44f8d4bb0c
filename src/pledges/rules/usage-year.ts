/** What says in which year a pledge is used, the surest first. */
export const YEAR_SOURCES = ['said', 'plan', 'expectedBy', 'decidedOn'] as const;
type YearSource = (typeof YEAR_SOURCES)[number];

/**
 * The year whose funding a pledge counts in (FTS: usage year): the one that was said, else that of its plan where the plan is a
 * published one, else that of the day it is expected by, else that of its decision.
 *
 * @param yearOfPlan the year a published plan is for
 */
export function usageYearOf(
  pledge: { usageYear: number | null; plan: string | null; expectedBy: string | null; decidedOn: string },
  yearOfPlan: (plan: string) => number | undefined,
): { year: number; from: YearSource } {
  const { usageYear, plan, expectedBy, decidedOn } = pledge;
  if (usageYear !== null) return { year: usageYear, from: 'said' };
  const ofPlan = plan === null ? undefined : yearOfPlan(plan);
  if (ofPlan !== undefined) return { year: ofPlan, from: 'plan' };
  return expectedBy === null
    ? { year: yearOf(decidedOn), from: 'decidedOn' }
    : { year: yearOf(expectedBy), from: 'expectedBy' };
}

const yearOf = (day: string): number => Number(day.slice(0, 4));
