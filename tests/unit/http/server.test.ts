import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bind, route } from '../../../src/platform/http/contract.ts';
import { startHttp } from '../../../src/platform/http/server.ts';
import { bearer, startApi } from './start.ts';

/** An operation that answers when the test lets it. */
function slowRoute() {
  let release = () => {};
  let started = () => {};
  const running = new Promise<void>((resolve) => (started = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  const slow = bind(
    route({
      method: 'get',
      path: '/slow',
      operationId: 'slow',
      permission: null,
      summary: 'Waits',
      tag: 'Slow',
      responses: { 200: { description: 'Done', body: z.strictObject({ done: z.boolean() }) } },
    }),
    async () => {
      started();
      await released;
      return { status: 200, body: { done: true } };
    },
  );
  return { slow, running, release };
}

describe('slow clients', () => {
  it('are given a bounded time for head and body', async () => {
    const { http } = await startApi();
    expect(http.server.headersTimeout).toBe(20_000);
    expect(http.server.requestTimeout).toBe(120_000);
    expect(http.server.keepAliveTimeout).toBe(65_000);
  });

  it('that vanish in the middle of a body leave the server working', async () => {
    const { http, ask, lines } = await startApi();
    const socket = connect(Number(new URL(http.url).port), '127.0.0.1');
    const head = `POST /api/v1/shipments/abc/parcels HTTP/1.1\r\nHost: x\r\nAuthorization: ${bearer.authorization}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"id"`;
    socket.write(head);
    await once(http.server, 'request');
    socket.destroy();
    await expect.poll(() => lines.filter(({ msg }) => msg === 'request')).toMatchObject([{ status: 400 }]);
    expect((await ask('/livez')).status).toBe(200);
  });
});

describe('closing', () => {
  it('finishes what is running, refuses what is new, and ends', async () => {
    const { slow, running, release } = slowRoute();
    const { http, ask } = await startApi({ routes: [slow] });
    const answer = ask('/api/v1/slow');
    await running;
    let closed = false;
    const closing = http.close(60_000).then(() => (closed = true));
    await expect(fetch(`${http.url}/livez`)).rejects.toThrow('fetch failed');
    expect(closed).toBe(false);
    release();
    expect(await (await answer).json()).toEqual({ done: true });
    await closing;
    await http.close();
  });

  it('does not wait for idle connections that are kept alive', async () => {
    const { http } = await startApi();
    const agent = new Agent({ keepAlive: true });
    const req = request(`${http.url}/livez`, { agent }).end();
    const [response] = (await once(req, 'response')) as [NodeJS.ReadableStream];
    response.resume();
    await once(response, 'end');
    await http.close(60_000);
    expect(http.server.listening).toBe(false);
    agent.destroy();
  });

  it('cuts off what does not end within its grace', async () => {
    const { slow, running } = slowRoute();
    const { http, ask } = await startApi({ routes: [slow] });
    const answer = ask('/api/v1/slow').catch((error: unknown) => error);
    await running;
    await http.close(50);
    expect(await answer).toMatchObject({ message: 'fetch failed' });
  });
});

describe('listening', () => {
  it('fails clearly when the port is taken', async () => {
    const { http } = await startApi();
    const port = Number(new URL(http.url).port);
    await expect(startHttp(() => undefined, { host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
