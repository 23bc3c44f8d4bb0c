import { z } from 'zod';
import { sectorCode } from '../../catalogue/contract.ts';
import { route } from '../../platform/http/contract.ts';
import {
  code,
  day,
  instant,
  month,
  people,
  personMonths,
  provincePcode,
  quantity,
  usdCents,
  uuidv7,
} from '../../platform/http/schemas.ts';
import { constraintOnWay } from '../../places/contract/access.ts';
import { gapCell } from '../contract.ts';
import { SUPPLY_CLASSES } from '../rules/parcel.ts';
import { commodity } from './commodities.ts';

const change = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('crossing_closed'),
      crossing: code,
      from: day,
      until: day.nullish().meta({ description: 'Last day of it; left out: until further notice' }),
    }),
    z.strictObject({
      kind: z.literal('corridor_delay'),
      crossing: code.meta({ description: 'The crossing the corridor goes through' }),
      days: z.int().min(1).max(365),
    }),
    z.strictObject({
      kind: z.literal('access_constraint'),
      constraint: code.meta({
        description:
          'A constraint as recorded: cargo meets it where its ETA has it on the road, and waits or takes longer. What concerns districts alone, and advice, changes nothing',
      }),
    }),
    z.strictObject({ kind: z.literal('pledge_cancelled'), pledge: uuidv7 }),
    z.strictObject({
      kind: z.literal('added_supply'),
      province: provincePcode,
      item: code,
      quantity: quantity.positive(),
      month: month.meta({ description: 'In which it would arrive; not before the current one' }),
      class: z.enum(['delivered', 'inTransit', 'firm', 'pledged']).default('inTransit'),
    }),
    z.strictObject({
      kind: z.literal('need_changed'),
      province: provincePcode,
      sector: sectorCode,
      from: month,
      to: month,
      peopleTargeted: people,
    }),
  ])
  .meta({ id: 'WhatIfChange' });
export type WhatIfChange = z.output<typeof change>;

const shown = gapCell
  .pick({ needPm: true, coverage: true, waterfall: true, excessPm: true, level: true })
  .meta({ id: 'WhatIfCell' });

const parcel = z
  .strictObject({
    province: provincePcode.nullable(),
    sector: z.string(),
    class: z.enum(SUPPLY_CLASSES),
    arrivalMonth: month,
    pm: personMonths,
  })
  .meta({ id: 'WhatIfParcel' });

const owner = {
  shipment: z.strictObject({ id: uuidv7, waybill: z.string() }).nullable(),
  pledge: z.strictObject({ id: uuidv7, reference: z.string() }).nullable(),
};

const record = z
  .strictObject({
    ...owner,
    before: z.array(parcel),
    after: z.array(parcel),
  })
  .meta({ id: 'WhatIfRecord' });

const lane = z
  .strictObject({
    province: provincePcode,
    sector: sectorCode,
    months: z
      .array(
        z.strictObject({
          month,
          before: shown,
          after: shown,
          coveredPm: z
            .number()
            .meta({ description: 'Change of what is confirmed and in transit, in person-months' }),
          because: z.array(z.strictObject(owner)).meta({
            description:
              'Whose change reaches this month: due or to arrive in it or before, in either world; one whose record is null is not yours to see. Empty where only a need or added supply changes',
          }),
        }),
      )
      .meta({ description: 'The months that change, the past ones left out' }),
    records: z.array(record).meta({ description: 'The cargo and promises of the lane that would be others' }),
  })
  .meta({ id: 'WhatIfLane' });
export type WhatIfLane = z.output<typeof lane>;

const MOST_CHANGES = 20;

export const whatIf = route({
  method: 'post',
  path: '/what-if',
  operationId: 'whatIf',
  permission: 'gaps:read',
  summary: 'Which lanes and months would change, and by how much, were the world another',
  description:
    'The same engine over changed facts; nothing is recorded. Cargo that would come to a closed crossing waits until it opens, and is held from today on where it stays closed; days from a crossing to a province are planning values.',
  tag: 'Gaps',
  body: z.strictObject({
    changes: z.array(change).min(1).max(MOST_CHANGES),
    sector: sectorCode.nullish(),
    to: month.nullish().meta({ description: 'Last month looked at; 5 months ahead when left out' }),
  }),
  responses: {
    200: {
      description: 'What would change, the greatest loss of coverage first',
      body: z
        .strictObject({
          asOf: instant,
          lanes: z.array(lane),
          coveredPm: z.partialRecord(sectorCode, z.number()).meta({
            description: 'Change of what is confirmed and in transit, by sector: never summed across',
          }),
        })
        .meta({ id: 'WhatIf' }),
    },
  },
});
export type WhatIf = z.output<(typeof whatIf.responses)[200]['body']>;
export type WhatIfCommand = z.output<typeof whatIf.body>;

export const nextUnit = route({
  method: 'post',
  path: '/next-unit',
  operationId: 'nextUnit',
  permission: 'gaps:read',
  summary:
    'Where the next unit closes most gap: lanes ranked by the severity-weighted person-months it would cover in time',
  description:
    'Give a quantity of an item, or an amount and a sector. Each lane is asked what it would cover of its need, with the stock rule, were all of it sent there; it arrives when passes, seasons and crossings let it through; days are planning values.',
  tag: 'Gaps',
  body: z
    .strictObject({
      item: code.nullish(),
      quantity: quantity.positive().nullish(),
      amountUsd: usdCents.positive().nullish(),
      sector: sectorCode.nullish(),
      crossing: code.nullish().meta({
        description: 'Where it comes in; left out: for each lane the one that brings it there first',
      }),
      availableOn: day.nullish().meta({ description: 'When it can leave the crossing; today when left out' }),
    })
    .refine(
      ({ item, quantity: units, amountUsd, sector }) =>
        (item && units && !amountUsd && !sector) || (!item && !units && amountUsd && sector),
      { error: 'give item and quantity, or amountUsd and sector', path: ['item'] },
    ),
  responses: {
    200: {
      description: 'Lanes, the best first; those it would do nothing for are left out',
      body: z
        .strictObject({
          asOf: instant,
          pm: personMonths.meta({ description: 'What it covers in all' }),
          lanes: z.array(
            z
              .strictObject({
                province: provincePcode,
                sector: sectorCode,
                arrivesOn: day,
                crossing: code.nullable(),
                because: z
                  .array(code)
                  .meta({ description: 'The constraints for which it takes longer than the road' }),
                coveredPm: personMonths.meta({ description: 'Of need that nothing on the way covers' }),
                unusedPm: personMonths.meta({
                  description: 'What the lane has no need for in the months seen',
                }),
                gain: z.number().meta({ description: 'Severity weight × covered person-months × urgency' }),
                ipcPhase: z.int().nullable(),
                months: z.array(z.strictObject({ month, coveredPm: personMonths })),
              })
              .meta({ id: 'NextUnitLane' }),
          ),
          outOfReach: z
            .array(z.strictObject({ province: provincePcode, sector: sectorCode, because: z.array(code) }))
            .meta({ description: 'Lanes with a need that nothing reaches within a year, and why' }),
          constraints: z.array(constraintOnWay),
        })
        .meta({ id: 'NextUnit' }),
    },
  },
});
export type NextUnit = z.output<(typeof nextUnit.responses)[200]['body']>;
export type NextUnitCommand = z.output<typeof nextUnit.body>;

const laneAccess = z
  .strictObject({
    isOpen: z.boolean().meta({ description: 'Whether what leaves the crossing today gets through' }),
    leaveBy: day.nullable().meta({
      description:
        'The last day to leave the crossing before the way closes: reached only before. Null: it is closed, or does not close within a year',
    }),
    opensOn: day.nullable().meta({
      description:
        'The first day to leave it once it was closed: reached only after. Null: never, or never closed',
    }),
    closedBy: z.array(code).meta({ description: 'The constraints that close it' }),
    because: z.array(code).meta({ description: 'Those for which today it takes longer than the road' }),
    constraints: z
      .array(constraintOnWay)
      .meta({ description: 'Those named, and all that bears on the way from now to 5 months ahead' }),
  })
  .meta({ id: 'LaneAccess' });
export type LaneAccess = z.output<typeof laneAccess>;

export const getForecast = route({
  method: 'get',
  path: '/forecast',
  operationId: 'getForecast',
  permission: 'gaps:read',
  summary: 'When the pipeline of each lane breaks, and for how many months its stock lasts',
  description:
    'A pipeline breaks in the first month whose need delivered, moving and firm supply do not cover. Months of supply: delivered stock carried out of the month over the mean need of the next three; by item, as its share of what came last, the oldest used first. `pipeline` says the same by commodity, measured against a full ration. Constraints advise: the months in which supply arrives are those of its ETAs.',
  tag: 'Gaps',
  query: z.strictObject({ sector: sectorCode.optional(), province: provincePcode.optional() }),
  responses: {
    200: {
      description: 'Lanes, the earliest break first',
      body: z
        .strictObject({
          asOf: instant,
          items: z.array(
            z
              .strictObject({
                province: provincePcode,
                sector: sectorCode,
                breakMonth: month.nullable().meta({ description: 'Null: none in the months that are known' }),
                knownUntil: month
                  .nullable()
                  .meta({ description: 'The last month a need is known for: nothing is said beyond it' }),
                monthsOfSupply: z.number().nullable(),
                stockPm: personMonths,
                commodities: z.array(
                  z.strictObject({
                    item: code,
                    pm: personMonths,
                    quantity,
                    monthsOfSupply: z.number().nullable(),
                  }),
                ),
                pipeline: z.array(commodity),
                leadDays: z.int().nullable().meta({
                  description:
                    'From the crossing, waiting included, a planning value; null: nothing gets through within a year',
                }),
                crossing: code.nullable().meta({
                  description: 'By which it comes first; null: no border opens within a year',
                }),
                arrivesOn: day.nullable().meta({ description: 'What leaves the crossing today' }),
                inTime: z
                  .boolean()
                  .nullable()
                  .meta({ description: 'Whether what leaves that crossing today comes before the break' }),
                access: laneAccess,
              })
              .meta({ id: 'ForecastLane' }),
          ),
          nextCursor: z.null(),
        })
        .meta({ id: 'Forecast' }),
    },
  },
});
export type ForecastLane = z.output<(typeof getForecast.responses)[200]['body']>['items'][number];
