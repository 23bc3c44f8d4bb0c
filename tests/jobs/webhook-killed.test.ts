/** A process that is killed after a message has left and before that is on record sends it again, under the same id. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { Delivery } from '../../src/notify/contract/webhooks.ts';
import { freePort } from '../support/servers.ts';
import { replying, startReceiver, verified } from '../support/receiver.ts';
import { newTarget } from '../support/stores.ts';
import { until } from './rig.ts';

const KEY = 'test-key-0123456789abcdefghijklmnop';
const COMPILED_ONCE = new URL('../../src/compile-cache.js', import.meta.url).href;
const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

async function start(databaseUrl: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', COMPILED_ONCE, MAIN], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...{ PATH: process.env.PATH, NODE_ENV: 'test', LOG_LEVEL: 'silent', PORT: String(port) },
      ...{ DATABASE_URL: databaseUrl, BOOTSTRAP_API_KEY: KEY, WEBHOOK_ALLOW_HOSTS: '127.0.0.1' },
    },
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until(answers, 'the service answers', 60_000);
  return child;
}

it(
  'a kill -9 between sending and recording sends again under the same id',
  { timeout: 180_000 },
  async () => {
    const place = await newTarget('sqlite');
    onTestFinished(place.remove);
    const port = await freePort();
    const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
        ...{ method, headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' } },
        ...(body && { body: JSON.stringify(body) }),
      });
      return (await answer.json()) as T;
    };
    const first = await start(place.url, port);
    // It has the message and answers 204, and then the process is gone, before it can say so in the ledger.
    const receiver = await startReceiver((response) => {
      first.kill('SIGKILL');
      response.writeHead(204).end();
    });
    const { id, secret } = await ask<{ id: string; secret: string }>('POST', '/webhooks', {
      url: receiver.url,
    });
    const sent = await ask<Delivery>('POST', `/webhooks/${id}/test`);
    await until(() => first.signalCode !== null, 'the process is killed');
    expect(receiver.received.map((message) => message.id)).toEqual([sent.id]);

    receiver.replies(replying(204));
    await start(place.url, port);
    const delivery = async () =>
      (await ask<{ items: Delivery[] }>('GET', `/webhooks/${id}/deliveries`)).items[0]!;
    await until(async () => (await delivery()).state === 'delivered', 'it is sent again', 90_000);
    expect(receiver.received.map((message) => message.id)).toEqual([sent.id, sent.id]);
    for (const message of receiver.received)
      expect(verified(secret, message)).toMatchObject({ type: 'test' });
    // What was begun before the kill is on record.
    expect((await delivery()).attempts).toBe(2);
  },
);
