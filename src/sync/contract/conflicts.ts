/** Edits that met others: both versions are kept, and a person says which stands. */
import { z } from 'zod';
import { route } from '../../platform/http/contract.ts';
import { instant, listOf, note, paging, uuidv7 } from '../../platform/http/schemas.ts';
import { pledgeEdit } from '../../pledges/contract/changes.ts';

export const conflict = z
  .strictObject({
    id: uuidv7.meta({ description: 'Of the command that brought it' }),
    pledge: uuidv7,
    baseVersion: z.int().meta({ description: 'The version that was read and changed' }),
    metVersion: z
      .int()
      .meta({ description: 'The version that stood when it came; GET /pledges/{id}/versions has both' }),
    fields: z
      .array(
        z.strictObject({
          pointer: z.string().meta({ description: 'Into `sent`' }),
          base: z.unknown().meta({ description: 'What both had read' }),
          recorded: z.unknown(),
          sent: z.unknown(),
        }),
      )
      .meta({ description: 'Where both say something else' }),
    problems: z
      .array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() }))
      .meta({ description: 'Which rule both together would break, where they touch different fields' }),
    sent: pledgeEdit.meta({ description: 'The whole edit, as it was sent' }),
    sentBy: z.string(),
    recordedAt: instant,
    resolution: z
      .strictObject({
        keep: z.enum(['recorded', 'sent', 'other']),
        note: z.string().nullable(),
        by: z.string(),
        at: instant,
      })
      .nullable(),
  })
  .meta({ id: 'SyncConflict' });
export type SyncConflict = z.output<typeof conflict>;

export const listConflicts = route({
  method: 'get',
  path: '/sync/conflicts',
  operationId: 'listSyncConflicts',
  permission: 'pledges:write',
  summary: 'Edits that met others of the same field, the oldest first',
  tag: 'Sync',
  query: z.strictObject({
    resolved: z
      .enum(['0', '1'])
      .default('0')
      .meta({ description: '1 lists those that a person has settled' }),
    ...paging,
  }),
  responses: { 200: { description: 'Conflicts', body: listOf(conflict) } },
});

export const conflictResolution = z
  .strictObject({
    keep: z.enum(['recorded', 'sent', 'other']).meta({
      description:
        '`recorded`: what stands, stands. `sent`: the whole edit is made now. `other`: what `changes` says is made instead.',
    }),
    changes: pledgeEdit.optional(),
    note: note.optional(),
  })
  .refine(({ keep, changes }) => (keep === 'other') === (changes !== undefined), {
    error: '`other` needs changes, and nothing else takes them',
    path: ['changes'],
  })
  .meta({ id: 'ConflictResolution' });

export const resolveConflict = route({
  method: 'post',
  path: '/sync/conflicts/{id}/resolve',
  operationId: 'resolveSyncConflict',
  permission: 'pledges:write',
  summary: 'Say which of two versions stands; both stay on record',
  description:
    'Send the ETag of the pledge as If-Match, so that what somebody changed meanwhile is not overwritten unseen: 428 without it, 412 with the pledge as `current`. One that is resolved already is 409.',
  tag: 'Sync',
  params: z.strictObject({ id: uuidv7 }),
  headers: z.object({
    'if-match': z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'The ETag of the pledge', example: '"3"' }),
  }),
  body: conflictResolution,
  responses: { 200: { description: 'The conflict as it was settled', body: conflict } },
});
