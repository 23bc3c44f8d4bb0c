import { z } from 'zod';
import { sectorCode } from '../../catalogue/contract.ts';
import { route } from '../../platform/http/contract.ts';
import { code, instant, dayOrInstant, month, provincePcode, uuidv7 } from '../../platform/http/schemas.ts';

const milli = z.int().meta({ description: 'In thousandths of a person-day; 30,000 are a person-month' });

const difference = z
  .strictObject({
    month,
    need: milli,
    delivered: milli,
    inTransit: milli,
    late: milli,
    held: milli,
    stale: milli,
    firm: milli,
    pledged: milli,
    lost: milli,
    unpledged: milli,
    excess: milli,
  })
  .meta({ id: 'CellDifference', description: 'By how much the parts of a cell are more or less' });

const fact = z
  .strictObject({
    kind: z.enum(['shipment', 'event', 'pledge', 'crossing', 'need']),
    what: z.string().meta({
      description:
        'The type of an event (`recorded` to those who are not concerned), what happened to a pledge, the status of a crossing, the month of a need',
    }),
    shipment: z.strictObject({ id: uuidv7, waybill: z.string() }).nullable(),
    pledge: z.strictObject({ id: uuidv7, reference: z.string() }).nullable(),
    crossing: code.nullable(),
    event: uuidv7.nullable(),
  })
  .meta({ id: 'MovingFact' });

const explanation = z
  .strictObject({
    province: provincePcode,
    sector: sectorCode,
    from: instant,
    to: instant,
    total: z
      .array(difference)
      .meta({ description: 'Between the two reports; months that are the same left out' }),
    time: z.array(difference).meta({
      description:
        'What time alone did to what was known before: overdue, stale, late, expired, months turned',
    }),
    steps: z.array(z.strictObject({ at: instant, facts: z.array(fact), moved: z.array(difference) })).meta({
      description: 'What each fact recorded since did, in order; with `time` they add up to `total` exactly',
    }),
  })
  .meta({ id: 'GapExplanation' });
export type GapExplanation = z.output<typeof explanation>;

export const explainGaps = route({
  method: 'get',
  path: '/gaps/explain',
  operationId: 'explainGaps',
  permission: 'gaps:read',
  summary: 'Why a lane is another than it was: the facts that moved each cell, adding up exactly',
  description:
    'Facts are applied in the order in which they were recorded, each seen at the later moment. Those that moved nothing are left out.',
  tag: 'Gaps',
  query: z.strictObject({
    province: provincePcode,
    sector: sectorCode,
    from: dayOrInstant.meta({ description: 'The earlier report, as known on a day (its end) or an instant' }),
    to: dayOrInstant.optional().meta({ description: 'The later one; now when left out' }),
  }),
  responses: { 200: { description: 'The explanation', body: explanation } },
});
