/** A program of a partner that receives webhooks: a real server on loopback, which verifies what it is sent as partners do. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { onTestFinished } from 'vitest';

export interface Received {
  id: string;
  headers: IncomingHttpHeaders;
  body: string;
}

type Reply = (response: ServerResponse, received: Received) => void;

/** Answers with a status, and whatever is to be said. */
export const replying =
  (status: number, text = '', headers: Record<string, string> = {}): Reply =>
  (response) =>
    void response.writeHead(status, headers).end(text);

/** Takes a message and never answers. */
export const silent: Reply = () => {};

export async function startReceiver(first: Reply = replying(204)) {
  let reply = first;
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const { headers } = request;
      const body = Buffer.concat(chunks).toString('utf8');
      const message = { id: String(headers['webhook-id']), headers, body };
      received.push(message);
      reply(response, message);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/aid`,
    received,
    /** From now on. */
    replies: (next: Reply) => {
      reply = next;
    },
  };
}

/** What a message says, when it is signed with this secret and was sent in these minutes; throws otherwise. */
export function verified(secret: string, { body, headers }: Received): unknown {
  return new Webhook(secret).verify(body, headers as Record<string, string>);
}

export function isSignedWith(secret: string, message: Received): boolean {
  try {
    verified(secret, message);
    return true;
  } catch {
    return false;
  }
}
