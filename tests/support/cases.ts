/** What people do with discrepancies and netting hints. Nothing here fails when the service refuses. */
import type { Discrepancy } from '../../src/reconciliation/contract.ts';
import type { NettingHint } from '../../src/reconciliation/contract/netting.ts';
import type { Answer, Problem } from './client.ts';
import type { Service } from './service.ts';

type Refusal<T> = Pick<Problem, 'code' | 'detail' | 'errors'> & { current?: T };
export type CaseAnswer = Answer<Discrepancy & Refusal<Discrepancy>>;
export type HintAnswer = Answer<NettingHint & Refusal<NettingHint>>;
export type CaseAct = 'acknowledge' | 'assign' | 'comment' | 'resolve' | 'reopen';
type Query = Record<string, string | number | undefined>;

export function handlingOf(service: Service) {
  const { get, ask } = service;
  const send = <T>(path: string, body: object, ifMatch: string | undefined) =>
    ask<T & Refusal<T>>('POST', path, {
      body,
      headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
    });
  const settledTag = async (path: string) => {
    await service.settled();
    return (await get(path)).headers.get('etag') ?? '';
  };
  return {
    cases: async (query: Query = {}) =>
      (await get<{ items: Discrepancy[] }>('/discrepancies', query)).body.items,
    case: async ({ id }: { id: string }) => (await get<Discrepancy>(`/discrepancies/${id}`)).body,
    tagOf: ({ id }: { id: string }) => settledTag(`/discrepancies/${id}`),
    act: ({ id }: { id: string }, act: CaseAct, body: object, ifMatch?: string): Promise<CaseAnswer> =>
      send<Discrepancy>(`/discrepancies/${id}/${act}`, body, ifMatch),
    hints: async (query: Query = {}) =>
      (await get<{ items: NettingHint[] }>('/netting-hints', query)).body.items,
    hint: async ({ id }: { id: string }) => (await get<NettingHint>(`/netting-hints/${id}`)).body,
    hintTagOf: ({ id }: { id: string }) => settledTag(`/netting-hints/${id}`),
    decide: (
      { id }: { id: string },
      act: 'accept' | 'dismiss',
      body: object,
      ifMatch?: string,
    ): Promise<HintAnswer> => send<NettingHint>(`/netting-hints/${id}/${act}`, body, ifMatch),
  };
}
