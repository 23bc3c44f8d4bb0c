/** Links by mail: an invitation and a forgotten password open an account once, and for a while. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { startMailServer } from '../support/mail.ts';
import { browserOf, PASSWORD, person, signIn } from '../support/people.ts';
import { engines, serviceOfTest } from '../support/service.ts';

const ANOTHER = 'nine-donkeys-in-Bamyan';

async function setup(engine: (typeof engines)[number], env: Record<string, string> = {}) {
  const server = await startMailServer();
  onTestFinished(server.close);
  const service = await serviceOfTest({
    engine,
    env: { SMTP_URL: server.url, PUBLIC_URL: 'https://aid.example.org', ...env },
  });
  const open = (path: string, body: unknown) => service.ask('POST', path, { key: null, body });
  /** The token in the newest mail to somebody. */
  async function mailed(to: string, count = 1): Promise<string> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const mails = server.mails.filter((mail) => mail.to[0] === to);
      if (mails.length >= count) {
        const link = /https:\/\/aid\.example\.org\/[\w-]+#(\S+)/.exec(mails.at(-1)?.text ?? '');
        return link?.[1] ?? 'no link';
      }
      if (Date.now() > deadline) throw new Error(`no mail for ${to}`);
      await wait(20);
    }
  }
  return { service, server, open, mailed };
}

describe.each(engines)('links on %s', (engine) => {
  it('an invitation is mailed, sets a password once, and opens the account', async () => {
    const { service, open, mailed } = await setup(engine);
    const email = 'gul@partner.example';
    const body = { email, name: 'Gul', role: 'donor' };
    expect((await service.ask('POST', '/invitations', { body })).status).toBe(201);
    expect(await service.ask('POST', '/invitations', { body })).toMatchObject({ status: 409 });
    const token = await mailed(email);
    const accept = (password: string) => open('/invitations/accept', { token, password, name: 'Gul Ahmad' });
    for (const weak of [
      'short',
      'Password2026!',
      'gul@partner.example',
      'aaaaaaaaaaaaaaaa',
      '123456789012',
    ]) {
      expect(await accept(weak)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/password' }] } });
    }
    expect(await accept(PASSWORD)).toMatchObject({ status: 200, body: { email } });
    expect(await accept(ANOTHER)).toMatchObject({ status: 404 });
    const browser = browserOf({ url: service.url });
    const answer = await signIn(browser, email);
    // Reached by https, the cookie goes nowhere else.
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-aid\.session_token=.+; Secure/);
    expect(await browser.ask('GET', '/api/v1/me')).toMatchObject({ body: { user: { name: 'Gul Ahmad' } } });
    const me = (await browser.ask<{ id: string }>('GET', '/api/v1/me')).body.id;
    expect(await service.ask('POST', `/users/${me}/invitation`)).toMatchObject({ status: 201 });
  });

  it('two who accept one invitation at the same moment: one does', async () => {
    const { service, open } = await setup(engine);
    const body = { email: 'gul@partner.example', name: 'Gul', role: 'donor' };
    const invited = await service.ask<{ url: string }>('POST', '/invitations', { body });
    const token = new URL(invited.body.url).hash.slice(1);
    const answers = await Promise.all(
      [PASSWORD, ANOTHER].map((password) => open('/invitations/accept', { token, password })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
  });

  it('a forgotten password: the same answer for anybody, one link that works once, and every session ends', async () => {
    const { service, server, open, mailed } = await setup(engine);
    const { email } = await person(service, 'gul@partner.example');
    const browser = browserOf(service);
    await signIn(browser, email);
    const asked = [];
    for (const address of [email, 'nobody@partner.example']) {
      asked.push(await open('/password-resets', { email: address }));
    }
    expect(asked.map(({ status, body }) => [status, body])).toEqual([
      [202, ''],
      [202, ''],
    ]);
    const token = await mailed(email, 2);
    expect(server.mails.filter(({ to }) => to[0] === 'nobody@partner.example')).toEqual([]);
    expect((await open('/password-resets/accept', { token, password: 'qwertyuiop12' })).status).toBe(422);
    expect((await open('/invitations/accept', { token, password: ANOTHER })).status).toBe(404);
    expect((await open('/password-resets/accept', { token, password: ANOTHER })).status).toBe(200);
    expect((await open('/password-resets/accept', { token, password: PASSWORD })).status).toBe(404);
    expect((await browser.ask('GET', '/api/v1/me')).status).toBe(401);
    expect([(await signIn(browser, email)).status, (await signIn(browser, email, ANOTHER)).status]).toEqual([
      401, 200,
    ]);
  });

  it('a link to a new password is over after an hour, an invitation after seven days', async () => {
    const { service, open, mailed } = await setup(engine);
    const { email } = await person(service, 'gul@partner.example');
    await open('/password-resets', { email });
    const token = await mailed(email, 2);
    service.clock.advance({ hours: 1 });
    expect((await open('/password-resets/accept', { token, password: ANOTHER })).status).toBe(404);

    const body = { email: 'late@partner.example', name: 'Late', role: 'viewer' };
    const { url } = (await service.ask<{ url: string }>('POST', '/invitations', { body })).body;
    service.clock.advance({ days: 7 });
    const late = { token: new URL(url).hash.slice(1), password: PASSWORD };
    expect((await open('/invitations/accept', late)).status).toBe(404);
  });
});

describe('the first administrator', () => {
  it('comes from the environment, once', async () => {
    const env = { ADMIN_EMAIL: 'Root@Aid.example', ADMIN_PASSWORD: PASSWORD };
    const { service } = await setup('sqlite', { ...env, PUBLIC_URL: '' });
    const browser = browserOf(service);
    await signIn(browser, 'root@aid.example');
    expect(await browser.ask('GET', '/api/v1/me')).toMatchObject({ body: { role: 'admin' } });
    expect(
      await service.services.people.firstAdmin.fromEnvironment({ email: 'b@c.example', password: ANOTHER }),
    ).toBe(false);
    expect(await service.services.people.linking.setUpLink()).toBeUndefined();
  });

  it('with a common password stops the start, naming the variable', async () => {
    const env = { ADMIN_EMAIL: 'root@aid.example', ADMIN_PASSWORD: 'password12345' };
    await expect(serviceOfTest({ env })).rejects.toThrow(/ADMIN_PASSWORD is a common password/);
  });

  it('or from a link that works once, and not once there is somebody', async () => {
    const { service, open } = await setup('sqlite', { PUBLIC_URL: '' });
    const old = new URL((await service.services.people.linking.setUpLink()) ?? '').hash.slice(1);
    const link = (await service.services.people.linking.setUpLink()) ?? '';
    expect(link).toMatch(new RegExp(`^${service.url}/set-up#`));
    const setUp = (token: string) =>
      open('/set-up', { token, email: `${newId()}@aid.example`, name: 'Root', password: PASSWORD });
    expect((await setUp(old)).status).toBe(404);
    const token = new URL(link).hash.slice(1);
    expect((await setUp(token)).status).toBe(201);
    expect((await setUp(token)).status).toBe(404);
  });

  it('is not the last one to go', async () => {
    const { service } = await setup('sqlite', { PUBLIC_URL: '' });
    const { id } = await person(service, 'root@aid.example', { role: 'admin' });
    for (const body of [{ disabled: true }, { role: 'viewer' }]) {
      expect(await service.ask('PATCH', `/users/${id}`, { body })).toMatchObject({ status: 422 });
    }
    await person(service, 'other@aid.example', { role: 'admin' });
    const stale = { body: { role: 'viewer' }, headers: { 'if-match': '"7"' } };
    expect((await service.ask('PATCH', `/users/${id}`, stale)).status).toBe(412);
    expect((await service.ask('PATCH', `/users/${id}`, { body: { role: 'viewer' } })).status).toBe(200);
  });
});
