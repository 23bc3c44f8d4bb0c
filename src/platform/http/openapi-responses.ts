import { z } from 'zod';
import type {
  ZodOpenApiHeadersObject,
  ZodOpenApiResponseObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { PROBLEMS } from '../errors.ts';
import type { RouteSpec } from './contract.ts';
import { problemSchema } from './problem.ts';

const codesOf = (status: number): string =>
  Object.entries(PROBLEMS)
    .filter(([, problem]) => problem.status === status)
    .map(([code, { title }]) => `\`${code}\`: ${title}.`)
    .join(' ');

const problemStatuses = [...new Set(Object.values(PROBLEMS).map(({ status }) => status))];
const problemContent = { 'application/problem+json': { schema: problemSchema } };
/** Headers that are described once, by their names. */
function headersNamed(...names: string[]): ZodOpenApiHeadersObject {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** On every answer that is counted: all but those of the probes. */
const LIMITED = headersNamed('RateLimit', 'RateLimit-Policy');
const WRITTEN = headersNamed('RateLimit', 'RateLimit-Policy', 'Personal-Data-Warning');
const LIMITED_RETRY = headersNamed('RateLimit', 'RateLimit-Policy', 'Retry-After');
/** What may be asked again as it is, after a while. */
const RETRYABLE: readonly number[] = [429, 503];

const text = (description: string, example: string) => ({
  description,
  schema: { type: 'string' as const, maxLength: 100 },
  example,
});

/** The headers that answers share. */
export const sharedHeaders = {
  RateLimit: text('What is left of the minute, and when the next begins', '"principal";r=29999;t=60'),
  'RateLimit-Policy': text(
    'How many requests a principal, or an address without one, may send in so many seconds',
    '"principal";q=30000;w=60',
  ),
  'Personal-Data-Warning': {
    ...text(
      'Free texts that look as if they held personal data, as `pointer code`: `phone_number`, `tazkira_number` or `email_address`. They are recorded as they are; correct them where they concern people helped',
      '/note phone_number',
    ),
    schema: { type: 'string' as const, maxLength: 10_000 },
  },
  'Retry-After': {
    description: 'Seconds after which to ask again',
    schema: { type: 'integer' as const, minimum: 1, maximum: 3600, format: 'int32' },
    example: 2,
  },
};

/** One shared response for each status a refusal can have, and one for any other. */
export const problemResponses: Record<string, ZodOpenApiResponseObject> = {
  Problem: { description: 'Any other refusal.', content: problemContent, headers: LIMITED },
  ...Object.fromEntries(
    problemStatuses.map((status) => [
      `Problem${status}`,
      {
        description: codesOf(status),
        content: problemContent,
        headers: RETRYABLE.includes(status) ? LIMITED_RETRY : LIMITED,
      },
    ]),
  ),
};

const refusalsOf = (statuses: readonly number[]): ZodOpenApiResponsesObject => ({
  ...Object.fromEntries(
    statuses.map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` }]),
  ),
  default: { $ref: '#/components/responses/Problem' },
});

/** What an operation may be refused with, beside what its own rules say. */
function refusalStatuses({
  method,
  guard,
  proofs,
  permission,
  params,
  headers,
  body,
  upload,
}: RouteSpec): number[] {
  const isVersioned = headers !== undefined && 'if-match' in headers.shape;
  return [
    400,
    ...(guard === 'open' && proofs === undefined ? [] : [401]),
    ...(permission === null ? [] : [403]),
    ...(params ? [404] : []),
    ...(method === 'get' ? [] : [409]),
    ...(isVersioned ? [412, 428] : []),
    ...(body || upload ? [413, 415, 422] : []),
    ...[429, 500, 503],
    ...(method === 'get' ? [] : [507]),
  ];
}

const isEmpty = (body: z.ZodType): boolean => body instanceof z.ZodUndefined || body instanceof z.ZodVoid;
const mediaType = (contentType: string): string => contentType.split(';')[0]!;

/** The answers of an operation: its own successes, and the refusals that are the same everywhere. */
export function responsesOf(spec: RouteSpec): ZodOpenApiResponsesObject {
  const successes = Object.entries(spec.responses).map(([status, { description, body, content = [] }]) => {
    const types = {
      ...(body && !isEmpty(body) && { 'application/json': { schema: body } }),
      ...Object.fromEntries([content].flat().map((type) => [mediaType(type), {}])),
    };
    const answer = { description, headers: spec.body ? WRITTEN : LIMITED };
    return [status, { ...answer, ...(Object.keys(types).length > 0 && { content: types }) }];
  });
  return { ...Object.fromEntries(successes), ...refusalsOf(refusalStatuses(spec)) };
}

/** The answers of a page of the server itself. Probes are not counted and need no key. */
export function pageResponses(
  description: string,
  type: string,
  isProbe: boolean,
): ZodOpenApiResponsesObject {
  const content = { [type]: {} };
  if (isProbe) return { '200': { description, content }, '503': { description: 'Not now', content } };
  return { '200': { description, content, headers: LIMITED }, ...refusalsOf([400, 401, 403, 429, 500, 503]) };
}
