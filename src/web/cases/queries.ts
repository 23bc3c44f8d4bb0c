import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { getGapFlag, listGapFlags } from '../../gaps/contract/flags.ts';
import type { getDiscrepancy, listDiscrepancies } from '../../reconciliation/contract.ts';
import type { getShipment } from '../../shipments/contract.ts';
import { keyOf } from '../api/keys.ts';
import { type AnswerOf, ask, exchange } from '../api/request.ts';
import type { CaseState } from './rules/acts.ts';
import type { CaseSearch } from './rules/search.ts';

export type Flag = AnswerOf<typeof getGapFlag>;
export type Discrepancy = AnswerOf<typeof getDiscrepancy>;

export const flagsQuery = (query: Pick<CaseSearch, 'sector' | 'province' | 'owner'>) =>
  queryOptions({
    queryKey: keyOf('flags', 'list', query),
    queryFn: async ({ signal }) =>
      (await ask<typeof listGapFlags>('get', '/gap-flags', { query, signal })).items,
  });

/** With the ETag that changing it asks for. */
export const flagQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf('flags', 'one', id),
    queryFn: ({ signal }) =>
      exchange<typeof getGapFlag>('get', '/gap-flags/{id}', { params: { id }, signal }),
  });

const PAGE = 30;

export const discrepanciesQuery = (
  state: Exclude<CaseState, 'in_action'>,
  query: Pick<CaseSearch, 'sector' | 'province' | 'owner' | 'kind'>,
) =>
  infiniteQueryOptions({
    queryKey: keyOf('discrepancies', 'list', { state, ...query }),
    queryFn: ({ signal, pageParam }) =>
      ask<typeof listDiscrepancies>('get', '/discrepancies', {
        query: { ...query, state, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const discrepancyQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf('discrepancies', 'one', id),
    queryFn: ({ signal }) =>
      exchange<typeof getDiscrepancy>('get', '/discrepancies/{id}', { params: { id }, signal }),
  });

export const shipmentQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf('shipments', 'one', id),
    queryFn: ({ signal }) => ask<typeof getShipment>('get', '/shipments/{id}', { params: { id }, signal }),
  });
