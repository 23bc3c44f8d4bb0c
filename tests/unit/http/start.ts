import { hash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { bootstrapKeyAuthenticator } from '../../../src/platform/auth/bootstrap-key.ts';
import type { ProblemCode } from '../../../src/platform/errors.ts';
import { DomainError, PROBLEMS } from '../../../src/platform/errors.ts';
import { createHttpApp } from '../../../src/platform/http/app.ts';
import type { HttpAppOptions } from '../../../src/platform/http/app.ts';
import { bind, route } from '../../../src/platform/http/contract.ts';
import { createMetrics } from '../../../src/platform/http/metrics.ts';
import { startHttp } from '../../../src/platform/http/server.ts';
import { createLog } from '../../../src/platform/log.ts';

export const KEY = 'test-key-0123456789abcdefghijklmnop';
export const bearer = { authorization: `Bearer ${KEY}` };
export const basic = { authorization: `Basic ${Buffer.from(`me:${KEY}`).toString('base64')}` };

const parcel = z.strictObject({ id: z.string(), quantity: z.number() });

/** A small API with one operation for every path through the platform. */
export const recordParcel = bind(
  route({
    method: 'post',
    path: '/shipments/{id}/parcels',
    operationId: 'recordParcel',
    permission: null,
    summary: 'Records a <parcel>',
    tag: 'Parcels',
    params: z.strictObject({ id: z.string().min(3) }),
    query: z.object({ dryRun: z.enum(['true', 'false']).optional() }),
    body: z.strictObject({
      id: z.string(),
      note: z.string().optional(),
      lines: z
        .array(z.strictObject({ item: z.string(), quantity: z.number().positive() }))
        .min(1)
        .meta({ description: 'What is in it' }),
      destination: z
        .union([
          z.strictObject({ province: z.string() }),
          z.strictObject({ lat: z.number(), lon: z.number() }),
        ])
        .optional(),
    }),
    responses: { 201: { description: 'Recorded', body: parcel } },
  }),
  async ({ body, params }) => ({
    status: 201,
    body: {
      id: `${params.id}/${body.id}`,
      quantity: body.lines.reduce((sum, line) => sum + line.quantity, 0),
    },
    headers: { location: `/api/v1/shipments/${params.id}` },
  }),
);

export const readParcel = bind(
  route({
    method: 'get',
    path: '/shipments/{id}',
    operationId: 'readParcel',
    permission: null,
    summary: 'Reads a parcel',
    tag: 'Parcels',
    params: z.strictObject({ id: z.string() }),
    headers: z.object({
      'if-match': z
        .string()
        .regex(/^"\d+"$/)
        .optional(),
    }),
    responses: { 200: { description: 'The parcel', body: parcel } },
  }),
  async ({ params, headers }) => ({
    status: 200,
    body: { id: `${params.id}${headers['if-match'] ?? ''}`, quantity: 1 },
    ...(params.id === 'versioned' && { headers: { etag: '"7"' } }),
  }),
);

export const literal = bind(
  route({
    method: 'get',
    path: '/shipments/mine',
    operationId: 'readMine',
    permission: null,
    summary: 'Reads mine',
    tag: 'Parcels',
    responses: { 200: { description: 'Mine', body: parcel } },
  }),
  async () => ({ status: 200, body: { id: 'literal', quantity: 0 } }),
);

export const remove = bind(
  route({
    method: 'delete',
    path: '/shipments/{id}',
    operationId: 'removeParcel',
    permission: null,
    summary: 'Removes a parcel',
    tag: 'Parcels',
    params: z.strictObject({ id: z.string() }),
    responses: { 204: { description: 'Gone', body: z.undefined() } },
  }),
  async () => ({ status: 204, body: undefined }),
);

/** Refuses with the code it is asked for. */
export const refuse = bind(
  route({
    method: 'post',
    path: '/refusals/{code}',
    operationId: 'refuse',
    permission: null,
    summary: 'Refuses',
    tag: 'Faults',
    params: z.strictObject({ code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]) }),
    responses: { 200: { description: 'Never', body: z.null() } },
  }),
  async ({ params }) => {
    throw new DomainError(params.code, 'Refused in the test', {
      errors: [{ pointer: '/lines/0', code: 'unbalanced', detail: 'Does not add up' }],
      data: { candidates: ['a'], status: 200, traceId: 'forged' },
      cause: new Error('secret cause'),
    });
  },
);

/** Goes wrong in the way it is asked for. */
export const fail = bind(
  route({
    method: 'get',
    path: '/failures/{kind}',
    operationId: 'fail',
    permission: null,
    summary: 'Fails',
    tag: 'Faults',
    params: z.strictObject({ kind: z.enum(['throws', 'wrong_body', 'wrong_status', 'wrong_header']) }),
    responses: { 200: { description: 'A parcel', body: parcel } },
  }),
  async ({ params: { kind } }) => {
    if (kind === 'throws') throw new Error('secret of the database');
    const body = { id: 'x', quantity: 1 };
    if (kind === 'wrong_status') return { status: 202 as 200, body };
    if (kind === 'wrong_header') return { status: 200, body, headers: { location: 'secret\nx: y' } };
    return { status: 200, body: { ...body, secret: 'secret field' } };
  },
);

const weighed = z.strictObject({ name: z.string().nullable(), bytes: z.int(), sha1: z.string() });

/** Takes a file and says what arrived of it. */
export const weigh = bind(
  route({
    method: 'post',
    path: '/files',
    operationId: 'weigh',
    permission: null,
    summary: 'Weighs a file',
    tag: 'Files',
    upload: { description: 'The file', mediaTypes: ['image/png', 'application/pdf'] },
    body: z.strictObject({ kind: z.enum(['photo', 'letter']).optional() }),
    responses: { 201: { description: 'Weighed', body: weighed } },
  }),
  async ({ file }) => ({
    status: 201,
    body: { name: file.name, bytes: file.bytes.length, sha1: hash('sha1', file.bytes) },
  }),
);

/** A page, its JSON, or something it does not declare: for whoever holds the link. */
export const readPage = bind(
  route({
    method: 'get',
    path: '/pages/{token}/{kind}',
    operationId: 'readPage',
    permission: null,
    summary: 'Reads a page',
    tag: 'Files',
    guard: 'open',
    params: z.strictObject({ token: z.string().min(4), kind: z.string() }),
    responses: {
      200: {
        description: 'The page',
        body: z.strictObject({ isKnown: z.boolean() }),
        content: ['text/html; charset=utf-8', 'image/png'],
      },
    },
  }),
  async ({ params: { kind }, principal }) => {
    if (kind === 'json') return { status: 200, body: { isKnown: principal !== null } };
    if (kind === 'html') return { status: 200, body: '<p>å</p>', contentType: 'text/html; charset=utf-8' };
    if (kind === 'png') {
      return { status: 200, body: Uint8Array.of(0, 255, 128), contentType: 'image/png' };
    }
    return { status: 200, body: 'secret', contentType: kind };
  },
);

export const ROUTES = [recordParcel, readParcel, literal, remove, refuse, fail, weigh, readPage];

/** Starts a real server for one test; it is closed when the test ends. */
export async function startApi(options: Partial<HttpAppOptions> & { key?: string | null } = {}) {
  const lines: Record<string, unknown>[] = [];
  const log = createLog({
    level: 'debug',
    destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  });
  const app = createHttpApp({
    routes: ROUTES,
    auth: bootstrapKeyAuthenticator(options.key === null ? undefined : (options.key ?? KEY), log),
    log,
    metrics: createMetrics(),
    readiness: async () => [{ name: 'storage', ok: true, required: true }],
    info: { title: 'Test & API', version: '1.2.3', description: 'For tests' },
    ...options,
  });
  const http = await startHttp(app, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => http.close(0));
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(http.url + path, { ...init, headers: { ...bearer, ...(init.headers as Record<string, string>) } });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { http, ask, post, lines };
}

/** A refusal as it came over the wire. */
export interface WireProblem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors: { pointer: string; code: string; detail: string }[];
  traceId: string;
  [member: string]: unknown;
}

/** The refusal of an answer, after checking what every refusal has in common. */
export async function problemOf(answer: Response): Promise<WireProblem> {
  const problem = (await answer.json()) as WireProblem;
  if (!answer.headers.get('content-type')?.startsWith('application/problem+json')) {
    throw new Error(`not a problem: ${JSON.stringify(problem)}`);
  }
  return problem;
}
