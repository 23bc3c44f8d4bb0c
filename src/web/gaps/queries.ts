import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { getMix } from '../../gaps/contract/commodities.ts';
import type { explainGaps } from '../../gaps/contract/explain.ts';
import type { getLane, listGaps, listLaneParcels } from '../../gaps/contract.ts';
import { keyOf } from '../api/keys.ts';
import { type AnswerOf, ask } from '../api/request.ts';
import type { SectorCode } from '../text/sectors.ts';

export type Lane = AnswerOf<typeof getLane>;
export type LaneMonth = Lane['months'][number];
export type LaneParcel = Lane['parcels'][number];
export type ParcelClass = LaneParcel['class'];
export type Explanation = AnswerOf<typeof explainGaps>;

/** A sector's cells of some months; with `asKnownOn` as they were known then, which never changes. */
export const gapsQuery = (query: { sector: SectorCode; from: string; to: string; asKnownOn?: string }) =>
  queryOptions({
    queryKey: keyOf('gaps', 'list', query),
    queryFn: ({ signal }) => ask<typeof listGaps>('get', '/gaps', { query, signal }),
    ...(query.asKnownOn !== undefined && { staleTime: Infinity }),
  });

export interface LaneOf {
  province: string;
  sector: SectorCode;
}

export const laneQuery = (params: LaneOf) =>
  queryOptions({
    queryKey: keyOf('gaps', 'lane', params),
    queryFn: ({ signal }) => ask<typeof getLane>('get', '/gaps/{province}/{sector}', { params, signal }),
  });

type LaneMix = AnswerOf<typeof getMix>;
export type InMix = LaneMix['months'][number]['commodities'][number];

/** What the supply of a lane is made of, by parts of the ration. */
export const mixQuery = (params: LaneOf) =>
  queryOptions({
    queryKey: keyOf('gaps', 'mix', params),
    queryFn: ({ signal }) => ask<typeof getMix>('get', '/gaps/{province}/{sector}/mix', { params, signal }),
  });

const PAGE = 50;

export const parcelsQuery = (params: LaneOf, of: { month?: string; class?: ParcelClass }) =>
  infiniteQueryOptions({
    queryKey: keyOf('gaps', 'parcels', { ...params, ...of }),
    queryFn: ({ signal, pageParam }) =>
      ask<typeof listLaneParcels>('get', '/gaps/{province}/{sector}/parcels', {
        params,
        query: { ...of, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Why a lane is another than it was at the end of a day. */
export const explainQuery = (query: LaneOf & { from: string; to?: string }) =>
  queryOptions({
    queryKey: keyOf('gaps', 'explain', query),
    queryFn: ({ signal }) => ask<typeof explainGaps>('get', '/gaps/explain', { query, signal }),
  });
