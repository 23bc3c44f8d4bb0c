/** Mail leaves through a real SMTP server: after the commit, at least once, always as the same message. */
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mailDeliverer } from '../../jobs/handlers/mail.ts';
import { queueMail } from '../../src/notify/mail.ts';
import { newId } from '../../src/platform/ids.ts';
import { outboxRow, parkedOutbox } from '../../src/platform/queue/outbox/repo.ts';
import { startMailServer } from '../support/mail.ts';
import { engines } from '../support/stores.ts';
import { backlogs, newBroker, registryWith, setup, until } from './rig.ts';

const FROM = 'Aid ledger <ledger@aid.example.org>';
const mail = {
  to: 'gul@partner.example',
  subject: 'رسید شماره ۸۵۰',
  text: 'WB-850: 25 bags are missing.\n۲۵ بوجی کم است.',
};

async function post(engine: (typeof engines)[number], login?: { user: string; pass: string }) {
  const server = await startMailServer(login);
  onTestFinished(server.close);
  const { start, allDone } = await setup(engine);
  const deliver = { mail: mailDeliverer({ smtpUrl: server.url, mailFrom: FROM }, pino({ level: 'silent' })) };
  const { store } = await start(await newBroker('in-process'), registryWith({ deliver }));
  return { server, store, allDone };
}

describe.each(engines)('mail on %s', (engine) => {
  it('arrives as it was written, and what it said is forgotten here', async () => {
    const { server, store, allDone } = await post(engine);
    const id = newId();
    await store.write((scope) => queueMail(scope, 0, { ...mail, id, language: 'fa-AF' }));
    await allDone();
    expect(server.mails).toMatchObject([
      {
        ...{ to: ['gul@partner.example'], subject: mail.subject, text: mail.text },
        ...{ from: FROM, messageId: `<${id}@aid.example.org>` },
        headers: { 'auto-submitted': 'auto-generated', 'content-language': 'fa-AF' },
      },
    ]);
    expect(await store.read((scope) => outboxRow(scope, id))).toMatchObject({ payload: {}, key: mail.to });
  });

  it('of a unit that failed is never sent; of a cause told twice it is sent once', async () => {
    const { server, store, allDone } = await post(engine);
    await store
      .write(async (scope) => {
        await queueMail(scope, 0, { ...mail, subject: 'of what did not happen' });
        throw new Error('changed my mind');
      })
      .catch(() => {});
    const id = newId();
    for (const text of ['first', 'again']) {
      await store.write((scope) => queueMail(scope, 0, { ...mail, id, text }));
    }
    await allDone();
    expect(server.mails.map(({ text }) => text)).toEqual(['first']);
  });

  it('that the server puts off is sent again under the same Message-ID', async () => {
    const { server, store, allDone } = await post(engine);
    server.refusals.push({ at: 'recipient', status: 451 }, { at: 'message', status: 452 });
    const id = newId();
    await store.write((scope) => queueMail(scope, 0, { ...mail, id }));
    await allDone();
    expect(server.refusals).toEqual([]);
    expect(server.mails.map(({ messageId }) => messageId)).toEqual([`<${id}@aid.example.org>`]);
    expect(await store.read((scope) => outboxRow(scope, id))).toMatchObject({ attempts: 2, deadAt: null });
  });

  it('that the server refuses for good is parked with what it said', async () => {
    const { server, store } = await post(engine);
    server.refusals.push({ at: 'recipient', status: 550 });
    await store.write((scope) => queueMail(scope, 0, mail));
    await until(async () => (await backlogs(store)).outbox.parked === 1, 'it is parked');
    const [parked] = await store.read(parkedOutbox);
    expect(parked).toMatchObject({ attempts: 1, lastError: expect.stringContaining('550') as string });
    expect(server.mails).toEqual([]);
  });
});

describe('mail', () => {
  it('has one recipient, whatever the address holds', async () => {
    const { server, store, allDone } = await post('sqlite');
    const to = 'gul@partner.example, everybody@else.example';
    await store.write((scope) => queueMail(scope, 0, { ...mail, to }));
    await allDone().catch(() => {});
    expect(server.mails.flatMap((one) => one.to)).not.toContain('everybody@else.example');
  });

  it('adds no header through its subject', async () => {
    const { server, store, allDone } = await post('sqlite');
    await store.write((scope) =>
      queueMail(scope, 0, { ...mail, subject: 'a\r\nBcc: everybody@else.example' }),
    );
    await allDone();
    expect(server.mails[0]).toMatchObject({ to: [mail.to] });
    expect(Object.keys(server.mails[0]?.headers ?? {})).not.toContain('bcc');
  });

  it('signs in where the URL holds a login', async () => {
    const { server, store, allDone } = await post('sqlite', { user: 'ledger@aid', pass: 'p@ss/word:%' });
    await store.write((scope) => queueMail(scope, 0, mail));
    await allDone();
    expect(server.mails).toHaveLength(1);
  });

  it('is written to the log where no server is set', async () => {
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(line) });
    await mailDeliverer({}, log)({ id: 'm1', topic: 'mail', key: mail.to, payload: mail });
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { mail: { id: 'm1', ...mail }, msg: expect.stringContaining('SMTP_URL') as string },
    ]);
  });
});
