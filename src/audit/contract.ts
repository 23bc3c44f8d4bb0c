import { z } from 'zod';
import { route } from '../platform/http/contract.ts';
import { instant, line, listOf, paging } from '../platform/http/schemas.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const auditEntry = z
  .strictObject({
    seq: z.int().positive().meta({ description: 'Its place in the trail: 1, 2, 3 … without a gap' }),
    id: z.string(),
    at: instant,
    principal: z
      .string()
      .meta({ description: 'Who asked; `anonymous` when nobody was signed in', example: 'bootstrap' }),
    role: z.string(),
    organisation: z.string().nullable(),
    operation: z.string().meta({ description: 'The operationId', example: 'recordEvent' }),
    requestId: z.string(),
    kind: z
      .string()
      .meta({ description: 'What was changed; `request` for what was refused', example: 'event' }),
    key: z.string().meta({ description: 'Which one; of a refusal the path that was asked for' }),
    outcome: z
      .string()
      .meta({ description: '`done`, or the code of the refusal; `overflow` counts refusals left out' }),
    times: z
      .int()
      .positive()
      .meta({ description: 'How many equal refusals, within about a second, this entry stands for' }),
    contentHash: z.string().nullable().meta({ description: 'A digest of what was sent' }),
    address: z.string().nullable().meta({ description: 'Where a refused request came from' }),
    prev: hash.meta({ description: 'The hash of the entry before; zeros before the first' }),
    hash: hash.meta({ description: 'SHA-256 of `prev` followed by the entry in canonical form' }),
  })
  .meta({ id: 'AuditEntry' });

export type AuditEntry = z.output<typeof auditEntry>;

const auditQuery = z.strictObject({
  principal: line.optional().meta({ description: 'Who asked' }),
  operation: line.optional().meta({ description: 'An operationId' }),
  kind: line.optional().meta({ description: 'What was changed, such as `pledge`' }),
  key: line.optional().meta({ description: 'Which one' }),
  outcome: line
    .optional()
    .meta({ description: '`done`, `refused` for every refusal, or the code of one', example: 'refused' }),
  from: instant.optional().meta({ description: 'From this instant on' }),
  to: instant.optional().meta({ description: 'Before this instant' }),
  ...paging,
});

export type AuditQuery = z.output<typeof auditQuery>;

export const listAudit = route({
  method: 'get',
  path: '/audit',
  operationId: 'listAudit',
  permission: 'audit:read',
  summary: 'The audit trail, newest first',
  description:
    'Every change and every refusal, each entry chained to the one before by its hash. An entry appears about a second after what it tells of. Administrators see all of it; managers see changes, not refusals.',
  tag: 'Operations',
  query: auditQuery,
  responses: { 200: { description: 'Entries', body: listOf(auditEntry) } },
});

const auditChain = z
  .strictObject({
    head: z.strictObject({ seq: z.int().nonnegative(), hash }).meta({
      description:
        'The last entry: written down elsewhere, it proves later that nothing before it was changed',
    }),
    verified: z
      .strictObject({
        at: instant,
        upTo: z.int().nonnegative().meta({ description: 'The last entry that is whole with all before it' }),
        faults: z
          .int()
          .nonnegative()
          .meta({ description: 'What does not agree, in the chain or with the facts' }),
      })
      .nullable()
      .meta({ description: 'What the last verification found; it runs every night. Null before the first' }),
  })
  .meta({ id: 'AuditChain' });

export type AuditChain = z.output<typeof auditChain>;

export const getAuditChain = route({
  method: 'get',
  path: '/audit/chain',
  operationId: 'getAuditChain',
  permission: 'audit:read',
  summary: 'Where the audit trail ends, and up to where it was verified',
  tag: 'Operations',
  responses: { 200: { description: 'The state of the chain', body: auditChain } },
});
