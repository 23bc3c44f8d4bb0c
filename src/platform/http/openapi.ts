import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject, ZodOpenApiPathItemObject } from 'zod-openapi';
import { cookieName } from '../auth/session-cookie.ts';
import { API_BASE } from './contract.ts';
import type { RouteSpec } from './contract.ts';
import type { OpenApiDocument } from './openapi-document.ts';
import { idempotencyHeader } from './idempotency.ts';
import { closed } from './input.ts';
import { writeBounds } from './openapi-bounds.ts';
import { pageResponses, problemResponses, responsesOf, sharedHeaders } from './openapi-responses.ts';

/** What the document says about the service as a whole. */
export type ApiInfo = {
  title: string;
  version: string;
  description: string;
  license?: { name: string; identifier: string };
};

const cookie = (name: string, description: string) => ({
  type: 'apiKey' as const,
  in: 'cookie' as const,
  name: cookieName(name, false),
  description: `${description}; named ${cookieName(name, true)} where the service is reached by https`,
});

/** Ways to say who asks; any of those that an operation names will do. */
const securitySchemes = {
  bearerKey: { type: 'http', scheme: 'bearer', description: 'An API key' },
  session: cookie('session_token', 'What a sign-in sets'),
  step: cookie('two_factor', 'What a sign-in sets that still wants its second factor'),
} as const;

function requestBodyOf({ body, upload }: RouteSpec): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (upload) {
    const file = z.string().meta({ format: 'binary', description: upload.description });
    const fields = body instanceof z.ZodObject ? body.shape : {};
    const schema = z.strictObject({ file, ...fields });
    const encoding = { file: { contentType: upload.mediaTypes.join(', ') } };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema, encoding } } } };
  }
  if (!body) return {};
  const required = !body.safeParse(undefined).success;
  return { requestBody: { required, content: { 'application/json': { schema: closed(body) } } } };
}

function operationOf(spec: RouteSpec): ZodOpenApiOperationObject {
  const { params, query } = spec;
  const headers = spec.method === 'post' ? idempotencyHeader.extend(spec.headers?.shape ?? {}) : spec.headers;
  return {
    operationId: spec.operationId,
    summary: spec.summary,
    ...(spec.description === undefined ? {} : { description: spec.description }),
    tags: [spec.tag],
    ...(spec.guard === 'open' && { security: (spec.proofs ?? []).map((proof) => ({ [proof]: [] })) }),
    requestParams: {
      ...(params && { path: params }),
      ...(query && { query }),
      ...(headers && { header: headers }),
    },
    ...requestBodyOf(spec),
    responses: responsesOf(spec),
  };
}

const ROOT = { servers: [{ url: '/' }] };

/** The pages the server has beside the API; they answer at the root. */
function ownPage(
  operationId: string,
  summary: string,
  type: string,
  isProbe = false,
): ZodOpenApiPathItemObject {
  return {
    servers: [{ url: '/', 'x-internal': isProbe }],
    get: {
      operationId,
      summary,
      tags: ['Operations'],
      ...(isProbe && { security: [] }),
      responses: pageResponses(summary, type, isProbe),
    },
  };
}

const OWN_PAGES: Record<string, ZodOpenApiPathItemObject> = {
  '/livez': ownPage('livez', 'The process is alive', 'application/json', true),
  '/readyz': ownPage('readyz', 'The service can do its work (503 when not)', 'application/json', true),
  '/metrics': ownPage('metrics', 'Metrics in the Prometheus text format', 'text/plain'),
  '/api/openapi.json': ownPage('openapi', 'This document', 'application/json'),
  '/api/docs': ownPage('docs', 'This document as a page', 'text/html'),
};

/**
 * The OpenAPI 3.1 document of a set of contracts: the very schemas that validate, so it cannot differ from what the
 * server does.
 */
export function openApiDocument(specs: readonly RouteSpec[], info: ApiInfo): OpenApiDocument {
  const paths: Record<string, ZodOpenApiPathItemObject> = {};
  for (const spec of specs) {
    const { base = API_BASE, path, method } = spec;
    const isElsewhere = base !== API_BASE;
    const at = isElsewhere ? `${base}${path}` : path;
    paths[at] = { ...paths[at], ...(isElsewhere && ROOT), [method]: operationOf(spec) };
  }
  const document = createDocument({
    openapi: '3.1.0',
    info,
    servers: [{ url: API_BASE, 'x-internal': false }],
    security: [{ bearerKey: [] }, { session: [] }],
    tags: [...new Set([...specs.map(({ tag }) => tag), 'Operations'])].map((name) => ({ name })),
    paths: { ...paths, ...OWN_PAGES },
    components: {
      securitySchemes,
      headers: sharedHeaders,
      responses: problemResponses,
    },
  });
  const written = document as unknown as OpenApiDocument;
  writeBounds(written);
  return written;
}

/** The document as the text that is served and committed. */
export function openApiText(document: OpenApiDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
