/** Organisations by name. They are some hundreds: all are fetched once, and looked for on the device. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { listOrganisations } from '../../accounts/contract.ts';
import { keyOf } from './keys.ts';
import { type AnswerOf, ask } from './request.ts';

export type Organisation = AnswerOf<typeof listOrganisations>['items'][number];

const MOST_PAGES = 25;

export const organisationsQuery = queryOptions({
  queryKey: keyOf('organisations', 'all'),
  queryFn: async ({ signal }) => {
    const all: Organisation[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { items, nextCursor } = await ask<typeof listOrganisations>('get', '/organisations', {
        query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
        signal,
      });
      all.push(...items);
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    return all;
  },
});

/** Id → name; an ellipsis until the names are there, and for an organisation that one may not know. */
export function useOrganisationName(): (id: string | null | undefined) => string {
  const { data = [] } = useQuery(organisationsQuery);
  const names = new Map(data.map(({ id, name }) => [id, name]));
  return (id) => (id === null || id === undefined ? '–' : (names.get(id) ?? '…'));
}
