/** What is done with a pledge after it was recorded. */
import type { z } from 'zod';
import { newId } from '../../src/platform/ids.ts';
import type { Pledge } from '../../src/pledges/contract.ts';
import type {
  allocation,
  pledgeEdit,
  PledgeVersion,
  statusChange,
} from '../../src/pledges/contract/changes.ts';
import type { Statement } from '../../src/pledges/contract/statement.ts';
import { answerCheck } from './answers.ts';
import type { Answer, Problem } from './client.ts';
import { KEY, type Service } from './service.ts';

/** The pledge, or a refusal with what it says now. */
type Refusal = Pick<Problem, 'code' | 'detail' | 'errors'> & { current?: Pledge };
export type PledgeAnswer = Answer<Pledge & Refusal>;
type Line = Pledge['lines'][number];

/** The pledges of a service, as their donors and coordinators use them. Nothing here fails when the service refuses. */
export function pledgesOf(service: Service) {
  return {
    get: (id: string) => service.get<Pledge>(`/pledges/${id}`),

    async edit(
      { id }: { id: string },
      ifMatch: string | undefined,
      edit: z.input<typeof pledgeEdit> | Record<string, unknown>,
    ): Promise<PledgeAnswer> {
      const answer = await fetch(`${service.url}/api/v1/pledges/${id}`, {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${KEY}`,
          'content-type': 'application/json',
          ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        },
        body: JSON.stringify(edit),
      });
      const { status, headers } = answer;
      const body = (await answer.json()) as Pledge & Refusal;
      const contentType = headers.get('content-type') ?? '';
      const pathname = `/api/v1/pledges/${id}`;
      answerCheck(await service.document())({ method: 'PATCH', pathname, status, contentType, body });
      return { status, body, headers };
    },

    status: ({ id }: { id: string }, change: z.input<typeof statusChange>): Promise<PledgeAnswer> =>
      service.post(`/pledges/${id}/status`, change),

    voidStatus: ({ id }: { id: string }, fact: string): Promise<PledgeAnswer> =>
      service.post(`/pledges/${id}/statuses/${fact}/void`, { reason: 'recorded for the wrong pledge' }),

    allocate: (
      { id }: { id: string },
      line: Pick<Line, 'id'>,
      parts: z.input<typeof allocation>['parts'],
    ): Promise<PledgeAnswer> => service.post(`/pledges/${id}/allocate`, { lineId: line.id, parts }),

    versions: async ({ id }: { id: string }) =>
      (await service.get<{ items: PledgeVersion[] }>(`/pledges/${id}/versions`)).body.items,

    statement: async ({ id }: { id: string }, asKnownOn?: string) =>
      (await service.get<Statement>(`/pledges/${id}/statement`, { asKnownOn })).body,
  };
}

/** A refusal as `pointer code`, with its own code first. */
export const refusal = ({
  status,
  body,
}: {
  status: number;
  body: Pick<Problem, 'code' | 'errors'>;
}): string[] => [`${status} ${body.code}`, ...body.errors.map(({ pointer, code }) => `${pointer} ${code}`)];

/** How many answers there were of each status. */
export function tally(answers: readonly { status: number }[]): Record<number, number> {
  return Object.fromEntries(
    Array.from(
      Map.groupBy(answers, ({ status }) => status),
      ([status, same]) => [status, same.length],
    ),
  );
}

/** The same request at the same moment. */
export const atOnce = <T>(times: number, ask: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => ask(index)));

export const someone = () => `Donor ${newId()}`;
