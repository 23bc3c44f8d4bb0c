import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { listPrincipals } from '../../accounts/contract/principals.ts';
import { keyOf } from '../api/keys.ts';
import { type AnswerOf, ask } from '../api/request.ts';

type Named = AnswerOf<typeof listPrincipals>['items'][number];

/** So many does the service name at once. */
const AT_ONCE = 50;
const HOUR_MS = 3_600_000;

/** Those who recorded something, by id. Names change rarely. */
export const namesQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: keyOf('users', 'names', ids),
    queryFn: async ({ signal }): Promise<Map<string, Named>> => {
      const parts = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, index) =>
        ids.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
      );
      const answers = await Promise.all(
        parts.map((some) =>
          ask<typeof listPrincipals>('get', '/principals', { query: { ids: some.join(',') }, signal }),
        ),
      );
      return new Map(answers.flatMap(({ items }) => items).map((one) => [one.id, one]));
    },
    staleTime: HOUR_MS,
    // A list that grows keeps the names it has.
    placeholderData: keepPreviousData,
  });
