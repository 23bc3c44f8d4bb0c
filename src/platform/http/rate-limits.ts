import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Principal } from '../access.ts';

/** How many requests a minute are answered; 0: any number. */
export interface RateLimits {
  /** Of one principal: a user, or an API key. */
  perMinute: number;
  /** Of one address, without a valid key or session. */
  anonymousPerMinute: number;
}

/** Whether a request may be answered, and what its answer says about it. */
export interface Verdict {
  isAllowed: boolean;
  /** As `[name, value, …]`; empty where nothing is limited. */
  headers: readonly string[];
  /** When the next minute begins. */
  retryAfterSeconds: number;
}

export interface RateLimiting {
  /** Counts one request of a principal, or of an address that proved none. Answers at once. */
  take(principal: Principal | null, address: string | undefined): Promise<Verdict>;
}

/** What a budget is kept in, here and — when there are several processes — among all of them. */
export interface Budget {
  name: string;
  points: number;
  seconds: number;
  /** Counts here; resolves within this turn of the event loop. */
  count(key: string): Promise<RateLimiterRes>;
  /** Takes over what was counted everywhere. */
  correct(key: string, points: number, msLeft: number): Promise<unknown>;
}

/** Told of everything that is counted, to share it with other processes. It must return at once. */
export type OnCounted = (budget: Budget, key: string) => void;

const WINDOW_SECONDS = 60;
const FREE: Verdict = { isAllowed: true, headers: [], retryAfterSeconds: 0 };
/** The operator's own key, for automation and first set-up: whoever holds it may restart the service too. */
const UNLIMITED = 'bootstrap';

function budgetOf(name: string, points: number): Budget {
  const memory = new RateLimiterMemory({ points, duration: WINDOW_SECONDS, keyPrefix: '' });
  return {
    ...{ name, points, seconds: WINDOW_SECONDS },
    count: (key) => memory.penalty(key),
    correct: (key, consumed, msLeft) => memory.set(key, consumed, msLeft / 1000),
  };
}

/** The network a caller is counted by: an IPv4 address, or the /64 that a provider gives one customer. */
export function networkOf(address: string | undefined): string {
  if (address === undefined || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv4
    ? parsed.toString()
    : parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':');
}

/**
 * Counts requests in fixed minutes, in this process: nobody waits for another one. The answers carry `RateLimit` and
 * `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers).
 */
export function rateLimiting(limits: RateLimits, onCounted: OnCounted = () => {}): RateLimiting {
  const principals = budgetOf('principal', limits.perMinute);
  const addresses = budgetOf('address', limits.anonymousPerMinute);

  async function takeFrom(budget: Budget, key: string): Promise<Verdict> {
    const { name, points, seconds } = budget;
    if (points === 0) return FREE;
    const { consumedPoints, msBeforeNext } = await budget.count(key);
    onCounted(budget, key);
    const left = Math.max(points - consumedPoints, 0);
    const retryAfterSeconds = Math.max(Math.ceil(msBeforeNext / 1000), 1);
    return {
      isAllowed: consumedPoints <= points,
      retryAfterSeconds,
      headers: [
        ...['ratelimit-policy', `"${name}";q=${points};w=${seconds}`],
        ...['ratelimit', `"${name}";r=${left};t=${retryAfterSeconds}`],
      ],
    };
  }

  return {
    async take(principal, address) {
      if (principal === null) return takeFrom(addresses, networkOf(address));
      return principal.id === UNLIMITED ? FREE : takeFrom(principals, `${principal.kind}:${principal.id}`);
    },
  };
}
