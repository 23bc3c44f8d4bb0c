/** Keys of programs: shown once, never more than their maker, and over when it is. */
import { describe, expect, it } from 'vitest';
import type { ApiKey } from '../../src/accounts/contract/keys.ts';
import { apiKeys } from '../../src/accounts/tables.ts';
import { newId } from '../../src/platform/ids.ts';
import { ledgerOf } from '../support/ledger.ts';
import { browserOf, person, signIn } from '../support/people.ts';
import { engines, serviceOfSuite } from '../support/service.ts';

type Made = ApiKey & { token: string; code?: string; errors?: { pointer: string }[] };

describe.each(engines)('API keys on %s', (engine) => {
  const service = serviceOfSuite({ engine });
  const asKey = (token: string, path = '/me', method = 'GET', body?: unknown) =>
    service().ask<Record<string, unknown>>(method, path, {
      key: token,
      ...(body === undefined ? {} : { body }),
    });

  async function maker(role: string, charge: { organisation?: string; provinces?: string[] } = {}) {
    const { email, id } = await person(service(), `${role}-${newId()}@partner.example`, { role, ...charge });
    const browser = browserOf(service());
    await signIn(browser, email);
    const make = (body: Record<string, unknown>) =>
      browser.ask<Made>('POST', '/api/v1/api-keys', { name: 'warehouse', ...body });
    return { id, browser, make };
  }

  it('are shown once, kept as a hash, and are their maker with an id of their own', async () => {
    const organisation = await ledgerOf(service()).organisation(`Partner ${newId()}`);
    const { browser, make, id } = await maker('coordinator', { organisation, provinces: ['AF23'] });
    const { status, body, headers } = await make({});
    expect([status, headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect(body.token).toMatch(/^aid_[\w-]{43}$/);
    expect(body.token.startsWith(body.prefix)).toBe(true);
    expect((await asKey(body.token)).body).toMatchObject({
      ...{ kind: 'api_key', id: body.id, role: 'coordinator', organisation, provinces: ['AF23'], user: null },
    });
    const { token, ...listed } = body;
    const seen = await browser.ask<{ items: ApiKey[] }>('GET', '/api/v1/api-keys');
    expect(seen.body.items).toMatchObject([{ ...listed, lastUsedAt: expect.any(String) as string }]);
    const rows = await service().store.read((scope) => scope.db.select().from(scope.of(apiKeys)));
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows.find((row) => row.id === body.id)).toMatchObject({ userId: id });
  });

  it('of more than the maker has are refused, naming what', async () => {
    const own = await ledgerOf(service()).organisation(`Partner ${newId()}`);
    const other = await ledgerOf(service()).organisation(`Partner ${newId()}`);
    const { make } = await maker('coordinator', { organisation: own, provinces: ['AF23', 'AF17'] });
    for (const [beyond, pointer] of [
      [{ role: 'manager' }, '/role'],
      [{ role: 'admin' }, '/role'],
      [{ role: 'donor' }, '/role'],
      [{ role: 'manager', scopes: ['needs:write'] }, '/scopes'],
      [{ organisation: other }, '/organisation'],
      [{ organisation: null }, '/organisation'],
      [{ provinces: null }, '/provinces'],
      [{ provinces: ['AF23', 'AF01'] }, '/provinces'],
    ] as const) {
      expect(await make(beyond)).toMatchObject({
        status: 403,
        body: { code: 'forbidden', errors: [{ pointer }] },
      });
    }
    const less = await make({ role: 'viewer', provinces: ['AF17'], scopes: ['gaps:read'] });
    expect(less.status).toBe(201);
    expect((await asKey(less.body.token, '/gaps')).status).toBe(200);
    expect((await asKey(less.body.token, '/needs')).status).toBe(403);
  });

  it('that make keys make none of more', async () => {
    const { make } = await maker('manager');
    const { token } = (await make({ scopes: ['keys:manage', 'gaps:read'] })).body;
    const more = await asKey(token, '/api-keys', 'POST', { name: 'more', scopes: ['needs:write'] });
    expect(more).toMatchObject({ status: 403, body: { errors: [{ pointer: '/scopes' }] } });
    const same = await asKey(token, '/api-keys', 'POST', { name: 'same' });
    expect(same).toMatchObject({
      status: 201,
      body: { scopes: ['gaps:read', 'keys:manage'] },
    });
  });

  it('that are revoked or have expired are refused at once', async () => {
    const { browser, make } = await maker('donor');
    const expiresAt = new Date(service().clock.now() + 1000).toISOString();
    expect((await make({ expiresAt: '2020-01-01T00:00:00Z' })).status).toBe(422);
    const [one, brief] = [(await make({})).body, (await make({ expiresAt })).body];
    expect([(await asKey(one.token)).status, (await asKey(brief.token)).status]).toEqual([200, 200]);
    service().clock.advance({ ms: 1000 });
    expect((await asKey(brief.token)).status).toBe(401);
    expect((await browser.ask('DELETE', `/api/v1/api-keys/${one.id}`)).status).toBe(204);
    expect((await asKey(one.token)).status).toBe(401);
  });

  it('are for their owner and administrators to see and revoke', async () => {
    const mine = await maker('donor');
    const other = await maker('donor');
    const { id } = (await mine.make({})).body;
    const seen = await other.browser.ask<{ items: ApiKey[] }>('GET', '/api/v1/api-keys');
    expect(seen.body.items).toEqual([]);
    expect((await other.browser.ask('DELETE', `/api/v1/api-keys/${id}`)).status).toBe(404);
    const all = await service().get<{ items: ApiKey[] }>('/api-keys');
    expect(all.body.items.map((key) => key.id)).toContain(id);
    expect((await service().ask('DELETE', `/api-keys/${id}`)).status).toBe(204);
  });

  it('follow their owner: less with less, nothing without', async () => {
    const { id, make } = await maker('manager');
    const { token } = (await make({})).body;
    expect((await asKey(token)).body['permissions']).toContain('needs:write');
    await service().ask('PATCH', `/users/${id}`, { body: { role: 'viewer', provinces: ['AF23'] } });
    expect((await asKey(token)).body).toMatchObject({ provinces: ['AF23'] });
    expect((await asKey(token)).body['permissions']).not.toContain('needs:write');
    await service().ask('PATCH', `/users/${id}`, { body: { disabled: true } });
    expect((await asKey(token)).status).toBe(401);
  });

  it('that nobody made are nobody', async () => {
    for (const token of ['aid_', `aid_${'A'.repeat(43)}`, 'aid_%00', 'A'.repeat(47)]) {
      expect((await asKey(token)).status).toBe(401);
    }
  });
});
