/** What waits on the phone, and what becomes of it when the service has answered (`docs/sync.md`). */
import type { z } from 'zod';
import type { CommandProblem, CommandResult, syncCommand } from '../../../sync/contract.ts';

/** An event of a shipment, as it is sent. */
export type EventCommand = Extract<z.input<typeof syncCommand>, { kind: 'event' }>;
export type EventBody = EventCommand['body'];

/** `waiting`: to be sent. `parked`: the service keeps it until its shipment comes. The others are for a person to look at. */
export const QUEUE_STATES = ['waiting', 'parked', 'conflict', 'refused'] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

/** What it is about, in words that stay when the shipment is no longer on the phone. */
export interface About {
  waybill: string;
  /** P-code */
  province: string;
}

export interface QueuedCommand {
  /** Of the command: made when the person did it, and never again. */
  id: string;
  /** The order in which they came to this phone. */
  seq: number;
  /** Who did it, or who loaded the file. Nobody else sends it. */
  by: string;
  /** By the clock of the phone; shown, never relied on. */
  madeAt: string;
  state: QueueState;
  /** `file`: it was loaded from one. */
  source: 'web' | 'file';
  about: About;
  command: EventCommand;
  /** Of the command as JSON. */
  bytes: number;
  problem: CommandProblem | null;
}

/** An event that the service has, for whoever looks for it afterwards. */
export interface SentCommand {
  id: string;
  shipmentId: string;
  type: EventBody['type'];
  about: About;
  occurredAt: string;
  recordedAt: string | null;
}

/** A photograph or signature that has not left yet, under the SHA-256 by which its event names it. */
export interface WaitingFile {
  hash: string;
  by: string;
  name: string;
  mediaType: string;
  content: ArrayBuffer;
  about: About;
  /** The code with which the service refused it; then it is not sent again by itself. */
  problem: string | null;
}

/** Far below what the service takes in one request, and far above a hundred usual events. */
const BATCH_BYTES = 200_000;
export const MOST_AT_ONCE = 100;

/** The next commands of somebody to send together: in their order, at most so many, all typed here or all from a file. */
export function nextBatch(
  queue: readonly QueuedCommand[],
  by: string,
  most = MOST_AT_ONCE,
): readonly QueuedCommand[] {
  const waiting = queue
    .filter((one) => one.state === 'waiting' && one.by === by)
    .toSorted((a, b) => a.seq - b.seq);
  const batch: QueuedCommand[] = [];
  let bytes = 0;
  for (const one of waiting) {
    bytes += one.bytes;
    const isFull = batch.length >= most || bytes > BATCH_BYTES || one.source !== batch[0]?.source;
    if (batch.length > 0 && isFull) break;
    batch.push(one);
  }
  return batch;
}

/** What the answer means for one command: it leaves the queue, or stays in another state. */
export type Settled =
  | { id: string; leaves: true; sent: SentCommand }
  | { id: string; leaves: false; state: QueueState; problem: CommandProblem | null };

/**
 * What becomes of a batch. Results come in order; one that is not there, or is of another command, says nothing, and its command goes on
 * waiting.
 */
export function settle(
  batch: readonly QueuedCommand[],
  results: readonly Pick<CommandResult, 'id' | 'outcome' | 'recordedAt' | 'problem'>[],
): Settled[] {
  return batch.flatMap((one, index): Settled[] => {
    const result = results[index];
    if (!result || (result.id !== null && result.id !== one.id)) return [];
    const { outcome, recordedAt, problem = null } = result;
    if (outcome === 'applied' || outcome === 'duplicate') {
      return [{ id: one.id, leaves: true, sent: sentOf(one, recordedAt) }];
    }
    return [{ id: one.id, leaves: false, state: outcome, problem }];
  });
}

export function sentOf({ id, command, about }: QueuedCommand, recordedAt: string | null): SentCommand {
  const { shipmentId, body } = command;
  return { id, shipmentId, type: body.type, about, occurredAt: body.occurredAt, recordedAt };
}

/** Only what the service has not kept may be thrown away by a person, and only what was judged. */
export const isRemovable = ({ state }: Pick<QueuedCommand, 'state'>): boolean =>
  state === 'refused' || state === 'conflict';

export const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;
