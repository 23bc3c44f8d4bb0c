import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { Redis, type RedisOptions } from 'ioredis';

/** Reports a failure of the broker; called again at every attempt while it is away. */
export type OnBrokerError = (error: Error) => void;

export interface WorkerConnection {
  url: string;
  connectTimeout: number;
  retryStrategy: (attempt: number) => number;
  maxRetriesPerRequest: null;
  socketTimeout: number;
}

/** Where jobs are on their way. It holds nothing that cannot be rebuilt from SQL, and nobody waits for it to answer. */
export interface Broker {
  readonly kind: 'redis' | 'in-process';
  /** As connections want it: it may hold a password, so it is not for logs. */
  readonly url: string;
  /** What BullMQ makes a worker's connections from: commands wait for ever and are sent again after a reconnection. */
  readonly forWorkers: WorkerConnection;
  /**
   * A connection whose commands fail at once while the broker is away and within {@link SILENCE_MS} when it is hung; what is not
   * answered is dropped with the connection, so nothing piles up. It reconnects for ever. The caller disconnects it.
   */
  connect(onError: OnBrokerError): Redis;
  /** A connection that listens: it reconnects and subscribes again for ever. The caller disconnects it. */
  connectListener(onError: OnBrokerError): Redis;
  close(): Promise<void>;
}

const SILENCE_MS = 2_000;
/** Longer than any blocking read of a worker (10 s), so that only a dead connection is silent for so long. */
const WORKER_SILENCE_MS = 30_000;

const reconnection = {
  connectTimeout: 2_000,
  retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 10), 1_000),
} satisfies RedisOptions;

/**
 * Opens the broker: Redis where a URL says, otherwise a server inside this process, for evaluation only and refused in production.
 * Redis need not be there: nothing here waits for it.
 */
export async function openBroker(options: {
  redisUrl: string | undefined;
  production: boolean;
}): Promise<Broker> {
  if (options.redisUrl !== undefined) return brokerAt('redis', options.redisUrl, async () => {});
  if (options.production) {
    throw new Error(
      'REDIS_URL is not set: with NODE_ENV=production the jobs need Redis; the broker inside the process is for evaluation only',
    );
  }
  const server = await startInProcess();
  return brokerAt('in-process', server.url, server.close);
}

function brokerAt(kind: Broker['kind'], url: string, close: () => Promise<void>): Broker {
  const connectWith = (settings: Omit<RedisOptions, 'replyMapping'>, onError: OnBrokerError) => {
    const client = new Redis(url, { ...reconnection, ...settings });
    client.on('error', onError);
    return client;
  };
  return {
    kind,
    url,
    forWorkers: { ...reconnection, url, maxRetriesPerRequest: null, socketTimeout: WORKER_SILENCE_MS },
    connect: (onError) =>
      connectWith({ enableOfflineQueue: false, maxRetriesPerRequest: 0, socketTimeout: SILENCE_MS }, onError),
    connectListener: (onError) => connectWith({ maxRetriesPerRequest: null }, onError),
    close,
  };
}

/** Starts the server of `in-process-redis.ts` in a thread. */
async function startInProcess(): Promise<{ url: string; close: () => Promise<void> }> {
  const password = randomBytes(24).toString('hex');
  const thread = new Worker(new URL('./in-process-redis.ts', import.meta.url), { workerData: { password } });
  const port = await new Promise<number>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    async close() {
      await thread.terminate();
    },
  };
}
