import { z } from 'zod';
import { route } from '../../platform/http/contract.ts';
import {
  code,
  day,
  dayOrInstant,
  instant,
  listOf,
  paging,
  personMonths,
  provincePcode,
  usdCents,
  uuidv7,
} from '../../platform/http/schemas.ts';
import { pledgeStatus } from '../contract.ts';
import { EVENT_TYPES } from '../../shipments/rules/codes.ts';
import { FATES } from '../rules/cargo-cells.ts';
import { COLUMNS } from '../rules/statement.ts';
import { statementFigure } from './statement.ts';

const contribution = {
  pledgeLine: uuidv7,
  item: code.nullable(),
  unit: z.string().nullable().meta({ description: 'UN Rec 20; null for money' }),
  quantity: z
    .number()
    .nullable()
    .meta({ description: 'What it contributes, in the unit of its item; below 0 where it is taken off' }),
  amountUsd: usdCents.nullable(),
  pm: personMonths.nullable(),
  recordedAt: instant,
};

const cargoRecord = z
  .strictObject({
    kind: z.literal('cargo'),
    ...contribution,
    column: z.enum([...FATES, 'excess']).meta({ description: 'Which outcome it is' }),
    province: provincePcode,
    shipment: uuidv7.nullable().meta({ description: 'Null, with the waybill, to those who may not see it' }),
    waybill: z.string().nullable(),
    shipmentLine: uuidv7.nullable(),
    event: z
      .strictObject({ id: uuidv7, type: z.enum(EVENT_TYPES), occurredAt: instant, recordedAt: instant })
      .nullable()
      .meta({
        description:
          'The receipt, loss or return that tells it; of what is on the road the latest news; null: only planned, or on the road and told to those concerned and in charge',
      }),
  })
  .meta({ id: 'StatementCargoRecord' });

const promiseRecord = z
  .strictObject({
    kind: z.literal('promise'),
    ...contribution,
    fact: z.enum(['recorded', 'changed', 'allocated']).meta({
      description:
        'The line as it was recorded; a change of the pledge (see its versions); what was allocated from the line',
    }),
    version: z.int().nullable().meta({ description: 'Of `changed`: the version that it superseded' }),
    allocatedLine: uuidv7.nullable().meta({ description: 'Of `allocated`: the line it went to' }),
  })
  .meta({ id: 'StatementPromiseRecord' });

const statusRecord = z
  .strictObject({
    kind: z.literal('status'),
    ...contribution,
    status: z.enum(pledgeStatus.options),
    statusFact: uuidv7,
    on: day,
  })
  .meta({
    id: 'StatementStatusRecord',
    description: 'Says whether the lines count as firm, and not how much: it contributes 0',
  });

export const statementRecord = z.discriminatedUnion('kind', [cargoRecord, promiseRecord, statusRecord]);
export type StatementRecord = z.output<typeof statementRecord>;

export const statementRecords = listOf(statementRecord)
  .extend({
    figure: statementFigure,
    asOf: instant.meta({ description: 'The moment the statement is about' }),
  })
  .meta({ id: 'StatementRecords' });
export type StatementRecords = z.output<typeof statementRecords>;

export const listStatementRecords = route({
  method: 'get',
  path: '/pledges/{id}/statement/records',
  operationId: 'listPledgeStatementRecords',
  permission: 'pledges:read',
  summary: 'The records behind one figure of a statement, and what each contributes',
  description:
    'Contributions add up to the figure, in every measure it has, as they are shown. Name a line and a province for the figure of a row, a line alone for its total, neither for the total of all lines.',
  tag: 'Pledges',
  params: z.strictObject({ id: uuidv7 }),
  query: z.strictObject({
    column: z.enum(COLUMNS),
    line: uuidv7.optional().meta({ description: 'A line of the pledge' }),
    province: z
      .union([provincePcode, z.literal('none')], { error: 'must be a province P-code, or `none`' })
      .optional()
      .meta({ description: 'The province of the row; `none` where it has none' }),
    asKnownOn: dayOrInstant.optional(),
    ...paging,
  }),
  responses: { 200: { description: 'The records, the oldest first', body: statementRecords } },
});
export type StatementRecordsQuery = z.output<typeof listStatementRecords.query>;
