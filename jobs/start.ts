import type { Worker } from 'bullmq';
import type { Clock } from '../src/platform/clock.ts';
import type { Log } from '../src/platform/log.ts';
import type { Broker } from '../src/platform/queue/broker.ts';
import { listenForNudges } from '../src/platform/queue/nudge.ts';
import type { Store } from '../src/platform/storage/store.ts';
import { deliverProcessor } from './deliver.ts';
import { hasForgotten } from './memory.ts';
import { openQueues, openWorker, QUEUE_NAMES, WORKER_TUNING, type WorkerTuning } from './queues.ts';
import { recomputeProcessor } from './recompute.ts';
import { assertComplete, type Registry } from './registry.ts';
import { RELAY_TUNING, type RelayTuning, startRelay } from './relay.ts';
import { DELIVER_RETRY, RECOMPUTE_RETRY, type RetryPolicy } from './retry.ts';
import { schedulesOf } from './schedules.ts';
import { sweepProcessor } from './sweep.ts';

export interface Tuning extends RelayTuning, WorkerTuning {
  /** How often schedules are put in place again. */
  refreshMs: number;
  retry: { recompute: RetryPolicy; deliver: RetryPolicy };
}

export interface JobsOptions {
  store: Store;
  broker: Broker;
  clock: Clock;
  log: Log;
  registry: Registry;
  tuning?: Partial<Tuning>;
}

export interface Jobs {
  /** There may be work: for the store's `afterCommit`. Returns at once. */
  nudge: () => void;
  /** False while the broker does not answer: work waits in SQL meanwhile. */
  brokerAnswers: () => boolean;
  /** Lets running jobs end, then closes; after `graceMs` it closes under them, and they are done again elsewhere. */
  close: (graceMs?: number) => Promise<void>;
}

const TUNING: Tuning = {
  ...RELAY_TUNING,
  ...WORKER_TUNING,
  refreshMs: 300_000,
  retry: { recompute: RECOMPUTE_RETRY, deliver: DELIVER_RETRY },
};
const GRACE_MS = 10_000;

/**
 * Starts the relay, the workers and the schedules of this process; any number of processes may do so. Returns at once: whatever
 * needs the broker begins when the broker answers, be it in an hour.
 */
export function startJobs({ store, broker, clock, log, registry, tuning: tuned }: JobsOptions): Jobs {
  assertComplete(registry);
  const tuning = { ...TUNING, ...tuned };
  const report = brokerReporter(log);
  const client = broker.connect(report.away);
  const queues = openQueues(client, report.away);
  const relay = startRelay({ store, client, queues, clock, log, tuning });
  const schedules = schedulesOf(queues.sweep, registry.sweeps, { clock, log });
  const stopListening =
    broker.kind === 'redis' ? listenForNudges(broker, relay.nudge, report.away) : () => {};
  let workers: readonly Worker[] = [];
  let closing: Promise<void> | undefined;

  function startWorkers(): readonly Worker[] {
    const shared = { store, clock, log, registry };
    const deliver = deliverProcessor({ ...shared, retry: tuning.retry.deliver });
    const processors = {
      recompute: recomputeProcessor({ ...shared, retry: tuning.retry.recompute }),
      ...{ deliver, webhook: deliver },
      sweep: sweepProcessor(shared),
    };
    return QUEUE_NAMES.map((name) => {
      const worker = openWorker(name, processors[name], broker, tuning, (error) => {
        if (client.status === 'ready') log.warn({ err: error, queue: name }, 'a worker complains');
        else report.away(error);
      });
      return worker.on('failed', (job, error) => {
        log.warn({ err: error, queue: name, job: job?.name, data: job?.data as unknown }, 'a job failed');
      });
    });
  }

  client.on('ready', () => {
    report.back();
    // Not before: a worker that has never reached the broker cannot be closed.
    if (workers.length === 0 && !closing) workers = startWorkers();
    relay.nudge();
    void schedules.refresh();
  });

  const memory = setInterval(() => {
    void remind().catch((error: unknown) => log.debug({ err: error }, 'the broker could not be asked'));
  }, tuning.pollMs);
  const refreshing = setInterval(() => {
    if (client.status === 'ready') void schedules.refresh();
  }, tuning.refreshMs);

  async function remind(): Promise<void> {
    if (client.status !== 'ready' || !(await hasForgotten(client, clock.now()))) return;
    log.info('the broker remembers no jobs: everything on its way is sent again');
    await relay.resendAll();
    relay.nudge();
    await schedules.refresh();
  }

  async function close(graceMs: number): Promise<void> {
    clearInterval(memory);
    clearInterval(refreshing);
    stopListening();
    await relay.close();
    await closeWorkers(workers, graceMs, log);
    for (const queue of Object.values(queues)) await queue.close();
    client.disconnect();
  }

  return {
    nudge: relay.nudge,
    brokerAnswers: () => client.status === 'ready',
    close(graceMs = GRACE_MS) {
      closing ??= close(graceMs);
      return closing;
    },
  };
}

async function closeWorkers(workers: readonly Worker[], graceMs: number, log: Log): Promise<void> {
  const closed = Promise.all(workers.map((worker) => worker.close())).then(() => true);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, graceMs, false);
  });
  const inTime = await Promise.race([closed, late]);
  clearTimeout(timer);
  if (inTime) return;
  log.warn({ graceMs }, 'jobs still run at the end of the grace: they are done again elsewhere');
  for (const worker of workers) void worker.disconnect().catch(() => {});
}

/** Says once that the broker is away, and once that it is back, instead of at every attempt. */
function brokerReporter(log: Log): { away: (error: Error) => void; back: () => void } {
  let away = false;
  return {
    away(error) {
      if (!away) log.warn({ err: error }, 'the broker does not answer: work waits in the database');
      away = true;
    },
    back() {
      if (away) log.info('the broker answers again');
      away = false;
    },
  };
}
