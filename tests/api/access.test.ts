/** Nothing is open but health and what a link opens: deny by default, told by the OpenAPI document itself. */
import { expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { ledgerOf } from '../support/ledger.ts';
import { serviceOfSuite, serviceOfTest } from '../support/service.ts';

const service = serviceOfSuite();
const OPEN = [
  ...['callback/oidc', 'sign-in/email', 'sign-in/oidc', 'sign-out'].map((path) => `/api/auth/${path}`),
  ...['verify-backup-code', 'verify-totp'].map((path) => `/api/auth/two-factor/${path}`),
  ...['invitations/accept', 'password-resets', 'password-resets/accept', 'set-up'].map(
    (path) => `/api/v1/${path}`,
  ),
  ...['/api/v1/shared/a-token', '/livez', '/readyz'],
];
const SAMPLES: Record<string, string> = {
  province: 'AF23',
  sector: 'food_security',
  code: 'hairatan',
  token: 'a-token',
};

/** Every operation of the document with an address it answers at. */
async function operations(): Promise<{ method: string; path: string }[]> {
  const { servers, paths } = await service().document();
  return Object.entries(paths).flatMap(([path, item]) => {
    const base = item.servers ? '' : (servers[0]?.url ?? '');
    const address = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => SAMPLES[name] ?? newId());
    return (['get', 'post', 'put', 'patch', 'delete'] as const)
      .filter((method) => item[method])
      .map((method) => ({ method: method.toUpperCase(), path: `${base}${address}` }));
  });
}

function ask(method: string, path: string, key?: string) {
  return fetch(service().url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: '{}' }),
  });
}

it.each([
  ['no key', undefined],
  ['an empty key', ''],
  ['a wrong key', 'test-key-0123456789abcdefghijklmnoq'],
])('with %s every operation is refused', async (_what, key) => {
  const all = await operations();
  expect(all.length).toBeGreaterThan(15);
  const open: string[] = [];
  for (const { method, path } of all) {
    const answer = await ask(method, path, key);
    if (answer.status !== 401) {
      open.push(path);
      continue;
    }
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated', errors: [] });
  }
  expect(open.sort()).toEqual(OPEN.toSorted());
});

it('what does not exist is not told to strangers either', async () => {
  expect((await ask('GET', '/api/v1/nowhere')).status).toBe(401);
  expect((await ask('DELETE', '/api/v1/pledges')).status).toBe(401);
  expect((await ask('GET', '/')).status).toBe(401);
  expect((await ask('HEAD', '/api/v1/provinces')).status).toBe(401);
});

it('health says its status to anybody and nothing more', async () => {
  expect(await (await ask('GET', '/livez')).json()).toEqual({ status: 'alive' });
  expect(await (await ask('GET', '/readyz')).json()).toEqual({ status: 'ready' });
});

it('health says to a key holder what stands behind it', async () => {
  const { body } = await service().get<{ status: string; checks: { name: string }[] }>('/readyz');
  expect(body.status).toBe('ready');
  expect(body.checks.map(({ name }) => name)).toEqual(['storage', 'broker']);
});

it('without a key in the configuration nobody gets in', async () => {
  const closed = await serviceOfTest({ env: { BOOTSTRAP_API_KEY: '' } });
  const answer = await fetch(`${closed.url}/api/v1/provinces`, { headers: { authorization: 'Bearer ' } });
  expect(answer.status).toBe(401);
});

it('what is recorded says who recorded it', async () => {
  const ledger = ledgerOf(service());
  const shipment = await ledger.ship(await ledger.organisation());
  expect(await ledger.tell(shipment, { type: 'dispatched' })).toMatchObject({
    recordedBy: 'bootstrap',
    source: 'api',
  });
});
