import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { LOG_LEVELS } from './platform/log.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './platform/password-length.ts';
import type { StorageTarget } from './platform/storage/open.ts';

const DATABASE_FILE = 'aid-ledger.db';

/** The whole message of a wrong variable: it says what is wanted and never what was given, which may be a secret. */
const wholeNumber = (least: number, most: number, fallback: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, error)
    .default(fallback);
};

const isUrlOf = (protocols: readonly string[], text: string): boolean =>
  protocols.includes(URL.parse(text)?.protocol ?? '');

const url = (...schemes: string[]) =>
  z.string().refine(
    (text) =>
      isUrlOf(
        schemes.map((scheme) => `${scheme}:`),
        text,
      ),
    `must be a URL starting with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  );

/** Hosts as a URL has them, so that they compare: lower case, IPv6 in brackets. */
const hostList = (error: string) =>
  z.string().transform((text, context) => {
    const hosts = text.split(',').map((entry) => {
      const host = URL.parse(`http://${entry.trim()}`);
      const isHost = host?.pathname === '/' && host.search === '' && host.username === '' && host.hash === '';
      if (!isHost) context.addIssue({ code: 'custom', message: error });
      // A port that is the one of http is left out by URL.
      return entry.trim().endsWith(':80') ? `${host?.hostname}:80` : (host?.host ?? '');
    });
    return new Set(hosts);
  });
const yesOrNo = () => z.enum(['true', 'false'], 'must be true or false').optional();

const isPostgres = (text: string): boolean => isUrlOf(['postgres:', 'postgresql:'], text);
/** No `file::memory:` and no host: facts must be on this machine's disk. */
const isFile = (text: string): boolean => /^file:(?:\/\/\/|(?!\/\/|:))[^?]+$/.test(text);

const PROXY_COUNT = /^[1-9]$/;
const partsOf = (list: string): string[] => list.split(',').map((part) => part.trim());

/** Never everybody: whoever is believed may call himself any address. */
const isTrustable = (text: string): boolean =>
  PROXY_COUNT.test(text) ||
  partsOf(text).every(
    (part) =>
      // Not what `inet_aton` takes for an address besides: 0, 10.1.
      ipaddr.IPv4.isValidFourPartDecimal(part) ||
      ipaddr.IPv6.isValid(part) ||
      ipaddr.isValidCIDR(part) ||
      part === 'loopback',
  );

export const trusted = (text: string): number | string[] =>
  PROXY_COUNT.test(text) ? Number(text) : partsOf(text);

/**
 * The environment, once: its check, its defaults and, through `.meta`, the text of `.env.example`. An example is shown
 * there when the variable has no default.
 */
export const environment = z.object({
  PORT: wholeNumber(0, 65_535, 3000).meta({ description: 'Port to listen on; 0 takes a free one.' }),
  HOST: z.string().default('127.0.0.1').meta({
    description: 'Address to listen on. 0.0.0.0 listens on all of them: put a TLS proxy in front.',
  }),
  DATA_DIR: z
    .string()
    .default('./data')
    .meta({ description: 'Folder for everything the service writes to disk.' }),
  DATABASE_URL: z
    .string()
    .refine((text) => isPostgres(text) || isFile(text), 'must start with postgres://, postgresql:// or file:')
    .optional()
    .meta({
      description: `Where the facts are kept. Unset: the SQLite file ${DATABASE_FILE} in DATA_DIR. file:<path>: that SQLite file. postgres://…: PostgreSQL, for more than one machine.`,
      example: 'postgres://aid:secret@localhost:5432/aid',
    }),
  REDIS_URL: url('redis', 'rediss').optional().meta({
    description: 'Redis for background jobs. Unset: one inside the process, for evaluation only.',
    example: 'redis://127.0.0.1:6379',
  }),
  BOOTSTRAP_API_KEY: z
    .string()
    .min(32, 'must have at least 32 characters')
    .regex(/^[\x21-\x7e]*$/, 'must be printable ASCII without spaces')
    .optional()
    .meta({
      description:
        "An administrator's key for automation and first set-up, at least 32 characters. Unset: nobody gets in. Make one with: openssl rand -hex 32",
      example: '',
    }),
  ADMIN_EMAIL: z.email('must be an e-mail address').toLowerCase().optional().meta({
    description:
      'Address of the first administrator, made when nobody may sign in yet. Unset: a link to make one is printed at start.',
    example: 'admin@aid.example.org',
  }),
  ADMIN_PASSWORD: z
    .string()
    .min(SHORTEST_PASSWORD, `must have at least ${SHORTEST_PASSWORD} characters`)
    .max(LONGEST_PASSWORD, `must have at most ${LONGEST_PASSWORD} characters`)
    .optional()
    .meta({
      description: 'Password of the first administrator. Not looked at once there is anybody.',
      example: 'change-me-at-once',
    }),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional().meta({
    description:
      'Signs session cookies and encrypts second factors: the same in every process, and kept apart from backups of the database. Unset: one is kept in DATA_DIR. Make one with: openssl rand -hex 32',
    example: '',
  }),
  REQUIRE_SECOND_FACTOR: yesOrNo().meta({
    description:
      'true: managers and administrators may do nothing with a password alone but set up a second factor. Unset: true with NODE_ENV=production, else false.',
    example: 'true',
  }),
  OIDC_ISSUER: url('https', 'http').optional().meta({
    description:
      'Identity provider (OpenID Connect) by which people may sign in who were added before. Unset: none. Set PUBLIC_URL with it; the address to register there is PUBLIC_URL/api/auth/callback/oidc.',
    example: 'https://login.example.org',
  }),
  OIDC_CLIENT_ID: z.string().optional().meta({
    description: 'What the service is called at the identity provider.',
    example: 'aid-ledger',
  }),
  OIDC_CLIENT_SECRET: z.string().optional().meta({
    description: 'Secret of the service at the identity provider.',
    example: 'secret',
  }),
  STALE_AFTER_DAYS: wholeNumber(1, 365, 7).meta({
    description: 'Days without news after which outstanding cargo counts as stale.',
  }),
  HELD_AFTER_DAYS: wholeNumber(0, 365, 3).meta({
    description: 'Days (of 24 hours) at the border after which cargo counts as held.',
  }),
  OVERDUE_GRACE_DAYS: wholeNumber(0, 365, 3).meta({
    description: 'Days after the current ETA after which outstanding cargo counts as overdue.',
  }),
  EXPIRES_SOON_DAYS: wholeNumber(0, 3650, 30).meta({
    description: 'Days before their expiry from which goods are flagged as expiring.',
  }),
  SMTP_URL: url('smtp', 'smtps').optional().meta({
    description:
      'Mail server for notices, invitations and forgotten passwords. Unset: mail is written to the log.',
    example: 'smtp://user:secret@mail.example.org:587',
  }),
  MAIL_FROM: z
    .string()
    .regex(/^[^@<>\r\n]*(?:<[^@<>\s]+@[^@<>\s]+>|[^@<>\s]+@[^@<>\s]+)$/, {
      error: 'must be an address, or a name and an address in angle brackets',
    })
    .optional()
    .meta({
      description: 'Who mail is from. Unset: aid-ledger at the host of PUBLIC_URL.',
      example: 'Aid ledger <aid-ledger@aid.example.org>',
    }),
  PUBLIC_URL: url('http', 'https').optional().meta({
    description: 'Address under which people reach the service, used in links.',
    example: 'https://aid.example.org',
  }),
  RATE_LIMIT_PER_MINUTE: wholeNumber(0, 100_000_000, 30_000).meta({
    description:
      'Requests a minute that one user or API key is answered, then 429; 0 for any number. The bootstrap key is not limited.',
  }),
  ANONYMOUS_RATE_LIMIT_PER_MINUTE: wholeNumber(0, 100_000_000, 1_200).meta({
    description:
      'Requests a minute from one address that come without a valid key or session; 0 for any number. Counted across processes when REDIS_URL is set.',
  }),
  TRUST_PROXY: z
    .string()
    .refine(isTrustable, {
      error:
        'must be a number of proxies from 1 to 9, or addresses and networks (10.0.0.0/8), separated by commas',
    })
    .optional()
    .meta({
      description:
        "Whose X-Forwarded-For and X-Forwarded-Proto are believed: how many proxies stand in front, or their addresses and networks, separated by commas. Unset: nobody's.",
      example: '1',
    }),
  ATTACHMENT_MAX_MB: wholeNumber(1, 100, 10).meta({
    description: 'Greatest size of a file that is sent, in MB (of 1,048,576 bytes).',
  }),
  NOTIFY_DIGEST_MINUTES: wholeNumber(1, 10_080, 60).meta({
    description: 'At most one mail that gathers notices per person in so many minutes.',
  }),
  NOTICE_RETENTION_DAYS: wholeNumber(1, 3650, 90).meta({
    description: 'Days that notices are kept.',
  }),
  WEBHOOK_ALLOW_HOSTS: hostList('must be hosts, or hosts with ports, separated by commas').optional().meta({
    description:
      'Hosts that webhooks may lead to though they are not on the public internet, by http too: host or host:port, separated by commas. Unset: none.',
    example: 'events.internal:8443,127.0.0.1',
  }),
  SECRETS_KEY: z.string().min(32, 'must have at least 32 characters').optional().meta({
    description:
      'What the secrets of webhooks are encrypted with in the database, at least 32 characters; keep it as long as the database. Unset: they are kept as they are. Make one with: openssl rand -hex 32',
    example: '',
  }),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
    .default('info')
    .meta({ description: `How much is logged: ${LOG_LEVELS.join(', ')}.` }),
  NODE_ENV: z
    .enum(['development', 'production', 'test'], 'must be one of development, production, test')
    .default('development')
    .meta({ description: 'production refuses what is meant for evaluation only.' }),
  SHUTDOWN_GRACE_SECONDS: wholeNumber(0, 600, 10).meta({
    description: 'Seconds that running requests and jobs get to finish after SIGTERM.',
  }),
});

export type Environment = z.output<typeof environment>;

/** `file:` with a relative or absolute path, or a full `file:///` URL → an absolute path. */
function pathOfFile(text: string): string {
  return text.startsWith('file://') ? fileURLToPath(text) : resolve(text.slice('file:'.length));
}

/** Where `DATABASE_URL` and `DATA_DIR` say that the facts are. */
export function storageOf(databaseUrl: string | undefined, dataDir: string): StorageTarget {
  if (databaseUrl === undefined) return { engine: 'sqlite', file: resolve(dataDir, DATABASE_FILE) };
  if (isPostgres(databaseUrl)) return { engine: 'postgres', url: databaseUrl };
  return { engine: 'sqlite', file: pathOfFile(databaseUrl) };
}
