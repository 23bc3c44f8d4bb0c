/** The service over HTTP. A session that has ended is an answer here (401), not a dialog: the queue waits, and the page says so. */
import type { syncCommands } from '../../../sync/contract.ts';
import type { pull } from '../../../sync/contract/pull.ts';
import { forgetAsked } from '../../api/asked.ts';
import { queries } from '../../api/client.ts';
import { meQuery } from '../../api/me.ts';
import { NotReached, Problem, problemOf } from '../../api/problem.ts';
import { askOpen } from '../../api/request.ts';
import { FileRefused, type SendService, TooLarge } from './send.ts';
import type { PullService } from './pull.ts';

const JUST_NOW_MS = 3_000;
/** A photograph of 400 kB over the slowest line there is. */
const FILE_TIMEOUT_MS = 5 * 60_000;
const FROM_THE_START = '/api/v1/sync/pull';
/** Refusals of a file that are no judgement of it. */
const PASSING = new Set([401, 403, 408, 429]);

export const httpService: SendService & PullService = {
  // What was asked this moment is not asked again: on such a line every question is half a second.
  whoAmI: async () => (await queries.fetchQuery({ ...meQuery, staleTime: JUST_NOW_MS })).id,

  async send(batch) {
    try {
      return await askOpen<typeof syncCommands>('post', '/api/v1/sync', batch);
    } catch (error) {
      if (error instanceof Problem && error.problem.status === 413) throw new TooLarge();
      throw error;
    }
  },

  async sendFile({ content, mediaType, name }) {
    const form = new FormData();
    form.set('file', new Blob([content], { type: mediaType }), name);
    const answer = await fetch('/api/v1/attachments', {
      ...{ method: 'POST', headers: { accept: 'application/json' }, body: form },
      signal: AbortSignal.timeout(FILE_TIMEOUT_MS),
    }).catch((error: unknown) => {
      throw new NotReached({ cause: error });
    });
    if (answer.ok) return;
    const body: unknown = await answer.json().catch(() => undefined);
    const problem = new Problem(problemOf(answer.status, body));
    const isJudged = answer.status >= 400 && answer.status < 500 && !PASSING.has(answer.status);
    throw isJudged ? new FileRefused(problem.code) : problem;
  },

  pull(cursor) {
    if (cursor === undefined) return askOpen<typeof pull>('get', FROM_THE_START);
    // What was asked as the document came is for a phone that holds nothing, and for whoever was signed in then.
    forgetAsked();
    return askOpen<typeof pull>('get', `${FROM_THE_START}?cursor=${encodeURIComponent(cursor)}`);
  },
};
