/** Bytes that never become a request are refused as everything else is. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startHttp } from '../../../src/platform/http/server.ts';
import { refuseUnreadable } from '../../../src/platform/http/unread.ts';
import { startApi, type WireProblem } from './start.ts';

/** Everything that comes back until the connection is closed. */
async function told(url: string, first: string, ...then: string[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  socket.write(first);
  for (const sent of then) {
    await once(socket, 'data');
    socket.write(sent);
  }
  await once(socket, 'close');
  return text;
}

/** The last answer on a connection. */
function problemIn(text: string): { head: string; problem: WireProblem } {
  const [head = '', body = ''] = text.slice(text.lastIndexOf('HTTP/1.1 ')).split('\r\n\r\n');
  return { head, problem: JSON.parse(body) as WireProblem };
}

const GET = 'GET /livez HTTP/1.1\r\nHost: x\r\n';

describe('what is no request is refused as everything else is, and the connection closed', () => {
  it.each([
    ['a head of 17 KiB', `${GET}X-Much: ${'x'.repeat(17 * 1024)}\r\n\r\n`, 431, 'headers_too_large'],
    [
      'an address of 17 KiB',
      `GET /livez?${'x'.repeat(17 * 1024)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'malformed'],
    ['two lengths of one body', `${GET}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400, 'malformed'],
    [
      'a length beside chunks',
      `${GET}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`,
      400,
      'malformed',
    ],
  ])('%s', async (_what, sent, status, code) => {
    const { http, ask } = await startApi();
    const { head, problem } = problemIn(await told(http.url, sent));
    expect(problem).toMatchObject({ status, code, errors: [], type: `/api/docs#problem-${code}` });
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toContain('content-type: application/problem+json; charset=utf-8');
    expect(head).toContain(`x-request-id: ${problem.traceId}`);
    for (const line of ['connection: close', 'cache-control: no-store', 'x-content-type-options: nosniff'])
      expect(head.toLowerCase()).toContain(line);
    expect((await ask('/livez')).status).toBe(200);
  });

  it('after an answer on the same connection', async () => {
    const { http } = await startApi();
    const text = await told(http.url, `${GET}\r\n`, 'hello\r\n\r\n');
    expect(text).toContain('HTTP/1.1 200 OK');
    expect(problemIn(text).problem).toMatchObject({ status: 400 });
  });

  it('a head that does not end in time', async () => {
    const server = createServer({ headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20 });
    refuseUnreadable(server, []);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { problem } = problemIn(await told(`http://127.0.0.1:${port}`, GET));
    expect(problem).toMatchObject({ status: 408, code: 'too_slow' });
  });

  it('in the middle of an answer nothing is written into it', async () => {
    const http = await startHttp((_req, res) => void res.writeHead(200).write('the beginning'), {
      host: '127.0.0.1',
      port: 0,
    });
    onTestFinished(() => http.close(0));
    const broken = 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nno length of a chunk\r\n';
    expect(await told(http.url, broken)).not.toContain('problem+json');
  });
});
