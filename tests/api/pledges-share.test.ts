/** A link to a statement: for whoever holds it, until a day or until it is revoked, and found in nothing that is kept. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import type { PledgeShare, SharedStatement } from '../../src/pledges/contract/share.ts';
import { pledgeShares } from '../../src/pledges/tables.ts';
import { ledgerOf } from '../support/ledger.ts';
import { pledgesOf, refusal, someone } from '../support/pledges.ts';
import { testClock } from '../support/clock.ts';
import { engines, NOW, serviceOfSuite, serviceOfTest } from '../support/service.ts';

interface Link {
  id: string;
  url: string;
  token: string;
  expiresOn: string;
}

describe.each(engines)('share links on %s', (engine) => {
  const service = serviceOfSuite({ engine });

  async function setup() {
    const ledger = ledgerOf(service());
    const donor = someone();
    const pledge = await ledger.pledge(await ledger.organisation(donor));
    const share = (expiresOn: string) => service().post<Link>(`/pledges/${pledge.id}/share`, { expiresOn });
    const listed = async () =>
      (await service().get<{ items: PledgeShare[] }>(`/pledges/${pledge.id}/shares`)).body.items;
    const revoke = (id: string) => service().ask('DELETE', `/pledges/${pledge.id}/shares/${id}`);
    return { donor, ledger, pledge, share, listed, revoke };
  }
  const read = (token: string) => service().ask<object>('GET', `/shared/${token}`, { key: null });

  it('shows the statement to whoever holds it, and to nobody on the way', async () => {
    const { donor: given, pledge, share } = await setup();
    const { status, body } = await share('2026-12-31');
    expect([status, body.expiresOn]).toEqual([201, '2026-12-31']);
    expect(body.url).toBe(`${service().url}/api/v1/shared/${body.token}`);
    expect(Buffer.from(body.token, 'base64url').length).toBeGreaterThanOrEqual(16);
    const answer = await fetch(body.url);
    expect(answer.status).toBe(200);
    const { donor, recipient, names, ...statement } = (await answer.json()) as SharedStatement;
    expect(statement).toEqual(await pledgesOf(service()).statement(pledge));
    // Whoever holds it may ask for nothing else: what the statement names comes with it.
    expect([donor, recipient]).toEqual([given, null]);
    expect(names.items.map(({ code, name }) => [code, name.fa])).toEqual([['wheat_flour', 'آرد گندم']]);
    expect(names.provinces.map(({ code, name }) => [code, name.en])).toEqual([['AF23', 'Ghor']]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('opens nothing else, and nothing in the database opens it', async () => {
    const { pledge, share } = await setup();
    const { body } = await share('2026-12-31');
    const headers = { authorization: `Bearer ${body.token}` };
    expect((await fetch(`${service().url}/api/v1/pledges/${pledge.id}`, { headers })).status).toBe(401);
    const kept = await service().store.read((scope) => scope.db.select().from(scope.of(pledgeShares)));
    expect(JSON.stringify(kept)).not.toContain(body.token);
    for (const { tokenHash } of kept) expect((await read(tokenHash)).status).toBe(404);
  });

  it('is listed without what opens it, and works no longer once it is revoked', async () => {
    const { share, listed, revoke } = await setup();
    const { body: first } = await share('2026-11-30');
    const { body: second } = await share('2026-12-31');
    const shown = { recordedBy: 'bootstrap', revokedAt: null, revokedBy: null, works: true };
    const links = await listed();
    expect(new Set(links.map(({ id }) => id))).toEqual(new Set([first.id, second.id]));
    expect(links).toMatchObject([shown, shown]);
    expect(JSON.stringify(links)).not.toContain(second.token);

    expect((await revoke(first.id)).status).toBe(204);
    const revoked = await listed();
    expect((await revoke(first.id)).status).toBe(204);
    expect(await listed()).toEqual(revoked);
    expect(revoked.find(({ id }) => id === first.id)).toMatchObject({ works: false, revokedBy: 'bootstrap' });
    expect((await read(first.token)).status).toBe(404);
    expect((await read(second.token)).status).toBe(200);
  });

  it('is of one pledge: another has no such link', async () => {
    const { share } = await setup();
    const { revoke, listed } = await setup();
    const { body } = await share('2026-12-31');
    expect((await revoke(body.id)).status).toBe(404);
    expect(await listed()).toEqual([]);
    expect((await read(body.token)).status).toBe(200);
    const nowhere = `/pledges/${newId()}`;
    expect((await service().post(`${nowhere}/share`, { expiresOn: '2026-12-31' })).status).toBe(404);
    expect((await service().get(`${nowhere}/shares`)).status).toBe(404);
  });

  it.each([
    ['2026-11-14', 'past'],
    ['2027-11-16', 'too_far'],
  ])('cannot last until %s', async (expiresOn, code) => {
    const { share } = await setup();
    const answer = (await share(expiresOn)) as unknown as Parameters<typeof refusal>[0];
    expect(refusal(answer)).toEqual(['422 refused', `/expiresOn ${code}`]);
  });

  it.each(['2026-11-15', '2027-11-15'])('can last until %s', async (expiresOn) => {
    const { share } = await setup();
    expect((await share(expiresOn)).status).toBe(201);
  });
});

it('the unknown, the revoked, the expired and the malformed are refused in the same words', async () => {
  const clock = testClock(NOW);
  const service = await serviceOfTest({ clock, env: { PUBLIC_URL: 'https://aid.example.org/' } });
  const ledger = ledgerOf(service);
  const pledge = await ledger.pledge(await ledger.organisation(someone()));
  const share = async (expiresOn: string) =>
    (await service.post<Link>(`/pledges/${pledge.id}/share`, { expiresOn })).body;
  const [today, revoked] = [await share('2026-11-15'), await share('2026-12-31')];
  expect(today.url).toBe(`https://aid.example.org/api/v1/shared/${today.token}`);
  await service.ask('DELETE', `/pledges/${pledge.id}/shares/${revoked.id}`);
  const status = async (token: string) =>
    (await service.ask('GET', `/shared/${token}`, { key: null })).status;
  // The day ends at 19:30 UTC.
  clock.moveTo('2026-11-15T19:29:59Z');
  expect(await status(today.token)).toBe(200);
  clock.moveTo('2026-11-15T19:30:00Z');
  const tokens = [today.token, revoked.token, 'A'.repeat(43), 'x', encodeURIComponent('ü/\u0000')];
  const answers = await Promise.all(
    tokens.map(async (token) => {
      const { status: code, body } = await service.ask('GET', `/shared/${token}`, { key: null });
      return { code, body: { ...body, traceId: '' } };
    }),
  );
  expect(answers[0]).toMatchObject({ code: 404, body: { code: 'not_found', errors: [] } });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});
