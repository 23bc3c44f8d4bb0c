/**
 * A Redis server in a thread of this process, on a loopback port chosen by the system and behind a password nobody else has. Its
 * scripts run in WebAssembly and cost some 10 ms a job: in a thread of their own they do not keep requests waiting.
 *
 * Assembled from the library's parts because its own `listen` opens the port to every network, and because without
 * `noDelay` each answer waits 40 ms for the client's acknowledgement.
 */
import { createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import {
  attachSession,
  createRedisCommandExecutor,
  RedisServerState,
  SocketConnectionTransport,
} from 'js-redis-server/core';

const { password } = workerData as { password: string };
const state = new RedisServerState({ databaseCount: 1, requirepass: password });
const executor = createRedisCommandExecutor();
const server = createServer({ noDelay: true }, (socket) => {
  // A client that goes away is not a fault of the server's, but an unheard `error` would end the thread.
  socket.on('error', () => {});
  attachSession(new SocketConnectionTransport(socket), { state, executor });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  parentPort?.postMessage(port);
});
