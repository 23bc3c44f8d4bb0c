import { z } from 'zod';
import { sectorCode } from '../../catalogue/contract.ts';
import { route } from '../../platform/http/contract.ts';
import { instant, line, listOf, month, note, provincePcode, uuidv7 } from '../../platform/http/schemas.ts';
import { FLAG_HAPPENINGS, FLAG_STATES } from '../rules/flag-case.ts';

const severity = z.enum(['serious', 'critical']);
const months = z.array(month);

export const gapFlag = z
  .strictObject({
    id: uuidv7,
    province: provincePcode,
    sector: sectorCode,
    severity,
    months: months.meta({
      description:
        'Months, the current one and the next three, with confirmed and in-transit coverage below 80 %; one leaves above 85 % or when past',
    }),
    state: z.enum(FLAG_STATES),
    owner: z.string().nullable().meta({ description: 'Who sees to it' }),
    openedAt: instant,
    closedAt: instant.nullable(),
    comments: z.array(z.strictObject({ at: instant, by: z.string(), text: z.string() })),
    history: z.array(
      z.strictObject({
        at: instant,
        what: z.enum(FLAG_HAPPENINGS),
        by: z.string().meta({ description: 'A person, or `gaps` when the cells of the lane did it' }),
        severity: severity.meta({ description: 'As it then was' }),
        months,
        text: z.string().nullable(),
        owner: z
          .strictObject({ before: z.string().nullable(), after: z.string().nullable() })
          .nullable()
          .meta({ description: 'For `assigned`' }),
      }),
    ),
    version: z.int().meta({ description: 'Raised by every change, by people or by the cells' }),
  })
  .meta({ id: 'GapFlag' });
export type GapFlag = z.output<typeof gapFlag>;

export const listGapFlags = route({
  method: 'get',
  path: '/gap-flags',
  operationId: 'listGapFlags',
  permission: 'gaps:read',
  summary: 'Lanes that are short now or in the next three months, as cases',
  description:
    'One flag per lane, opened and closed by the cells, reopened rather than duplicated. One that a person resolved is reopened when another month comes to its list or one becomes critical.',
  tag: 'Gaps',
  query: z.strictObject({
    state: z.enum(FLAG_STATES).optional(),
    owner: line.optional(),
    region: line.optional().meta({ description: 'A region, as GET /provinces names it', example: 'Western' }),
    province: provincePcode.optional(),
    sector: sectorCode.optional(),
  }),
  responses: { 200: { description: 'Flags, by lane', body: listOf(gapFlag) } },
});

export const getGapFlag = route({
  method: 'get',
  path: '/gap-flags/{id}',
  operationId: 'getGapFlag',
  permission: 'gaps:read',
  summary: 'One flag, with its history; its ETag is what changing it asks for',
  tag: 'Gaps',
  params: z.strictObject({ id: uuidv7 }),
  responses: { 200: { description: 'The flag', body: gapFlag } },
});

const VERSIONED =
  'Send the ETag you read as If-Match: without it 428 `precondition_required`; when people or the cells changed the flag since, 412 `precondition_failed` with what it is now as `current`.';

const common = {
  method: 'post',
  tag: 'Gaps',
  permission: 'gaps:handle',
  params: z.strictObject({ id: uuidv7 }),
  headers: z.object({
    'if-match': z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'The ETag of the flag you are changing, or *', example: '"3"' }),
  }),
  description: VERSIONED,
  responses: { 200: { description: 'The flag as it is then', body: gapFlag } },
} as const;

export const acknowledgeGapFlag = route({
  ...common,
  path: '/gap-flags/{id}/acknowledge',
  operationId: 'acknowledgeGapFlag',
  summary: 'Say that somebody has seen an open flag',
  body: z.strictObject({ text: note.nullish() }),
});

export const assignGapFlag = route({
  ...common,
  path: '/gap-flags/{id}/assign',
  operationId: 'assignGapFlag',
  summary: 'Say who sees to a flag that is not resolved',
  description: `${VERSIONED} The owner stays when the flag closes and returns.`,
  body: z.strictObject({
    owner: line.nullable().meta({ description: 'A person or an office; null for nobody' }),
    text: note.nullish(),
  }),
});

export const commentGapFlag = route({
  ...common,
  path: '/gap-flags/{id}/comment',
  operationId: 'commentGapFlag',
  summary: 'Add a comment to a flag, in whatever state it is',
  description: 'Needs no If-Match: nothing is overwritten. It is a change, so the ETag is another.',
  body: z.strictObject({ text: note }),
});

export const actOnGapFlag = route({
  ...common,
  path: '/gap-flags/{id}/act',
  operationId: 'actOnGapFlag',
  summary: 'Say what is being done about a flag: it is in action from then on',
  body: z.strictObject({ text: note.meta({ description: 'What is done, and by whom' }) }),
});

export const resolveGapFlag = route({
  ...common,
  path: '/gap-flags/{id}/resolve',
  operationId: 'resolveGapFlag',
  summary: 'Close a flag although the lane is short, with the reason',
  description: `${VERSIONED} It reopens by itself when another month comes to its list or one becomes critical.`,
  body: z.strictObject({ text: note.meta({ description: 'Why nothing more is to be done' }) }),
});

export const reopenGapFlag = route({
  ...common,
  path: '/gap-flags/{id}/reopen',
  operationId: 'reopenGapFlag',
  summary: 'Open a flag again that a person resolved',
  description: `${VERSIONED} One whose lane is not short any more stays closed (422).`,
  body: z.strictObject({ text: note }),
});
