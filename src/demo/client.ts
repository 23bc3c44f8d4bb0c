import { setTimeout as wait } from 'node:timers/promises';
import type { FieldError } from '../platform/errors.ts';

/** A refusal of the API as it came over the wire. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: unknown;

  constructor(asked: string, status: number, body: unknown) {
    const { code, detail, errors } = (body ?? {}) as {
      code?: string;
      detail?: string;
      errors?: FieldError[];
    };
    const fields = (errors ?? []).map((error) => `\n  ${error.pointer} ${error.detail}`).join('');
    super(`${asked} was answered ${status}: ${code ?? ''} ${detail ?? ''}${fields}`);
    this.name = 'ApiRefusal';
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

/** The ordinary API of a server, asked over HTTP as any partner's program would. Paths are below `/api/v1`. */
export interface Api {
  get<T>(path: string): Promise<T>;
  /** Every page of a list; the path may carry filters. */
  list<T>(path: string): Promise<T[]>;
  /** Sends a command; answers the status beside the body, because 201 is new and 200 was known. */
  send<T>(
    method: 'POST' | 'PUT',
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ status: number; body: T }>;
  /** One of the server's own pages as text. */
  page(path: string): Promise<string>;
}

const ATTEMPTS = 5;
const PAUSE_MS = 200;
const PAGE_LIMIT = '200';

/** @throws ApiRefusal for every answer that is no success; 503 is tried again first, as it asks for. */
export function apiClient(url: string, key: string): Api {
  async function ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const init = {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    for (let attempt = 1; ; attempt += 1) {
      const answer = await fetch(url + path, init);
      if (answer.ok) return answer;
      const problem: unknown = await answer.json().catch(() => undefined);
      if (answer.status !== 503 || attempt === ATTEMPTS)
        throw new ApiRefusal(`${method} ${path}`, answer.status, problem);
      await wait(PAUSE_MS * attempt);
    }
  }

  async function get<T>(path: string): Promise<T> {
    return (await (await ask('GET', `/api/v1${path}`)).json()) as T;
  }

  return {
    get,
    async list<T>(path: string) {
      const [bare = '', asked] = path.split('?');
      const query = new URLSearchParams(asked);
      query.set('limit', PAGE_LIMIT);
      const items: T[] = [];
      for (;;) {
        const page = await get<{ items: T[]; nextCursor: string | null }>(`${bare}?${query.toString()}`);
        items.push(...page.items);
        if (page.nextCursor === null) return items;
        query.set('cursor', page.nextCursor);
      }
    },
    async send<T>(method: 'POST' | 'PUT', path: string, body: unknown, headers = {}) {
      const answer = await ask(method, `/api/v1${path}`, body, headers);
      return { status: answer.status, body: (await answer.json()) as T };
    },
    async page(path) {
      return (await ask('GET', path)).text();
    },
  };
}

/** Runs `work` on every item, at most `limit` at a time. Stops at the first failure, which is thrown. */
export async function inParallel<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const workers = Array.from({ length: limit }, async () => {
    for (const item of queue) await work(item);
  });
  await Promise.all(workers);
}
