/** The one way in which a page asks the service. Paths, queries, bodies and answers are those of the contracts, at compile time. */
import type { z } from 'zod';
import type { RouteSpec } from '../../platform/http/contract.ts';
import { spokenLanguage } from '../text/catalogue.ts';
import { INTL_LOCALES } from '../text/language.ts';
import { forgetAsked, takeAsked } from './asked.ts';
import { NotReached, Problem, problemOf } from './problem.ts';
import { onTheLine } from './quiet.ts';
import { session } from './session.ts';

type Given<T> = T extends z.ZodType ? z.input<T> : undefined;
type ParamsOf<R extends RouteSpec> = R['params'] extends z.ZodType
  ? { params: Given<R['params']> }
  : { params?: undefined };
type BodyOf<R extends RouteSpec> = R['body'] extends z.ZodType
  ? { body: Given<R['body']> }
  : { body?: undefined };
type QueryOf<R extends RouteSpec> = { query?: R['query'] extends z.ZodType ? Given<R['query']> : undefined };

export type InputOf<R extends RouteSpec> = ParamsOf<R> &
  BodyOf<R> &
  QueryOf<R> & {
    /** The ETag of what is being changed: somebody else's change in between is then told (412). */
    ifMatch?: string | undefined;
    /** The same for every attempt at the same act: it has one effect. */
    idempotencyKey?: string | undefined;
    signal?: AbortSignal | undefined;
  };

type Success = 200 | 201 | 202 | 204;
type Bodies<R extends RouteSpec> = {
  [S in keyof R['responses'] & Success]: R['responses'][S] extends { body: infer B extends z.ZodType }
    ? z.output<B>
    : undefined;
}[keyof R['responses'] & Success];

/** What an operation answers when it is done. */
export type AnswerOf<R extends RouteSpec> = Bodies<R>;

export interface Exchange<R extends RouteSpec> {
  status: number;
  body: AnswerOf<R>;
  /** For `ifMatch`. */
  etag: string | undefined;
}

type Optional<R extends RouteSpec> = {} extends InputOf<R> ? [input?: InputOf<R>] : [input: InputOf<R>];

/** A dead line is told after so long; 2G needs most of it. */
const TIMEOUT_MS = 60_000;

type Parameter = string | number | boolean | null | undefined;

function urlOf(spec: Pick<RouteSpec, 'base' | 'path'>, input: { params?: unknown; query?: unknown }): string {
  const params = (input.params ?? {}) as Record<string, string>;
  const path = spec.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, Parameter>)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  return `${spec.base ?? '/api/v1'}${path}${query.size > 0 ? `?${query}` : ''}`;
}

/**
 * Asks an operation and answers its body: `ask<typeof listGaps>('get', '/gaps', { query: { sector } })`, with `import type { listGaps }` from the area's contract.
 *
 * A session that has ended is not the page's affair: the sign-in opens above it, and the request is made again afterwards.
 *
 * @throws Problem what the service refused; NotReached when it was not reached
 */
export async function ask<R extends RouteSpec>(
  method: R['method'],
  path: R['path'],
  ...[input]: Optional<R>
): Promise<AnswerOf<R>> {
  return (await exchange<R>(method, path, ...([input] as unknown as Optional<R>))).body;
}

/** As `ask`, with the status and the ETag. */
export async function exchange<R extends RouteSpec>(
  method: R['method'],
  path: R['path'],
  ...[input]: Optional<R>
): Promise<Exchange<R>> {
  const given: {
    body?: unknown;
    params?: unknown;
    query?: unknown;
    ifMatch?: string | undefined;
    idempotencyKey?: string | undefined;
    signal?: AbortSignal | undefined;
  } = input ?? {};
  const url = urlOf({ path }, given);
  const send = () => sendJson(method, url, given);
  return onTheLine(async () => {
    let answer = await send();
    if (answer.status === 401) {
      await session.signedInAgain(given.signal);
      answer = await send();
    }
    return (await read(answer)) as Exchange<R>;
  });
}

/** Steps of a sign-in, below `/api/auth` or open: 401 is their own answer. */
export async function askOpen<R extends RouteSpec>(
  method: R['method'],
  path: string,
  body?: unknown,
): Promise<AnswerOf<R>> {
  return onTheLine(async () => (await read(await sendJson(method, path, { body }))).body as AnswerOf<R>);
}

/** A file with fields beside it; `onProgress` hears the bytes that have left. */
export function upload<T>(
  path: string,
  file: Blob,
  fields: Record<string, string>,
  onProgress?: (sent: number, total: number) => void,
): Promise<T> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', file, file instanceof File ? file.name : 'file');
  return new Promise((resolve, reject) => {
    // fetch tells nothing of what has left; on 2G that is all a person wants to know.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1${path}`);
    request.setRequestHeader('accept-language', acceptLanguage());
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(loaded, total));
    request.addEventListener('error', () => reject(new NotReached()));
    request.addEventListener('load', () => {
      const body: unknown = request.responseText === '' ? undefined : JSON.parse(request.responseText);
      if (request.status < 300) resolve(body as T);
      else if (request.status === 401)
        session.signedInAgain().then(() => resolve(upload<T>(path, file, fields, onProgress)), reject);
      else reject(new Problem(problemOf(request.status, body)));
    });
    request.send(form);
  });
}

const acceptLanguage = () =>
  spokenLanguage() === 'ps' ? 'ps, fa;q=0.5, en;q=0.2' : INTL_LOCALES[spokenLanguage()];

async function sendJson(
  method: string,
  url: string,
  {
    body,
    ifMatch,
    idempotencyKey,
    signal,
  }: {
    body?: unknown;
    ifMatch?: string | undefined;
    idempotencyKey?: string | undefined;
    signal?: AbortSignal | undefined;
  },
): Promise<Response> {
  const late = AbortSignal.timeout(TIMEOUT_MS);
  if (method === 'get') {
    const answer = await takeAsked(url)?.catch(() => undefined);
    signal?.throwIfAborted();
    if (answer) return answer;
  } else forgetAsked();
  try {
    return await fetch(url, {
      method: method.toUpperCase(),
      headers: {
        accept: 'application/json',
        'accept-language': acceptLanguage(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new NotReached({ cause: error });
  }
}

async function read(answer: Response): Promise<{ status: number; body: unknown; etag: string | undefined }> {
  const text = await answer.text().catch((error: unknown) => {
    throw new NotReached({ cause: error });
  });
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  const body: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
  if (!answer.ok) throw new Problem(problemOf(answer.status, body));
  return { status: answer.status, body, etag: answer.headers.get('etag') ?? undefined };
}
