import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ReadinessCheck } from '../../../src/platform/http/readiness.ts';
import { groupByPath } from '../../../src/platform/http/routing.ts';
import { ROUTES, literal, readParcel, remove, startApi } from './start.ts';

const storage = { name: 'storage', ok: true, required: true };
const redis = { name: 'redis', ok: true, required: false };

describe('health', () => {
  it.each<[string, ReadinessCheck[], number]>([
    ['ready', [storage, redis], 200],
    ['degraded', [storage, { ...redis, ok: false, detail: 'refused' }], 200],
    ['unavailable', [{ ...storage, ok: false, detail: 'disk full' }, redis], 503],
  ])('is %s', async (status, checks, code) => {
    const { http, ask } = await startApi({ readiness: async () => checks });
    const open = await fetch(`${http.url}/readyz`);
    expect([open.status, await open.json()]).toEqual([code, { status }]);
    expect(await (await ask('/readyz')).json()).toEqual({ status, checks });
  });

  it('is unavailable when the checks fail or do not answer', async () => {
    const broken = await startApi({ readiness: () => Promise.reject(new Error('no file')) });
    expect((await broken.ask('/readyz')).status).toBe(503);
    const hung = await startApi({ readiness: () => new Promise(() => undefined) });
    expect(await (await hung.ask('/readyz')).json()).toMatchObject({
      status: 'unavailable',
      checks: [{ detail: 'no answer in time' }],
    });
  });

  it('says no more than that the process lives', async () => {
    const { http } = await startApi();
    expect(await (await fetch(`${http.url}/livez`)).json()).toEqual({ status: 'alive' });
  });
});

describe('metrics', () => {
  it('count requests by operation and status, and the process', async () => {
    const { ask } = await startApi();
    await ask('/api/v1/shipments/abc');
    await ask('/api/v1/shipments/abc', { method: 'DELETE' });
    await ask('/api/v1/made/up/by/the/caller');
    const text = await (await ask('/metrics')).text();
    expect(text).toContain('http_request_duration_seconds_count{operation="readParcel",status="200"} 1');
    expect(text).toContain('http_request_duration_seconds_count{operation="removeParcel",status="204"} 1');
    expect(text).toContain('http_request_duration_seconds_count{operation="not_found",status="404"} 1');
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toContain('made');
  });
});

describe('the document', () => {
  it('is OpenAPI 3.1 of exactly the contracts', async () => {
    const { ask } = await startApi();
    const document = (await (await ask('/api/openapi.json')).json()) as Record<string, unknown>;
    expect(document).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: '/api/v1' }],
      security: [{ bearerKey: [] }, { session: [] }],
      paths: {
        '/shipments/{id}': {
          get: { operationId: 'readParcel' },
          delete: { responses: { 204: { description: 'Gone' } } },
        },
        '/shipments/{id}/parcels': {
          post: {
            requestBody: {
              required: true,
              content: { 'application/json': { schema: { additionalProperties: false } } },
            },
            parameters: [
              { in: 'path', name: 'id', required: true },
              { in: 'query', name: 'dryRun' },
              { in: 'header', name: 'idempotency-key' },
            ],
            responses: {
              201: { content: { 'application/json': { schema: { required: ['id', 'quantity'] } } } },
              400: { $ref: '#/components/responses/Problem400' },
              413: { $ref: '#/components/responses/Problem413' },
              default: { $ref: '#/components/responses/Problem' },
            },
          },
        },
        '/livez': { servers: [{ url: '/' }], get: { security: [] } },
      },
      components: { schemas: { Problem: { type: 'object' } } },
    });
    const operations = Object.values(document['paths'] as Record<string, object>).flatMap((item) =>
      Object.values(item).flatMap((operation: { operationId?: string }) => operation.operationId ?? []),
    );
    expect(operations.sort()).toEqual(
      [...ROUTES.map(({ spec }) => spec.operationId), 'livez', 'readyz', 'metrics', 'openapi', 'docs'].sort(),
    );
  });

  it('is a page without scripts whose only style its policy allows', async () => {
    const { ask } = await startApi();
    const answer = await ask('/api/docs');
    const page = await answer.text();
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
    expect(answer.headers.get('content-security-policy')).toContain(
      `default-src 'none';style-src 'sha256-${hash('sha256', style, 'base64')}'`,
    );
    expect(page).not.toMatch(/<script|style=|onclick|src=/);
    expect(page).toContain('Records a &lt;parcel&gt;');
    expect(page).toContain('<code>lines[].quantity</code>');
    expect(page).toContain('<h1>Test &amp; API');
    for (const { spec } of ROUTES) expect(page).toContain(`id="${spec.operationId}"`);
    expect(page).toContain('id="problem-duplicate_suspected"');
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !page.includes(`id="${id}"`) && !page.includes(`id=${id}>`))).toEqual([]);
  });
});

describe('contradicting operations', () => {
  const readTwice = { ...readParcel, spec: { ...readParcel.spec, operationId: 'readAgain' } };
  const sameId = { ...literal, spec: { ...literal.spec, operationId: 'readParcel' } };
  const otherName = { ...remove, spec: { ...remove.spec, path: '/shipments/{shipment}' as const } };

  it.each([
    ['the same method and path', readTwice, 'declared twice'],
    ['the same id', sameId, 'operation readParcel'],
    ['another name for the same parameter', otherName, 'parameter names'],
  ])('%s are refused at start', (_name, other, message) => {
    expect(() => groupByPath([readParcel, other])).toThrow(message);
  });
});

it('an operation whose path has an ending is not taken for the one without', () => {
  const withPath = (operationId: string, path: `/${string}`) => ({
    ...readParcel,
    spec: { ...readParcel.spec, operationId, path },
  });
  const groups = groupByPath([withPath('read', '/notes/{id}'), withPath('readFile', '/notes/{id}.pdf')]);
  expect(groups.map(({ path }) => path)).toEqual(['/notes/:id.pdf', '/notes/:id']);
});
