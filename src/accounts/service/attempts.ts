import { hash } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Store } from '../../platform/storage/store.ts';
import * as repo from '../repo/attempts.ts';
import {
  attempted,
  type Counted,
  countedUnder,
  FORGOTTEN_AFTER_MS,
  KNOWN_FOR_MS,
  openAt,
} from '../rules/throttle.ts';

export interface Attempt {
  email: string;
  address: string;
  /** The device that its cookie proves to have signed in as this person before; null: none. */
  device: string | null;
}

const keyOf = (...parts: string[]): string => hash('sha256', parts.join('\n'), 'base64url');

/** Limits how often sign-ins are tried, for known and unknown addresses alike. */
export function signInLimits({ store, clock }: { store: Store; clock: Clock }) {
  const keysOf = ({ email, address, device }: Attempt): Record<Counted, string> => ({
    device: keyOf('device', email, device ?? ''),
    pair: keyOf('pair', email, address),
    address: keyOf('address', address),
    account: keyOf('account', email),
  });

  return {
    /** Counts an attempt as failed before it is made. @throws DomainError rate_limited with `retryAfter` in seconds */
    begin: (attempt: Attempt): Promise<void> =>
      store.write(async (scope) => {
        const now = clock.now();
        const keys = keysOf(attempt);
        const rows = await repo.attemptsBy(scope, Object.values(keys));
        const knownUntil = rows.get(keys.pair)?.knownUntil ?? 0;
        const counted = countedUnder({ device: attempt.device !== null, address: knownUntil > now });
        const opens = Math.max(...counted.map((one) => openAt(one, rows.get(keys[one]))));
        if (opens > now) {
          const retryAfter = Math.ceil((opens - now) / 1000);
          throw new DomainError(
            'rate_limited',
            `Too many failed sign-ins: try again in ${retryAfter} seconds.`,
            {
              data: { retryAfter },
            },
          );
        }
        for (const one of counted) {
          const key = keys[one];
          const before = rows.get(key);
          await repo.saveAttempts(scope, {
            ...{ key, ...attempted(before, now), knownUntil: before?.knownUntil ?? null },
          });
        }
      }),

    /** The attempt was the right one: nothing of its own is held against it, and its address is known from now on. */
    succeeded: (attempt: Attempt): Promise<void> =>
      store.write(async (scope) => {
        const now = clock.now();
        const keys = keysOf(attempt);
        const rows = await repo.attemptsBy(scope, Object.values(keys));
        for (const one of ['device', 'pair', 'address', 'account'] as const) {
          const row = rows.get(keys[one]);
          if (one === 'pair') {
            const known = { failures: 0, lastAt: now, knownUntil: now + KNOWN_FOR_MS };
            await repo.saveAttempts(scope, { key: keys.pair, ...known });
          } else if (row) {
            // What others failed at remains counted against them.
            const failures = one === 'device' ? 0 : Math.max(0, row.failures - 1);
            await repo.saveAttempts(scope, { ...row, failures });
          }
        }
      }),

    /** Forgets what is too old to count. */
    forget: (now: number): Promise<void> =>
      store.write(
        (scope) => repo.forgetAttempts(scope, now - Math.max(KNOWN_FOR_MS, FORGOTTEN_AFTER_MS)),
        'leases',
      ),
  };
}
