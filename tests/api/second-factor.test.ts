/** A second factor: set up once, asked for ever after, and no code taken twice. */
import { generate } from 'otplib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { type Browser, browserOf, PASSWORD, person, signIn } from '../support/people.ts';
import { engines, serviceOfSuite } from '../support/service.ts';

const MINUTE_MS = 60_000;

describe.each(engines)('a second factor on %s', (engine) => {
  const service = serviceOfSuite({ engine, env: { REQUIRE_SECOND_FACTOR: 'true' } });
  const me = (browser: Browser) => browser.ask<{ permissions: string[] }>('GET', '/api/v1/me');
  const verify = (browser: Browser, code: string, kind = 'totp') =>
    browser.ask('POST', `/api/auth/two-factor/verify-${kind}`, { code });
  let now = Date.now();
  /** Each code is another one: better-auth tells time by the machine's clock. */
  function nextPeriod(): void {
    now += MINUTE_MS;
    vi.useFakeTimers({ toFake: ['Date'], now });
  }
  afterEach(() => vi.useRealTimers());

  async function enrol(role: string) {
    const { email } = await person(service(), `${role}-${newId()}@partner.example`, { role });
    const browser = browserOf(service());
    await signIn(browser, email);
    const { body } = await browser.ask<{ totpUri: string; backupCodes: string[] }>(
      ...(['POST', '/api/auth/two-factor/enable', { password: PASSWORD }] as const),
    );
    const secret = new URL(body.totpUri).searchParams.get('secret') ?? '';
    return { email, browser, ...body, code: () => generate({ secret }) };
  }

  it('is missing of a manager with a password alone, who may do nothing but set it up', async () => {
    nextPeriod();
    const { browser, email, code } = await enrol('manager');
    expect(await me(browser)).toMatchObject({
      body: { permissions: [], secondFactor: { enrolled: false, missing: true } },
    });
    expect((await browser.ask('GET', '/api/v1/gaps')).status).toBe(403);
    expect((await browser.ask('POST', '/api/v1/api-keys', { name: 'way round' })).status).toBe(403);
    const before = browser.cookies.get('aid.session_token');

    expect((await verify(browser, '000000')).status).toBe(401);
    expect(await verify(browser, await code())).toMatchObject({ status: 200, body: { signedIn: true } });
    expect(browser.cookies.get('aid.session_token')).not.toBe(before);
    expect(await me(browser)).toMatchObject({ body: { secondFactor: { enrolled: true, missing: false } } });
    expect((await browser.ask('GET', '/api/v1/gaps')).status).toBe(200);

    const again = browserOf(service());
    expect(await signIn(again, email)).toMatchObject({ body: { signedIn: false, needs: 'second_factor' } });
    expect((await me(again)).status).toBe(401);
    nextPeriod();
    expect((await verify(again, await code())).body).toEqual({ signedIn: true, needs: null });
    expect((await me(again)).body.permissions).toContain('needs:write');
  });

  it('is not asked of a coordinator, who may have one', async () => {
    const { browser } = await enrol('coordinator');
    expect((await me(browser)).body.permissions).toContain('events:write');
  });

  it('takes a code once: whoever looked over a shoulder comes too late', async () => {
    nextPeriod();
    const { browser, email, code } = await enrol('manager');
    const seen = await code();
    expect((await verify(browser, seen)).status).toBe(200);
    const other = browserOf(service());
    await signIn(other, email);
    expect((await verify(other, seen)).status).toBe(401);
    nextPeriod();
    const next = await code();
    const both = [browserOf(service()), other];
    await signIn(both[0] as Browser, email);
    const statuses = await Promise.all(both.map(async (one) => (await verify(one, next)).status));
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  it('takes each backup code once, and none before a password', async () => {
    nextPeriod();
    const { browser, email, backupCodes, code } = await enrol('manager');
    await verify(browser, await code());
    const [backup = ''] = backupCodes;
    expect((await verify(browserOf(service()), backup, 'backup-code')).status).toBe(401);
    const [first, second] = [browserOf(service()), browserOf(service())];
    await signIn(first, email);
    await signIn(second, email);
    expect((await verify(first, backup, 'backup-code')).status).toBe(200);
    expect((await verify(second, backup, 'backup-code')).status).toBe(401);
    expect((await me(first)).body.permissions).toContain('needs:write');
  });

  it('gives up on a sign-in after five wrong codes', async () => {
    nextPeriod();
    const { browser, email, code } = await enrol('manager');
    await verify(browser, await code());
    nextPeriod();
    const guessing = browserOf(service());
    await signIn(guessing, email);
    for (let guess = 0; guess < 6; guess += 1) {
      expect((await verify(guessing, `00000${guess}`)).status).toBeGreaterThanOrEqual(400);
    }
    expect((await verify(guessing, await code())).status).toBe(401);
    expect((await me(guessing)).status).toBe(401);
  });

  it('is taken away by an administrator from somebody who has lost it', async () => {
    nextPeriod();
    const { browser, email, code } = await enrol('manager');
    await verify(browser, await code());
    const { body } = await browser.ask<{ id: string }>('GET', '/api/v1/me');
    expect((await service().ask('DELETE', `/users/${body.id}/second-factor`)).status).toBe(204);
    expect((await me(browser)).status).toBe(401);
    expect((await signIn(browser, email)).body).toMatchObject({ signedIn: true, needs: null });
    expect((await me(browser)).body).toMatchObject({ permissions: [], secondFactor: { missing: true } });
  });
});
