import { queryOptions } from '@tanstack/react-query';
import type { listApiKeys } from '../../accounts/contract/keys.ts';
import type { listSessions } from '../../accounts/contract/sessions.ts';
import type { getPreferences } from '../../notify/contract.ts';
import { keyOf } from '../api/keys.ts';
import { ask, exchange } from '../api/request.ts';

/** Where somebody is signed in; without a name: oneself. */
export const sessionsQuery = (user?: string) =>
  queryOptions({
    queryKey: keyOf('users', 'sessions', user ?? 'own'),
    queryFn: async ({ signal }) =>
      (await ask<typeof listSessions>('get', '/sessions', { query: { user }, signal })).items,
  });

/** One's own API keys; an administrator's answer has everybody's. */
export const apiKeysQuery = queryOptions({
  queryKey: keyOf('users', 'api-keys'),
  queryFn: async ({ signal }) => (await ask<typeof listApiKeys>('get', '/api-keys', { signal })).items,
});

/** With its ETag, which changing it asks for. */
export const preferencesQuery = queryOptions({
  queryKey: keyOf('notices', 'preferences'),
  queryFn: async ({ signal }) => {
    const { body, etag } = await exchange<typeof getPreferences>('get', '/me/notifications', { signal });
    return { body, etag };
  },
});
