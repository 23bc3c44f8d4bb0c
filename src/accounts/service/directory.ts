import { hash } from 'node:crypto';
import type { Permission, Principal } from '../../platform/access.ts';
import { principalOfUser } from '../../platform/auth/principal.ts';
import { sessionByToken, touchSession } from '../../platform/auth/repo.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Store } from '../../platform/storage/store.ts';
import * as keys from '../repo/keys.ts';
import { withinOwner } from '../rules/key.ts';
import { actingToday, mergersOf } from './mergers.ts';

/** What another process revokes is refused here after so long at most; what this one revokes, at once. */
const REMEMBERED_MS = 2_000;
/** So many at a time; then all are looked up again. */
const MOST_REMEMBERED = 10_000;
/** A session that was not used for so long is over. */
export const IDLE_MS = 7 * 86_400_000;
const KEY_USE_MS = 60_000;
const SESSION_USE_MS = 300_000;

export type Directory = ReturnType<typeof directory>;

interface Known {
  principal: Principal;
  /** Until when the proof lasts by itself. */
  until: number;
  lookedUpAt: number;
  usedAt: number;
  touch: (now: number) => Promise<void>;
}

export const tokenHashOf = (token: string): string => hash('sha256', token, 'base64url');

/** Who holds a key or a session: looked up once in two seconds, and forgotten at once when anything about it changes here. */
export function directory({
  store,
  clock,
  needsSecondFactor,
}: {
  store: Store;
  clock: Clock;
  /** Whether managers and administrators may do anything before they have a second factor. */
  needsSecondFactor: boolean;
}) {
  const known = new Map<string, Known>();
  /** Raised with every change, so that what was read before it is not remembered after it. */
  let changes = 0;

  async function resolve(
    proof: string,
    lookUp: () => Promise<Omit<Known, 'lookedUpAt'> | undefined>,
  ): Promise<Principal | null> {
    const now = clock.now();
    // Monotonic: a wall clock may be set back.
    const at = performance.now();
    let held = known.get(proof);
    if (held === undefined || at - held.lookedUpAt > REMEMBERED_MS) {
      const before = changes;
      const found = await lookUp();
      if (!found) {
        known.delete(proof);
        return null;
      }
      // A look-up says when it was last used as the database knows; this process may know better.
      held = { ...found, usedAt: Math.max(found.usedAt, held?.usedAt ?? 0), lookedUpAt: at };
      if (before === changes) {
        if (known.size >= MOST_REMEMBERED) known.clear();
        known.set(proof, held);
      }
    }
    if (held.until <= now) return null;
    noteUse(held, now);
    return held.principal;
  }

  function noteUse(held: Known, now: number): void {
    const every = held.principal.kind === 'user' ? SESSION_USE_MS : KEY_USE_MS;
    if (now - held.usedAt < every) return;
    held.usedAt = now;
    // Nobody waits for it, and a use that is not noted is no loss.
    held.touch(now).catch(() => {});
  }

  return {
    /** Something about accounts, keys or sessions has changed in this process. */
    forget(): void {
      changes += 1;
      known.clear();
    },

    /** The principal of an API key, or null when it is unknown, revoked or expired, or its owner may not get in. */
    ofKey: (token: string): Promise<Principal | null> => {
      const tokenHash = tokenHashOf(token);
      return resolve(tokenHash, async () => {
        const read = await store.read(async (scope) => ({
          found: await keys.apiKeyByHash(scope, tokenHash),
          mergers: await mergersOf(scope),
        }));
        const { found, mergers } = read;
        if (!found || found.key.revokedAt !== null) return undefined;
        const { key, owner } = found;
        if (key.userId !== null && (owner === null || owner.disabledAt !== null)) return undefined;
        const { role, organisation, provinces, scopes } = key;
        const own = actingToday(mergers, { role, organisation, provinces, scopes });
        const reach = owner ? withinOwner(own, { ...actingToday(mergers, owner), scopes: null }) : own;
        return {
          principal: { kind: 'api_key', id: key.id, ...reach },
          until: key.expiresAt ?? Infinity,
          usedAt: key.lastUsedAt ?? 0,
          touch: (now) => store.write((scope) => keys.touchApiKey(scope, key.id, now), 'leases'),
        };
      });
    },

    /** The principal of a session, or null when it has ended or its owner may not get in. */
    ofSession: (token: string): Promise<Principal | null> =>
      resolve(token, async () => {
        const { found, mergers } = await store.read(async (scope) => ({
          found: await sessionByToken(scope, token),
          mergers: await mergersOf(scope),
        }));
        if (!found || found.user.disabledAt !== null) return undefined;
        const { session, user } = found;
        if (clock.now() - session.updatedAt > IDLE_MS) return undefined;
        const isMissing = needsSecondFactor && session.method === 'password' && isTrusted(user.role);
        const none: readonly Permission[] = [];
        return {
          principal: {
            ...actingToday(mergers, principalOfUser(user, isMissing ? none : null)),
            session: session.id,
          },
          until: session.expiresAt,
          usedAt: session.updatedAt,
          touch: (now) => store.write((scope) => touchSession(scope, session.id, now), 'leases'),
        };
      }),
  };
}

/** Those whose accounts open most. */
export const isTrusted = (role: Principal['role']): boolean => role === 'manager' || role === 'admin';
