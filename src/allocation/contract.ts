/** `POST /allocation-plans`, reading one, and accepting it: docs/allocation.md. */
import { z } from 'zod';
import { sectorCode } from '../catalogue/contract.ts';
import { route } from '../platform/http/contract.ts';
import {
  amountMinor,
  code,
  currency,
  day,
  instant,
  month,
  personMonths,
  provincePcode,
  quantity,
  usdCents,
  uuidv7,
} from '../platform/http/schemas.ts';

const weightedPm = z.number().meta({
  description: 'Severity weight × person-months covered × urgency, as in the priority of a cell',
  example: 5333.333,
});
const tonnes = z.number().meta({ description: 'Metric tonnes', example: 120.5 });
const MOST_CROSSINGS = 24;

export const planQuery = z
  .strictObject({
    includePledges: z.boolean().default(false).meta({
      description: 'Plan promises that are not firm too; coverage then counts them, as class 7',
    }),
    sector: sectorCode.nullish().meta({ description: 'Plan for this one alone; all when left out' }),
    to: month.nullish().meta({ description: 'Last month looked at; 5 months ahead when left out' }),
    capacities: z
      .array(
        z.strictObject({
          crossing: code,
          tonnesPerMonth: z.number().nonnegative().max(10_000_000).meta({
            description: 'Of aid, in a month in which it is open every day; 0: not to be used',
          }),
        }),
      )
      .max(MOST_CROSSINGS)
      .default([])
      .meta({ description: 'Known better than the planning values of the reference data' }),
  })
  .meta({ id: 'AllocationPlanQuery' });
export type PlanQuery = z.output<typeof planQuery>;

const pledgeNamed = z.strictObject({ id: uuidv7, reference: z.string() });

const allocated = z
  .strictObject({
    id: uuidv7.meta({ description: 'Of the line that it becomes when the plan is accepted' }),
    pledge: pledgeNamed,
    line: uuidv7.meta({ description: 'The line that it is allocated from' }),
    province: provincePcode,
    sector: sectorCode,
    item: code.nullable(),
    quantity: quantity.nullable(),
    amount: amountMinor.nullable(),
    currency: currency.nullable(),
    amountUsd: usdCents.nullable(),
    pm: personMonths.meta({ description: 'What it covers; of money an estimate' }),
    arrivalMonth: month.meta({ description: 'In which its promise counts in the lane' }),
    crossing: code.nullable().meta({ description: 'Null where nothing is carried into the country' }),
    passesOn: day.nullable(),
    arrivesOn: day.nullable(),
    tonnes: tonnes.nullable(),
  })
  .meta({ id: 'PlannedAllocation' });
export type PlannedAllocation = z.output<typeof allocated>;

const laneMonth = z.strictObject({
  month,
  needPm: personMonths,
  beforePm: personMonths.meta({ description: 'Covered today by the classes that count' }),
  afterPm: personMonths.meta({ description: 'Covered once the plan is accepted' }),
  coveredPm: personMonths.meta({ description: 'What it covers more' }),
  weightedPm,
});

const lane = z
  .strictObject({
    province: provincePcode,
    sector: sectorCode,
    ipcPhase: z.int().min(1).max(5),
    months: z.array(laneMonth),
  })
  .meta({ id: 'PlannedLane' });

const gain = z
  .strictObject({
    weightedPm,
    coveredPm: z
      .partialRecord(sectorCode, personMonths)
      .meta({ description: 'More person-months covered, by sector: never summed across' }),
  })
  .meta({ id: 'PlanGain', description: 'Over what is recorded, by the gap engine' });

const binding = z
  .strictObject({
    kind: z.enum(['supply', 'crossing', 'need']),
    text: z.string().meta({ description: 'In words' }),
    price: z
      .number()
      .meta({ description: 'Severity-weighted person-months that one unit more would add, about' }),
    per: z.string().meta({ description: 'The unit', example: 'tonne' }),
    pledge: pledgeNamed.nullable(),
    line: uuidv7.nullable(),
    crossing: code.nullable(),
    province: provincePcode.nullable(),
    sector: sectorCode.nullable(),
    month: month.nullable(),
  })
  .meta({ id: 'PlanBinding', description: 'What keeps the plan from covering more' });
export type BindingView = z.output<typeof binding>;

const offered = z
  .strictObject({
    pledge: pledgeNamed,
    line: uuidv7,
    item: code.nullable(),
    currency: currency.nullable(),
    offered: z.number().meta({ description: "In the item's unit, or in minor units of the currency" }),
    left: z
      .number()
      .meta({ description: 'What the plan leaves unallocated, for it would cover nothing more' }),
  })
  .meta({ id: 'PlannedSupply' });

const leftOut = z
  .strictObject({
    pledge: pledgeNamed,
    line: uuidv7,
    reason: z.enum([
      'no_date',
      'earmarked',
      'not_firm',
      'too_late',
      'out_of_reach',
      'covers_nothing',
      'too_many',
    ]),
    text: z.string(),
  })
  .meta({ id: 'LeftOutOfPlan' });
export type LeftOut = z.output<typeof leftOut>;

const passage = z
  .strictObject({
    crossing: code,
    month,
    openDays: z.number().meta({ description: 'Days of ordinary traffic; a restricted day counts half' }),
    capacityTonnes: tonnes.meta({ description: 'Of aid' }),
    takenTonnes: tonnes.meta({ description: 'By cargo on waybills and by plans accepted before' }),
    plannedTonnes: tonnes.meta({ description: 'By this plan' }),
    status: z.enum(['sourced', 'planning value', 'as asked']),
    source: z.string(),
  })
  .meta({ id: 'PlannedPassage' });

export const allocationPlan = z
  .strictObject({
    id: uuidv7,
    state: z.enum(['proposed', 'accepted']),
    asOf: instant,
    recordedBy: z.string(),
    acceptedAt: instant.nullable(),
    acceptedBy: z.string().nullable(),
    query: planQuery,
    from: month,
    to: month,
    countsThrough: z.enum(['firm', 'pledged']).meta({ description: 'The last class that counts as covered' }),
    allocations: z.array(allocated),
    gain,
    lanes: z.array(lane).meta({ description: 'The lanes and months of which more would be covered' }),
    ruleOfThumb: gain.meta({
      description: 'What giving to the highest priority first would gain, by the same engine',
    }),
    bound: weightedPm.meta({ description: 'What the linear programme says can be gained at most' }),
    boundText: z.string().meta({ description: 'How far the gain stays below it, and why' }),
    binding: z.array(binding),
    supplies: z.array(offered),
    leftOut: z.array(leftOut),
    crossings: z.array(passage),
  })
  .meta({ id: 'AllocationPlan' });
export type AllocationPlan = z.output<typeof allocationPlan>;

const params = z.strictObject({ id: uuidv7 });

export const createAllocationPlan = route({
  method: 'post',
  path: '/allocation-plans',
  operationId: 'createAllocationPlan',
  permission: 'gaps:handle',
  summary:
    'Plan where to allocate what is unallocated, so that it covers the most severity-weighted person-months',
  description:
    'Lines without a province or a sector, of pledges with earmarking 1 or 2 that are firm, are given to lanes they may go to and reach in time, within the capacity of crossings. Nothing is allocated until the plan is accepted. Capacities, days inside the country and what money buys are planning values.',
  tag: 'Allocation plans',
  body: planQuery,
  responses: { 201: { description: 'The plan, recorded as proposed', body: allocationPlan } },
});

export const getAllocationPlan = route({
  method: 'get',
  path: '/allocation-plans/{id}',
  operationId: 'getAllocationPlan',
  permission: 'gaps:handle',
  summary: 'A plan as it was proposed, and whether it was accepted',
  description: 'Shown to whoever made it and to managers in charge of all provinces.',
  tag: 'Allocation plans',
  params,
  responses: { 200: { description: 'The plan', body: allocationPlan } },
});

export const acceptAllocationPlan = route({
  method: 'post',
  path: '/allocation-plans/{id}/accept',
  operationId: 'acceptAllocationPlan',
  permission: 'gaps:handle',
  summary: 'Make the allocations of a plan, all of them or none',
  description:
    'By the rules of allocating a pledge. Refused when what it rests on has changed so that it no longer fits or no longer covers what it promised: `errors` names each thing. Accepting it again changes nothing.',
  tag: 'Allocation plans',
  params,
  responses: { 200: { description: 'Accepted; the plan', body: allocationPlan } },
});
