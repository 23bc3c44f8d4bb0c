import { hash, timingSafeEqual } from 'node:crypto';
import type { Principal } from '../access.ts';
import type { Log } from '../log.ts';
import { bearerToken } from './authenticator.ts';
import type { Authenticator } from './authenticator.ts';

const ADMIN: Principal = {
  ...{ kind: 'api_key', id: 'bootstrap', role: 'admin' },
  ...{ organisation: null, provinces: null, scopes: null },
};

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/**
 * Knows one key, `BOOTSTRAP_API_KEY`, and takes its holder for an administrator. Digests of both sides are compared,
 * so neither the length nor a common prefix shows in the time taken. Without a key nobody gets in.
 */
export function bootstrapKeyAuthenticator(key: string | undefined, log: Log): Authenticator {
  if (key === undefined) {
    log.warn('BOOTSTRAP_API_KEY is not set: every request but /livez and /readyz will be answered 401');
    return { authenticate: () => null };
  }
  const expected = digest(key);
  return {
    authenticate(headers) {
      const token = bearerToken(headers.authorization);
      return token !== null && timingSafeEqual(digest(token), expected) ? ADMIN : null;
    },
  };
}
