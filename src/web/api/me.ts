/** Who is signed in, also without a network: as last told, until somebody signs out. */
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { getMe, Me } from '../../accounts/contract/people.ts';
import type { Permission } from '../../platform/access.ts';
import { keyOf } from './keys.ts';
import { queries } from './client.ts';
import { NotReached, Problem } from './problem.ts';
import { askOpen } from './request.ts';
import { session } from './session.ts';

const KEPT_AS = 'me';

export function rememberMe(me: Me | undefined): void {
  try {
    if (me) localStorage.setItem(KEPT_AS, JSON.stringify(me));
    else localStorage.removeItem(KEPT_AS);
  } catch {
    // Without a place to keep it, the next visit needs a network.
  }
}

function remembered(): Me | undefined {
  try {
    return JSON.parse(localStorage.getItem(KEPT_AS) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

export const meQuery = queryOptions({
  queryKey: keyOf('me'),
  queryFn: async (): Promise<Me> => {
    try {
      const me = await askOpen<typeof getMe>('get', '/api/v1/me');
      rememberMe(me);
      return me;
    } catch (error) {
      const known = remembered();
      if (error instanceof NotReached && known) return known;
      throw error;
    }
  },
  retry: false,
  staleTime: 5 * 60_000,
});

/**
 * Begins with who it was on the last visit, and finds out beside it who it is: a page that works without a network must not wait for one.
 *
 * @returns whether somebody was remembered; one whose session has ended is asked to sign in above the page
 */
export function beginAsRemembered(): boolean {
  if (queries.getQueryData(meQuery.queryKey) !== undefined) return true;
  const known = remembered();
  if (!known) return false;
  queries.setQueryData(meQuery.queryKey, known, { updatedAt: 0 });
  void findOut();
  return true;
}

async function findOut(): Promise<void> {
  try {
    await queries.fetchQuery(meQuery);
  } catch (error) {
    if (!(error instanceof Problem) || error.problem.status !== 401) return;
    await session.signedInAgain();
    await queries.fetchQuery(meQuery);
  }
}

/** Who is signed in; only on pages that need a sign-in. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data;

export const may = (me: Me, permission: Permission): boolean => me.permissions.includes(permission);
