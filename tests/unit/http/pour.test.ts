/** Streamed answers: written as they are taken, ended with whoever took them. */
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StreamedBody } from '../../../src/platform/http/contract.ts';
import { pour } from '../../../src/platform/http/pour.ts';
import { createLog } from '../../../src/platform/log.ts';

async function serving(body: StreamedBody, stalledMs?: number) {
  const complaints: string[] = [];
  const log = createLog({ level: 'error', destination: { write: (line) => void complaints.push(line) } });
  const server = createServer((_req, res) => void pour(res, body, log, stalledMs));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, complaints };
}

describe('a streamed body', () => {
  it('is written piece by piece and ends', async () => {
    const { url } = await serving(async function* body() {
      yield 'one ';
      yield Buffer.from('two');
    });
    expect(await (await fetch(url)).text()).toBe('one two');
  });

  it('is not asked for more than is taken, and whoever takes nothing is disconnected', async () => {
    let asked = 0;
    const ended = Promise.withResolvers<void>();
    const { url } = await serving(async function* body() {
      try {
        for (;;) {
          asked++;
          yield 'x'.repeat(64 * 1024);
        }
      } finally {
        ended.resolve();
      }
    }, 200);
    const closed = Promise.withResolvers<void>();
    get(url, (answer) => {
      // It is never read.
      answer.on('error', () => {});
      answer.on('close', closed.resolve);
      answer.pause();
    }).on('error', () => {});
    await ended.promise;
    const told = asked;
    await wait(50);
    expect(asked).toBe(told);
    // What the system's own buffers hold, and no more.
    expect(told).toBeLessThan(500);
  });

  it('hears when nobody listens any more', async () => {
    const heard = Promise.withResolvers<string>();
    const { url } = await serving(async function* body(gone) {
      yield 'hello';
      await new Promise<void>((resolve) => gone.addEventListener('abort', () => resolve()));
      heard.resolve('gone');
    });
    const connection = new AbortController();
    await fetch(url, { signal: connection.signal });
    connection.abort();
    expect(await heard.promise).toBe('gone');
  });

  it('that fails breaks off: the part is not taken for the whole', async () => {
    const { url, complaints } = await serving(async function* body() {
      yield 'half';
      throw new Error('the source is gone');
    });
    await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow(/terminated|fetch failed/);
    expect(complaints.join()).toContain('the source is gone');
  });
});
