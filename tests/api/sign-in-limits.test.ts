/** Guessing gets slower and slower, and keeps nobody out who was here before. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { browserOf, person, signIn } from '../support/people.ts';
import { engines, serviceOfSuite } from '../support/service.ts';

describe.each(engines)('limits of signing in on %s', (engine) => {
  const service = serviceOfSuite({ engine });
  const limits = () => service().services.people.limits;
  /** An attempt that fails, or is not taken. */
  const attempt = (email: string, address: string, device: string | null = null) =>
    limits()
      .begin({ email, address, device })
      .then(
        () => 'taken',
        (error: { code: string }) => error.code,
      );

  it('over HTTP: after five wrong passwords one waits, as for an address that nobody has; the known device does not', async () => {
    const { email } = await person(service(), `gul-${newId()}@partner.example`);
    const known = browserOf(service());
    await signIn(known, email);
    const attacker = browserOf(service());
    const told = async (address: string) => {
      const statuses = [];
      let last;
      for (let guess = 0; guess < 8; guess += 1) {
        last = await signIn(attacker, address, `guess-${guess}`);
        statuses.push(last.status);
      }
      return { statuses, wait: last?.headers.get('retry-after') };
    };
    const expected = { statuses: [401, 401, 401, 401, 401, 429, 429, 429], wait: '2' };
    expect(await told(email)).toEqual(expected);
    expect(await told('nobody@partner.example')).toEqual(expected);
    expect((await signIn(known, email)).status).toBe(200);
    service().clock.advance({ ms: 2000 });
  });

  it('a thousand addresses that hammer an account make strangers wait, and neither its device nor its address', async () => {
    const email = `owner-${newId()}@partner.example`;
    await limits().succeeded({ email, address: 'home', device: null });
    const from = Array.from({ length: 60 }, (_, at) => `net-${at}-${newId()}`);
    const answers = [];
    for (const address of from) answers.push(await attempt(email, address));
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(50);
    expect(await attempt(email, `another-${newId()}`)).toBe('rate_limited');
    expect(await attempt(email, 'home')).toBe('taken');
    expect(await attempt(email, `elsewhere-${newId()}`, 'phone')).toBe('taken');
  });

  it('a hundred attempts at the same moment are a hundred', async () => {
    const [email, address] = [`many-${newId()}@partner.example`, `net-${newId()}`];
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt(email, address)));
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(5);
  });
});
