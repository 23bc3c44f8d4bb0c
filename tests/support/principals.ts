/** Tells tokens apart without accounts: for what must hold whoever asks. */
import type { Principal } from '../../src/platform/access.ts';
import { type Authenticator, bearerToken } from '../../src/platform/auth/authenticator.ts';

/** Takes the holder of each token for its principal, and every other for nobody. */
export function tokensOf(principals: Readonly<Record<string, Principal>>): Authenticator {
  return {
    authenticate({ authorization }) {
      const token = bearerToken(authorization) ?? '';
      return Object.hasOwn(principals, token) ? (principals[token] ?? null) : null;
    },
  };
}
