import { queryOptions } from '@tanstack/react-query';
import type { listGaps } from '../../gaps/contract.ts';
import { keyOf } from '../api/keys.ts';
import { ask } from '../api/request.ts';
import { kabulMonth } from '../text/dates.ts';

/** The report of the current month alone: 34 provinces, three sectors. */
export const reportQuery = (month = kabulMonth(new Date())) =>
  queryOptions({
    queryKey: keyOf('gaps', 'report', { from: month, to: month }),
    queryFn: ({ signal }) =>
      ask<typeof listGaps>('get', '/gaps', { query: { from: month, to: month }, signal }),
  });

/** The same month as it was known at a past moment; it will never be another. */
export const reportThenQuery = (asKnownOn: string, month = kabulMonth(new Date())) =>
  queryOptions({
    queryKey: keyOf('gaps', 'report-then', { asKnownOn, month }),
    queryFn: ({ signal }) =>
      ask<typeof listGaps>('get', '/gaps', { query: { from: month, to: month, asKnownOn }, signal }),
    staleTime: Infinity,
  });
