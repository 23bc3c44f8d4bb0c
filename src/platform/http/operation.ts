import type { Request } from 'express';
import type { z } from 'zod';
import { DomainError } from '../errors.ts';
import type { BoundRoute, Principal, RouteInput, RouteSpec } from './contract.ts';
import { inputShape, readInput } from './input.ts';
import { problemReply } from './problem.ts';
import { JSON_TYPE } from './reply.ts';
import type { Reply } from './reply.ts';

/** `key`: a bearer key is needed. `browser`: HTTP Basic will do too. `open`: anybody may ask. */
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
export function apiOperation({ spec, handle }: BoundRoute): Operation {
  const shape = inputShape(spec);
  const outputs = new Map(Object.entries(spec.responses).map(([status, { body }]) => [Number(status), body]));
  return {
    id: spec.operationId,
    guard: 'key',
    async run({ req, principal, requestId }) {
      if (principal === null) throw new DomainError('unauthenticated', 'Nobody is signed in.');
      const input = { ...(await readInput(shape, req)), principal, requestId } as RouteInput<RouteSpec>;
      const answer = await handle(input);
      const output = outputs.get(answer.status)?.safeParse(answer.body);
      if (!output?.success)
        throw new OutputMismatch(spec.operationId, answer.status, output?.error.issues ?? []);
      const body: unknown = output.data;
      return {
        status: answer.status,
        body: body === undefined ? undefined : JSON.stringify(body),
        contentType: JSON_TYPE,
        headers: { ...nextLink(req, body), ...answer.headers },
      };
    },
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
    run: ({ req, requestId }) =>
      problemReply(
        new DomainError('method_not_allowed', `${req.method} is not possible here; ${allow} is.`),
        requestId,
        {
          allow,
        },
      ),
  };
}

/** The refusal of a path that does not exist. */
export const unknownPath: Operation = {
  id: 'not_found',
  guard: 'key',
  run: () => {
    throw new DomainError('not_found', 'There is nothing at this address.');
  },
};

/** The refusal of an address express could not decode. */
export const malformedPath: Operation = {
  id: 'malformed_path',
  guard: 'key',
  run: () => {
    throw new DomainError('malformed', 'The address is not correctly percent-encoded.');
  },
};
