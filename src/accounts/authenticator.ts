import type { Authenticator } from '../platform/auth/authenticator.ts';
import { bearerToken } from '../platform/auth/authenticator.ts';
import { cookieName, cookieValue, unsigned } from '../platform/auth/session-cookie.ts';
import type { Directory } from './service/directory.ts';

/** How every token begins, so that it is found where it should not be. */
export const KEY_PREFIX = 'aid_';

/** Tells API keys and sessions apart: a bearer token, and only without one the session's cookie. */
export function ledgerAuthenticator(
  people: Directory,
  { secret, secureCookies }: { secret: string; secureCookies: boolean },
): Authenticator {
  const cookie = cookieName('session_token', secureCookies);
  return {
    async authenticate({ authorization, cookie: cookies }) {
      if (authorization !== undefined) {
        const token = bearerToken(authorization);
        return token?.startsWith(KEY_PREFIX) ? people.ofKey(token) : null;
      }
      const token = unsigned(cookieValue(cookies, cookie), secret);
      return token === undefined ? null : people.ofSession(token);
    },
  };
}

/** Asks one after the other; the first that knows who it is answers. */
export function firstOf(...authenticators: readonly Authenticator[]): Authenticator {
  return {
    async authenticate(headers) {
      for (const one of authenticators) {
        const principal = await one.authenticate(headers);
        if (principal !== null) return principal;
      }
      return null;
    },
  };
}
