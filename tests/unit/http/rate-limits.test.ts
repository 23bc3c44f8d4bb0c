import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/platform/access.ts';
import { networkOf, rateLimiting } from '../../../src/platform/http/rate-limits.ts';
import { principalOf } from '../../support/acts.ts';
import { KEY, problemOf, startApi } from './start.ts';

const gul = principalOf({ id: 'gul' });
const LIMITS = { perMinute: 3, anonymousPerMinute: 2 };
/** Tells tokens apart by name: `Bearer gul` is gul. */
const auth = {
  authenticate: ({ authorization = '' }: { authorization?: string }) =>
    authorization.startsWith('Bearer user-') ? principalOf({ id: authorization.slice(7) }) : null,
};
const as = (id: string) => ({ headers: { authorization: `Bearer user-${id}` } });
const nobody = { headers: { authorization: 'Bearer wrong' } };

describe('a budget', () => {
  it('is each principal’s own, and each address’s', async () => {
    const limiting = rateLimiting(LIMITS);
    const allowed = async (principal: Principal | null, address?: string) =>
      (await limiting.take(principal, address)).isAllowed;
    const three = [await allowed(gul), await allowed(gul), await allowed(gul)];
    expect([...three, await allowed(gul)]).toEqual([true, true, true, false]);
    expect(await allowed(principalOf({ id: 'zarghuna' }))).toBe(true);
    expect(await allowed(principalOf({ kind: 'api_key', id: 'gul' }))).toBe(true);
    const two = [await allowed(null, '192.0.2.1'), await allowed(null, '192.0.2.1')];
    expect([...two, await allowed(null, '192.0.2.1')]).toEqual([true, true, false]);
    expect(await allowed(null, '192.0.2.2')).toBe(true);
  });

  it('of 0 is none, and the bootstrap key has none', async () => {
    const free = rateLimiting({ perMinute: 0, anonymousPerMinute: 0 });
    expect(await free.take(gul, undefined)).toMatchObject({ isAllowed: true, headers: [] });
    expect(await free.take(null, '192.0.2.1')).toMatchObject({ isAllowed: true, headers: [] });
    const limiting = rateLimiting({ perMinute: 1, anonymousPerMinute: 1 });
    for (let times = 0; times < 5; times++) {
      expect((await limiting.take(principalOf({ id: 'bootstrap' }), undefined)).isAllowed).toBe(true);
    }
  });

  it('tells what is left of it', async () => {
    const limiting = rateLimiting(LIMITS);
    const { headers } = await limiting.take(gul, undefined);
    expect(headers).toEqual([
      'ratelimit-policy',
      '"principal";q=3;w=60',
      'ratelimit',
      '"principal";r=2;t=60',
    ]);
  });
});

describe('an address is counted by its network', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['unix:', 'unknown'],
    ['', 'unknown'],
    [undefined, 'unknown'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('whatever an address is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (address) => {
        expect(networkOf(address)).not.toBe('');
      }),
    );
  });
});

describe('over the wire', () => {
  it('the request beyond the budget is answered 429 with when to ask again', async () => {
    const { http } = await startApi({ auth, limiting: rateLimiting(LIMITS) });
    const ask = (init: RequestInit) => fetch(`${http.url}/api/v1/shipments/abc`, init);
    for (const left of [2, 1, 0]) {
      const answer = await ask(as('gul'));
      expect(answer.status).toBe(200);
      expect(answer.headers.get('ratelimit')).toMatch(new RegExp(`^"principal";r=${left};t=(60|59)$`));
      expect(answer.headers.get('ratelimit-policy')).toBe('"principal";q=3;w=60');
    }
    const answer = await ask(as('gul'));
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(answer.headers.get('ratelimit')).toMatch(/^"principal";r=0;/);
    expect((await problemOf(answer)).code).toBe('rate_limited');
    expect((await ask(as('zarghuna'))).status).toBe(200);
  });

  it('who proves nothing is counted by address, what is refused too, and does not lock out who does', async () => {
    const { http } = await startApi({ auth, limiting: rateLimiting(LIMITS) });
    const ask = (path: string, init: RequestInit) => fetch(http.url + path, init);
    const statuses = [];
    for (const path of ['/api/v1/nothing', '/api/v1/pages/token/html', '/api/docs', '/api/v1/shipments/abc'])
      statuses.push((await ask(path, nobody)).status);
    expect(statuses).toEqual([401, 200, 429, 429]);
    expect((await ask('/api/v1/shipments/abc', as('gul'))).status).toBe(200);
  });

  it('health is always told', async () => {
    const { http } = await startApi({ auth, limiting: rateLimiting(LIMITS) });
    for (let times = 0; times < 5; times++) {
      for (const path of ['/livez', '/readyz']) {
        const answer = await fetch(http.url + path);
        expect([answer.status, answer.headers.get('ratelimit')]).toEqual([200, null]);
      }
    }
  });

  it.each([
    ['nobody is trusted', undefined, [200, 200, 429]],
    ['another proxy is trusted', ['10.0.0.0/8'], [200, 200, 429]],
    ['the proxy is trusted', ['loopback'], [200, 200, 200]],
    ['one proxy is trusted', 1, [200, 200, 200]],
  ])('X-Forwarded-For counts when %s', async (_what, trustProxy, expected) => {
    const { http } = await startApi({ auth, limiting: rateLimiting(LIMITS), trustProxy });
    const statuses = [];
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
      const headers = { 'x-forwarded-for': address };
      statuses.push((await fetch(`${http.url}/api/v1/pages/token/html`, { headers })).status);
    }
    expect(statuses).toEqual(expected);
  });

  it('with one proxy trusted, what stands before its own entry is not believed', async () => {
    const { http } = await startApi({ auth, limiting: rateLimiting(LIMITS), trustProxy: 1 });
    const statuses = [];
    for (const claimed of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
      const headers = { 'x-forwarded-for': `${claimed}, 198.51.100.7` };
      statuses.push((await fetch(`${http.url}/api/v1/pages/token/html`, { headers })).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
  });
});

describe('strict transport', () => {
  const over = { headers: { authorization: `Bearer ${KEY}`, 'x-forwarded-proto': 'https' } };
  it.each([
    ['is not asked for over plain HTTP', {}, null],
    ['is where a trusted proxy says TLS', { trustProxy: 1 }, 'max-age=31536000'],
    ['is where PUBLIC_URL says TLS', { isSecure: true }, 'max-age=31536000'],
  ])('%s', async (_what, options, expected) => {
    const { http } = await startApi(options);
    for (const path of ['/api/v1/shipments/abc', '/api/docs', '/api/v1/nothing'])
      expect((await fetch(http.url + path, over)).headers.get('strict-transport-security')).toBe(expected);
  });
});
