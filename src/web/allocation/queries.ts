import { queryOptions } from '@tanstack/react-query';
import type { getAllocationPlan } from '../../allocation/contract.ts';
import { keyOf } from '../api/keys.ts';
import { type AnswerOf, ask } from '../api/request.ts';

export type Plan = AnswerOf<typeof getAllocationPlan>;

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf('gaps', 'plan', id),
    queryFn: ({ signal }) =>
      ask<typeof getAllocationPlan>('get', '/allocation-plans/{id}', { params: { id }, signal }),
  });
