/** Who is signed in, also without a network: as last told, until somebody signs out. */
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { getMe, Me } from '../../accounts/contract/people.ts';
import type { Permission } from '../../platform/access.ts';
import { keyOf } from './keys.ts';
import { NotReached } from './problem.ts';
import { askOpen } from './request.ts';

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

/** Who is signed in; only on pages that need a sign-in. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data;

export const may = (me: Me, permission: Permission): boolean => me.permissions.includes(permission);
