/** Mails that gather notices: at most one per person and period, in his language, through a real mail server. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { notices as noticesTable, webhookDeliveries } from '../../src/notify/tables.ts';
import type { NewPreferences } from '../../src/notify/contract.ts';
import { outbox } from '../../src/platform/queue/tables.ts';
import type { Engine } from '../../src/platform/storage/store.ts';
import { actOf } from '../support/acts.ts';
import { GHOR, ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';
import { type MailServer, startMailServer } from '../support/mail.ts';
import { engines, serviceOfTest } from '../support/service.ts';

const BASE = 'https://aid.example.org';

async function mailsOf(server: MailServer, count: number): Promise<MailServer['mails']> {
  for (const deadline = Date.now() + 20_000; server.mails.length < count && Date.now() < deadline;)
    await wait(20);
  // And no more than those.
  await wait(200);
  return server.mails;
}

async function setup(engine: Engine) {
  const server = await startMailServer();
  onTestFinished(server.close);
  const service = await serviceOfTest({ engine, env: { SMTP_URL: server.url, PUBLIC_URL: BASE } });
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation('Kazakhstan');
  const stranger = await ledger.organisation('Somebody else');
  const { setPreferences, notices } = service.services.notify;
  /** Somebody with an account, and how he wants to be told. */
  const user = async (name: string, organisation: string, wishes?: Partial<NewPreferences>) => {
    const body = { email: `${name}@example.org`, name, role: 'donor', organisation };
    const { status, body: made } = await service.post<{ id: string }>('/users', body);
    expect(status).toBe(201);
    const who = { id: made.id, role: 'donor', organisation } as const;
    const wanted: NewPreferences = { email: true, language: 'en', types: null, ...wishes };
    if (wishes) await setPreferences(wanted, '*', actOf(who));
    return who;
  };
  const pledge = await ledger.pledge(donor);
  const shipment = await ledger.ship(donor, {
    lines: [{ item: WHEAT, quantity: 50_000, pledgeLine: pledge.lines[0]!.id }],
  });
  await ledger.tell(shipment, { type: 'dispatched' });
  const missing = async (good: number, kg: number) => {
    await ledger.tell(shipment, {
      ...{ type: 'received', occurredAt: '2026-11-14T09:00:00Z', place: GHOR },
      lines: [{ line: lineOf(shipment), good, missing: kg, reason: 'miscount', responsibility: 'carrier' }],
    });
    await service.settled();
  };
  return { server, service, user, missing, notices, donor, stranger };
}

describe.each(engines)('on %s', (engine) => {
  it('what happened in an hour is mailed once, when it is over, to whom it concerns, in his language', async () => {
    const { server, service, user, missing, donor, stranger } = await setup(engine);
    await user('amina', donor);
    await user('gul', donor, { language: 'fa' });
    await user('karim', donor, { email: false });
    await user('zahra', donor, { types: ['discrepancy.closed'] });
    await user('nobody', stranger);
    await missing(49_400, 500);
    await service.sweep('digests');
    // The hour is not over.
    expect(await mailsOf(server, 0)).toEqual([]);
    service.clock.moveTo('2026-11-15T07:01:00Z');
    await service.sweep('digests');
    await service.sweep('digests');
    const mails = (await mailsOf(server, 2)).toSorted((a, b) => (a.to[0]! < b.to[0]! ? -1 : 1));
    expect(mails.map(({ to }) => to)).toEqual([['amina@example.org'], ['gul@example.org']]);
    const [english, dari] = mails as [(typeof mails)[0], (typeof mails)[0]];
    const sentence =
      'New discrepancy: missing on receipt, 500 kg of Wheat flour, fortified, waybill WB-850, Ghor';
    expect(english.subject).toBe(`Aid ledger: ${sentence}`);
    // Both forms are in it: plain text, and a page.
    expect(english.headers['content-type']).toMatch(/^multipart\/alternative/);
    expect(english.headers['content-language']).toBe('en');
    expect(dari.subject).toContain('۵۰۰ کیلوگرام آرد گندم');
    expect(dari.headers['content-language']).toBe('fa-AF');

    // Nothing new: no mail. Something new: that alone.
    service.clock.moveTo('2026-11-15T08:01:00Z');
    await service.sweep('digests');
    expect(await mailsOf(server, 2)).toHaveLength(2);
    await missing(0, 100);
    service.clock.moveTo('2026-11-15T09:01:00Z');
    await service.sweep('digests');
    const later = (await mailsOf(server, 4)).slice(2).find(({ to }) => to[0] === 'amina@example.org');
    expect(later!.subject).toContain('Discrepancy changed: missing on receipt, 600 kg');
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(4);
  });

  it('what was read in the application is not mailed, nor anything to who may not get in any more', async () => {
    const { server, service, user, missing, notices, donor } = await setup(engine);
    const amina = await user('amina', donor);
    const gone = await user('gone', donor);
    await missing(49_500, 500);
    const act = actOf(amina);
    const { items } = await notices.list({ limit: 1 }, act.principal);
    await notices.readUpTo(items[0]!.id, act);
    const off = await service.ask('PATCH', `/users/${gone.id}`, {
      ...{ body: { disabled: true }, headers: { 'if-match': '*' } },
    });
    expect(off.status).toBe(200);
    service.clock.moveTo('2026-11-15T07:01:00Z');
    await service.sweep('digests');
    expect(await mailsOf(server, 0)).toEqual([]);
  });

  it('notices are forgotten after 90 days, and what was sent after 30; what is still tried is kept', async () => {
    const { server, service, user, missing, donor } = await setup(engine);
    await user('amina', donor);
    await missing(49_500, 500);
    service.clock.moveTo('2026-11-15T07:01:00Z');
    await service.sweep('digests');
    await mailsOf(server, 1);
    const counts = () =>
      service.store.read(async ({ db, of }) => ({
        notices: (await db.select().from(of(noticesTable))).filter(
          ({ type }) => type === 'discrepancy.opened',
        ).length,
        sent: (await db.select().from(of(outbox))).length,
        deliveries: (await db.select().from(of(webhookDeliveries))).length,
      }));
    const before = await counts();
    expect(before).toMatchObject({ sent: 1, deliveries: 0 });
    service.clock.advance({ days: 29 });
    await service.sweep('retention');
    expect(await counts()).toEqual(before);
    service.clock.advance({ days: 2 });
    await service.sweep('retention');
    expect(await counts()).toEqual({ ...before, sent: 0 });
    service.clock.advance({ days: 60 });
    await service.sweep('retention');
    expect(await counts()).toEqual({ notices: 0, sent: 0, deliveries: 0 });
  });
});
