import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { Broker, OnBrokerError } from '../queue/broker.ts';
import type { Budget, OnCounted } from './rate-limits.ts';

/** How far behind a process may be in knowing what the others counted. */
const SHARED_EVERY_MS = 250;
/** So many keys are told of at a time; in an attack from everywhere each process counts for itself. */
const MOST_KEYS = 5_000;

export interface SharedLimits {
  onCounted: OnCounted;
  close: () => void;
}

/**
 * Shares what each process counts through Redis: what was counted here since the last time is added there, and what comes back — the
 * sum of all processes — is taken over here. A request is decided on by what its process knows and never waits; while Redis is
 * away or hung each process counts for itself.
 */
export function shareLimits(broker: Broker, onError: OnBrokerError): SharedLimits {
  const client = broker.connect(onError);
  const counted = new Map<Budget, Map<string, number>>();
  const stores = new Map<Budget, RateLimiterRedis>();
  let isTelling = false;

  function storeOf(budget: Budget): RateLimiterRedis {
    const known = stores.get(budget);
    if (known) return known;
    const { name, points, seconds: duration } = budget;
    const made = new RateLimiterRedis({
      ...{ storeClient: client, keyPrefix: `aid:limit:${name}`, points, duration },
      rejectIfRedisNotReady: true,
    });
    stores.set(budget, made);
    return made;
  }

  async function tell(budget: Budget, key: string, points: number): Promise<void> {
    const { consumedPoints, msBeforeNext } = await storeOf(budget).penalty(key, points);
    if (msBeforeNext <= 0) return;
    const since = counted.get(budget)?.get(key) ?? 0;
    await budget.correct(key, consumedPoints + since, msBeforeNext);
  }

  async function tellAll(): Promise<void> {
    // A hung Redis is not told more until it has answered, or the connection was given up.
    if (isTelling || counted.size === 0) return;
    isTelling = true;
    const told = [...counted].flatMap(([budget, keys]) =>
      Array.from(keys, ([key, points]) => tell(budget, key, points)),
    );
    counted.clear();
    // What is not told is lost to the others; here it is counted already.
    await Promise.allSettled(told);
    isTelling = false;
  }

  const timer = setInterval(() => void tellAll(), SHARED_EVERY_MS);
  timer.unref();

  return {
    onCounted(budget, key) {
      const keys = counted.get(budget) ?? new Map<string, number>();
      counted.set(budget, keys);
      const points = keys.get(key);
      if (points !== undefined || keys.size < MOST_KEYS) keys.set(key, (points ?? 0) + 1);
    },
    close() {
      clearInterval(timer);
      client.disconnect();
    },
  };
}
