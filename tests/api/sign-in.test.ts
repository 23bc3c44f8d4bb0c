/** People sign in with a password, and are themselves until they leave, or somebody ends it. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { trailOf } from '../support/trail.ts';
import { browserOf, PASSWORD, person, signIn } from '../support/people.ts';
import { engines, serviceOfSuite } from '../support/service.ts';

const SESSION = 'aid.session_token';
const address = (name: string) => `${name}-${newId()}@partner.example`;

describe.each(engines)('signing in on %s', (engine) => {
  const service = serviceOfSuite({ engine });
  const me = (browser: ReturnType<typeof browserOf>) => browser.ask('GET', '/api/v1/me');

  it('sets a cookie that scripts cannot read and other sites cannot send, and /me says who it is', async () => {
    const { id, email } = await person(service(), address('gul'), { provinces: ['AF23'] });
    const browser = browserOf(service());
    const answer = await signIn(browser, email.toUpperCase());
    expect(answer).toMatchObject({ status: 200, body: { signedIn: true, needs: null } });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^aid\.session_token=.+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await me(browser)).toMatchObject({
      status: 200,
      body: {
        ...{ kind: 'user', id, role: 'coordinator', provinces: ['AF23'], user: { email } },
        secondFactor: { enrolled: false, missing: false },
      },
    });
    const done = await trailOf(service());
    expect(
      done.filter(({ principal }) => principal === id).map(({ operation, kind }) => [operation, kind]),
    ).toEqual([
      ['acceptInvitation', 'password'],
      ['signIn', 'session'],
    ]);
  });

  it('records under the id of the person', async () => {
    const { email, id } = await person(service(), address('gul'), { role: 'manager' });
    const browser = browserOf(service());
    await signIn(browser, email);
    const { body } = await browser.ask<{ id: string }>('POST', '/api/v1/organisations', {
      ...{ name: `Partner ${newId()}`, kind: 'ngo' },
    });
    const done = await trailOf(service());
    expect(done.find(({ key }) => key === body.id)).toMatchObject({ principal: id, role: 'manager' });
  });

  it('a wrong password, an unknown address and somebody disabled are answered in the same words', async () => {
    const { email, id } = await person(service(), address('gul'));
    const gone = await person(service(), address('gone'));
    await service().ask('PATCH', `/users/${gone.id}`, { body: { disabled: true } });
    const browser = browserOf(service());
    const answers = [
      await signIn(browser, email, 'not-the-password'),
      await signIn(browser, address('nobody')),
      await signIn(browser, gone.email),
    ];
    const told = answers.map(({ status, body }) => ({ status, ...body, traceId: '' }));
    expect(told[0]).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
    expect(browser.cookies.has(SESSION)).toBe(false);
    expect(id).not.toBe(gone.id);
  });

  it('a cookie that was planted is not what one is signed in under (session fixation)', async () => {
    const { email } = await person(service(), address('gul'));
    const attacker = browserOf(service());
    await signIn(attacker, email);
    const planted = attacker.cookies.get(SESSION) ?? '';
    const victim = browserOf(service());
    for (const value of [planted, 'planted.by-somebody']) {
      victim.cookies.set(SESSION, value);
      await signIn(victim, email);
      expect(victim.cookies.get(SESSION)).not.toBe(value);
    }
    expect((await me(victim)).status).toBe(200);
  });

  it('a cookie with another signature, or none, is nobody', async () => {
    const { email } = await person(service(), address('gul'));
    const browser = browserOf(service());
    await signIn(browser, email);
    const [token = ''] = decodeURIComponent(browser.cookies.get(SESSION) ?? '').split('.');
    for (const value of [token, `${token}.`, `${token}.${'A'.repeat(43)}=`, '', '.', '%']) {
      browser.cookies.set(SESSION, encodeURIComponent(value));
      expect((await me(browser)).status).toBe(401);
    }
  });

  it('signing out ends the session, also for whoever kept the cookie', async () => {
    const { email } = await person(service(), address('gul'));
    const browser = browserOf(service());
    await signIn(browser, email);
    const kept = browserOf(service());
    for (const [name, value] of browser.cookies) kept.cookies.set(name, value);
    expect((await me(kept)).status).toBe(200);
    expect((await browser.ask('POST', '/api/auth/sign-out', {})).status).toBe(204);
    expect(browser.cookies.has(SESSION)).toBe(false);
    expect((await me(kept)).status).toBe(401);
  });

  it('a session that was ended is refused at once, by its owner, by an administrator and by disabling', async () => {
    const { email, id } = await person(service(), address('gul'));
    const one = browserOf(service());
    const other = browserOf(service());
    await signIn(one, email);
    await signIn(other, email);
    const { body } = await one.ask<{ items: { id: string; current: boolean }[] }>('GET', '/api/v1/sessions');
    expect(body.items.filter(({ current }) => current)).toHaveLength(1);
    expect((await me(other)).status).toBe(200);
    const theOther = body.items.find(({ current }) => !current)?.id ?? '';
    expect((await one.ask('DELETE', `/api/v1/sessions/${theOther}`)).status).toBe(204);
    expect((await me(other)).status).toBe(401);

    await signIn(other, email);
    expect((await service().ask('DELETE', '/sessions', { query: { user: id } })).status).toBe(204);
    expect([(await me(one)).status, (await me(other)).status]).toEqual([401, 401]);

    await signIn(one, email);
    expect((await me(one)).status).toBe(200);
    await service().ask('PATCH', `/users/${id}`, { body: { disabled: true } });
    expect((await me(one)).status).toBe(401);
  });

  it('nobody sees or ends the sessions of somebody else', async () => {
    const one = await person(service(), address('one'));
    const other = await person(service(), address('other'));
    const [mine, theirs] = [browserOf(service()), browserOf(service())];
    await signIn(mine, one.email);
    await signIn(theirs, other.email);
    const { body } = await theirs.ask<{ items: { id: string }[] }>('GET', '/api/v1/sessions');
    expect((await mine.ask('GET', `/api/v1/sessions?user=${other.id}`)).status).toBe(403);
    expect((await mine.ask('DELETE', `/api/v1/sessions?user=${other.id}`)).status).toBe(403);
    expect((await mine.ask('DELETE', `/api/v1/sessions/${body.items[0]?.id}`)).status).toBe(404);
    expect((await me(theirs)).status).toBe(200);
  });

  it('what another site has a browser send is refused', async () => {
    const { email } = await person(service(), address('gul'), { role: 'donor' });
    const browser = browserOf(service());
    await signIn(browser, email);
    const organisation = () => ({ name: `Partner ${newId()}`, kind: 'ngo' });
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${service().url}.evil.example` },
    ]) {
      const answer = await browser.ask('POST', '/api/v1/organisations', organisation(), headers);
      expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      expect(
        (await browser.ask('POST', '/api/auth/sign-in/email', { email, password: PASSWORD }, headers)).status,
      ).toBe(403);
      expect((await browser.ask('DELETE', '/api/v1/sessions', undefined, headers)).status).toBe(403);
    }
    expect((await browser.ask('POST', '/api/v1/organisations', organisation())).status).toBe(201);
  });

  it('takes JSON only, so that no form of another site is understood', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data']) {
      const answer = await fetch(`${service().url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify({ email: 'a@b.example', password: 'x' }),
      });
      expect(answer.status).toBe(415);
    }
  });

  it('what the document says wants a cookie is refused without one', async () => {
    const { paths } = await service().document();
    const wanting = Object.entries(paths).flatMap(([path, { post }]) =>
      post?.security?.some((way) => 'session' in way) ? [path] : [],
    );
    const answers = await Promise.all(
      wanting.map(async (path) => {
        const body = path.includes('verify') ? { code: '123456' } : {};
        return [path, (await browserOf(service()).ask('POST', path, body)).status];
      }),
    );
    expect(Object.fromEntries(answers)).toEqual({
      '/api/auth/two-factor/enable': 401,
      '/api/auth/two-factor/generate-backup-codes': 401,
      '/api/auth/two-factor/verify-totp': 401,
      '/api/auth/two-factor/verify-backup-code': 401,
    });
  });

  it('has nothing of better-auth open but these steps', async () => {
    const paths = [
      'sign-up/email',
      'get-session',
      'update-user',
      'delete-user',
      'list-sessions',
      'error',
      'ok',
    ];
    for (const path of [...paths, 'change-email', 'reset-password', 'two-factor/disable', 'link-social']) {
      for (const method of ['GET', 'POST']) {
        const answer = await browserOf(service()).ask(
          method,
          `/api/auth/${path}`,
          method === 'POST' ? {} : undefined,
        );
        expect([401, 404]).toContain(answer.status);
      }
    }
  });

  it('a changed password ends every other session and keeps this one', async () => {
    const { email } = await person(service(), address('gul'));
    const [here, there] = [browserOf(service()), browserOf(service())];
    await signIn(here, email);
    await signIn(there, email);
    const change = (current: string, password: string) =>
      here.ask('POST', '/api/v1/me/password', { current, password });
    expect((await change('not-the-password', 'nine-donkeys-in-Bamyan')).status).toBe(422);
    expect((await change(PASSWORD, 'Password2026!!')).body).toMatchObject({ code: 'refused' });
    expect((await change(PASSWORD, 'nine-donkeys-in-Bamyan')).status).toBe(204);
    expect([(await me(here)).status, (await me(there)).status]).toEqual([200, 401]);
    expect((await signIn(there, email)).status).toBe(401);
    expect((await signIn(there, email, 'nine-donkeys-in-Bamyan')).status).toBe(200);
  });
});
