import { type IncomingHttpHeaders, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { matchesEtag } from '../../../src/platform/http/reply.ts';
import { bearer, startApi } from './start.ts';

const PARCEL = { id: 'p1', lines: [{ item: 'wheat_flour', quantity: 2 }] };

describe('entity tags', () => {
  it('a GET has one, and whoever knows it gets 304 without a body', async () => {
    const { ask } = await startApi();
    const first = await ask('/api/v1/shipments/abc');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]+"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const again = await ask('/api/v1/shipments/abc', { headers: { 'if-none-match': `"x", ${etag}` } });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    const other = await ask('/api/v1/shipments/abd', { headers: { 'if-none-match': etag } });
    expect(other.status).toBe(200);
  });

  it('the one a handler gives is kept', async () => {
    const { ask } = await startApi();
    const answer = await ask('/api/v1/shipments/versioned', { headers: { 'if-none-match': 'W/"7"' } });
    expect([answer.status, answer.headers.get('etag')]).toEqual([304, '"7"']);
  });

  it('a POST and a refusal have none and may not be stored', async () => {
    const { ask, post } = await startApi();
    for (const answer of [
      await post('/api/v1/shipments/abc/parcels', PARCEL),
      await ask('/api/v1/nothing'),
    ]) {
      expect(answer.headers.get('etag')).toBeNull();
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  it.each([
    ['*', true],
    ['"a", W/"b"', true],
    ['"c"', false],
    ['', false],
  ])('If-None-Match %s', (header, matches) => {
    expect(matchesEtag(header, '"b"')).toBe(matches);
  });
});

describe('bodies', () => {
  it('HEAD answers the headers of GET alone', async () => {
    const { ask } = await startApi();
    const answer = await ask('/api/v1/shipments/abc', { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(answer.headers.get('content-length')).toBe(String('{"id":"abc","quantity":1}'.length));
  });

  it('204 has none', async () => {
    const { ask } = await startApi();
    const answer = await ask('/api/v1/shipments/abc', { method: 'DELETE' });
    expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([204, '', null]);
  });

  it('a literal address wins over a parameter, in whatever order they are declared', async () => {
    const { ask } = await startApi();
    expect(await (await ask('/api/v1/shipments/mine')).json()).toMatchObject({ id: 'literal' });
  });
});

describe('the request id', () => {
  it.each(['0123-abcd.EF_g:h', 'a'.repeat(128)])('%s of the caller is taken', async (id) => {
    const { ask } = await startApi();
    expect((await ask('/livez', { headers: { 'x-request-id': id } })).headers.get('x-request-id')).toBe(id);
  });

  it.each(['short', 'a'.repeat(129), 'has space in it', '"quoted-id"', '{"level":"error"}'])(
    '%s is replaced by a new one',
    async (id) => {
      const { ask } = await startApi();
      const given = (await ask('/livez', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
      expect(given).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('is in the log line of a refused request, which holds no query, header or body', async () => {
    const { post, lines } = await startApi();
    const answer = await post('/api/v1/shipments/abc/parcels?secretQuery=1', { secretField: 1 });
    const line = lines.find(({ msg }) => msg === 'request');
    expect(line).toMatchObject({
      level: 'info',
      requestId: answer.headers.get('x-request-id'),
      operation: 'recordParcel',
      method: 'POST',
      path: '/api/v1/shipments/abc/parcels',
      status: 400,
    });
    expect(JSON.stringify(lines)).not.toMatch(/secretQuery|secretField|test-key/);
  });

  it('an answered request is logged at debug', async () => {
    const { ask, lines } = await startApi();
    await ask('/api/v1/shipments/abc');
    expect(lines.find(({ msg }) => msg === 'request')).toMatchObject({ level: 'debug', status: 200 });
  });
});

describe('compression', () => {
  const LONG = `/api/v1/shipments/${'x'.repeat(2000)}`;
  const bytesOf = async (http: { url: string }, path: string, accepted: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<{
      headers: IncomingHttpHeaders;
      body: Buffer;
    }>();
    request(`${http.url}${path}`, { headers: { ...bearer, 'accept-encoding': accepted } }, async (answer) =>
      resolve({ headers: answer.headers, body: Buffer.concat(await answer.toArray()) }),
    )
      .on('error', reject)
      .end();
    return promise;
  };

  it('a long answer goes out as gzip to whoever takes it, as it is to others', async () => {
    const { http } = await startApi();
    const plain = await bytesOf(http, LONG, 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const accepted of ['gzip', 'br, gzip;q=0.5', 'deflate,gzip']) {
      const { headers, body } = await bytesOf(http, LONG, accepted);
      expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-length': String(body.length) });
      expect(headers.vary).toContain('accept-encoding');
      expect(body.length).toBeLessThan(300);
      expect(gunzipSync(body)).toEqual(plain.body);
      // What it is known by is what it says, however it came.
      expect(headers.etag).toBe(plain.headers.etag);
    }
    for (const accepted of ['gzip;q=0', 'br', 'gzip; q=0.0, br'])
      expect((await bytesOf(http, LONG, accepted)).headers['content-encoding']).toBeUndefined();
  });

  it('a short one is one packet as it is', async () => {
    const { http } = await startApi();
    expect(
      (await bytesOf(http, '/api/v1/shipments/abc', 'gzip')).headers['content-encoding'],
    ).toBeUndefined();
  });
});

describe('security headers', () => {
  it.each(['/livez', '/api/v1/shipments/abc', '/api/v1/nothing', '/api/v1/failures/throws'])(
    'are on %s',
    async (path) => {
      const { ask } = await startApi();
      const { headers } = await ask(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none';style-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(headers.get('permissions-policy')).toContain('microphone=()');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );
});
