import { queryOptions } from '@tanstack/react-query';
import type { getForecast } from '../../gaps/contract/outlook.ts';
import { keyOf } from '../api/keys.ts';
import { type AnswerOf, ask } from '../api/request.ts';
import type { SectorCode } from '../text/sectors.ts';

export type ForecastLane = AnswerOf<typeof getForecast>['items'][number];

export const forecastQuery = (sector: SectorCode) =>
  queryOptions({
    queryKey: keyOf('forecast', sector),
    queryFn: ({ signal }) => ask<typeof getForecast>('get', '/forecast', { query: { sector }, signal }),
  });
