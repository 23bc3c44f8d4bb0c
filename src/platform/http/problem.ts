import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { DomainError, PROBLEMS } from '../errors.ts';
import type { Log } from '../log.ts';
import { preferredLanguage } from './language.ts';
import { problemTitle } from './problem-titles.ts';
import type { Reply } from './reply.ts';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
const RETRY_AFTER_SECONDS = 2;
export const CHALLENGE = 'Bearer realm="API key"';

/** The body of every refusal: RFC 9457, with a stable `code`. Some codes add members, such as `candidates`. */
export const problemSchema = z
  .looseObject({
    type: z.string().meta({ description: 'Where the code is explained' }),
    title: z.string().meta({ description: 'In the language asked for: English, Dari or Pashto' }),
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

/** What a refusal says about the request it answers. */
export interface Refused {
  requestId: string;
  req: Pick<IncomingMessage, 'headers'>;
}

/**
 * The answer a refusal becomes. Nothing but the refusal's own words and data is told: its title in the language of whoever asked, its
 * details in English, and the answer says so.
 */
export function problemReply(
  error: DomainError,
  { requestId: traceId, req }: Refused,
  headers: Record<string, string> = {},
): Reply {
  const { status } = PROBLEMS[error.code];
  const language = preferredLanguage(req.headers['accept-language']);
  const title = problemTitle(error.code, language);
  const type = `/api/docs#problem-${error.code}`;
  // A refusal that knows when it would be another says so in its data.
  const after = status === 503 ? RETRY_AFTER_SECONDS : error.data['retryAfter'];
  const retry = {
    ...(typeof after === 'number' && { 'retry-after': String(after) }),
    ...(status === 401 && { 'www-authenticate': CHALLENGE }),
  };
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
    headers: {
      'content-language': language === 'en' ? 'en' : `${language}, en`,
      vary: 'accept-language',
      ...retry,
      ...headers,
    },
  };
}

/**
 * Any failure → the answer to give. What is not a refusal is our fault: written to the log in full, and told to the
 * caller as nothing but a trace id. So is the cause behind a refusal of 5xx.
 */
export function failureReply(error: unknown, refused: Refused, log: Log): Reply {
  const { requestId: traceId } = refused;
  if (error instanceof DomainError) {
    if (PROBLEMS[error.code].status >= 500) log.error({ err: error, traceId }, 'request failed');
    return problemReply(error, refused);
  }
  log.error({ err: error, traceId }, 'request failed unexpectedly');
  return problemReply(new DomainError('internal', 'The failure was logged under the trace id.'), refused);
}
