import { z } from 'zod';
import { route } from '../../platform/http/contract.ts';
import { instant, listOf, uuidv7 } from '../../platform/http/schemas.ts';

export const session = z
  .strictObject({
    id: uuidv7,
    user: uuidv7,
    method: z.enum(['password', 'second_factor', 'oidc']).meta({ description: 'How it was opened' }),
    address: z.string().nullable(),
    device: z.string().nullable().meta({ description: 'What the browser calls itself' }),
    createdAt: instant,
    lastUsedAt: instant.meta({ description: 'To within some minutes' }),
    expiresAt: instant,
    current: z.boolean().meta({ description: 'The one you ask in' }),
  })
  .meta({ id: 'Session' });
export type Session = z.output<typeof session>;

const ofUser = z.strictObject({
  user: uuidv7.optional().meta({ description: 'Somebody else’s, for an administrator' }),
});
const base = { path: '/sessions', permission: null, tag: 'People' } as const;

export const listSessions = route({
  ...{ ...base, method: 'get', operationId: 'listSessions' },
  summary: 'Where you are signed in, the last used first',
  query: ofUser,
  responses: { 200: { description: 'Sessions', body: listOf(session) } },
});

export const endSessions = route({
  ...{ ...base, method: 'delete', operationId: 'endSessions' },
  summary: 'Sign out everywhere but here',
  query: ofUser,
  responses: { 204: { description: 'Ended', body: z.undefined() } },
});

export const endSession = route({
  ...{ method: 'delete', path: '/sessions/{id}', operationId: 'endSession', permission: null, tag: base.tag },
  summary: 'End one session, of yours, or of anybody’s for an administrator',
  params: z.strictObject({ id: uuidv7 }),
  responses: { 204: { description: 'Ended', body: z.undefined() } },
});
