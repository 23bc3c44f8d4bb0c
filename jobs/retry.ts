import { UnrecoverableError } from 'bullmq';
import { DomainError } from '../src/platform/errors.ts';
import { NEVER } from '../src/platform/queue/names.ts';

/** How often a thing is tried, and how long it waits in between: doubled each time, up to a longest wait. */
export interface RetryPolicy {
  attempts: number;
  firstMs: number;
  longestMs: number;
}

/** About four minutes in all; then parked until the next change or the daily sweep. */
export const RECOMPUTE_RETRY: RetryPolicy = { attempts: 10, firstMs: 500, longestMs: 300_000 };
/** About a day in all: a mail server may be down over night. */
export const DELIVER_RETRY: RetryPolicy = { attempts: 16, firstMs: 5_000, longestMs: 21_600_000 };

/** When to try again after the `failures`-th failure; {@link NEVER} after the last attempt or when it would be useless. */
export function retryAt(policy: RetryPolicy, failures: number, error: unknown, now: number): number {
  if (failures >= policy.attempts || error instanceof UnrecoverableError) return NEVER;
  const wait = Math.min(policy.firstMs * 2 ** (failures - 1), policy.longestMs);
  // Spread out, so that what failed together is not tried together.
  return now + Math.round(wait * (0.75 + Math.random() / 2));
}

/** True when the storage, and not the thing itself, is at fault: that is no attempt. */
export function isStorageAway(error: unknown): boolean {
  return error instanceof DomainError && (error.code === 'unavailable' || error.code === 'storage_full');
}

/** What people will read of a failure; at most 500 characters. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500);
}
