import { describe, expect, it } from 'vitest';
import { problemOf, startApi } from './start.ts';

const TOKEN = 'token-that-nobody-may-read';

describe('an open operation', () => {
  it('answers without a key, and knows who asks with one', async () => {
    const { http, ask } = await startApi();
    const open = await fetch(`${http.url}/api/v1/pages/${TOKEN}/json`);
    expect([open.status, await open.json()]).toEqual([200, { isKnown: false }]);
    expect(await (await ask(`/api/v1/pages/${TOKEN}/json`)).json()).toEqual({ isKnown: true });
  });

  it('answers with a wrong key as without one', async () => {
    const { http } = await startApi();
    const headers = { authorization: 'Bearer wrong' };
    const answer = await fetch(`${http.url}/api/v1/pages/${TOKEN}/json`, { headers });
    expect(await answer.json()).toEqual({ isKnown: false });
  });

  it.each([
    ['GET', `/api/v1/pages/${TOKEN}/unknown`],
    ['POST', `/api/v1/pages/${TOKEN}/json`],
    ['GET', `/api/v1/pages/${TOKEN}`],
    ['GET', `/api/v1/Pages/${TOKEN}/json`],
    ['GET', `/api/v1/pages/${TOKEN}/%`],
    ['GET', `/api/v1/pages/${TOKEN}/json?and=${TOKEN}`],
  ])('%s %s leaves its secret in no log line', async (method, path) => {
    const { ask, lines } = await startApi();
    await ask(path, { method });
    expect(lines.filter(({ msg }) => msg === 'request')).toMatchObject([
      { path: '/api/v1/pages/{token}/{kind}' },
    ]);
    expect(JSON.stringify(lines)).not.toContain(TOKEN);
  });

  it('is shown as one that needs no key', async () => {
    const { ask } = await startApi();
    const document = (await (await ask('/api/openapi.json')).json()) as { paths: Record<string, unknown> };
    expect(document.paths['/pages/{token}/{kind}']).toMatchObject({
      get: {
        security: [],
        responses: { 200: { content: { 'application/json': {}, 'text/html': {}, 'image/png': {} } } },
      },
    });
    expect(document.paths['/pages/{token}/{kind}']).not.toHaveProperty('get.responses.401');
    expect(document.paths['/files']).not.toHaveProperty('post.security');
  });
});

describe('an answer that is not JSON', () => {
  it.each([
    ['html', 'text/html; charset=utf-8', Buffer.from('<p>å</p>')],
    ['png', 'image/png', Buffer.of(0, 255, 128)],
  ])('%s is sent byte by byte, with its type and an entity tag', async (kind, type, bytes) => {
    const { ask } = await startApi();
    const answer = await ask(`/api/v1/pages/${TOKEN}/${kind}`);
    const { headers } = answer;
    expect([answer.status, headers.get('content-type')]).toEqual([200, type]);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
    expect(headers.get('content-length')).toBe(String(bytes.length));
    const again = await ask(`/api/v1/pages/${TOKEN}/${kind}`, {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('of a type the contract does not declare is our fault', async () => {
    const { ask } = await startApi();
    const answer = await ask(`/api/v1/pages/${TOKEN}/text%2Fcsv`);
    expect((await problemOf(answer)).code).toBe('internal');
  });
});
