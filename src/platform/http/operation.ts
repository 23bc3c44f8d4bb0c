import type { Request } from 'express';
import type { z } from 'zod';
import { DomainError } from '../errors.ts';
import type { Permission, Principal } from '../access.ts';
import type {
  BoundAnswer,
  BoundRoute,
  ResponseSpec,
  RouteInput,
  RouteSpec,
  StreamedBody,
} from './contract.ts';
import { addressOf } from './caller.ts';
import { keyOf } from './idempotency.ts';
import { inputShape, readInput } from './input.ts';
import { personalDataIn, warningHeader } from './personal-data-warnings.ts';
import { problemReply } from './problem.ts';
import { JSON_TYPE } from './reply.ts';
import type { Reply } from './reply.ts';
import type { Uploads } from './upload.ts';

/** `key`: a bearer key is needed. `browser`: HTTP Basic will do too. `open`: anybody may ask, or whoever holds the link. */
export type Guard = 'key' | 'browser' | 'open';

/** One request as an operation sees it. The principal is null only where anybody may ask. */
export interface Exchange {
  req: Request;
  principal: Principal | null;
  requestId: string;
}

/** Anything the server can be asked: operations of the API, its own pages, and the refusals of what does not exist. */
export interface Operation {
  /** The label of its metrics and log lines. */
  id: string;
  guard: Guard;
  /** What the principal must be allowed; null: to be somebody is enough. */
  permission: Permission | null;
  /** Asked by machines that watch over the service: never refused for asking often. */
  isProbe?: true;
  /** The same for everybody: who asks is not even looked up, and nobody is refused for asking often. */
  isPublic?: true;
  run: (exchange: Exchange) => Promise<Reply> | Reply;
}

/** A handler answered something its contract does not allow: our fault, logged in full, told to nobody. */
class OutputMismatch extends Error {
  readonly issues: readonly z.core.$ZodIssue[];
  constructor(operationId: string, status: number, issues: readonly z.core.$ZodIssue[]) {
    super(`${operationId} answered ${status} with a body its contract does not allow`);
    this.name = 'OutputMismatch';
    this.issues = issues;
  }
}

/** A contract and its handler as an operation: input validated, carried out, output validated. */
export function apiOperation({ spec, handle }: BoundRoute, uploads: Uploads): Operation {
  const shape = inputShape(spec);
  const responses = new Map(Object.entries(spec.responses).map(([status, one]) => [Number(status), one]));
  const guard = spec.guard ?? 'key';

  async function reply({ req, principal, requestId }: Exchange): Promise<Reply> {
    const read = await readInput(shape, req, uploads);
    const suspected = personalDataIn(read.body);
    const act = principal && {
      principal,
      operation: spec.operationId,
      requestId,
      key: keyOf(req.headers, spec, read),
      warnings: suspected.map(({ pointer, code }) => `${pointer} ${code}`),
    };
    const given = await handle({
      ...read,
      principal,
      act,
      requestId,
      originOf: () => `${req.protocol}://${req.headers.host ?? 'localhost'}`,
      addressOf: () => addressOf(req),
    } as RouteInput<RouteSpec>);
    // Told by what was sent alone: a replay is answered the same.
    const answer = { ...given, headers: { ...warningHeader(suspected), ...given.headers } };
    const response = responses.get(answer.status);
    const contentType = response && contentTypeOf(response, answer);
    return contentType === undefined
      ? jsonReply(req, spec.operationId, response?.body, answer)
      : contentReply(spec.operationId, contentType, answer);
  }

  return {
    id: spec.operationId,
    guard,
    permission: spec.permission,
    async run(exchange) {
      if (exchange.principal === null && guard !== 'open') {
        throw new DomainError('unauthenticated', 'Nobody is signed in.');
      }
      if (!shape.isUpload) return reply(exchange);
      try {
        return await reply(exchange);
      } finally {
        uploads.release(exchange.req);
      }
    },
  };
}

/** The media type of an answer that is not JSON; undefined when it is. */
function contentTypeOf({ body, content = [] }: ResponseSpec, answer: BoundAnswer): string | undefined {
  if (answer.contentType === undefined && body !== undefined) return undefined;
  const declared = [content].flat();
  return answer.contentType === undefined
    ? declared[0]
    : declared.find((type) => type === answer.contentType);
}

function jsonReply(
  req: Request,
  operationId: string,
  schema: z.ZodType | undefined,
  answer: BoundAnswer,
): Reply {
  const { status, headers, cookies, security } = answer;
  const output = answer.contentType === undefined ? schema?.safeParse(answer.body) : undefined;
  if (!output?.success) throw new OutputMismatch(operationId, status, output?.error.issues ?? []);
  const body: unknown = output.data;
  return {
    status,
    body: body === undefined ? undefined : JSON.stringify(body),
    contentType: JSON_TYPE,
    headers: { ...nextLink(req, body), ...headers },
    ...(cookies && { cookies }),
    ...(security && { security }),
  };
}

function contentReply(operationId: string, contentType: string, answer: BoundAnswer): Reply {
  const { status, body, headers, security } = answer;
  if (typeof body !== 'string' && typeof body !== 'function' && !(body instanceof Uint8Array)) {
    throw new OutputMismatch(operationId, status, []);
  }
  return {
    status,
    body: body as string | Uint8Array | StreamedBody,
    contentType,
    ...(headers && { headers }),
    ...(security && { security }),
  };
}

/** Where the next page of a list is, as RFC 8288 says it. */
function nextLink(req: Request, body: unknown): Record<string, string> {
  if (req.method !== 'GET' || typeof body !== 'object' || body === null || !('nextCursor' in body)) return {};
  const { nextCursor } = body;
  if (typeof nextCursor !== 'string') return {};
  const url = new URL(req.originalUrl, 'http://localhost');
  url.searchParams.set('cursor', nextCursor);
  return { link: `<${url.pathname}${url.search}>; rel="next"` };
}

/** The refusal of a path that exists asked with a method it has not. */
export function wrongMethodOperation(allow: string): Operation {
  return {
    id: 'method_not_allowed',
    guard: 'key',
    permission: null,
    run: (exchange) => {
      const detail = `${exchange.req.method} is not possible here; ${allow} is.`;
      return problemReply(new DomainError('method_not_allowed', detail), exchange, { allow });
    },
  };
}

/** The refusal of a path that does not exist. */
export const unknownPath: Operation = {
  id: 'not_found',
  guard: 'key',
  permission: null,
  run: () => {
    throw new DomainError('not_found', 'There is nothing at this address.');
  },
};

/** The refusal of an address express could not decode. */
export const malformedPath: Operation = {
  id: 'malformed_path',
  guard: 'key',
  permission: null,
  run: () => {
    throw new DomainError('malformed', 'The address is not correctly percent-encoded.');
  },
};
