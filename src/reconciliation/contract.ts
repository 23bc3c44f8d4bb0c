import { z } from 'zod';
import { sectorCode } from '../catalogue/contract.ts';
import { route } from '../platform/http/contract.ts';
import {
  code,
  instant,
  line,
  listOf,
  paging,
  personMonths,
  provincePcode,
  quantitySum,
  usdCents,
  uuidv7,
} from '../platform/http/schemas.ts';
import { CASE_STATES, HAPPENINGS, RESOLUTIONS } from './rules/case.ts';
import { DISCREPANCY_KINDS } from './rules/discrepancies.ts';

const kind = z.enum(DISCREPANCY_KINDS).meta({ id: 'DiscrepancyKind' });
const state = z.enum(CASE_STATES);
export const resolution = z.enum(RESOLUTIONS).meta({ id: 'Resolution' });

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
    quantity: quantitySum.nullable().meta({ description: 'Null when it is about the whole, or about money' }),
    pm: personMonths.nullable(),
    valueUsd: usdCents.nullable().meta({
      description:
        'Of money what is at stake; of goods by the value of the pledge line, null when it has none',
    }),
    openedAt: instant,
    closedAt: instant.nullable(),
    owner: z.string().nullable().meta({ description: 'Who sees to it' }),
    resolution: z
      .strictObject({ reason: resolution, text: z.string().nullable(), by: z.string(), at: instant })
      .nullable()
      .meta({ description: 'Why a person closed it; null when facts did, and while it is open' }),
    shown: z
      .boolean()
      .meta({ description: 'Whether the facts show it now, whatever people made of the case' }),
    events: z
      .array(uuidv7)
      .meta({ description: 'The receipts that contradict each other, for a suspected duplicate' }),
    comments: z.array(z.strictObject({ at: instant, by: z.string(), text: z.string() })),
    cause: z
      .array(
        z.strictObject({ reason: z.string(), responsibility: z.string().nullable(), quantity: quantitySum }),
      )
      .meta({ description: 'The reasons given, with what each explains' }),
    history: z.array(
      z.strictObject({
        at: instant,
        what: z.enum(HAPPENINGS),
        by: z.string().meta({ description: 'A person, or `reconciliation` when facts did it' }),
        quantity: quantitySum
          .nullable()
          .meta({ description: 'As it then was; for `netted` what the hint explains' }),
        text: z.string().nullable(),
        reason: z.string().nullable().meta({
          description:
            'Why it was resolved, or why facts reopened it: `cause_returned`, `facts_changed`, `netting_withdrawn`',
        }),
        owner: z
          .strictObject({ before: z.string().nullable(), after: z.string().nullable() })
          .nullable()
          .meta({ description: 'For `assigned`' }),
        hint: uuidv7.nullable().meta({ description: 'The netting hint behind it' }),
      }),
    ),
    version: z.int().meta({ description: 'Raised by every change, by people or by facts' }),
  })
  .meta({ id: 'Discrepancy' });
export type Discrepancy = z.output<typeof discrepancy>;

export const listDiscrepancies = route({
  method: 'get',
  path: '/discrepancies',
  operationId: 'listDiscrepancies',
  permission: 'discrepancies:read',
  summary: 'Where promise, dispatch and receipt disagree, the newest first',
  description:
    'Cases open, change and close by themselves as facts change. One that a person resolved is reopened when the facts show something else than they did then.',
  tag: 'Discrepancies',
  query: z.strictObject({
    kind: kind.optional(),
    state: state.optional(),
    owner: line.optional(),
    province: provincePcode.optional(),
    sector: sectorCode.optional(),
    shipment: uuidv7.optional(),
    pledge: uuidv7.optional(),
    ...paging,
  }),
  responses: { 200: { description: 'Discrepancies', body: listOf(discrepancy) } },
});
export type DiscrepancyQuery = z.output<typeof listDiscrepancies.query>;

export const getDiscrepancy = route({
  method: 'get',
  path: '/discrepancies/{id}',
  operationId: 'getDiscrepancy',
  permission: 'discrepancies:read',
  summary: 'One case, with its history; its ETag is what changing it asks for',
  tag: 'Discrepancies',
  params: z.strictObject({ id: uuidv7 }),
  responses: { 200: { description: 'The case', body: discrepancy } },
});
