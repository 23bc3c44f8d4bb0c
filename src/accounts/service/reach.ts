import type { Principal } from '../../platform/access.ts';
import { principalOfUser } from '../../platform/auth/principal.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import * as keys from '../repo/keys.ts';
import * as people from '../repo/people.ts';
import { withinOwner } from '../rules/key.ts';
import { actingToday, mergersOf } from './mergers.ts';

/** Somebody who can get in, and where he is written to. */
export interface Reachable {
  principal: Principal;
  email: string;
  createdAt: number;
}

/** People who can get in, in the order of their ids, from after one on: to tell them of something. */
export async function reachablePeople(scope: ReadScope, after: string, limit: number): Promise<Reachable[]> {
  const rows = await people.activeUsersAfter(scope, after, limit);
  const mergers = await mergersOf(scope);
  return rows.map((user) => ({
    ...{
      principal: actingToday(mergers, principalOfUser(user)),
      email: user.email,
      createdAt: user.createdAt,
    },
  }));
}

/**
 * What principals that once asked for something may today, for who acts for them while they are not there: null for a person who may not
 * get in any more, for a key that is revoked or has expired, and for what nobody knows. The bootstrap key is whoever has the
 * configuration.
 */
export async function reachToday(
  scope: ReadScope,
  asked: Pick<Principal, 'kind' | 'id'>,
  now: number,
): Promise<Principal | null> {
  if (asked.kind === 'user') {
    const user = await people.userById(scope, asked.id);
    if (!user || user.disabledAt !== null) return null;
    return actingToday(await mergersOf(scope), principalOfUser(user));
  }
  const key = await keys.apiKeyById(scope, asked.id);
  if (!key || key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now)) return null;
  const { id, role, organisation, provinces, scopes } = key;
  const own = actingToday(await mergersOf(scope), { role, organisation, provinces, scopes });
  if (key.userId === null) return { kind: 'api_key', id, ...own };
  const owner = await reachToday(scope, { kind: 'user', id: key.userId }, now);
  return owner && { kind: 'api_key', id, ...withinOwner(own, owner) };
}
