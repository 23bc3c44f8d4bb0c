/** Requests are counted across processes through Redis, and nobody waits for it: absent or hung, each process counts for itself. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { rateLimiting } from '../../src/platform/http/rate-limits.ts';
import { shareLimits } from '../../src/platform/http/shared-limits.ts';
import { openBroker } from '../../src/platform/queue/broker.ts';
import { principalOf } from '../support/acts.ts';
import { freePort, startRedis } from '../support/servers.ts';
import { hasRedis, serviceOfTest } from '../support/service.ts';

const LIMITS = { perMinute: 50, anonymousPerMinute: 50 };
const WITHIN_MS = 15_000;
/** Far more than counting takes, and far less than any waiting for Redis. */
const AT_ONCE_MS = 100;
const gul = principalOf({ id: 'gul' });

async function newRedis() {
  const redis = await startRedis();
  if (!redis) throw new Error('redis-server is not on this machine');
  onTestFinished(async () => {
    redis.process.kill('SIGCONT');
    await redis.stop();
  });
  return redis;
}

/** The limits of a process of its own. */
async function processWith(redisUrl: string) {
  const broker = await openBroker({ redisUrl, production: true });
  const shared = shareLimits(broker, () => {});
  onTestFinished(shared.close);
  return rateLimiting(LIMITS, shared.onCounted);
}

/** So many requests of gul; tells how many may be answered, and fails when one has to wait. */
async function ask(limiting: Awaited<ReturnType<typeof processWith>>, times: number): Promise<number> {
  let allowed = 0;
  for (let time = 0; time < times; time++) {
    const began = performance.now();
    if ((await limiting.take(gul, undefined)).isAllowed) allowed++;
    expect(performance.now() - began).toBeLessThan(AT_ONCE_MS);
  }
  return allowed;
}

/** Asks now and then until it is refused; tells how often it was allowed before. */
async function untilRefused(limiting: Awaited<ReturnType<typeof processWith>>): Promise<number> {
  const deadline = Date.now() + WITHIN_MS;
  for (let allowed = 0; Date.now() < deadline; allowed++) {
    if ((await ask(limiting, 1)) === 0) return allowed;
    await wait(300);
  }
  throw new Error('was never refused');
}

describe.runIf(hasRedis)('with Redis', () => {
  it('what one process counted the others know', async () => {
    const { url } = await newRedis();
    const [one, other] = [await processWith(url), await processWith(url)];
    await expect.poll(() => ask(one, 10), { timeout: WITHIN_MS }).toBe(0);
    expect(await untilRefused(other)).toBeLessThan(20);
  });

  it('that hangs, each counts for itself and waits for nothing; later they share again', async () => {
    const redis = await newRedis();
    const [one, other] = [await processWith(redis.url), await processWith(redis.url)];
    redis.process.kill('SIGSTOP');
    expect(await ask(one, 60)).toBe(50);
    await wait(600);
    expect(await ask(other, 30)).toBe(30);
    redis.process.kill('SIGCONT');
    // What was said to nobody is said no more; what is counted from now on is.
    await expect.poll(() => ask(one, 10), { timeout: WITHIN_MS }).toBe(0);
    expect(await untilRefused(other)).toBeLessThan(20);
  });

  it('that is absent, each counts for itself and waits for nothing', async () => {
    const limiting = await processWith(`redis://127.0.0.1:${await freePort()}`);
    expect(await ask(limiting, 60)).toBe(50);
  });
});

it('the service refuses whoever proves nothing beyond the limit it was given', async () => {
  const service = await serviceOfTest({ env: { ANONYMOUS_RATE_LIMIT_PER_MINUTE: '2' } });
  const statuses = [];
  for (let time = 0; time < 3; time++)
    statuses.push((await service.ask('GET', '/provinces', { key: null })).status);
  expect(statuses).toEqual([401, 401, 429]);
  expect((await service.get('/provinces')).status).toBe(200);
});
