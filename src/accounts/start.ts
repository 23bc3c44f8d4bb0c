/** How a process comes by those who sign in: the port, who they are on each request, and the first of them. */
import { type Config, ConfigError } from '../config.ts';
import type { Authenticator } from '../platform/auth/authenticator.ts';
import { betterAuthSignIn } from '../platform/auth/sign-in.ts';
import type { Clock } from '../platform/clock.ts';
import { DomainError, PROBLEMS } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/storage/store.ts';
import { ledgerAuthenticator } from './authenticator.ts';
import type { People } from './people.ts';
import { authSecret } from './secret.ts';
import { signingIn } from './service/sign-in.ts';

/** Cookies hold for whatever name the service is reached by. */
const SOMEWHERE = 'http://localhost';

export function signInOf({
  store,
  clock,
  log,
  people,
  config,
}: {
  store: Store;
  clock: Clock;
  log: Log;
  people: People;
  config: Config;
}): { steps: ReturnType<typeof signingIn>; authenticator: Authenticator } {
  if (
    config.authSecret === undefined &&
    config.storage.engine === 'postgres' &&
    config.nodeEnv === 'production'
  ) {
    const detail =
      'must be set with NODE_ENV=production and PostgreSQL: several machines sign the same cookies';
    throw new ConfigError([{ variable: 'AUTH_SECRET', detail }]);
  }
  const secret = authSecret(config.authSecret, config.dataDir);
  const baseUrl = config.publicUrl?.replace(/\/+$/, '') ?? SOMEWHERE;
  const secureCookies = baseUrl.startsWith('https:');
  const { oidc } = config;
  const signIn = betterAuthSignIn({
    ...{ store, clock, log, secret, baseUrl, oidc },
    onChange: people.directory.forget,
  });
  return {
    steps: signingIn({
      signIn,
      limits: people.limits,
      secret,
      secureCookies,
      hasProvider: oidc !== undefined,
    }),
    authenticator: ledgerAuthenticator(people.directory, { secret, secureCookies }),
  };
}

/** Makes the administrator of the environment where there is nobody yet, or tells the link under which one is made. */
export async function welcomeFirstAdmin(
  { firstAdmin, linking, listensAt }: People,
  config: Config,
  { url, log }: { url: string; log: Log },
): Promise<void> {
  listensAt(url);
  try {
    if (config.firstAdmin === undefined) {
      const link = await linking.setUpLink();
      if (link !== undefined)
        log.info({ link }, 'nobody may sign in yet: open this link to become the administrator');
    } else if (await firstAdmin.fromEnvironment(config.firstAdmin)) {
      log.info({ email: config.firstAdmin.email }, 'the first administrator was made');
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // Whoever has a key still reads: a full or locked database keeps nobody from starting.
    if (PROBLEMS[error.code].status >= 500) {
      log.warn({ err: error }, 'no administrator could be made; it is tried again at the next start');
      return;
    }
    throw new ConfigError([{ variable: 'ADMIN_PASSWORD', detail: error.errors[0]?.detail ?? error.message }]);
  }
}
