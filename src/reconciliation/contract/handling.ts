import { z } from 'zod';
import { route } from '../../platform/http/contract.ts';
import { line, note, uuidv7 } from '../../platform/http/schemas.ts';
import { discrepancy, resolution } from '../contract.ts';

/** Of every command of a person about a case or a hint. */
export const commandId = uuidv7
  .optional()
  .meta({ description: 'Of the command: the same one again has no second effect and is answered alike' });

export const ifMatch = z.object({
  'if-match': z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'The ETag of what you are changing, or *', example: '"3"' }),
});

const VERSIONED =
  'Send the ETag you read as If-Match: without it 428 `precondition_required`; when people or facts changed the case since, 412 `precondition_failed` with what it is now as `current`.';

const common = {
  method: 'post',
  tag: 'Discrepancies',
  params: z.strictObject({ id: uuidv7 }),
  responses: { 200: { description: 'The case as it is then', body: discrepancy } },
} as const;

export const acknowledgeDiscrepancy = route({
  ...common,
  path: '/discrepancies/{id}/acknowledge',
  operationId: 'acknowledgeDiscrepancy',
  permission: 'discrepancies:handle',
  summary: 'Say that somebody has seen an open case',
  description: VERSIONED,
  headers: ifMatch,
  body: z.strictObject({ id: commandId, text: note.nullish() }).meta({ id: 'Acknowledgement' }),
});

export const assignDiscrepancy = route({
  ...common,
  path: '/discrepancies/{id}/assign',
  operationId: 'assignDiscrepancy',
  permission: 'discrepancies:handle',
  summary: 'Say who sees to a case that is not resolved',
  description: `${VERSIONED} The owner stays when facts close the case and it returns.`,
  headers: ifMatch,
  body: z
    .strictObject({
      id: commandId,
      owner: line.nullable().meta({ description: 'A person or an office; null for nobody' }),
      text: note.nullish(),
    })
    .meta({ id: 'Assignment' }),
});

export const commentDiscrepancy = route({
  ...common,
  path: '/discrepancies/{id}/comment',
  operationId: 'commentDiscrepancy',
  permission: 'discrepancies:handle',
  summary: 'Add a comment to a case, in whatever state it is',
  description:
    'Needs no If-Match: nothing is overwritten. It is a change of the case, so its ETag is another.',
  body: z.strictObject({ id: commandId, text: note }).meta({ id: 'CaseComment' }),
});

export const resolveDiscrepancy = route({
  ...common,
  path: '/discrepancies/{id}/resolve',
  operationId: 'resolveDiscrepancy',
  permission: 'discrepancies:handle',
  summary: 'Close a case, with the reason',
  description: `${VERSIONED} It stays closed while the facts show the same quantity and causes. A suspected duplicate receipt is settled by an event \`decided\`: 422 \`decision_required\`.`,
  headers: ifMatch,
  body: z
    .strictObject({
      id: commandId,
      reason: resolution
        .exclude(['netted'])
        .meta({ description: '`netted` is said by accepting a netting hint' }),
      text: note.nullish().meta({ description: 'Required for `other`' }),
    })
    .meta({ id: 'CaseResolution' }),
});

export const reopenDiscrepancy = route({
  ...common,
  path: '/discrepancies/{id}/reopen',
  operationId: 'reopenDiscrepancy',
  permission: 'discrepancies:handle',
  summary: 'Open a case again that a person resolved',
  description: `${VERSIONED} One that the facts do not show any more stays closed (422): it reopens by itself when its cause returns.`,
  headers: ifMatch,
  body: z.strictObject({ id: commandId, text: note }).meta({ id: 'CaseReopening' }),
});
