import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ledgerRegistry } from '../jobs/ledger.ts';
import { type Jobs, startJobs } from '../jobs/start.ts';
import { keepTrail } from './audit/keeping.ts';
import { registerAuditMetrics } from './audit/metrics.ts';
import { firstOf } from './accounts/authenticator.ts';
import { signInOf, welcomeFirstAdmin } from './accounts/start.ts';
import { type Config, ConfigError } from './config.ts';
import type { Authenticator } from './platform/auth/authenticator.ts';
import { bootstrapKeyAuthenticator } from './platform/auth/bootstrap-key.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { beginFeed } from './platform/feed/feed.ts';
import { openTail } from './platform/feed/tail.ts';
import { createHttpApp } from './platform/http/app.ts';
import { createMetrics } from './platform/http/metrics.ts';
import type { ApiInfo } from './platform/http/openapi.ts';
import { rateLimiting } from './platform/http/rate-limits.ts';
import type { Readiness } from './platform/http/readiness.ts';
import { type HttpServer, startHttp } from './platform/http/server.ts';
import { shareLimits } from './platform/http/shared-limits.ts';
import { uploadLimitsOf } from './platform/http/upload.ts';
import { webApp } from './platform/http/web-app.ts';
import type { Log } from './platform/log.ts';
import { type Broker, openBroker } from './platform/queue/broker.ts';
import { registerQueueMetrics } from './platform/queue/metrics.ts';
import { listenForNudges, type Nudger, openNudger } from './platform/queue/nudge.ts';
import { openStore } from './platform/storage/open.ts';
import type { Store } from './platform/storage/store.ts';
import { foldForSearch } from './search.ts';
import { composeServices, routesOf, type Services } from './services.ts';
import { registerVerificationMetrics } from './verification.ts';

/** What one process does; the same program in every combination. */
export interface Roles {
  api: boolean;
  worker: boolean;
}

export interface RunningProcess {
  /** Where the API listens; none in a worker. */
  url: string | undefined;
  store: Store;
  services: Services;
  /** What is in use, in words for the log and the console. */
  uses: { storage: string; broker: string };
  /** Finishes what is running, in the order of dependence. */
  close(): Promise<void>;
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Where `npm run build:web` puts the pages. */
const WEB_FOLDER = fileURLToPath(new URL('../dist/web', import.meta.url));

export const apiInfo: ApiInfo = {
  title: 'Aid coordination for Afghanistan',
  version,
  license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
  description:
    'One ledger from promise to province: pledges, shipments and receipts across food security, education and trade, and what is missing in each of the 34 provinces.',
};

export interface StartOptions {
  roles: Roles;
  log: Log;
  clock?: Clock;
  /** Who is told from whose headers; by the keys of the configuration unless given. */
  auth?: Authenticator;
}

/** Opens everything one process needs and starts its roles. */
export async function startProcess(
  config: Config,
  { roles, log, clock = systemClock, auth }: StartOptions,
): Promise<RunningProcess> {
  // The store is opened before the relay it wakes; until then there is nobody to wake.
  let wake = () => {};
  const store = await openStore(config.storage, {
    afterCommit: () => wake(),
    onError: (error) => log.warn({ err: error }, 'the database complains'),
  });
  await foldForSearch(store);
  await beginFeed(store);
  const services = composeServices({ store, clock, settings: config });
  const broker = await brokerFor(config, roles);
  const trail = keepTrail(services.audit, { seals: roles.worker, log });
  let jobs: Jobs | undefined;
  let stopNudging = () => {};
  const complain = (error: Error) => log.debug({ err: error }, 'the broker does not answer');
  if (roles.worker && broker) {
    const started = startJobs({ store, broker, clock, log, registry: ledgerRegistry(services, config, log) });
    jobs = started;
    wake = () => {
      started.nudge();
      trail.nudge();
    };
    if (broker.kind === 'redis') stopNudging = alsoWaking(openNudger(broker, complain, 'news'));
  } else if (broker) {
    stopNudging = alsoWaking(openNudger(broker, complain));
  }
  const tail = openTail(store, log);
  let stopListening = () => {};
  if (roles.api) {
    alsoWaking({ nudge: tail.nudge, close: () => {} });
    if (broker?.kind === 'redis')
      stopListening = listenForNudges(broker, tail.nudge, complain, ['work', 'news']);
  }
  // The broker inside this process is nobody else's: there is nobody to share with.
  const shared =
    roles.api && broker?.kind === 'redis'
      ? shareLimits(broker, (error) => log.debug({ err: error }, 'limits are not shared'))
      : undefined;
  const http = roles.api ? await serve() : undefined;
  if (http) await welcomeFirstAdmin(services.people, config, { url: http.url, log });

  /** Has another one told of every commit of this process; answers how to close it. */
  function alsoWaking({ nudge, close }: Nudger): () => void {
    const others = wake;
    wake = () => {
      others();
      nudge();
    };
    return close;
  }

  function serve(): Promise<HttpServer> {
    const signIn = signInOf({ store, clock, log, people: services.people, config });
    const metrics = createMetrics();
    registerQueueMetrics(metrics.registry, store, clock);
    registerVerificationMetrics(metrics.registry, store);
    registerAuditMetrics(metrics.registry, store, clock);
    const app = createHttpApp({
      routes: routesOf(services, tail, { ...config, steps: signIn.steps }),
      auth: auth ?? firstOf(bootstrapKeyAuthenticator(config.bootstrapApiKey, log), signIn.authenticator),
      publicUrl: config.publicUrl,
      readiness: readinessOf(store, jobs),
      info: apiInfo,
      uploadLimits: uploadLimitsOf(config.attachmentMaxBytes),
      limiting: rateLimiting(config.rateLimits, shared?.onCounted),
      trustProxy: config.trustProxy,
      isSecure: config.publicUrl?.startsWith('https:') ?? false,
      log,
      metrics,
      onRefusal: trail.refused,
      web: webApp(WEB_FOLDER),
    });
    return startHttp(app, config);
  }

  return {
    url: http?.url,
    store,
    services,
    uses: {
      storage:
        config.storage.engine === 'sqlite' ? `SQLite, ${config.storage.file}` : 'PostgreSQL, DATABASE_URL',
      broker: describe(broker),
    },
    async close() {
      const graceMs = config.shutdownGraceSeconds * 1000;
      // First: streams have no end of their own for the server to wait for.
      tail.close();
      stopListening();
      await http?.close(graceMs);
      await jobs?.close(graceMs);
      await trail.close();
      stopNudging();
      shared?.close();
      await broker?.close();
      await store.close();
    },
  };
}

/** A process that only answers has nobody to tell unless a broker is shared: workers elsewhere then find the work by polling. */
async function brokerFor(config: Config, roles: Roles): Promise<Broker | undefined> {
  if (!roles.worker && config.redisUrl === undefined) return undefined;
  const production = config.nodeEnv === 'production';
  if (production && config.redisUrl === undefined) {
    const detail =
      'must be set with NODE_ENV=production: the broker inside the process is for evaluation only';
    throw new ConfigError([{ variable: 'REDIS_URL', detail }]);
  }
  return openBroker({ redisUrl: config.redisUrl, production });
}

function describe(broker: Broker | undefined): string {
  if (!broker) return 'none in this process';
  return broker.kind === 'redis' ? 'Redis, REDIS_URL' : 'inside this process (for evaluation only)';
}

function readinessOf(store: Store, jobs: Jobs | undefined): Readiness {
  return async () => {
    await store.read(async () => {});
    const storage = { name: 'storage', ok: true, required: true };
    if (!jobs) return [storage];
    const ok = jobs.brokerAnswers();
    const detail = ok ? {} : { detail: 'not answering: work waits in the database' };
    return [storage, { name: 'broker', ok, required: false, ...detail }];
  };
}
