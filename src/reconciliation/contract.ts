import { z } from 'zod';
import { sectorCode } from '../catalogue/contract.ts';
import { route } from '../platform/http/contract.ts';
import {
  code,
  instant,
  listOf,
  paging,
  personMonths,
  provincePcode,
  quantity,
  usdCents,
  uuidv7,
} from '../platform/http/schemas.ts';
import { DISCREPANCY_KINDS } from './rules/discrepancies.ts';

const kind = z.enum(DISCREPANCY_KINDS).meta({ id: 'DiscrepancyKind' });
const state = z.enum(['open', 'acknowledged', 'resolved']);

export const discrepancy = z
  .strictObject({
    id: uuidv7,
    kind,
    state,
    shipment: uuidv7.nullable(),
    line: uuidv7
      .nullable()
      .meta({ description: 'The line of the shipment or pledge; null for the whole, or an unplanned item' }),
    pledge: uuidv7.nullable().meta({ description: 'The pledge it is about, or that the line fulfils' }),
    province: provincePcode.nullable(),
    sector: sectorCode.nullable(),
    item: code.nullable(),
    unit: z.string().nullable(),
    quantity: quantity.nullable().meta({ description: 'Null when it is about the whole, or about money' }),
    pm: personMonths.nullable(),
    valueUsd: usdCents
      .nullable()
      .meta({ description: 'By the value of the pledge line; null when it has none' }),
    openedAt: instant,
    closedAt: instant.nullable(),
    owner: z.string().nullable(),
    cause: z
      .array(z.strictObject({ reason: z.string(), responsibility: z.string().nullable(), quantity }))
      .meta({ description: 'The reasons given, with what each explains' }),
    history: z.array(
      z.strictObject({
        at: instant,
        what: z.enum(['opened', 'changed', 'closed', 'reopened']),
        by: z.string(),
        quantity: quantity.nullable(),
      }),
    ),
  })
  .meta({ id: 'Discrepancy' });
export type Discrepancy = z.output<typeof discrepancy>;

export const listDiscrepancies = route({
  method: 'get',
  path: '/discrepancies',
  operationId: 'listDiscrepancies',
  summary: 'Where promise, dispatch and receipt disagree, the newest first',
  description: 'Cases open, change and close by themselves as facts change.',
  tag: 'Discrepancies',
  query: z.strictObject({
    kind: kind.optional(),
    state: state.optional(),
    province: provincePcode.optional(),
    sector: sectorCode.optional(),
    shipment: uuidv7.optional(),
    pledge: uuidv7.optional(),
    ...paging,
  }),
  responses: { 200: { description: 'Discrepancies', body: listOf(discrepancy) } },
});
export type DiscrepancyQuery = z.output<typeof listDiscrepancies.query>;
