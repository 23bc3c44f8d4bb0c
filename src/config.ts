import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import { type Environment, environment, storageOf, trusted } from './environment.ts';
import type { OidcSettings } from './platform/auth/provider.ts';
import type { RateLimits } from './platform/http/rate-limits.ts';
import type { LOG_LEVELS } from './platform/log.ts';
import type { StorageTarget } from './platform/storage/open.ts';

export interface Config {
  port: number;
  host: string;
  /** Absolute. */
  dataDir: string;
  storage: StorageTarget;
  redisUrl: string | undefined;
  bootstrapApiKey: string | undefined;
  /** The administrator that an empty service makes by itself. */
  firstAdmin: { email: string; password: string } | undefined;
  authSecret: string | undefined;
  requireSecondFactor: boolean;
  oidc: OidcSettings | undefined;
  staleAfterDays: number;
  heldAfterDays: number;
  overdueGraceDays: number;
  expiresSoonDays: number;
  smtpUrl: string | undefined;
  mailFrom: string;
  publicUrl: string | undefined;
  rateLimits: RateLimits;
  /** As express wants it; undefined: no proxy is trusted. */
  trustProxy: number | string[] | undefined;
  attachmentMaxBytes: number;
  notifyDigestMinutes: number;
  noticeRetentionDays: number;
  webhookAllowHosts: ReadonlySet<string>;
  secretsKey: string | undefined;
  logLevel: (typeof LOG_LEVELS)[number];
  nodeEnv: 'development' | 'production' | 'test';
  shutdownGraceSeconds: number;
}

/** The environment is not usable. Every wrong variable is named, none of their values. */
export class ConfigError extends Error {
  readonly problems: readonly { variable: string; detail: string }[];

  constructor(problems: readonly { variable: string; detail: string }[]) {
    super(
      [
        'The configuration is invalid:',
        ...problems.map(({ variable, detail }) => `  ${variable} ${detail}`),
      ].join('\n'),
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** The host people know the service by. */
function hostOf(publicUrl: string | undefined): string {
  return URL.parse(publicUrl ?? '')?.hostname ?? 'localhost';
}

/** Whether variables that belong together are set. @throws ConfigError naming those that are missing beside others of them */
function together(
  data: Environment,
  names: readonly (keyof Environment)[],
  needed: readonly (keyof Environment)[] = [],
): boolean {
  const given = names.filter((name) => data[name] !== undefined);
  if (given.length === 0) return false;
  const missing = [...names, ...needed].filter((name) => data[name] === undefined);
  if (missing.length === 0) return true;
  const detail = `must be set together with ${given.join(' and ')}`;
  throw new ConfigError(missing.map((variable) => ({ variable, detail })));
}

function peopleOf(
  data: Environment,
): Pick<Config, 'firstAdmin' | 'authSecret' | 'requireSecondFactor' | 'oidc'> {
  const { ADMIN_EMAIL: email = '', ADMIN_PASSWORD: password = '' } = data;
  const {
    OIDC_ISSUER: issuer = '',
    OIDC_CLIENT_ID: clientId = '',
    OIDC_CLIENT_SECRET: clientSecret = '',
  } = data;
  const hasAdmin = together(data, ['ADMIN_EMAIL', 'ADMIN_PASSWORD']);
  const hasOidc = together(data, ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'], ['PUBLIC_URL']);
  return {
    firstAdmin: hasAdmin ? { email, password } : undefined,
    authSecret: data.AUTH_SECRET,
    requireSecondFactor: (data.REQUIRE_SECOND_FACTOR ?? String(data.NODE_ENV === 'production')) === 'true',
    oidc: hasOidc ? { issuer, clientId, clientSecret } : undefined,
  };
}

/**
 * The settings of the process. An empty variable counts as unset, as compose files and shells write it.
 *
 * @throws ConfigError naming every wrong variable at once
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(environment.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const result = environment.safeParse(given);
  if (!result.success) {
    throw new ConfigError(
      result.error.issues.map(({ path, message }) => ({ variable: String(path[0]), detail: message })),
    );
  }
  const { data } = result;
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: resolve(data.DATA_DIR),
    storage: storageOf(data.DATABASE_URL, data.DATA_DIR),
    redisUrl: data.REDIS_URL,
    bootstrapApiKey: data.BOOTSTRAP_API_KEY,
    ...peopleOf(data),
    staleAfterDays: data.STALE_AFTER_DAYS,
    heldAfterDays: data.HELD_AFTER_DAYS,
    overdueGraceDays: data.OVERDUE_GRACE_DAYS,
    expiresSoonDays: data.EXPIRES_SOON_DAYS,
    smtpUrl: data.SMTP_URL,
    mailFrom: data.MAIL_FROM ?? `aid-ledger@${hostOf(data.PUBLIC_URL)}`,
    publicUrl: data.PUBLIC_URL,
    rateLimits: {
      perMinute: data.RATE_LIMIT_PER_MINUTE,
      anonymousPerMinute: data.ANONYMOUS_RATE_LIMIT_PER_MINUTE,
    },
    trustProxy: data.TRUST_PROXY === undefined ? undefined : trusted(data.TRUST_PROXY),
    attachmentMaxBytes: data.ATTACHMENT_MAX_MB * 1024 * 1024,
    notifyDigestMinutes: data.NOTIFY_DIGEST_MINUTES,
    noticeRetentionDays: data.NOTICE_RETENTION_DAYS,
    webhookAllowHosts: data.WEBHOOK_ALLOW_HOSTS ?? new Set(),
    secretsKey: data.SECRETS_KEY,
    logLevel: data.LOG_LEVEL,
    nodeEnv: data.NODE_ENV,
    shutdownGraceSeconds: data.SHUTDOWN_GRACE_SECONDS,
  };
}

/**
 * The settings of this process: `.env` when there is one, above it the real environment, and below both the `defaults` that a program
 * has instead of the general ones.
 */
export function configOfProcess(defaults: Readonly<Record<string, string>> = {}, file = '.env'): Config {
  if (existsSync(file)) loadEnvFile(file);
  // Empty counts as unset here too: it must not hide a default.
  const given = Object.entries(process.env).filter(([, value]) => value);
  return loadConfig({ ...defaults, ...Object.fromEntries(given) });
}
