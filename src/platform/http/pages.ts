import { DOCS_STYLE_SOURCE, docsPage } from './docs-page.ts';
import { securityHeaders } from './headers.ts';
import type { HttpMetrics } from './metrics.ts';
import { openApiDocument, openApiText } from './openapi.ts';
import type { ApiInfo } from './openapi.ts';
import type { RouteSpec } from './contract.ts';
import type { Operation } from './operation.ts';
import { assessReadiness } from './readiness.ts';
import type { Readiness } from './readiness.ts';
import { JSON_TYPE } from './reply.ts';
import type { Reply } from './reply.ts';

const json = (status: number, value: unknown): Reply => ({
  status,
  body: JSON.stringify(value),
  contentType: JSON_TYPE,
  headers: { 'cache-control': 'no-store' },
});

const livez: Operation = {
  id: 'livez',
  guard: 'open',
  permission: null,
  isProbe: true,
  run: () => json(200, { status: 'alive' }),
};

/** The status is everybody's; what stands behind it only the key holder's. */
function readyz(readiness: Readiness): Operation {
  return {
    id: 'readyz',
    guard: 'open',
    permission: null,
    isProbe: true,
    async run({ principal }) {
      const { status, checks } = await assessReadiness(readiness);
      return json(status === 'unavailable' ? 503 : 200, principal ? { status, checks } : { status });
    },
  };
}

function metricsPage({ registry }: HttpMetrics): Operation {
  return {
    id: 'metrics',
    guard: 'key',
    permission: 'operations:read',
    run: async () => ({
      status: 200,
      body: await registry.metrics(),
      contentType: registry.contentType,
      headers: { 'cache-control': 'no-store' },
    }),
  };
}

/** Computes once, when first asked. */
function lazily<T>(compute: () => T): () => T {
  let done: { value: T } | undefined;
  return () => (done ??= { value: compute() }).value;
}

/** The server's own pages by path. */
export function ownPages(options: {
  specs: readonly RouteSpec[];
  info: ApiInfo;
  metrics: HttpMetrics;
  readiness: Readiness;
}): Record<string, Operation> {
  const document = lazily(() => openApiDocument(options.specs, options.info));
  const text = lazily(() => openApiText(document()));
  const page = lazily(() => docsPage(document()));
  const security = securityHeaders(DOCS_STYLE_SOURCE);
  return {
    '/livez': livez,
    '/readyz': readyz(options.readiness),
    '/metrics': metricsPage(options.metrics),
    '/api/openapi.json': {
      id: 'openapi',
      guard: 'browser',
      permission: 'reference:read',
      run: () => ({ status: 200, body: text(), contentType: JSON_TYPE }),
    },
    '/api/docs': {
      id: 'docs',
      guard: 'browser',
      permission: 'reference:read',
      run: () => ({ status: 200, body: page(), contentType: 'text/html; charset=utf-8', security }),
    },
  };
}
