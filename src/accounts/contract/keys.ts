import { z } from 'zod';
import { PERMISSIONS } from '../../platform/access.ts';
import { route } from '../../platform/http/contract.ts';
import { instant, line, listOf, uuidv7 } from '../../platform/http/schemas.ts';
import { provinces, role } from './people.ts';

const scopes = z
  .array(z.enum(PERMISSIONS))
  .min(1)
  .nullable()
  .meta({ description: 'The permissions it is limited to; null: all of its role' });

const described = {
  name: line.meta({ description: 'What uses it', example: 'warehouse system' }),
  role,
  organisation: uuidv7.nullable(),
  provinces,
  scopes,
};

export const apiKey = z
  .strictObject({
    id: uuidv7,
    ...described,
    prefix: z.string().meta({ description: 'How its token begins' }),
    user: uuidv7.nullable().meta({ description: 'Whose it is; null: made with the bootstrap key' }),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable().meta({ description: 'To within a minute' }),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.output<typeof apiKey>;

export const newApiKey = z
  .strictObject({
    name: described.name,
    role: role.optional().meta({ description: 'Yours unless said otherwise' }),
    organisation: described.organisation.optional(),
    provinces: provinces.optional(),
    scopes: scopes.optional(),
    expiresAt: instant.nullish(),
  })
  .meta({ id: 'NewApiKey' });
export type NewApiKey = z.output<typeof newApiKey>;

const base = { path: '/api-keys', permission: 'keys:manage', tag: 'People' } as const;

export const listApiKeys = route({
  ...{ ...base, method: 'get', operationId: 'listApiKeys' },
  summary: 'Your API keys, the newest first; an administrator sees everybody’s',
  responses: { 200: { description: 'Keys, without what opens anything', body: listOf(apiKey) } },
});

export const createApiKey = route({
  ...{ ...base, method: 'post', operationId: 'createApiKey' },
  summary: 'Make an API key; its token is shown this once',
  description: 'What is not said is as with you. Never more than you may yourself: that is refused.',
  body: newApiKey,
  responses: {
    201: {
      description: 'The key and its token',
      body: apiKey
        .extend({ token: z.string().meta({ description: 'Send it as `Authorization: Bearer …`' }) })
        .meta({ id: 'MadeApiKey' }),
    },
  },
});

export const revokeApiKey = route({
  ...{ method: 'delete', path: '/api-keys/{id}', operationId: 'revokeApiKey', tag: base.tag },
  permission: 'keys:manage',
  summary: 'Revoke an API key of yours, an administrator anybody’s: it works no longer',
  params: z.strictObject({ id: uuidv7 }),
  responses: { 204: { description: 'Revoked, now or before', body: z.undefined() } },
});
