/** Webhooks, with receivers that verify what they are sent with the library of the Standard Webhooks specification. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Notice } from '../../src/notify/contract.ts';
import type { Delivery, Webhook } from '../../src/notify/contract/webhooks.ts';
import { webhooks as webhooksTable } from '../../src/notify/tables.ts';
import type { Principal } from '../../src/platform/access.ts';
import type { Engine } from '../../src/platform/storage/store.ts';
import { actOf, principalOf } from '../support/acts.ts';
import { testClock } from '../support/clock.ts';
import { GHOR, ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';
import { isSignedWith, replying, silent, startReceiver, verified } from '../support/receiver.ts';
import { engines, serviceOfTest } from '../support/service.ts';

type WithSecret = Webhook & { secret: string };
interface Message {
  type: string;
  timestamp: string;
  data: Record<string, unknown>;
}

async function until(condition: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within 20 s: ${what}`);
    await wait(20);
  }
}

/** The clock begins now, for receivers refuse what is minutes old. */
async function setup(
  engine: Engine = 'sqlite',
  env: Record<string, string> = {},
  clock = testClock(new Date().toISOString()),
) {
  const service = await serviceOfTest({ engine, clock, env: { WEBHOOK_ALLOW_HOSTS: '127.0.0.1', ...env } });
  const { get, post, ask } = service;
  const create = async (url: string, body: object = {}) => {
    const answer = await post<WithSecret>('/webhooks', { url, ...body });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const deliveries = async ({ id }: { id: string }) =>
    (await get<{ items: Delivery[] }>(`/webhooks/${id}/deliveries`)).body.items;
  const hook = async ({ id }: { id: string }) => (await get<Webhook>(`/webhooks/${id}`)).body;
  const test = async ({ id }: { id: string }) =>
    (await post<Delivery>(`/webhooks/${id}/test`, undefined)).body;
  const change = async ({ id }: { id: string }, body: object) =>
    ask<Webhook>('PATCH', `/webhooks/${id}`, { body, headers: { 'if-match': '*' } });
  /** Waits until the latest delivery is no longer on its way, or has been tried so often. */
  const settledDelivery = async (of: { id: string }, attempts = 1) => {
    await until(async () => {
      const [latest] = await deliveries(of);
      return (
        latest !== undefined &&
        (latest.state !== 'pending' || latest.attempts >= attempts) &&
        latest.durationMs !== null
      );
    }, 'the message was sent');
    return (await deliveries(of))[0]!;
  };
  /** What was told of webhooks that were switched off. */
  const notices = async () =>
    (await get<{ items: Notice[] }>('/notices')).body.items.filter(({ type }) => type === 'webhook.disabled');
  return { service, clock, create, deliveries, hook, test, change, settledDelivery, notices };
}

/** A shipment of a donor of which 500 kg are missing. */
async function shortage(
  service: Awaited<ReturnType<typeof setup>>['service'],
  donor: string,
  sender: string,
) {
  const ledger = ledgerOf(service);
  const today = new Date(service.clock.now()).toISOString();
  const pledge = await ledger.pledge(donor);
  const shipment = await ledger.ship(sender, {
    lines: [{ item: WHEAT, quantity: 50_000, pledgeLine: pledge.lines[0]!.id }],
  });
  await ledger.tell(shipment, { type: 'dispatched' });
  await ledger.tell(shipment, {
    ...{ type: 'received', occurredAt: today, place: GHOR },
    lines: [
      { line: lineOf(shipment), good: 49_500, missing: 500, reason: 'miscount', responsibility: 'carrier' },
    ],
  });
  await service.settled();
  return { pledge, shipment };
}

describe.each(engines)('on %s', (engine) => {
  it('a webhook is told of a discrepancy, signed, with what its owner may see', async () => {
    const { service } = await setup(engine);
    const ledger = ledgerOf(service);
    const { webhooks } = service.services.notify;
    const organisations = [
      await ledger.organisation('Kazakhstan'),
      await ledger.organisation('Rail of Almaty', { kind: 'logistics' }),
      await ledger.organisation('Somebody else'),
    ] as const;
    const parties = await Promise.all(
      organisations.map(async (organisation) => {
        const receiver = await startReceiver();
        const account = { email: `${organisation}@example.org`, name: 'Gul', role: 'donor', organisation };
        const { body: user } = await service.post<{ id: string }>('/users', account);
        const who: Partial<Principal> = { id: user.id, organisation, role: 'donor', provinces: null };
        const { secret, id } = await webhooks.create({ url: receiver.url }, actOf(who));
        return { receiver, secret, id, who };
      }),
    );
    const [donor, sender, stranger] = parties as [
      (typeof parties)[0],
      (typeof parties)[0],
      (typeof parties)[0],
    ];
    const { pledge, shipment } = await shortage(service, organisations[0], organisations[1]);
    const { received } = donor.receiver;
    const messageOf = (kind: string, from: typeof donor) =>
      from.receiver.received.find(({ body }) => (JSON.parse(body) as Message).data.kind === kind);
    await until(
      () => [donor, sender].every((party) => messageOf('short_receipt', party) !== undefined),
      'both are told',
    );
    const got = messageOf('short_receipt', donor)!;
    expect(got.headers['content-type']).toBe('application/json');
    expect(verified(donor.secret, got)).toEqual({
      type: 'discrepancy.opened',
      timestamp: new Date(service.clock.now()).toISOString(),
      data: {
        ...{ of: 'discrepancy', kind: 'short_receipt', shipment: shipment.id, waybill: 'WB-850' },
        ...{ pledge: pledge.id, pledgeReference: pledge.reference, province: GHOR },
        ...{ sector: 'food_security', item: WHEAT, unit: 'KGM', quantity: 500 },
        ...{ notice: expect.any(String), discrepancy: expect.any(String) },
      },
    });
    expect(isSignedWith(sender.secret, got)).toBe(false);
    expect(verified(sender.secret, messageOf('short_receipt', sender)!)).toMatchObject({
      data: { kind: 'short_receipt', pledge: null, pledgeReference: null },
    });
    const page = await webhooks.deliveries(donor.id, { limit: 50 }, principalOf(donor.who));
    await until(() => received.length === page.items.length, 'the rest is told');
    expect(page.items.map(({ id }) => id).sort()).toEqual(received.map(({ id }) => id).sort());
    // His own cargo came to nobody else.
    expect(stranger.receiver.received).toEqual([]);
    // Nor is anything told for him once he may not get in any more.
    const before = sender.receiver.received.length;
    const off = { body: { disabled: true }, headers: { 'if-match': '*' } };
    expect((await service.ask('PATCH', `/users/${donor.who.id}`, off)).status).toBe(200);
    const ledgerAgain = ledgerOf(service);
    await ledgerAgain.tell(shipment, { type: 'cancelled' });
    await ledgerAgain.tell(shipment, {
      ...{ type: 'received', occurredAt: new Date(service.clock.now()).toISOString(), place: GHOR },
      lines: [{ line: lineOf(shipment), missing: 100, reason: 'miscount', responsibility: 'carrier' }],
    });
    await service.settled();
    await until(() => sender.receiver.received.length > before, 'the sender is told');
    expect(received).toHaveLength(page.items.length);
    await expect(webhooks.get(donor.id, principalOf(stranger.who))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(webhooks.test(donor.id, actOf(stranger.who))).rejects.toMatchObject({ code: 'not_found' });
    expect((await webhooks.list(principalOf(stranger.who))).items.map(({ id }) => id)).toEqual([stranger.id]);
  });

  it('is told of nothing but the types it asked for', async () => {
    const { service, create } = await setup(engine);
    const receiver = await startReceiver();
    await create(receiver.url, { types: ['gap_flag.opened'] });
    const ledger = ledgerOf(service);
    const donor = await ledger.organisation();
    await shortage(service, donor, donor);
    await ledger.need([new Date(service.clock.now() + 4.5 * 3_600_000).toISOString().slice(0, 7)], 1_000_000);
    await service.settled();
    await until(() => receiver.received.length > 0, 'the flag is told');
    await wait(200);
    expect(receiver.received.map(({ body }) => (JSON.parse(body) as Message).type)).toEqual([
      'gap_flag.opened',
    ]);
  });

  it('shows its secret once; while it is rotated both sign, then the new one alone', async () => {
    const { service, clock, create, hook, test, settledDelivery } = await setup(engine, {
      SECRETS_KEY: 'k'.repeat(32),
    });
    const receiver = await startReceiver();
    const made = await create(receiver.url, { description: 'our stock system' });
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await hook(made)).not.toHaveProperty('secret');
    const rows = await service.store.read(({ db, of }) => db.select().from(of(webhooksTable)));
    expect(JSON.stringify(rows)).not.toContain(made.secret);
    const rotate = (body: object) => service.post<WithSecret>(`/webhooks/${made.id}/secret`, body);
    const { body: rotated } = await rotate({});
    expect(rotated.secret).not.toBe(made.secret);
    const signers = async (...secrets: string[]) => {
      await test(made);
      await settledDelivery(made);
      const latest = receiver.received.at(-1)!;
      return secrets.map((secret) => isSignedWith(secret, latest));
    };
    expect(await signers(made.secret, rotated.secret)).toEqual([true, true]);
    expect(receiver.received.at(-1)!.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
    const { body: third } = await rotate({ overlapHours: 0 });
    expect(await signers(made.secret, rotated.secret, third.secret)).toEqual([false, false, true]);
    expect((await hook(made)).previousSecretUntil).toBeNull();
    // And after the hours have passed.
    await rotate({ overlapHours: 1 });
    expect((await hook(made)).previousSecretUntil).not.toBeNull();
    clock.advance({ hours: 1 });
    expect((await hook(made)).previousSecretUntil).toBeNull();
    await test(made);
    await settledDelivery(made);
    expect(receiver.received.at(-1)!.headers['webhook-signature']).toMatch(/^v1,\S+$/);
  });

  it('that fails is tried again under the same id with the same body, and its delivery says what was answered', async () => {
    const { service, clock, create, hook, test, settledDelivery } = await setup(engine);
    const receiver = await startReceiver(replying(503, 'we are '.repeat(200)));
    const made = await create(receiver.url);
    const sent = await test(made);
    const failed = await settledDelivery(made);
    expect(failed).toMatchObject({
      ...{ id: sent.id, state: 'pending', attempts: 1, status: 503, deliveredAt: null },
      error: 'answered 503: anything but 2xx is a failure',
    });
    expect(failed.excerpt).toHaveLength(500);
    const failing = await hook(made);
    expect(failing).toMatchObject({ enabled: true, failingSince: new Date(clock.now()).toISOString() });
    const rest = Date.parse(failing.nextAttemptAt!) - clock.now();
    expect([rest >= 3750, rest <= 6250]).toEqual([true, true]);

    receiver.replies(replying(302, '', { location: 'http://127.0.0.1:1/' }));
    clock.advance({ ms: 8000 });
    await until(async () => (await settledDelivery(made, 2)).attempts === 2, 'it is tried again');
    await until(async () => (await settledDelivery(made, 2)).status === 302, 'it is redirected');
    expect((await settledDelivery(made, 2)).error).toContain('redirects are not followed');

    receiver.replies(replying(200, 'ok'));
    clock.advance({ ms: 15_000 });
    await until(async () => (await settledDelivery(made, 3)).state === 'delivered', 'it is delivered');
    expect(receiver.received.map(({ id }) => id)).toEqual([sent.id, sent.id, sent.id]);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(await hook(made)).toMatchObject({ enabled: true, failingSince: null, nextAttemptAt: null });
    await service.settled();
  });

  it('that answers 410 is switched off with a notice; on again, what failed is replayed under its id', async () => {
    const { service, create, hook, test, change, settledDelivery, notices } = await setup(engine);
    const receiver = await startReceiver(replying(410));
    const made = await create(`${receiver.url}/secret-path`);
    const sent = await test(made);
    await until(async () => (await settledDelivery(made)).state === 'failed', 'it is given up');
    expect(await hook(made)).toMatchObject({ enabled: false, disabledWhy: 'gone' });
    expect(await notices()).toMatchObject([
      {
        about: { of: 'webhook', webhook: made.id, url: new URL(receiver.url).origin, why: 'gone' },
        text: expect.not.stringContaining('secret-path'),
      },
    ]);
    const replay = () =>
      service.post<Delivery>(`/webhooks/${made.id}/deliveries/${sent.id}/replay`, undefined);
    expect((await replay()).status).toBe(422);
    expect((await service.post(`/webhooks/${made.id}/test`, undefined)).status).toBe(422);
    receiver.replies(replying(204));
    expect((await change(made, { enabled: true })).body).toMatchObject({ enabled: true, disabledWhy: null });
    for (const times of [1, 2]) {
      expect((await replay()).body).toMatchObject({ id: sent.id, state: 'pending', replays: times });
      await until(async () => (await settledDelivery(made, 9)).state === 'delivered', 'it is replayed');
    }
    expect(receiver.received.map(({ id }) => id)).toEqual([sent.id, sent.id, sent.id]);
  });

  it('that nothing reaches for a day is switched off with a notice, and what waited is given up', async () => {
    const { clock, create, hook, test, deliveries, notices } = await setup(engine);
    const receiver = await startReceiver(replying(500));
    const made = await create(receiver.url);
    const [first, second] = [await test(made), await test(made)];
    await until(async () => (await hook(made)).failingSince !== null, 'it fails');
    await wait(500);
    const before = receiver.received.length;
    clock.advance({ hours: 23 });
    await until(() => receiver.received.length > before, 'it is tried again');
    expect(await notices()).toEqual([]);
    clock.advance({ hours: 2 });
    await until(async () => !(await hook(made)).enabled, 'it is switched off');
    // What waited for the outcome finds it so.
    clock.advance({ ms: 60_000 });
    await until(
      async () => (await deliveries(made)).every(({ state }) => state === 'failed'),
      'both are given up',
    );
    expect(await hook(made)).toMatchObject({ enabled: false, disabledWhy: 'failing' });
    expect(await notices()).toHaveLength(1);
    const tried = receiver.received.length;
    const sent = [first.id, second.id];
    expect(receiver.received.filter(({ id }) => !sent.includes(id))).toEqual([]);
    clock.advance({ hours: 24 });
    await wait(300);
    expect(receiver.received).toHaveLength(tried);
  });

  it('with a slow receiver does not hold up others', async () => {
    // What is put off comes back by the clock.
    const running = { ...testClock(new Date().toISOString()), now: () => Date.now() };
    const { service, create, test, deliveries, settledDelivery } = await setup(engine, {}, running);
    const [slow, quick] = [await startReceiver(silent), await startReceiver()];
    const [hung, good] = [await create(slow.url), await create(quick.url)];
    for (let count = 0; count < 40; count++) await test(hung);
    await until(() => slow.received.length > 0, 'the slow one has its first');
    const began = Date.now();
    for (let count = 0; count < 5; count++) await test(good);
    await until(() => quick.received.length === 5, 'the others have theirs');
    expect(Date.now() - began).toBeLessThan(8000);
    expect((await settledDelivery(good)).state).toBe('delivered');
    // Two are on their way to it, no more.
    expect(slow.received.length).toBeLessThanOrEqual(2);
    expect((await deliveries(hung)).every(({ state }) => state === 'pending')).toBe(true);
    slow.replies(replying(204));
    await service.settled();
  });

  it('is changed by who has seen it, switched off, and removed with what waits', async () => {
    const { service, create, hook, test, change } = await setup(engine);
    const receiver = await startReceiver();
    const made = await create(receiver.url);
    const patch = (headers: Record<string, string>) =>
      service.ask<Webhook>('PATCH', `/webhooks/${made.id}`, { body: { description: 'x' }, headers });
    expect((await patch({})).status).toBe(428);
    expect((await patch({ 'if-match': '"9"' })).status).toBe(412);
    expect((await patch({ 'if-match': '"1"' })).body).toMatchObject({
      description: 'x',
      version: 2,
      url: receiver.url,
    });
    expect((await change(made, { enabled: false, types: ['gap_flag.opened'] })).body).toMatchObject({
      ...{ enabled: false, disabledWhy: 'owner', types: ['gap_flag.opened'], description: 'x' },
    });
    expect((await change(made, { enabled: true, types: null })).body).toMatchObject({
      enabled: true,
      types: null,
    });
    expect((await hook(made)).version).toBe(4);
    await test(made);
    expect((await service.ask('DELETE', `/webhooks/${made.id}`)).status).toBe(204);
    expect((await service.get(`/webhooks/${made.id}`)).status).toBe(404);
    expect((await service.ask('DELETE', `/webhooks/${made.id}`)).status).toBe(404);
  });
});

describe('where a webhook may lead', () => {
  it.each([
    ['scheme', 'http://partner.example.org/'],
    ['address', 'https://169.254.169.254/latest/meta-data'],
    ['address', 'https://[::ffff:127.0.0.1]/'],
    ['credentials', 'https://a:b@partner.example.org/'],
    ['port', 'https://partner.example.org:22/'],
  ])('is judged when it is made, by its %s: %s', async (code, url) => {
    const { service } = await setup();
    const { status, body } = await service.post('/webhooks', { url });
    expect([status, body.errors]).toEqual([422, [expect.objectContaining({ pointer: '/url', code })]]);
  });

  it('is judged again when it is called: a name that leads inside is sent nothing', async () => {
    const { create, test, settledDelivery } = await setup('sqlite', {
      WEBHOOK_ALLOW_HOSTS: 'other.internal',
    });
    const receiver = await startReceiver();
    const { port } = new URL(receiver.url);
    const made = await create(`https://localhost:${port}/`);
    await test(made);
    expect(await settledDelivery(made)).toMatchObject({
      ...{ state: 'pending', status: null },
      error: 'localhost leads to an address that is not on the public internet',
    });
    expect(receiver.received).toEqual([]);
  });
});
