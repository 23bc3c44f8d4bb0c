import { hash } from 'node:crypto';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Store } from '../../storage/store.ts';
import { asking } from '../asking.ts';
import { hashPassword, verifyPassword } from '../password-hash.ts';
import { OIDC_PROVIDER, type OidcSettings } from '../provider.ts';
import { LONGEST_PASSWORD } from '../../password-length.ts';
import { takeCode } from '../repo.ts';
import { AUTH_BASE, COOKIE_PREFIX, SESSION_SECONDS } from '../session-cookie.ts';
import { storeAdapter } from './adapter.ts';

export interface AuthNeeds {
  store: Store;
  clock: Clock;
  log: Log;
  secret: string;
  /** Where people reach the service; cookies are `Secure` where it is https. */
  baseUrl: string;
  oidc: OidcSettings | undefined;
  onChange: () => void;
}

export type Handler = (request: Request) => Promise<Response>;

const CLIENT_ADDRESS = 'x-client-address';

/** Twice the time a code is taken in: one period before, one after (RFC 6238). */
const CODE_MS = 180_000;
/**
 * So many wrong codes in a row, and codes of this person are not taken for an hour: 50 guesses of a million an hour. Whoever guesses has
 * the password already; a new password, by mail, ends the wait.
 */
const MOST_WRONG_CODES = { maxFailedAttempts: 50, durationSeconds: 3_600 };

/**
 * better-auth as it is used here: sign-in with e-mail and password, second factor, one identity provider. Nobody signs up, nothing is
 * cached in cookies, and it limits nothing by itself: who may try how often is decided before it is asked.
 */
export function createAuth({ store, clock, log, secret, baseUrl, oidc, onChange }: AuthNeeds): Handler {
  const auth = betterAuth({
    appName: 'Aid ledger',
    baseURL: baseUrl,
    basePath: AUTH_BASE,
    secret,
    database: storeAdapter({ store, clock, onChange }),
    logger: {
      level: 'error',
      log: (level, message) => log[level === 'debug' ? 'debug' : level]({ auth: message }, 'signing in'),
    },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: LONGEST_PASSWORD,
      password: {
        hash: hashPassword,
        verify: ({ hash: stored, password }) => verifyPassword(stored, password),
      },
    },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    account: {
      // Who the provider says it is, is all that is wanted of it.
      updateAccountOnSignIn: false,
      accountLinking: { enabled: true, requireLocalEmailVerified: false },
    },
    databaseHooks: {
      account: { create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) } },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: baseUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
    },
    onAPIError: {
      errorURL: `${baseUrl}/sign-in`,
      onError: (error) => {
        const asked = asking.getStore();
        if (asked && !(error instanceof APIError)) asked.failure = error;
      },
    },
    hooks: { before: refuseUsedCodes({ store, clock }) },
    plugins: [
      twoFactor({ issuer: 'Aid ledger', accountLockout: MOST_WRONG_CODES, allowPasswordless: true }),
      ...(oidc ? [genericOAuth({ config: [providerOf(oidc)] })] : []),
    ],
  });
  return auth.handler;
}

const NO_TOKENS = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
};

function providerOf({ issuer, clientId, clientSecret }: OidcSettings) {
  return {
    providerId: OIDC_PROVIDER,
    discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    requireIdTokenVerification: true,
    ...{ clientId, clientSecret },
    scopes: ['openid', 'email', 'profile'],
    disableSignUp: true,
    pkce: true,
  };
}

/** Takes a one-time code only once: better-auth would take it again for as long as it lasts. */
function refuseUsedCodes({ store, clock }: Pick<AuthNeeds, 'store' | 'clock'>) {
  return createAuthMiddleware(async (ctx) => {
    if (ctx.path !== '/two-factor/verify-totp') return;
    const cookie = ctx.context.createAuthCookie('two_factor').name;
    const challenge = await ctx.getSignedCookie(cookie, ctx.context.secret);
    const step = challenge ? await ctx.context.internalAdapter.findVerificationValue(challenge) : null;
    const token = await ctx.getSignedCookie(ctx.context.authCookies.sessionToken.name, ctx.context.secret);
    const open = token ? await ctx.context.internalAdapter.findSession(token) : null;
    const person = open?.user.id ?? step?.value;
    const code = (ctx.body as { code?: unknown } | undefined)?.code;
    if (person === undefined || typeof code !== 'string') return;
    const codeHash = hash('sha256', `${person}:${code}`, 'base64url');
    const usedAt = clock.now();
    const isFirst = await store.write((scope) =>
      takeCode(scope, { userId: person, codeHash, usedAt }, CODE_MS),
    );
    if (!isFirst)
      throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'This code was used.' });
  });
}
