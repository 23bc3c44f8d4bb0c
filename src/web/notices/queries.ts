import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { countNotices, listNotices } from '../../notify/contract.ts';
import { keyOf } from '../api/keys.ts';
import { ask } from '../api/request.ts';
import type { Language } from '../text/language.ts';

export const noticesQuery = ({ unread, lang }: { unread: boolean; lang: Language }) =>
  infiniteQueryOptions({
    queryKey: keyOf('notices', 'list', { unread, lang }),
    queryFn: ({ pageParam, signal }) =>
      ask<typeof listNotices>('get', '/notices', {
        query: { unread: unread ? 'true' : undefined, lang, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

export const unreadQuery = queryOptions({
  queryKey: keyOf('notices', 'unread'),
  queryFn: ({ signal }) => ask<typeof countNotices>('get', '/notices/unread', { signal }),
});
