import { queryOptions } from '@tanstack/react-query';
import type { whatIf } from '../../gaps/contract/outlook.ts';
import type { listAccessConstraints } from '../../places/contract/access.ts';
import type { listPledges } from '../../pledges/contract.ts';
import { keyOf } from '../api/keys.ts';
import { type AnswerOf, ask } from '../api/request.ts';
import type { SectorCode } from '../text/sectors.ts';
import type { Change } from './rules/search.ts';

export type Outcome = AnswerOf<typeof whatIf>;
export type LaneOutcome = Outcome['lanes'][number];

/** Asks what would be; nothing is recorded. */
export const outcomeQuery = (changes: Change[], sector: SectorCode | undefined) =>
  queryOptions({
    queryKey: keyOf('gaps', 'what-if', { changes, sector }),
    queryFn: ({ signal }) =>
      ask<typeof whatIf>('post', '/what-if', {
        body: { changes, ...(sector !== undefined && { sector }) },
        signal,
      }),
  });

export type Constraint = AnswerOf<typeof listAccessConstraints>['items'][number];

/** What stands in the way: passes, snow, floods, roads. */
export const constraintsQuery = queryOptions({
  queryKey: keyOf('reference', 'access-constraints'),
  queryFn: async ({ signal }) =>
    (await ask<typeof listAccessConstraints>('get', '/access-constraints', { signal })).items,
});

const MOST_PLEDGES = 200;

export const pledgesQuery = queryOptions({
  queryKey: keyOf('pledges', 'for-what-if'),
  queryFn: async ({ signal }) =>
    (await ask<typeof listPledges>('get', '/pledges', { query: { limit: MOST_PLEDGES }, signal })).items,
});
