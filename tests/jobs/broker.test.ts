/** Which broker there is, who can reach it, and that nobody waits for it. */
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Redis } from 'ioredis';
import { expect, it, onTestFinished } from 'vitest';
import { openBroker } from '../../src/platform/queue/broker.ts';
import { openNudger } from '../../src/platform/queue/nudge.ts';
import { freePort } from '../support/servers.ts';
import { addFact, totalOf } from './facts.ts';
import { hasRedis, newBroker, newRedis, registryWith, setup, until } from './rig.ts';

it('in production without REDIS_URL there is no broker, and the message says what to set', async () => {
  await expect(openBroker({ redisUrl: undefined, production: true })).rejects.toThrow(
    /REDIS_URL is not set.*NODE_ENV=production/s,
  );
});

it('the broker inside the process answers on loopback only, and only to who knows its password', async () => {
  const broker = await newBroker('in-process');
  const { port, password } = new URL(broker.url);
  expect(password.length).toBeGreaterThanOrEqual(32);

  const stranger = new Redis(Number(port), '127.0.0.1', { retryStrategy: () => null });
  stranger.on('error', () => {});
  onTestFinished(() => stranger.disconnect());
  await expect(stranger.set('a', 'b')).rejects.toThrow('NOAUTH');

  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find((address) => !address.internal && address.family === 'IPv4')?.address;
  if (outside === undefined) return;
  const socket = connect(Number(port), outside);
  await expect(
    new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    }),
  ).rejects.toThrow('ECONNREFUSED');
});

it('a command to a broker that is away fails at once', async () => {
  const broker = await newBroker('redis', `redis://127.0.0.1:${await freePort()}`);
  const client = broker.connect(() => {});
  onTestFinished(() => client.disconnect());
  const began = performance.now();
  await expect(client.ping()).rejects.toThrow("Stream isn't writeable");
  expect(performance.now() - began).toBeLessThan(500);
});

it.skipIf(!hasRedis)('a command to a broker that hangs fails, and leaves nothing behind', async () => {
  const redis = await newRedis();
  const broker = await newBroker('redis', redis.url);
  const client = broker.connect(() => {});
  onTestFinished(() => client.disconnect());
  await until(() => client.status === 'ready', 'it answers');
  redis.process.kill('SIGSTOP');
  await expect(client.ping()).rejects.toThrow('max retries per request');
  expect(client.status).not.toBe('ready');
  redis.process.kill('SIGCONT');
  await until(() => client.status === 'ready', 'it answers again');
  expect(await client.ping()).toBe('PONG');
});

it.skipIf(!hasRedis)('a process that only writes wakes the relay of another', async () => {
  const { start, store, allDone } = await setup('sqlite');
  const broker = await newBroker('redis');
  const { jobs } = await start(broker, registryWith(), { pollMs: 3_600_000 });
  await until(() => jobs.brokerAnswers(), 'the worker is connected');
  const nudger = openNudger(broker, () => {});
  onTestFinished(() => nudger.close());
  // The first nudge may come before the other has begun to listen; each commit brings one more.
  for (let i = 0; i < 5; i++) {
    await store.write((scope) => addFact(scope, 'lane', `l${i}`, 'only'));
    nudger.nudge();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await allDone(5_000);
  for (let i = 0; i < 5; i++) expect(await totalOf(store, 'lane', `l${i}`)).toBe(1);
});
