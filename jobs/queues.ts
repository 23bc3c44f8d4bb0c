import { type Job, Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Broker } from '../src/platform/queue/broker.ts';

/** Separate, so that a slow mail server does not hold up the numbers, a long sweep neither, nor receivers of webhooks the mail. */
export const QUEUE_NAMES = ['recompute', 'deliver', 'webhook', 'sweep'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];
export type Queues = Readonly<Record<QueueName, Queue>>;

const PREFIX = 'aid';

export interface WorkerTuning {
  /** Jobs at once per queue. Several, so that a unit of work has something to share; few, because it keeps others waiting. */
  concurrency: Readonly<Record<QueueName, number>>;
  /** A job whose worker says nothing for so long is given to another. */
  lockMs: number;
  /** How often workers look for such jobs. */
  stalledCheckMs: number;
}

export const WORKER_TUNING: WorkerTuning = {
  concurrency: { recompute: 16, deliver: 4, webhook: 16, sweep: 1 },
  lockMs: 15_000,
  stalledCheckMs: 5_000,
};

/** The queues, all over one connection that fails fast. Closing them leaves the connection to its owner. */
export function openQueues(client: Redis, onError: (error: Error) => void): Queues {
  const open = (name: QueueName) => {
    const queue = new Queue(name, {
      connection: client,
      prefix: PREFIX,
      // Otherwise one unanswered INFO at the first connection would break the queue for good.
      skipVersionCheck: true,
      defaultJobOptions: {
        // Repeating is SQL's affair: it knows what failed, how often, and why.
        attempts: 1,
        removeOnComplete: { age: 3_600, count: 100 },
        removeOnFail: { age: 86_400, count: 1_000 },
      },
      streams: { events: { maxLen: 1_000 } },
    });
    queue.on('error', onError);
    return queue;
  };
  return {
    recompute: open('recompute'),
    deliver: open('deliver'),
    webhook: open('webhook'),
    sweep: open('sweep'),
  };
}

/** A worker of one queue. It reconnects for ever and repeats what was not answered. */
export function openWorker(
  name: QueueName,
  process: (job: Job) => Promise<void>,
  broker: Broker,
  tuning: WorkerTuning,
  onError: (error: Error) => void,
): Worker {
  const worker = new Worker(name, process, {
    connection: broker.forWorkers,
    prefix: PREFIX,
    concurrency: tuning.concurrency[name],
    lockDuration: tuning.lockMs,
    stalledInterval: tuning.stalledCheckMs,
    // By default a job is given up when two workers are killed under it; here only SQL gives up.
    maxStalledCount: 1_000,
    // What a fetch waits after a connection was closed under it; the default is 15 s.
    runRetryDelay: 1_000,
  });
  worker.on('error', onError);
  return worker;
}

/**
 * The id of a job: the same for the same work, so that work still on its way is not queued twice; different after every change
 * and every failure, because an id that the broker still knows is silently ignored. BullMQ refuses `:` and integers.
 */
export function jobId(...parts: readonly (string | number)[]): string {
  return parts.map((part) => encodeURIComponent(part)).join('-');
}
