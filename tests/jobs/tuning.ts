import type { Tuning } from '../../jobs/start.ts';

/** So short that a test sees a lease run out, a lock expire and a failure repeated. */
export const SHORT = {
  leaseMs: 2_000,
  lockMs: 1_000,
  stalledCheckMs: 500,
  pollMs: 100,
  retry: {
    recompute: { attempts: 3, firstMs: 20, longestMs: 100 },
    deliver: { attempts: 3, firstMs: 20, longestMs: 100 },
  },
} satisfies Partial<Tuning>;
