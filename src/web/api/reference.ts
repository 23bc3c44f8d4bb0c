/** What changes rarely and is needed everywhere: provinces, sectors, items, crossings. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { listItems, listSectors } from '../../catalogue/contract.ts';
import type { listCrossings, listProvinces } from '../../places/contract.ts';
import type { Language } from '../text/language.ts';
import { keyOf } from './keys.ts';
import { type AnswerOf, ask } from './request.ts';

const HOUR_MS = 3_600_000;
const rarely = { staleTime: HOUR_MS, gcTime: Infinity } as const;

export type Province = AnswerOf<typeof listProvinces>['items'][number];
export type Item = AnswerOf<typeof listItems>['items'][number];
export type Sector = AnswerOf<typeof listSectors>['items'][number];
export type Crossing = AnswerOf<typeof listCrossings>['items'][number];

export const provincesQuery = queryOptions({
  queryKey: keyOf('reference', 'provinces'),
  queryFn: async ({ signal }) => (await ask<typeof listProvinces>('get', '/provinces', { signal })).items,
  ...rarely,
});

export const itemsQuery = queryOptions({
  queryKey: keyOf('reference', 'items'),
  queryFn: async ({ signal }) => (await ask<typeof listItems>('get', '/items', { signal })).items,
  ...rarely,
});

export const sectorsQuery = queryOptions({
  queryKey: keyOf('reference', 'sectors'),
  queryFn: async ({ signal }) => (await ask<typeof listSectors>('get', '/sectors', { signal })).items,
  ...rarely,
});

/** Their status changes: not as rarely as the rest. */
export const crossingsQuery = queryOptions({
  queryKey: keyOf('reference', 'crossings'),
  queryFn: async ({ signal }) => (await ask<typeof listCrossings>('get', '/crossings', { signal })).items,
});

/** P-code → name in a language; the P-code itself until the names are there. */
export function useProvinceName(): (pcode: string, language: Language) => string {
  const { data = [] } = useQuery(provincesQuery);
  const names = new Map(data.map(({ pcode, name }) => [pcode, name]));
  return (pcode, language) => names.get(pcode)?.[language] ?? pcode;
}
