import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { getUser, listUsers } from '../../accounts/contract/people.ts';
import type { listOrganisations } from '../../accounts/contract.ts';
import type { Role } from '../../platform/access.ts';
import { keyOf } from '../api/keys.ts';
import { ask, exchange } from '../api/request.ts';

export interface PeopleSearch {
  q?: string;
  role?: Role;
}

export type OrganisationState = 'proposed' | 'confirmed' | 'merged';

export interface OrganisationSearch {
  q?: string;
  state?: OrganisationState;
}

const firstPage = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined,
};

export const peopleQuery = ({ q, role }: PeopleSearch) =>
  infiniteQueryOptions({
    queryKey: keyOf('users', 'list', { q, role }),
    queryFn: ({ pageParam, signal }) =>
      ask<typeof listUsers>('get', '/users', { query: { q, role, cursor: pageParam }, signal }),
    ...firstPage,
  });

/** With its ETag, which changing the person asks for. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf('users', 'one', id),
    queryFn: async ({ signal }) => {
      const { body, etag } = await exchange<typeof getUser>('get', '/users/{id}', { params: { id }, signal });
      return { body, etag };
    },
  });

export const organisationsQuery = ({ q, state }: OrganisationSearch) =>
  infiniteQueryOptions({
    queryKey: keyOf('organisations', 'list', { q, state }),
    queryFn: ({ pageParam, signal }) =>
      ask<typeof listOrganisations>('get', '/organisations', {
        query: { q, state, cursor: pageParam },
        signal,
      }),
    ...firstPage,
  });
