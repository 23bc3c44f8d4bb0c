/**
 * Whatever anybody sends to whatever operation: never a failure of ours, every answer as the document says, no refusal that tells
 * what is inside, and nothing written by whoever may not. The requests are made from the document that is served.
 *
 * `FUZZ_SEED` repeats a run, `FUZZ_REQUESTS` makes it longer.
 */
import * as fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { allTables } from '../../drizzle/tables.ts';
import { type Role, mayAsk, type Principal, ROLES } from '../../src/platform/access.ts';
import * as audit from '../../src/audit/tables.ts';
import { auditPending } from '../../src/platform/acts/tables.ts';
import { signInOf } from '../../src/accounts/start.ts';
import { loadConfig } from '../../src/config.ts';
import { createHttpApp } from '../../src/platform/http/app.ts';
import { createMetrics } from '../../src/platform/http/metrics.ts';
import { startHttp } from '../../src/platform/http/server.ts';
import { newId } from '../../src/platform/ids.ts';
import { openTail } from '../../src/platform/feed/tail.ts';
import { createLog, type Log } from '../../src/platform/log.ts';
import type { NeutralTable } from '../../src/platform/storage/columns.ts';
import { apiInfo } from '../../src/process.ts';
import { routesOf } from '../../src/services.ts';
import { answerCheck } from '../support/answers.ts';
import { principalOf } from '../support/acts.ts';
import { commandsOf, send } from '../support/commands.ts';
import { trailOf } from '../support/trail.ts';
import { tokensOf } from '../support/principals.ts';
import { KEY, type Service, serviceOfTest } from '../support/service.ts';
import { entriesOf, type FuzzRequest, requestsOf } from './fuzz/requests.ts';
import type { Known } from './fuzz/values.ts';

const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 10_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const AT_ONCE = 16;
const TIMEOUT_MS = 600_000;
/** Refused a write they may not do, or sending nothing that could be done. */
const REFUSED_REQUESTS = 1_600;

const PRINCIPALS: Record<string, Principal> = {
  ...Object.fromEntries(ROLES.map((role): [Role, Principal] => [role, principalOf({ id: newId(), role })])),
  scoped: principalOf({ id: newId(), kind: 'api_key', scopes: ['needs:read'] }),
};
const NOBODY = 'nobody';

/** What no refusal may say: where code is, what it runs on, how it asks the database. */
const INSIDES =
  /node_modules|\bat \S+ \(|[\w-]+\.(?:ts|js|mjs):\d+|file:\/\/|sqlite|postgres|drizzle|\bselect .+ from\b|\binsert into\b|ECONN|ENOENT|EACCES|TypeError|RangeError|Cannot read prop/i;

/** Entries are sealed, and the trail is verified, in their own time. */
const TRAIL: readonly NeutralTable[] = [auditPending, ...Object.values(audit)];

const CONFIG = loadConfig({ BOOTSTRAP_API_KEY: KEY });

const routesFor = ({ services, store, clock }: Service, log: Log) =>
  routesOf(
    services,
    openTail(store, log),
    signInOf({ store, clock, log, people: services.people, config: CONFIG }),
  );

const permissionsOf = (service: Service) =>
  new Map(
    routesFor(service, createLog({ level: 'silent' })).map(({ spec }) => [spec.operationId, spec.permission]),
  );

interface Told {
  status: number;
  contentType: string;
  text: string;
  requestId: string;
}

/** The service with every role at its door, and things in its ledger to be met. */
async function setup() {
  const service = await serviceOfTest();
  const failures: string[] = [];
  const log = createLog({ level: 'error', destination: { write: (line) => void failures.push(line) } });
  const app = createHttpApp({
    routes: routesFor(service, log),
    auth: tokensOf(PRINCIPALS),
    readiness: async () => [],
    info: apiInfo,
    ...{ log, metrics: createMetrics() },
  });
  const http = await startHttp(app, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => http.close(0));
  const document = await service.document();
  const known = await fill(service);
  const check = answerCheck(document);
  const open = new Set(
    entriesOf(document).flatMap(({ operation }) =>
      operation.security?.every((way) => !('bearerKey' in way)) ? [operation.operationId] : [],
    ),
  );
  let asked = 0;

  async function ask(request: FuzzRequest): Promise<Told> {
    const requestId = `fuzz-${String(asked++).padStart(8, '0')}`;
    const { method, path, headers, body, isForm, as } = request;
    const answer = await fetch(http.url + path, {
      method,
      headers: {
        ...headers,
        'x-request-id': requestId,
        ...(as === NOBODY ? {} : { authorization: `Bearer ${as}` }),
      },
      ...(body === undefined || method === 'GET' ? {} : { body: isForm ? formOf(body) : body }),
    });
    const contentType = answer.headers.get('content-type') ?? '';
    const isStream = contentType.startsWith('text/event-stream');
    if (isStream) await answer.body?.cancel();
    return { status: answer.status, contentType, text: isStream ? '' : await answer.text(), requestId };
  }

  return { service, document, known, check, open, ask, failures };
}

function formOf(content: string): FormData {
  const form = new FormData();
  form.append('file', new Blob([content]), `${content.slice(0, 20)}.pdf`);
  return form;
}

/** Has one of everything recorded, and names it. */
async function fill(service: Service): Promise<Known> {
  const ids: string[] = [];
  const hashes: string[] = [];
  const gather = (value: unknown): void => {
    if (typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)) ids.push(value);
    else if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) hashes.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(gather);
  };
  for (const command of Object.values(commandsOf(service))) {
    const asked = await command();
    ids.push(...(asked.path.match(/[0-9a-f-]{36}/g) ?? []));
    gather((await send<unknown>(service, asked)).body);
  }
  await service.settled();
  const codes = ['wheat_flour', 'rice', 'school_in_a_box', 'hairatan', 'torkham', 'food_security', 'nothing'];
  return { ids: [...new Set(ids)], codes, hashes };
}

/** What is wrong with an answer; nothing, usually. */
function complaint(
  { check, open }: Awaited<ReturnType<typeof setup>>,
  request: FuzzRequest,
  told: Told,
): string | undefined {
  const { method, path, as } = request;
  const { status, contentType, text } = told;
  if (status >= 500) return 'a failure of the service';
  const isJson = /json/.test(contentType);
  try {
    const pathname = new URL(path, 'http://localhost').pathname;
    check({ method, pathname, status, contentType, body: isJson ? JSON.parse(text) : text });
  } catch (error) {
    return String(error);
  }
  if (status >= 400) {
    if (!contentType.startsWith('application/problem+json')) return `refused as ${contentType}`;
    const found = INSIDES.exec(told.text.replaceAll(JSON.stringify(request.path).slice(1, -1), ''));
    if (found) return `a refusal tells of the inside: ${found[0]}`;
  }
  if (as === NOBODY && !open.has(request.operation) && status !== 401) return 'answered to nobody';
  return undefined;
}

const tellingOf = (request: FuzzRequest, told: Told, why: string): string =>
  `${why}\n${JSON.stringify(request)}\nanswered ${told.status} ${told.text.slice(0, 1000)}`;

it(
  'any request at all is answered as the document says, and writes only what its sender may',
  async () => {
    const rig = await setup();
    const { service, document, known, ask, failures } = rig;
    const permissions = permissionsOf(service);
    const statuses = new Map<string, number>();
    const tally: Record<string, number> = {};
    // Who may do most meets most: half of the requests are an administrator's.
    const names = Object.keys(PRINCIPALS);
    const who = fc.oneof(fc.constant('admin'), fc.constantFrom(...names, NOBODY));
    const requests = requestsOf(document, known, who);
    await fc.assert(
      fc.asyncProperty(
        fc.array(requests, { minLength: AT_ONCE, maxLength: AT_ONCE, size: 'max' }),
        async (batch) => {
          const answers = await Promise.all(
            batch.map(async (request) => ({ request, told: await ask(request) })),
          );
          for (const { request, told } of answers) {
            statuses.set(told.requestId, told.status);
            tally[told.status] = (tally[told.status] ?? 0) + 1;
            const principal = PRINCIPALS[request.as];
            const permission = permissions.get(request.operation);
            const mayNot = principal && permission && !mayAsk(principal, permission);
            const why =
              complaint(rig, request, told) ??
              (mayNot && told.status !== 403 ? 'answered to a role that may not ask' : undefined);
            if (why !== undefined) throw new Error(tellingOf(request, told, why) + failures.join(''));
          }
        },
      ),
      { numRuns: Math.ceil(REQUESTS / AT_ONCE), seed: SEED, endOnFailure: true },
    );
    console.log(`fuzz: seed ${SEED}, ${statuses.size} requests, by status ${JSON.stringify(tally)}`);
    // The run is worth something only if requests get through to every kind of answer.
    for (const status of [200, 201, 400, 401, 403, 404, 412, 415, 422])
      expect(tally, `answers with ${status}`).toHaveProperty(String(status));
    // Whatever was refused wrote nothing, and whatever was written was somebody's who may.
    const byFuzz = (await trailOf(service)).filter(({ requestId }) => requestId.startsWith('fuzz-'));
    expect(byFuzz.length).toBeGreaterThan(0);
    expect(byFuzz.filter(({ requestId }) => (statuses.get(requestId) ?? 500) >= 300)).toEqual([]);
    const byId = new Map(Object.values(PRINCIPALS).map((one) => [one.id, one]));
    const forbidden = byFuzz.filter(({ principal, operation }) => {
      const permission = permissions.get(operation);
      // Null: whoever is somebody may, or anybody.
      return permission === undefined || (permission !== null && !mayAsk(byId.get(principal)!, permission));
    });
    expect(forbidden).toEqual([]);
    await service.settled(TIMEOUT_MS);
  },
  TIMEOUT_MS,
);

it(
  'requests to change something by whoever may not leave the ledger as it was, to the last row',
  async () => {
    const { service, document, known, ask } = await setup();
    const everything = () =>
      service.store.read(async (scope) => {
        const rows: [string, unknown[]][] = [];
        for (const table of allTables.filter((one) => !TRAIL.includes(one)))
          rows.push([table.name, await scope.db.select().from(scope.of(table) as never)]);
        return JSON.stringify(rows);
      });
    const before = await everything();
    const permissions = permissionsOf(service);
    const requests = requestsOf(document, known, fc.constantFrom('viewer', 'scoped', NOBODY)).filter(
      ({ method, as, operation }) => {
        const principal = PRINCIPALS[as];
        const permission = permissions.get(operation) ?? null;
        return method !== 'GET' && permission !== null && !(principal && mayAsk(principal, permission));
      },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(requests, { minLength: AT_ONCE, maxLength: AT_ONCE, size: 'max' }),
        async (batch) => {
          const answers = await Promise.all(batch.map(ask));
          for (const { status } of answers) expect([401, 403]).toContain(status);
        },
      ),
      { numRuns: REFUSED_REQUESTS / AT_ONCE, seed: SEED, endOnFailure: true },
    );
    expect(await everything()).toBe(before);
  },
  TIMEOUT_MS,
);
