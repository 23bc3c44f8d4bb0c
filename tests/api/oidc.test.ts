/** Sign-in with an identity provider: a real one, and only for those who were added before. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../support/servers.ts';
import { type Browser, browserOf } from '../support/people.ts';
import { serviceOfTest } from '../support/service.ts';

/** An OpenID Connect provider at which everybody is who they say they are. */
async function startProvider(callback: string): Promise<string> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'aid-ledger', client_secret: 'secret', redirect_uris: [callback] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: 'Gul', email: sub, email_verified: !sub.startsWith('unverified') }),
    }),
  });
  const answer = provider.callback();
  server.on('request', (req, res) => void answer(req, res));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return issuer;
}

/** Follows the provider's own pages as somebody who signs in there and consents. */
async function throughProvider(start: string, who: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = start;
  for (let step = 0; step < 12; step += 1) {
    const isForm = /\/interaction\/[^/]+$/.test(url);
    const prompt = isForm ? await (await fetch(url, { headers: cookieOf(jar) })).text() : '';
    const fields = prompt.includes('name="login"')
      ? { prompt: 'login', login: who, password: 'any' }
      : { prompt: 'consent' };
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: cookieOf(jar),
      ...(isForm ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    url = new URL(answer.headers.get('location') ?? '', url).href;
    if (url.includes('/api/auth/callback/')) return url;
  }
  throw new Error('the provider sent nobody back');
}

const cookieOf = (jar: ReadonlyMap<string, string>) => ({
  cookie: Array.from(jar, ([name, value]) => `${name}=${value}`).join('; '),
});

it('lets in who was added, and nobody else, however real they are to the provider', async () => {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const issuer = await startProvider(`${publicUrl}/api/auth/callback/oidc`);
  const service = await serviceOfTest({
    env: {
      ...{ PORT: String(port), PUBLIC_URL: publicUrl, REQUIRE_SECOND_FACTOR: 'true' },
      ...{ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'aid-ledger', OIDC_CLIENT_SECRET: 'secret' },
    },
  });
  async function come(browser: Browser, who: string) {
    const asked = { callbackUrl: '/gaps' };
    const { body } = await browser.ask<{ url: string }>('POST', '/api/auth/sign-in/oidc', asked);
    const back = new URL(await throughProvider(body.url, who));
    return { back, answer: await browser.ask('GET', `${back.pathname}${back.search}`) };
  }
  const add = (email: string) =>
    service.ask<{ id: string }>('POST', '/users', { body: { email, name: 'Gul', role: 'manager' } });
  const { id } = (await add('gul@partner.example')).body;
  await add('unverified@partner.example');

  const browser = browserOf(service);
  const { back, answer } = await come(browser, 'gul@partner.example');
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/gaps']);
  const me = await browser.ask<{ permissions: string[] }>('GET', '/api/v1/me');
  // Their provider answers for the second factor.
  expect(me).toMatchObject({ body: { id, role: 'manager', secondFactor: { missing: false } } });
  expect(me.body.permissions).toContain('needs:write');

  const replay = browserOf(service);
  await replay.ask('GET', `${back.pathname}${back.search}`);
  expect((await replay.ask('GET', '/api/v1/me')).status).toBe(401);

  for (const who of ['stranger@partner.example', 'unverified@partner.example']) {
    const other = browserOf(service);
    const refused = await come(other, who);
    expect(refused.answer.headers.get('location')).toMatch(/sign-in\?error=/);
    expect((await other.ask('GET', '/api/v1/me')).status).toBe(401);
  }
  await service.ask('PATCH', `/users/${id}`, { body: { disabled: true } });
  const gone = browserOf(service);
  await come(gone, 'gul@partner.example');
  expect((await gone.ask('GET', '/api/v1/me')).status).toBe(401);
  const { items } = (await service.get<{ items: { email: string }[] }>('/users')).body;
  expect(items.map(({ email }) => email).toSorted()).toEqual([
    'gul@partner.example',
    'unverified@partner.example',
  ]);
});

it('is refused in a sentence where there is no provider', async () => {
  const service = await serviceOfTest();
  const answer = await browserOf(service).ask('POST', '/api/auth/sign-in/oidc', {});
  expect(answer).toMatchObject({ status: 422, body: { code: 'refused' } });
});
