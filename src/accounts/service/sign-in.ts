import { hash, randomUUID } from 'node:crypto';
import { OIDC_PROVIDER } from '../../platform/auth/provider.ts';
import { cookieName, cookieValue, signed, unsigned } from '../../platform/auth/session-cookie.ts';
import type { SignIn, Step, StepAnswer } from '../../platform/auth/sign-in.ts';
import { DomainError } from '../../platform/errors.ts';
import type { signInLimits } from './attempts.ts';

/** Who asks for a step, as the request says it. */
export type Asker = Pick<Step, 'cookie' | 'userAgent' | 'address' | 'requestId'>;

export interface Outcome {
  signedIn: boolean;
  needs: 'second_factor' | null;
}

export interface SigningInNeeds {
  signIn: SignIn;
  limits: ReturnType<typeof signInLimits>;
  secret: string;
  secureCookies: boolean;
  hasProvider: boolean;
}

const DEVICE_SECONDS = 365 * 86_400;
const BROWSER_ID = /^[0-9a-f-]{36}$/;

/** The steps by which people sign in; how often they may be tried is decided before anything is looked up. */
export function signingIn({ signIn, limits, secret, secureCookies, hasProvider }: SigningInNeeds) {
  const deviceCookie = cookieName('device', secureCookies);
  /** Says of a browser that somebody signed in there before, without saying who. */
  const deviceOf = (email: string, cookie: string | undefined): string | null => {
    const [id = '', mark] = (unsigned(cookieValue(cookie, deviceCookie), secret) ?? '').split('~');
    return BROWSER_ID.test(id) && mark === markOf(id, email) ? id : null;
  };
  const markOf = (id: string, email: string): string => hash('sha256', `${id} ${email}`, 'base64url');
  const rememberDevice = (email: string): string => {
    const id = randomUUID();
    const value = encodeURIComponent(signed(`${id}~${markOf(id, email)}`, secret));
    const secure = secureCookies ? '; Secure' : '';
    return `${deviceCookie}=${value}; Max-Age=${DEVICE_SECONDS}; Path=/api/auth; HttpOnly; SameSite=Lax${secure}`;
  };

  const post = (path: string, operation: string, body: Record<string, unknown>, asker: Asker) =>
    signIn.take({ method: 'POST', path, operation, body, ...asker });

  return {
    /** @throws DomainError unauthenticated, rate_limited */
    async withPassword(
      command: { email: string; password: string; rememberMe?: boolean | undefined },
      asker: Asker,
    ): Promise<{ outcome: Outcome; cookies: string[] }> {
      const { email } = command;
      const attempt = { email, address: asker.address, device: deviceOf(email, asker.cookie) };
      await limits.begin(attempt);
      const answer = await post('/sign-in/email', 'signIn', command, asker);
      await limits.succeeded(attempt);
      const cookies = attempt.device === null ? [...answer.cookies, rememberDevice(email)] : answer.cookies;
      return { outcome: outcomeOf(answer), cookies };
    },

    signOut: async (asker: Asker) => (await post('/sign-out', 'signOut', {}, asker)).cookies,

    async enableSecondFactor(command: { password?: string | undefined }, asker: Asker) {
      const { body } = await post('/two-factor/enable', 'enableSecondFactor', command, asker);
      return { totpUri: String(body['totpURI']), backupCodes: body['backupCodes'] as string[] };
    },

    async verify(kind: 'totp' | 'backup-code', code: string, asker: Asker) {
      const operation = kind === 'totp' ? 'verifySecondFactor' : 'verifyBackupCode';
      const answer = await post(`/two-factor/verify-${kind}`, operation, { code }, asker);
      return { outcome: outcomeOf(answer), cookies: answer.cookies };
    },

    async renewBackupCodes(command: { password?: string | undefined }, asker: Asker) {
      const { body } = await post('/two-factor/generate-backup-codes', 'renewBackupCodes', command, asker);
      return { backupCodes: body['backupCodes'] as string[] };
    },

    /** Where to send the browser. @throws DomainError refused where the installation has no provider */
    async withProvider(callbackURL: string, asker: Asker): Promise<{ url: string; cookies: string[] }> {
      if (!hasProvider) throw new DomainError('refused', 'This installation has no identity provider.');
      const command = {
        provider: OIDC_PROVIDER,
        callbackURL,
        errorCallbackURL: '/sign-in',
        disableRedirect: true,
      };
      const { body, cookies } = await post('/sign-in/social', 'signInWithProvider', command, asker);
      return { url: String(body['url']), cookies };
    },

    /** What the browser brought back. */
    async fromProvider(query: Record<string, unknown>, asker: Asker) {
      if (!hasProvider) throw new DomainError('refused', 'This installation has no identity provider.');
      const entries = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
      const path = `/callback/${OIDC_PROVIDER}?${new URLSearchParams(entries).toString()}`;
      const { cookies, location } = await signIn.take({
        ...{ method: 'GET', path, operation: 'providerCallback' },
        ...asker,
      });
      return { cookies, location: location ?? '/' };
    },
  };
}

/** better-auth asks for the second factor in place of a session. */
function outcomeOf({ body }: StepAnswer): Outcome {
  const isMissing = body['twoFactorRedirect'] === true;
  return { signedIn: !isMissing, needs: isMissing ? 'second_factor' : null };
}
