/**
 * How often somebody may try to sign in. What was tried is counted by what attempts have in common, never by the account alone where the
 * owner is known: whoever hammers an account from elsewhere does not keep its owner out.
 */
export interface Tried {
  failures: number;
  lastAt: number;
}

/** What an attempt is counted under. */
export type Counted = 'device' | 'pair' | 'address' | 'account';

/** Failures before the first wait. An office shares an address; a person mistypes; strangers share an account only when it is attacked. */
const FREE: Record<Counted, number> = { device: 5, pair: 5, address: 30, account: 50 };
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 900_000;
/** After so long without a failure the earlier ones are forgotten. */
export const FORGOTTEN_AFTER_MS = 86_400_000;
/** So long an address counts as one of the account's own after a sign-in there. */
export const KNOWN_FOR_MS = 30 * 86_400_000;

/** How long the wait is after so many failures: doubled with each one beyond the free ones, at most a quarter of an hour. */
export function waitMs(counted: Counted, failures: number): number {
  const beyond = failures - FREE[counted];
  return beyond < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** Math.min(beyond, 20), LONGEST_WAIT_MS);
}

/** The instant from which the next attempt is taken. */
export function openAt(counted: Counted, tried: Tried | undefined): number {
  return tried ? tried.lastAt + waitMs(counted, tried.failures) : 0;
}

/** An attempt counts as failed from its beginning, so that a hundred at once are a hundred. */
export function attempted(tried: Tried | undefined, now: number): Tried {
  const isForgotten = tried === undefined || now - tried.lastAt > FORGOTTEN_AFTER_MS;
  return { failures: isForgotten ? 1 : tried.failures + 1, lastAt: now };
}

/**
 * What an attempt is counted under. A device that signed in before is counted by itself, and an address that did is not counted with
 * strangers: no stranger can make either of them wait.
 */
export function countedUnder(known: { device: boolean; address: boolean }): readonly Counted[] {
  if (known.device) return ['device'];
  return known.address ? ['pair', 'address'] : ['pair', 'address', 'account'];
}
