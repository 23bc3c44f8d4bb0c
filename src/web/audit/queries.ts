import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { getAuditChain, listAudit } from '../../audit/contract.ts';
import { keyOf } from '../api/keys.ts';
import { ask } from '../api/request.ts';
import { queryOf, type TrailSearch } from './rules/search.ts';

const PER_PAGE = 50;
/** It grows with every change: what is shown is looked at again soon. */
const FRESH_MS = 5_000;

/** Whichever entry is open. */
export const trailQuery = (search: Omit<TrailSearch, 'entry'>) =>
  infiniteQueryOptions({
    queryKey: keyOf('audit', 'trail', search),
    queryFn: ({ pageParam, signal }) =>
      ask<typeof listAudit>('get', '/audit', {
        query: { ...queryOf(search), limit: PER_PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: FRESH_MS,
  });

export const chainQuery = queryOptions({
  queryKey: keyOf('audit', 'chain'),
  queryFn: ({ signal }) => ask<typeof getAuditChain>('get', '/audit/chain', { signal }),
  staleTime: FRESH_MS,
});
