import { z } from 'zod';
import { DomainError, PROBLEMS } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Reply } from './reply.ts';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
const RETRY_AFTER_SECONDS = 2;

/** The body of every refusal: RFC 9457, with a stable `code`. Some codes add members, such as `candidates`. */
export const problemSchema = z
  .looseObject({
    type: z.string().meta({ description: 'Where the code is explained' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(PROBLEMS)).meta({ description: 'Stable: decide by this' }),
    errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })).meta({
      description:
        'What is wrong where: an RFC 6901 pointer into the body, `?name` in the query, `{name}` in the path, `name:` a header',
    }),
    traceId: z.string().meta({ description: 'The x-request-id of this answer' }),
  })
  .meta({ id: 'Problem', description: 'A refusal (RFC 9457)' });

/** The answer a refusal becomes. Nothing but the refusal's own words and data is told. */
export function problemReply(
  error: DomainError,
  traceId: string,
  headers: Record<string, string> = {},
): Reply {
  const { status, title } = PROBLEMS[error.code];
  const type = `/api/docs#problem-${error.code}`;
  const retry = status === 503 ? { 'retry-after': String(RETRY_AFTER_SECONDS) } : {};
  return {
    status,
    // The standard members come last: data can add to them but never replace them.
    body: JSON.stringify({
      ...error.data,
      type,
      title,
      status,
      detail: error.message,
      code: error.code,
      errors: error.errors,
      traceId,
    }),
    contentType: PROBLEM_TYPE,
    headers: { ...retry, ...headers },
  };
}

/**
 * Any failure → the answer to give. What is not a refusal is our fault: written to the log in full, and told to the
 * caller as nothing but a trace id. So is the cause behind a refusal of 5xx.
 */
export function failureReply(error: unknown, traceId: string, log: Log): Reply {
  if (error instanceof DomainError) {
    if (PROBLEMS[error.code].status >= 500) log.error({ err: error, traceId }, 'request failed');
    return problemReply(error, traceId);
  }
  log.error({ err: error, traceId }, 'request failed unexpectedly');
  return problemReply(new DomainError('internal', 'The failure was logged under the trace id.'), traceId);
}
