import { queryOptions } from '@tanstack/react-query';
import type { getLosses } from '../../reconciliation/contract/losses.ts';
import { keyOf } from '../api/keys.ts';
import { type AnswerOf, ask } from '../api/request.ts';
import type { SectorCode } from '../text/sectors.ts';

export const BYS = ['cause', 'responsibility', 'crossing', 'carrier', 'item'] as const;
export type By = (typeof BYS)[number];
export type LossGroup = AnswerOf<typeof getLosses>['groups'][number];

export const lossesQuery = (query: { by: By; sector?: SectorCode; from?: string; to?: string }) =>
  queryOptions({
    queryKey: keyOf('losses', query),
    queryFn: ({ signal }) => ask<typeof getLosses>('get', '/losses', { query, signal }),
  });
