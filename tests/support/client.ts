/** Asks the service as a partner's program would, over HTTP, and checks every answer against the OpenAPI document. */
import { readFileSync } from 'node:fs';
import type { OpenApiDocument } from '../../src/platform/http/openapi-document.ts';
import { answerCheck, type AnswerCheck } from './answers.ts';

export interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}

/** A refusal as it came over the wire. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors: { pointer: string; code: string; detail: string }[];
  traceId: string;
  [member: string]: unknown;
}

type Query = Record<string, string | number | undefined>;

export interface Client {
  /** Paths are below `/api/v1` when they do not begin with `/api/`, `/livez`, `/readyz` or `/metrics`. */
  get: <T = Problem>(path: string, query?: Query) => Promise<Answer<T>>;
  post: <T = Problem>(path: string, body: unknown) => Promise<Answer<T>>;
  put: <T = Problem>(path: string, body: unknown) => Promise<Answer<T>>;
  /** Any method, and without a key when it is null. A form is sent as one. */
  ask: <T = Problem>(
    method: string,
    path: string,
    options?: { body?: unknown; key?: string | null; query?: Query; headers?: Record<string, string> },
  ) => Promise<Answer<T>>;
  document: () => Promise<OpenApiDocument>;
}

const OWN_PAGE = /^\/(?:api\/|livez$|readyz$|metrics$)/;
/** The committed copy, which is what every service says of itself (`npm run generated`): asking each for it would take longer than most tests. */
let committed: { document: OpenApiDocument; check: AnswerCheck } | undefined;

function committedCheck() {
  if (committed) return committed;
  const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as OpenApiDocument;
  committed = { document, check: answerCheck(document) };
  return committed;
}

/** A client of the service at `url`. `complaints` tells what the service logged, for a failure that is its own. */
export function client(url: string, key: string, complaints: () => string): Client {
  const ask: Client['ask'] = async <T>(
    method: string,
    path: string,
    options: {
      body?: unknown;
      key?: string | null;
      query?: Query;
      headers?: Record<string, string>;
    } = {},
  ) => {
    const { check } = committedCheck();
    const target = new URL(OWN_PAGE.test(path) ? path : `/api/v1${path}`, url);
    for (const [name, value] of Object.entries(options.query ?? {})) {
      if (value !== undefined) target.searchParams.set(name, String(value));
    }
    const holder = options.key === undefined ? key : options.key;
    const { body: sent } = options;
    const form = sent instanceof FormData ? sent : undefined;
    const answer = await fetch(target, {
      method,
      headers: {
        ...options.headers,
        ...(holder === null ? {} : { authorization: `Bearer ${holder}` }),
        ...(sent === undefined || form ? {} : { 'content-type': 'application/json' }),
      },
      ...(sent === undefined ? {} : { body: form ?? JSON.stringify(sent) }),
    });
    const text = await answer.text();
    const contentType = answer.headers.get('content-type') ?? '';
    const body = (/json/.test(contentType) ? JSON.parse(text) : text) as T;
    const { status, headers } = answer;
    // No test provokes one: whatever it was about, a failure of the service is told with its log.
    if (status === 500) throw new Error(`${method} ${target.pathname} failed: ${text}\n${complaints()}`);
    check({ method, pathname: target.pathname, status, contentType, body });
    return { status, body, headers };
  };

  return {
    ask,
    get: (path, query) => ask('GET', path, query ? { query } : {}),
    post: (path, body) => ask('POST', path, { body }),
    put: (path, body) => ask('PUT', path, { body }),
    document: async () => committedCheck().document,
  };
}
