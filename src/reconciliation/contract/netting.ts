import { z } from 'zod';
import { route } from '../../platform/http/contract.ts';
import {
  code,
  districtPcode,
  instant,
  listOf,
  note,
  paging,
  provincePcode,
  quantitySum,
  uuidv7,
} from '../../platform/http/schemas.ts';
import { HINT_STATES } from '../rules/netting.ts';
import { commandId, ifMatch } from './handling.ts';

const state = z.enum(HINT_STATES);

export const nettingHint = z
  .strictObject({
    id: uuidv7,
    state: state.meta({
      description: '`withdrawn` when the facts it spoke of are others; they may give a new hint',
    }),
    item: code,
    unit: z.string(),
    quantity: quantitySum.positive().meta({ description: 'How much of the shortage the excess may be' }),
    destination: z.strictObject({ province: provincePcode, district: districtPcode.nullable() }),
    excessShipment: uuidv7,
    excessWaybill: z.string(),
    excessLine: uuidv7.nullable().meta({ description: 'Null: an item that was not planned' }),
    shortShipment: uuidv7,
    shortWaybill: z.string(),
    shortLine: uuidv7,
    proposedAt: instant,
    decidedAt: instant.nullable(),
    decidedBy: z.string().nullable(),
    text: z.string().nullable(),
    withdrawnAt: instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'NettingHint' });
export type NettingHint = z.output<typeof nettingHint>;

export const listNettingHints = route({
  method: 'get',
  path: '/netting-hints',
  operationId: 'listNettingHints',
  permission: 'discrepancies:read',
  summary: 'Where an excess on one waybill may be the shortage on another, the newest first',
  description:
    'Same item, same destination, receipts within 48 h: to be looked into before a loss is booked. Without `state` all but the withdrawn ones.',
  tag: 'Discrepancies',
  query: z.strictObject({
    state: state.optional(),
    item: code.optional(),
    province: provincePcode.optional(),
    ...paging,
  }),
  responses: { 200: { description: 'Netting hints', body: listOf(nettingHint) } },
});
export type NettingHintQuery = z.output<typeof listNettingHints.query>;

const common = {
  tag: 'Discrepancies',
  params: z.strictObject({ id: uuidv7 }),
  responses: { 200: { description: 'The hint as it is then', body: nettingHint } },
} as const;

export const getNettingHint = route({
  ...common,
  method: 'get',
  path: '/netting-hints/{id}',
  operationId: 'getNettingHint',
  permission: 'discrepancies:read',
  summary: 'One netting hint; its ETag is what deciding on it asks for',
});

const VERSIONED =
  'Send the ETag you read as If-Match: 428 without, 412 with the hint as `current` when it is another.';

export const acceptNettingHint = route({
  ...common,
  method: 'post',
  path: '/netting-hints/{id}/accept',
  operationId: 'acceptNettingHint',
  permission: 'netting:decide',
  summary: 'Agree that the excess is the shortage',
  description: `Resolves the cases that accepted hints explain whole, as \`netted\`; one explained in part notes it in its history. The books of both waybills stay as they were told. ${VERSIONED}`,
  headers: ifMatch,
  body: z.strictObject({ id: commandId, text: note.nullish() }).meta({ id: 'HintAcceptance' }),
});

export const dismissNettingHint = route({
  ...common,
  method: 'post',
  path: '/netting-hints/{id}/dismiss',
  operationId: 'dismissNettingHint',
  permission: 'netting:decide',
  summary: 'Say that the excess is not the shortage',
  description: `It is not proposed again while both lines stay as they are. Dismissing an accepted hint reopens the cases it settled. ${VERSIONED}`,
  headers: ifMatch,
  body: z.strictObject({ id: commandId, text: note }).meta({ id: 'HintDismissal' }),
});
