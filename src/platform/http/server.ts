import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { securityHeaders } from './headers.ts';
import { refuseUnreadable } from './unread.ts';

export interface HttpServer {
  /** Where it listens, for example `http://127.0.0.1:3000`. */
  url: string;
  server: Server;
  /**
   * Stops accepting, lets running requests finish, and cuts off what is left after `graceMs` (10 s unless given).
   * May be called again; every call ends when the server has stopped.
   */
  close: (graceMs?: number) => Promise<void>;
}

const DEFAULT_GRACE_MS = 10_000;
const IDLE_SWEEP_MS = 50;

/** A phone on 2G may need a minute for a full queue; a client that holds a socket for sport gets no more than two. */
export const TIMEOUTS = {
  requestTimeout: 120_000,
  headersTimeout: 20_000,
  /** Longer than the 60 s of common load balancers: they must not reuse a connection that is being closed here. */
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
} as const;

function closing(server: Server): (graceMs?: number) => Promise<void> {
  let closed: Promise<void> | undefined;
  return (graceMs = DEFAULT_GRACE_MS) =>
    (closed ??= new Promise((resolve) => {
      // A kept-alive connection becomes idle only when its running request ends: sweep until none is left.
      const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearInterval(sweep);
        clearTimeout(cut);
        resolve();
      });
    }));
}

/**
 * Listens; port 0 takes a free one.
 *
 * @throws the listen error (EADDRINUSE, EACCES, …) when the address cannot be had
 */
export async function startHttp(
  app: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<HttpServer> {
  const server = createServer(TIMEOUTS, app);
  refuseUnreadable(server, securityHeaders());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { address, family, port: actual } = server.address() as AddressInfo;
  const name = family === 'IPv6' ? `[${address}]` : address;
  return { url: `http://${name}:${actual}`, server, close: closing(server) };
}
