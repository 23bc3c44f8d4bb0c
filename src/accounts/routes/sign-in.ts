import { bind, type BoundRoute } from '../../platform/http/contract.ts';
import * as contract from '../contract/sign-in.ts';
import type { Asker, signingIn } from '../service/sign-in.ts';

interface Asked {
  headers: { cookie?: string | undefined; 'user-agent'?: string | undefined };
  addressOf: () => string;
  requestId: string;
}

const askerOf = ({ headers, addressOf, requestId }: Asked): Asker => ({
  cookie: headers.cookie,
  userAgent: headers['user-agent'],
  ...{ address: addressOf(), requestId },
});

export function signInRoutes(steps: ReturnType<typeof signingIn>): BoundRoute[] {
  return [
    bind(contract.signIn, async ({ body, ...asked }) => {
      const { outcome, cookies } = await steps.withPassword(body, askerOf(asked));
      return { status: 200, body: outcome, cookies };
    }),
    bind(contract.signOut, async (asked) => ({
      status: 204,
      body: undefined,
      cookies: await steps.signOut(askerOf(asked)),
    })),
    bind(contract.enableSecondFactor, async ({ body, ...asked }) => ({
      status: 200,
      body: await steps.enableSecondFactor(body, askerOf(asked)),
    })),
    bind(contract.verifyTotp, async ({ body, ...asked }) => {
      const { outcome, cookies } = await steps.verify('totp', body.code, askerOf(asked));
      return { status: 200, body: outcome, cookies };
    }),
    bind(contract.verifyBackupCode, async ({ body, ...asked }) => {
      const { outcome, cookies } = await steps.verify('backup-code', body.code, askerOf(asked));
      return { status: 200, body: outcome, cookies };
    }),
    bind(contract.renewBackupCodes, async ({ body, ...asked }) => ({
      status: 200,
      body: await steps.renewBackupCodes(body, askerOf(asked)),
    })),
    bind(contract.signInWithProvider, async ({ body, ...asked }) => {
      const { url, cookies } = await steps.withProvider(body.callbackUrl, askerOf(asked));
      return { status: 200, body: { url }, cookies };
    }),
    bind(contract.providerCallback, async ({ query, ...asked }) => {
      const { location, cookies } = await steps.fromProvider(query, askerOf(asked));
      return { status: 302, body: undefined, cookies, headers: { location } };
    }),
  ];
}
