import { z } from 'zod';
import { pledgeSector, pledgeStatus } from '../contract.ts';
import { route } from '../../platform/http/contract.ts';
import {
  code,
  dayOrInstant,
  instant,
  personMonths,
  provincePcode,
  usdCents,
  uuidv7,
} from '../../platform/http/schemas.ts';

export const statementFigure = z
  .strictObject({
    quantity: z.number().nullable().meta({
      description: "In the unit of the line's item; null for money, and where other items came for it",
    }),
    amountUsd: usdCents
      .nullable()
      .meta({ description: "Goods: their part of the line's value; null where it has none" }),
    pm: personMonths.nullable(),
    asOf: instant
      .nullable()
      .meta({ description: 'When the newest fact behind the figure was recorded; null: none is' }),
  })
  .meta({ id: 'StatementFigure' });
export type StatementFigure = z.output<typeof statementFigure>;

const columns = {
  pledged: statementFigure.meta({
    description: 'Promised by this line itself, without what was allocated from it',
  }),
  firm: statementFigure.meta({ description: 'Of it, what is committed or paid' }),
  shipped: statementFigure.meta({
    description:
      'On waybills that were not cancelled: loaded, else planned. shipped + excess = planned + inTransit + late + held + stale + unknown + delivered + damaged + lost + returned',
  }),
  planned: statementFigure.meta({ description: 'On waybills that have not moved yet' }),
  inTransit: statementFigure,
  late: statementFigure,
  held: statementFigure,
  stale: statementFigure,
  delivered: statementFigure.meta({ description: 'Received in good order, excess included' }),
  damaged: statementFigure,
  lost: statementFigure.meta({ description: 'Missing and lost' }),
  returned: statementFigure,
  unknown: statementFigure.meta({ description: 'What a disputed receipt would account for if it counted' }),
  excess: statementFigure.meta({
    description: 'Beyond what was sent; part of the outcomes, and booked apart',
  }),
};

const described = {
  line: uuidv7,
  sector: pledgeSector,
  item: code.nullable(),
  unit: z.string().nullable().meta({ description: 'UN Rec 20; null for money' }),
};

export const statement = z
  .strictObject({
    pledge: uuidv7,
    reference: z.string(),
    status: pledgeStatus,
    parent: uuidv7.nullable(),
    children: z
      .array(uuidv7)
      .meta({ description: 'Pledges split off from this one: they have statements of their own' }),
    asOf: instant.meta({ description: 'The moment the statement is about' }),
    lines: z.array(
      z
        .strictObject({ ...described, province: provincePcode.nullable(), ...columns })
        .meta({ id: 'StatementLine' }),
    ),
    totals: z
      .array(z.strictObject({ ...described, ...columns }).meta({ id: 'StatementTotal' }))
      .meta({ description: 'Each line over all provinces' }),
    total: z.strictObject(columns).meta({
      id: 'StatementSum',
      description: 'All lines; no quantity unless all have the same item',
    }),
  })
  .meta({ id: 'PledgeStatement' });
export type Statement = z.output<typeof statement>;

export const getStatement = route({
  method: 'get',
  path: '/pledges/{id}/statement',
  operationId: 'getPledgeStatement',
  permission: 'pledges:read',
  summary: 'What became of a pledge, per line and province',
  description:
    'Computed from the facts when asked. Receipts count where they were received, everything else where it is going now. Quantities and USD add up exactly, per row and in the totals; person-months are exact sums, each rounded when shown.',
  tag: 'Pledges',
  params: z.strictObject({ id: uuidv7 }),
  query: z.strictObject({
    asKnownOn: dayOrInstant.optional().meta({
      description: 'As it was known then, by what had been recorded; a day means its end in Kabul',
    }),
  }),
  responses: { 200: { description: 'The statement', body: statement } },
});
