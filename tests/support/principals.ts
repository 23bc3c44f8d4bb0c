/** People and keys that a test makes up, told to the service by their bearer token: accounts have tests of their own. */
import type { Principal } from '../../src/platform/access.ts';
import { type Authenticator, bearerToken } from '../../src/platform/auth/authenticator.ts';
import { principalOf } from './acts.ts';

const PREFIX = 'as.';

/** The token that proves to `testAuthenticator` whoever it holds. */
export const tokenOf = (principal: Principal): string =>
  PREFIX + Buffer.from(JSON.stringify(principal)).toString('base64url');

/** Knows the key of an administrator, and every token made by `tokenOf`. */
export function testAuthenticator(key: string): Authenticator {
  return {
    authenticate({ authorization }) {
      const token = bearerToken(authorization);
      if (token === key) return principalOf({ id: 'bootstrap', kind: 'api_key' });
      if (!token?.startsWith(PREFIX)) return null;
      return JSON.parse(Buffer.from(token.slice(PREFIX.length), 'base64url').toString()) as Principal;
    },
  };
}

/** Takes the holder of each token for its principal, and every other for nobody. */
export function tokensOf(principals: Readonly<Record<string, Principal>>): Authenticator {
  return {
    authenticate({ authorization }) {
      const token = bearerToken(authorization) ?? '';
      return Object.hasOwn(principals, token) ? (principals[token] ?? null) : null;
    },
  };
}
