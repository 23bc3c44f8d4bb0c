import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { envExample } from '../../../src/config-example.ts';
import { ConfigError, loadConfig } from '../../../src/config.ts';
import { environment } from '../../../src/environment.ts';

function problemsOf(env: Record<string, string>): { variable: string; detail: string }[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return [...error.problems];
    throw error;
  }
  return [];
}

describe('defaults', () => {
  it('are those that are documented', () => {
    const config = loadConfig({});
    expect(config).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: resolve('data'),
      storage: { engine: 'sqlite', file: resolve('data/aid-ledger.db') },
      redisUrl: undefined,
      bootstrapApiKey: undefined,
      firstAdmin: undefined,
      authSecret: undefined,
      requireSecondFactor: false,
      oidc: undefined,
      staleAfterDays: 7,
      heldAfterDays: 3,
      overdueGraceDays: 3,
      expiresSoonDays: 30,
      smtpUrl: undefined,
      mailFrom: 'aid-ledger@localhost',
      publicUrl: undefined,
      logLevel: 'info',
      nodeEnv: 'development',
      rateLimits: { perMinute: 30_000, anonymousPerMinute: 1_200 },
      trustProxy: undefined,
      attachmentMaxBytes: 10 * 1024 * 1024,
      shutdownGraceSeconds: 10,
      notifyDigestMinutes: 60,
      noticeRetentionDays: 90,
      webhookAllowHosts: new Set(),
      secretsKey: undefined,
    });
  });

  it('hold for an empty variable too', () => {
    expect(loadConfig({ PORT: '', REDIS_URL: '', BOOTSTRAP_API_KEY: '' })).toEqual(loadConfig({}));
  });
});

describe('where the facts are kept', () => {
  it.each([
    [{ DATA_DIR: '/var/lib/aid' }, { engine: 'sqlite', file: '/var/lib/aid/aid-ledger.db' }],
    [
      { DATABASE_URL: 'file:/srv/x.db', DATA_DIR: '/other' },
      { engine: 'sqlite', file: '/srv/x.db' },
    ],
    [{ DATABASE_URL: 'file:///srv/a%20b.db' }, { engine: 'sqlite', file: '/srv/a b.db' }],
    [{ DATABASE_URL: 'file:./here.db' }, { engine: 'sqlite', file: resolve('here.db') }],
    [{ DATABASE_URL: 'postgres://u:p@h/d' }, { engine: 'postgres', url: 'postgres://u:p@h/d' }],
    [{ DATABASE_URL: 'postgresql://h/d' }, { engine: 'postgres', url: 'postgresql://h/d' }],
  ])('%o', (env, storage) => {
    expect(loadConfig(env as Record<string, string>).storage).toEqual(storage);
  });

  it.each([
    'mysql://h/d',
    'file:',
    'file::memory:',
    'file://host/x.db',
    'file:x.db?mode=memory',
    ':memory:',
    './x.db',
    'postgres',
  ])('%s is refused', (DATABASE_URL) => {
    expect(problemsOf({ DATABASE_URL })).toEqual([
      { variable: 'DATABASE_URL', detail: 'must start with postgres://, postgresql:// or file:' },
    ]);
  });
});

describe('whose X-Forwarded-For is believed', () => {
  it.each([
    ['1', 1],
    ['loopback', ['loopback']],
    ['10.0.0.0/8, 192.0.2.7', ['10.0.0.0/8', '192.0.2.7']],
    ['fd00::/8', ['fd00::/8']],
  ])('%s', (TRUST_PROXY, trustProxy) => {
    expect(loadConfig({ TRUST_PROXY }).trustProxy).toEqual(trustProxy);
  });
});

describe('a wrong variable', () => {
  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['STALE_AFTER_DAYS', '0'],
    ['HELD_AFTER_DAYS', 'three'],
    ['OVERDUE_GRACE_DAYS', ' 3'],
    ['EXPIRES_SOON_DAYS', '-1'],
    ['SHUTDOWN_GRACE_SECONDS', '601'],
    ['RATE_LIMIT_PER_MINUTE', '-1'],
    ['TRUST_PROXY', '0'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/8,'],
    ['TRUST_PROXY', 'proxy.example.org'],
    ['REDIS_URL', 'http://h'],
    ['REDIS_URL', 'localhost:6379'],
    ['SMTP_URL', 'mail'],
    ['ADMIN_EMAIL', 'nobody'],
    ['ADMIN_PASSWORD', 'short'],
    ['AUTH_SECRET', 'x'.repeat(31)],
    ['REQUIRE_SECOND_FACTOR', 'yes'],
    ['OIDC_ISSUER', 'login.example.org'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'a@b, c@d'],
    ['PUBLIC_URL', 'ftp://x'],
    ['WEBHOOK_ALLOW_HOSTS', 'http://a'],
    ['WEBHOOK_ALLOW_HOSTS', 'a b'],
    ['WEBHOOK_ALLOW_HOSTS', 'a,,b'],
    ['WEBHOOK_ALLOW_HOSTS', 'u@a'],
    ['SECRETS_KEY', 'short'],
    ['NOTIFY_DIGEST_MINUTES', '0'],
    ['LOG_LEVEL', 'loud'],
    ['NODE_ENV', 'prod'],
    ['BOOTSTRAP_API_KEY', 'x'.repeat(31)],
    ['BOOTSTRAP_API_KEY', `${'x'.repeat(40)} y`],
  ])('%s=%s is named', (variable, value) => {
    expect(problemsOf({ [variable]: value })).toMatchObject([{ variable }]);
  });

  it('is named together with all others, and no value is repeated', () => {
    const env = {
      PORT: 'secret1',
      DATABASE_URL: 'mysql://secret2',
      BOOTSTRAP_API_KEY: 'secret3',
      REDIS_URL: 'secret4',
    };
    expect(problemsOf(env).map(({ variable }) => variable)).toEqual([
      'PORT',
      'DATABASE_URL',
      'REDIS_URL',
      'BOOTSTRAP_API_KEY',
    ]);
    expect(() => loadConfig(env)).toThrow(
      /PORT must be a whole number from 0 to 65535\n {2}DATABASE_URL must/,
    );
    expect(() => loadConfig(env)).not.toThrow(/secret/);
  });
});

describe('variables that belong together', () => {
  it.each([
    [{ ADMIN_EMAIL: 'a@b.example' }, ['ADMIN_PASSWORD']],
    [{ ADMIN_PASSWORD: 'seven-camels-in-Ghor' }, ['ADMIN_EMAIL']],
    [{ OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'x' }, ['OIDC_CLIENT_SECRET', 'PUBLIC_URL']],
  ])('%o names what is missing', (env, missing) => {
    expect(problemsOf(env as Record<string, string>).map(({ variable }) => variable)).toEqual(missing);
  });

  it('ask managers for a second factor in production, and elsewhere when told to', () => {
    const asked = (env: Record<string, string>) => loadConfig(env).requireSecondFactor;
    expect(asked({})).toBe(false);
    expect(asked({ NODE_ENV: 'production' })).toBe(true);
    expect(asked({ NODE_ENV: 'production', REQUIRE_SECOND_FACTOR: 'false' })).toBe(false);
    expect(asked({ REQUIRE_SECOND_FACTOR: 'true' })).toBe(true);
  });
});

describe('.env.example', () => {
  it('is what the schema says', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(envExample());
  });

  it('is valid as it stands once uncommented', () => {
    const entries = [...envExample().matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    expect(entries.map(([name]) => name)).toEqual(Object.keys(environment.shape));
    expect(problemsOf(Object.fromEntries(entries) as Record<string, string>)).toEqual([]);
  });
});
