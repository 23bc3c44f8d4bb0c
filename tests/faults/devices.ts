/** Phones in the field: they send many events at once, and each again with the same id until it is answered. */
import { setTimeout as wait } from 'node:timers/promises';
import type { RecordedEvent } from '../../src/shipments/contract/events.ts';
import type { Answer, Client, Problem } from '../support/client.ts';
import type { Report } from './convoys.ts';

const ANSWERED_WITHIN_MS = 60_000;
const AGAIN_AFTER_MS = 20;

export interface Devices {
  /** The first answers, by event. */
  readonly acknowledged: ReadonlyMap<string, RecordedEvent>;
  /** Given up after a lost connection: nobody knows whether they arrived. */
  readonly unanswered: ReadonlySet<string>;
  /** Everything the service said no with, in turn. */
  readonly refusals: readonly Answer<Problem>[];
  /** How long each answer took, ms. */
  readonly tookMs: readonly number[];
  /** Resolves when so many are acknowledged. */
  count: (acknowledged: number) => Promise<void>;
  /** Sends all of these; resolves when each is acknowledged, given up or, unless they insist, refused for the time being. */
  send: (reports: readonly Report[]) => Promise<void>;
}

export interface Habits {
  /** How many wait for an answer at a time. */
  concurrency: number;
  /** Whether the sender of the n-th report will not send it again after a lost connection. */
  givesUp?: (n: number) => boolean;
  /** Whether they send again what was refused for the time being (5xx). */
  insist?: boolean;
}

export function devicesOf(
  { post }: Pick<Client, 'post'>,
  { concurrency, givesUp = () => false, insist = true }: Habits,
): Devices {
  const acknowledged = new Map<string, RecordedEvent>();
  const unanswered = new Set<string>();
  const refusals: Answer<Problem>[] = [];
  const tookMs: number[] = [];
  let counting: { upTo: number; reached: () => void }[] = [];

  function acknowledge(event: RecordedEvent): void {
    acknowledged.set(event.id, event);
    for (const { upTo, reached } of counting) if (acknowledged.size >= upTo) reached();
    counting = counting.filter(({ upTo }) => acknowledged.size < upTo);
  }

  async function sendOne({ shipment, body }: Report, patient: boolean): Promise<void> {
    const deadline = Date.now() + ANSWERED_WITHIN_MS;
    for (;;) {
      const answer = await attempt(shipment, body);
      if (answer && (answer.status === 201 || answer.status === 200)) {
        return acknowledge(answer.body as RecordedEvent);
      }
      if (!answer && !patient) {
        unanswered.add(body.id);
        return undefined;
      }
      const refusal = answer as Answer<Problem> | undefined;
      if (refusal) refusals.push(refusal);
      if ((refusal && refusal.status < 500) || Date.now() > deadline) {
        throw new Error(`event ${body.id} was not recorded: ${JSON.stringify(refusal?.body ?? 'no answer')}`);
      }
      if (refusal && !insist) return undefined;
      await wait(AGAIN_AFTER_MS);
    }
  }

  /** Nothing when the connection was lost or refused. */
  async function attempt(shipment: string, body: Report['body']): Promise<Answer<unknown> | undefined> {
    const began = performance.now();
    try {
      const answer = await post<unknown>(`/shipments/${shipment}/events`, body);
      tookMs.push(performance.now() - began);
      return answer;
    } catch (error) {
      if (isConnectionLost(error)) return undefined;
      throw error;
    }
  }

  return {
    ...{ acknowledged, unanswered, refusals, tookMs },
    count: (upTo) =>
      new Promise((reached) => {
        if (acknowledged.size >= upTo) reached();
        else counting.push({ upTo, reached });
      }),
    async send(reports) {
      let next = 0;
      const sender = async () => {
        for (let n = next++; n < reports.length; n = next++) {
          await sendOne(reports[n] as Report, !givesUp(n));
        }
      };
      await Promise.all(Array.from({ length: concurrency }, sender));
    },
  };
}

/** What `fetch` throws when nobody listens, or when the process dies under a request. */
function isConnectionLost(error: unknown): boolean {
  return error instanceof TypeError && (error.message === 'fetch failed' || error.message === 'terminated');
}
