import { describe, expect, it } from 'vitest';
import { KEY, basic, bearer, problemOf, startApi } from './start.ts';

const GUARDED = [
  '/api/v1/shipments/abc',
  '/api/v1/nothing',
  '/metrics',
  '/api/openapi.json',
  '/api/docs',
  '/',
];
const WRONG: [string, Record<string, string>][] = [
  ['nothing', {}],
  ['an empty bearer', { authorization: 'Bearer ' }],
  ['another key', { authorization: `Bearer ${KEY.slice(0, -1)}x` }],
  ['a prefix of the key', { authorization: `Bearer ${KEY.slice(0, -1)}` }],
  ['the key and more', { authorization: `Bearer ${KEY}x` }],
  ['the key twice', { authorization: `Bearer ${KEY} ${KEY}` }],
  ['the bare key', { authorization: KEY }],
];

describe('everything but health is guarded', () => {
  it.each(GUARDED.flatMap((path) => WRONG.map(([name, headers]) => [path, name, headers] as const)))(
    '%s refuses %s',
    async (path, _name, headers) => {
      const { http } = await startApi();
      const answer = await fetch(http.url + path, { headers });
      expect(answer.status).toBe(401);
      expect((await problemOf(answer)).code).toBe('unauthenticated');
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    },
  );

  it('refuses before the body is looked at', async () => {
    const { http } = await startApi();
    const answer = await fetch(`${http.url}/api/v1/shipments/abc/parcels`, {
      method: 'POST',
      body: 'not json',
    });
    expect(answer.status).toBe(401);
  });

  it('lets the holder of the key in, whatever the case of the scheme', async () => {
    const { http } = await startApi();
    const headers = { authorization: `bearer ${KEY}` };
    expect((await fetch(`${http.url}/api/v1/shipments/abc`, { headers })).status).toBe(200);
  });

  it.each(['/livez', '/readyz'])('%s answers anybody', async (path) => {
    const { http } = await startApi();
    expect((await fetch(http.url + path)).status).toBe(200);
  });
});

describe('HTTP Basic', () => {
  it.each(['/api/docs', '/api/openapi.json'])('opens %s in a browser', async (path) => {
    const { http } = await startApi();
    const offered = await fetch(http.url + path);
    expect(offered.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    expect((await fetch(http.url + path, { headers: basic })).status).toBe(200);
  });

  it.each(['/api/v1/shipments/abc', '/metrics'])('is neither offered nor taken at %s', async (path) => {
    const { http } = await startApi();
    const answer = await fetch(http.url + path, { headers: basic });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).not.toContain('Basic');
  });
});

describe('without a configured key', () => {
  it('nobody gets in, and the log says why', async () => {
    const { http, lines } = await startApi({ key: null });
    expect(lines).toMatchObject([
      { level: 'warn', msg: expect.stringContaining('BOOTSTRAP_API_KEY') as string },
    ]);
    for (const headers of [bearer, { authorization: 'Bearer undefined' }, basic]) {
      expect((await fetch(`${http.url}/api/docs`, { headers })).status).toBe(401);
    }
    expect((await fetch(`${http.url}/livez`)).status).toBe(200);
  });
});
