import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { getPledge, listPledges } from '../../pledges/contract.ts';
import type { listPledgeVersions } from '../../pledges/contract/changes.ts';
import type { getShared, listPledgeShares } from '../../pledges/contract/share.ts';
import type {
  listStatementRecords,
  StatementRecordsQuery,
} from '../../pledges/contract/statement-records.ts';
import type { getStatement } from '../../pledges/contract/statement.ts';
import type { listDiscrepancies } from '../../reconciliation/contract.ts';
import { keyOf } from '../api/keys.ts';
import { ask, askOpen, exchange, type InputOf } from '../api/request.ts';

export type PledgeFilters = Omit<NonNullable<InputOf<typeof listPledges>['query']>, 'limit' | 'cursor'>;

const PAGE = 50;

export const pledgesQuery = (filters: PledgeFilters) =>
  infiniteQueryOptions({
    queryKey: keyOf('pledges', 'list', filters),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      ask<typeof listPledges>('get', '/pledges', {
        query: { ...filters, limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        signal,
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

/** With its ETag, which a change of it sends back. */
export const pledgeQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf('pledges', 'one', id),
    queryFn: ({ signal }) => exchange<typeof getPledge>('get', '/pledges/{id}', { params: { id }, signal }),
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf('pledges', 'versions', id),
    queryFn: ({ signal }) =>
      ask<typeof listPledgeVersions>('get', '/pledges/{id}/versions', { params: { id }, signal }),
  });

export const statementQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf('pledges', 'statement', id),
    queryFn: ({ signal }) =>
      ask<typeof getStatement>('get', '/pledges/{id}/statement', { params: { id }, signal }),
  });

export type RecordsOf = Pick<StatementRecordsQuery, 'column' | 'line' | 'province'>;

export const recordsQuery = (id: string, of: RecordsOf) =>
  queryOptions({
    queryKey: keyOf('pledges', 'records', id, of),
    queryFn: ({ signal }) =>
      ask<typeof listStatementRecords>('get', '/pledges/{id}/statement/records', {
        params: { id },
        query: { ...of, limit: 200 },
        signal,
      }),
  });

export const sharesQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf('pledges', 'shares', id),
    queryFn: ({ signal }) =>
      ask<typeof listPledgeShares>('get', '/pledges/{id}/shares', { params: { id }, signal }),
  });

/** Cases in which promise, dispatch and receipt of a pledge disagree. */
export const casesQuery = (pledge: string) =>
  queryOptions({
    queryKey: keyOf('discrepancies', 'of-pledge', pledge),
    queryFn: ({ signal }) =>
      ask<typeof listDiscrepancies>('get', '/discrepancies', { query: { pledge, limit: 200 }, signal }),
  });

/** For whoever holds the link, without signing in. */
export const sharedQuery = (token: string) =>
  queryOptions({
    queryKey: keyOf('pledges', 'shared', token),
    queryFn: () => askOpen<typeof getShared>('get', `/api/v1/shared/${encodeURIComponent(token)}`),
  });
