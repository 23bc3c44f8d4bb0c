import { z } from 'zod';
import { newPledgeLine, pledge, pledgeHead, pledgeStatus } from '../contract.ts';
import { attachmentReferences } from '../../attachments/contract.ts';
import { route } from '../../platform/http/contract.ts';
import {
  amountMinor,
  code,
  day,
  instant,
  listOf,
  note,
  planCode,
  positiveQuantity,
  provincePcode,
  quantity,
  usageYear,
  usdCents,
  uuidv7,
} from '../../platform/http/schemas.ts';

const params = z.strictObject({ id: uuidv7 });

export const pledgeEdit = pledgeHead
  .pick({
    reference: true,
    recipient: true,
    earmarking: true,
    flowType: true,
    firstReportedOn: true,
    expectedBy: true,
    expiresOn: true,
    plan: true,
    usageYear: true,
    ratePerUsd: true,
    rateDate: true,
    attachments: true,
  })
  .partial()
  .extend({
    lines: z
      .array(newPledgeLine.partial({ sector: true }))
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'Lines of the pledge by their id, and new ones; what is not named stays' }),
  })
  .strict()
  .refine((edit) => Object.keys(edit).length > 0, {
    error: 'name at least one field',
    when: ({ issues }) => issues.length === 0,
  })
  .meta({ id: 'PledgeEdit', description: 'What changes; null takes a value away. The status is no field' });
export type PledgeEdit = z.output<typeof pledgeEdit>;

export const editPledge = route({
  method: 'patch',
  path: '/pledges/{id}',
  operationId: 'editPledge',
  permission: 'pledges:write',
  summary: 'Change what a pledge says',
  description:
    'Send the ETag you read as If-Match: without it 428 `precondition_required`, and when the pledge was changed since, 412 `precondition_failed` with what it says now as `current`; `*` overwrites whatever it says. What stood before is kept. The item of a line that waybills carry cannot change: 422 `has_cargo`.',
  tag: 'Pledges',
  params,
  headers: z.object({
    'if-match': z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'The ETag of the pledge you are changing, or *', example: '"3"' }),
  }),
  body: pledgeEdit,
  responses: { 200: { description: 'The pledge as it is now', body: pledge } },
});

export const statusChange = z
  .strictObject({
    id: uuidv7
      .optional()
      .meta({ description: 'Of the status fact: the same one again has no second effect' }),
    to: pledgeStatus.exclude(['expired']),
    on: day.meta({ description: 'When it came to be, by the books of whoever decided it' }),
    amount: amountMinor.positive().nullish().meta({
      description: 'Below the whole: splits this part off as a pledge of its own, with the new status',
    }),
    reason: note.nullish().meta({
      description: 'Why, for whoever relies on the pledge: above all of one that is cancelled',
    }),
  })
  .meta({ id: 'PledgeStatusChange' });
export type StatusChange = z.output<typeof statusChange>;

export const changePledgeStatus = route({
  method: 'post',
  path: '/pledges/{id}/status',
  operationId: 'changePledgeStatus',
  permission: 'pledges:write',
  summary: 'Record that a pledge, or a part of it, became firm, was paid or was cancelled',
  description:
    'Goes forward only: pledge → commitment → paid, and from each to cancelled. Going back is a void of a status fact. With an amount below the whole, the part is split off: it is the newest of `children` in the answer.',
  tag: 'Pledges',
  params,
  body: statusChange,
  responses: {
    201: { description: 'Recorded; the pledge as it is now', body: pledge },
    200: {
      description: 'Was already recorded by the same request; the pledge as it is now',
      body: pledge,
    },
  },
});

export const voidPledgeStatus = route({
  method: 'post',
  path: '/pledges/{id}/statuses/{status}/void',
  operationId: 'voidPledgeStatus',
  permission: 'pledges:write',
  summary: 'Take back a status that was recorded by mistake',
  description: 'The pledge is then what its other status facts say. A void cannot be taken back.',
  tag: 'Pledges',
  params: z.strictObject({ id: uuidv7, status: uuidv7 }),
  body: z.strictObject({ reason: note }).meta({ id: 'PledgeStatusVoid' }),
  responses: {
    201: { description: 'Voided; the pledge as it is now', body: pledge },
    200: { description: 'Was voided before; the pledge as it is now', body: pledge },
  },
});

const allocatedPart = z
  .strictObject({
    id: uuidv7.optional().meta({ description: 'Of the new line: the same part again has no second effect' }),
    sector: newPledgeLine.shape.sector
      .nullish()
      .meta({ description: "The line's own, unless that is unallocated" }),
    province: provincePcode.nullish(),
    item: code.nullish().meta({ description: "The line's own item" }),
    quantity: positiveQuantity.nullish(),
    amount: amountMinor.nullish().meta({
      description: 'Money; for goods their value, by default in proportion to the quantity',
    }),
  })
  .meta({ id: 'AllocatedPart' });
export type AllocatedPart = z.output<typeof allocatedPart>;

export const allocation = z
  .strictObject({ lineId: uuidv7, parts: z.array(allocatedPart).min(1).max(200) })
  .meta({ id: 'Allocation' });
export type Allocation = z.output<typeof allocation>;

export const allocatePledge = route({
  method: 'post',
  path: '/pledges/{id}/allocate',
  operationId: 'allocatePledge',
  permission: 'pledges:write',
  summary: 'Divide a line among sectors and provinces',
  description:
    'Each part becomes a line whose `parent` is the divided one. Together they never exceed it, nor take what waybills took from it.',
  tag: 'Pledges',
  params,
  body: allocation,
  responses: {
    201: { description: 'Allocated; the pledge as it is now', body: pledge },
    200: {
      description: 'Was already allocated by the same request; the pledge as it is now',
      body: pledge,
    },
  },
});

export const pledgeVersion = z
  .strictObject({
    version: z.int(),
    ...pledgeHead.pick({
      reference: true,
      earmarking: true,
      flowType: true,
      ratePerUsd: true,
      rateDate: true,
    }).shape,
    recipient: uuidv7.nullable(),
    firstReportedOn: day.nullable(),
    expectedBy: day.nullable(),
    expiresOn: day.nullable(),
    plan: planCode.nullable(),
    usageYear: usageYear.nullable(),
    attachments: attachmentReferences,
    lines: z
      .array(
        z.strictObject({
          id: uuidv7,
          sector: z.string(),
          province: provincePcode.nullable(),
          item: code.nullable(),
          quantity: quantity.nullable(),
          amount: amountMinor.nullable(),
          amountUsd: usdCents.nullable(),
        }),
      )
      .meta({ description: 'The lines that were changed, as they stood' }),
    supersededAt: instant,
    supersededBy: z.string(),
  })
  .meta({ id: 'PledgeVersion' });
export type PledgeVersion = z.output<typeof pledgeVersion>;

export const listPledgeVersions = route({
  method: 'get',
  path: '/pledges/{id}/versions',
  operationId: 'listPledgeVersions',
  permission: 'pledges:read',
  summary: 'What a pledge said before each change, the newest first',
  tag: 'Pledges',
  params,
  responses: { 200: { description: 'Versions that no longer stand', body: listOf(pledgeVersion) } },
});
