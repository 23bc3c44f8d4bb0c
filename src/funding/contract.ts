import { z } from 'zod';
import { sectorCode } from '../catalogue/contract.ts';
import { route } from '../platform/http/contract.ts';
import { instant, planCode, queryYear, usageYear, usdCents } from '../platform/http/schemas.ts';

const percent = z.number().nullable().meta({
  description: '(commitment + paid) / requirement in percent, with 2 decimals; null without a requirement',
  example: 15.4,
});
const requirementUsd = usdCents
  .nullable()
  .meta({ description: 'What the plan requires; null where none is published: unknown is not zero' });

const figures = {
  pledgedUsd: usdCents.meta({ description: 'Promised and not yet firm: in no total and no percentage' }),
  committedUsd: usdCents,
  paidUsd: usdCents,
  fundedUsd: usdCents.meta({ description: 'Commitments and payments' }),
  records: z.int().meta({ description: 'Pledges behind it' }),
  unpriced: z.int().meta({ description: 'Lines of goods whose value nobody said: in no amount' }),
};

const fundingSector = z.union([sectorCode, z.literal('unallocated')]).meta({
  description: 'A sector; or unallocated: money that names none, or several in proportions nobody has said',
});

const publishedRequirement = z
  .strictObject({
    plan: planCode,
    cluster: z.string().nullable().meta({ description: 'As the plan names it; null: the whole plan' }),
    sector: sectorCode.nullable().meta({ description: 'Null: none of ours' }),
    requirementUsd,
    fundingUsd: usdCents.meta({ description: 'Commitments and payments, as published' }),
    percent,
    asOf: z.string().meta({ description: 'Of the snapshot: the same plan differs between snapshots' }),
    source: z.string(),
  })
  .meta({ id: 'PublishedRequirement' });

export const sectorFunding = z
  .strictObject({
    sector: fundingSector,
    requirementUsd,
    ...figures,
    percent,
    requirements: z.array(publishedRequirement).meta({ description: 'What the requirement is made of' }),
  })
  .meta({ id: 'SectorFunding' });
export type SectorFunding = z.output<typeof sectorFunding>;

const planFunding = z
  .strictObject({
    plan: planCode,
    name: z.string().nullable().meta({ description: 'Null for a plan of which nothing is published' }),
    requirementUsd,
    ...figures,
    percent,
    published: publishedRequirement.nullable().meta({ description: 'The whole plan' }),
    clusters: z.array(publishedRequirement),
  })
  .meta({ id: 'PlanFunding' });
export type PlanFunding = z.output<typeof planFunding>;

export const funding = z
  .strictObject({
    year: usageYear,
    asOf: instant,
    sectors: z.array(sectorFunding).meta({ description: 'All that is used in the year, plan or not' }),
    plans: z.array(planFunding).meta({ description: 'Only what names the plan' }),
    outsidePlans: z.strictObject(figures).meta({ description: 'What names no plan' }),
    total: z.strictObject(figures),
  })
  .meta({ id: 'Funding' });
export type Funding = z.output<typeof funding>;

export const getFunding = route({
  method: 'get',
  path: '/funding',
  operationId: 'getFunding',
  permission: 'gaps:read',
  summary: 'What a year requires, and what is pledged, committed and paid, by sector and plan',
  description:
    'By the rule of OCHA FTS: a pledge is in no total until it is committed or paid. A pledge counts in the year it is used in (`use` of the pledge); what was allocated or split off counts once. The records behind a figure are `GET /pledges?usageYear=&sector=&status=&plan=`, those that whoever asks may see.',
  tag: 'Gaps',
  query: z.strictObject({
    year: queryYear.optional().meta({ description: 'The current one in Kabul when left out' }),
  }),
  responses: { 200: { description: 'The funding of the year', body: funding } },
});
