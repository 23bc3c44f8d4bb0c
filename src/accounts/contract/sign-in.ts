import { z } from 'zod';
import { route } from '../../platform/http/contract.ts';

/** Below `/api/auth`: the steps of a sign-in. Whoever asks is nobody yet, or is told by the cookie. */
const step = {
  base: '/api/auth',
  method: 'post',
  permission: null,
  guard: 'open',
  tag: 'Signing in',
} as const;
/** What better-auth reads of a request beside its body. */
const headers = z.object({
  cookie: z.string().max(8_000).optional(),
  'user-agent': z.string().max(1_000).optional(),
});
const secret = z.string().min(1).max(128);
const code = z
  .string()
  .regex(/^\d{6}$/, 'must be the 6 digits that the authenticator shows')
  .meta({ example: '123456' });

const outcome = z
  .strictObject({
    signedIn: z.boolean(),
    needs: z.enum(['second_factor']).nullable().meta({
      description: 'What is still missing: send a code to two-factor/verify-totp or verify-backup-code',
    }),
  })
  .meta({ id: 'SignInOutcome' });
const signedIn = { 200: { description: 'The cookie is set', body: outcome } } as const;

export const signIn = route({
  ...{ ...step, path: '/sign-in/email', operationId: 'signIn', headers },
  summary: 'Sign in with e-mail address and password: sets the session cookie',
  description:
    'An unknown address, a wrong password and somebody disabled are answered the same, after the same work. Too many wrong ones are answered 429 with Retry-After.',
  body: z
    .strictObject({
      email: z.email('must be an e-mail address').max(254).toLowerCase(),
      password: secret,
      rememberMe: z
        .boolean()
        .optional()
        .meta({ description: 'false: until the browser is closed, at most a day' }),
    })
    .meta({ id: 'SignIn' }),
  responses: signedIn,
});

export const signOut = route({
  ...{ ...step, path: '/sign-out', operationId: 'signOut', headers },
  summary: 'End this session',
  responses: { 204: { description: 'Signed out', body: z.undefined() } },
});

export const enableSecondFactor = route({
  ...{ ...step, path: '/two-factor/enable', operationId: 'enableSecondFactor', headers },
  proofs: ['session'],
  summary: 'Begin to set up a second factor; it counts once a code was sent to verify-totp',
  body: z.strictObject({ password: secret.optional() }).meta({ id: 'EnableSecondFactor' }),
  responses: {
    200: {
      description: 'For the authenticator, and for the day it is lost: told this once',
      body: z
        .strictObject({ totpUri: z.string(), backupCodes: z.array(z.string()) })
        .meta({ id: 'SecondFactorSetUp' }),
    },
  },
});

export const verifyTotp = route({
  ...{ ...step, path: '/two-factor/verify-totp', operationId: 'verifySecondFactor', headers },
  proofs: ['step', 'session'],
  summary: 'Send the code of the authenticator: ends a sign-in, or the setting up. A code is taken once',
  body: z.strictObject({ code }).meta({ id: 'OneTimeCode' }),
  responses: signedIn,
});

export const verifyBackupCode = route({
  ...{ ...step, path: '/two-factor/verify-backup-code', operationId: 'verifyBackupCode', headers },
  proofs: ['step', 'session'],
  summary: 'Send a backup code in place of the authenticator’s: ends a sign-in. Each works once',
  body: z.strictObject({ code: secret }).meta({ id: 'BackupCode' }),
  responses: signedIn,
});

export const renewBackupCodes = route({
  ...{ ...step, path: '/two-factor/generate-backup-codes', operationId: 'renewBackupCodes', headers },
  proofs: ['session'],
  summary: 'Make new backup codes; the earlier ones work no longer',
  body: z.strictObject({ password: secret.optional() }).meta({ id: 'RenewBackupCodes' }),
  responses: {
    200: {
      description: 'Told this once',
      body: z.strictObject({ backupCodes: z.array(z.string()) }).meta({ id: 'BackupCodes' }),
    },
  },
});

export const signInWithProvider = route({
  ...{ ...step, path: '/sign-in/oidc', operationId: 'signInWithProvider', headers },
  summary: 'Sign in with the identity provider of the installation, where there is one',
  body: z
    .strictObject({
      callbackUrl: z
        .string()
        .regex(/^\/(?!\/)[\w\-./~%?=&]*$/, 'must be a path of this service')
        .default('/')
        .meta({ description: 'Where to go once signed in' }),
    })
    .meta({ id: 'SignInWithProvider' }),
  responses: {
    200: {
      description: 'Where to go now',
      body: z.strictObject({ url: z.url() }).meta({ id: 'ProviderUrl' }),
    },
  },
});

export const providerCallback = route({
  ...{ ...step, method: 'get', path: '/callback/oidc', operationId: 'providerCallback', headers },
  summary: 'Where the identity provider sends people back to',
  query: z.looseObject({}),
  responses: {
    302: { description: 'To where one wanted to go, or to /sign-in with an error', body: z.undefined() },
  },
});
