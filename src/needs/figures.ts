/**
 * Published figures on needs and funding, and the labelled estimates made of them. No humanitarian plan states a need
 * for trade: there is no row, because unknown is not zero.
 */
import { z } from 'zod';
import { cell, readReferenceTable } from '../platform/reference-table.ts';

const needRow = z
  .object({
    place: cell.text,
    sector: z.enum(['food_security', 'education', 'intersectoral']),
    measure: z.enum([
      'hnrp_people_in_need',
      'hnrp_pro_rata_estimate',
      'ipc_phase3_plus',
      'ipc_phase3_plus_projection',
    ]),
    from: cell.text,
    to: cell.text,
    people_in_need: cell.count,
    people_targeted: cell.maybeCount,
    phase4_plus: cell.maybeCount,
    population: cell.maybeCount,
    is_estimate: cell.yesNo,
    note: cell.maybeText,
    source: cell.text,
  })
  .transform((row) => ({
    /** AF for the country, else a P-code. */
    place: row.place,
    /** `intersectoral` is the plan's own count of people across clusters, never a sum of ours. */
    sector: row.sector,
    measure: row.measure,
    from: row.from,
    to: row.to,
    peopleInNeed: row.people_in_need,
    peopleTargeted: row.people_targeted,
    phase4Plus: row.phase4_plus,
    population: row.population,
    isEstimate: row.is_estimate,
    note: row.note,
    source: row.source,
  }));

const requirementRow = z
  .object({
    year: cell.count,
    plan: cell.maybeText,
    plan_name: cell.maybeText,
    cluster: cell.maybeText,
    sector: cell.maybeText.pipe(z.enum(['food_security', 'education']).nullable()),
    requirement_usd: cell.maybeCount,
    funding_usd: cell.count,
    as_of: cell.text,
    source: cell.text,
  })
  .transform((row) => ({
    year: row.year,
    /** Plan code; null for what FTS counts outside any plan. */
    plan: row.plan,
    planName: row.plan_name,
    /** Null for the whole plan. */
    cluster: row.cluster,
    sector: row.sector,
    requirementUsdCents: row.requirement_usd === null ? null : row.requirement_usd * 100,
    /** Commitments and payments; pledges are not in it. */
    fundingUsdCents: row.funding_usd * 100,
    asOf: row.as_of,
    source: row.source,
  }));

export type NeedFigure = Readonly<z.output<typeof needRow>>;
export type PlanRequirement = Readonly<z.output<typeof requirementRow>>;

export const needFigures: readonly NeedFigure[] = readReferenceTable(
  new URL('data/needs.csv', import.meta.url),
  needRow,
);
export const planRequirements: readonly PlanRequirement[] = readReferenceTable(
  new URL('data/requirements.csv', import.meta.url),
  requirementRow,
);

const planYears = new Map(
  planRequirements.flatMap(({ plan, year }) => (plan === null ? [] : [[plan, year]])),
);

/** Every plan whose requirement or funding is published, by its FTS code. */
export const publishedPlans: readonly string[] = [...planYears.keys()];

/** The year a published plan is for. */
export function yearOfPlan(plan: string): number | undefined {
  return planYears.get(plan);
}

/** HNRP 2026 per province and sector, pro rata: what a month of the plan year needs, always labelled an estimate. */
export const provinceEstimates: readonly NeedFigure[] = needFigures.filter(
  (figure) => figure.measure === 'hnrp_pro_rata_estimate',
);
