import type { Queue, RepeatOptions } from 'bullmq';
import type { Clock } from '../src/platform/clock.ts';
import type { Log } from '../src/platform/log.ts';
import type { Registry, Schedule } from './registry.ts';

const MINUTE_MS = 60_000;

export interface Schedules {
  /** Puts every schedule in place again; harmless when they are there. Never throws. */
  refresh(): Promise<void>;
}

/**
 * Keeps the broker's job schedulers in place. They only trigger sweeps, which look in SQL for what is to be done, so a trigger
 * too many or too late does no harm, and a flushed broker forgets nothing that matters.
 */
export function schedulesOf(
  queue: Queue,
  sweeps: Registry['sweeps'],
  { clock, log }: { clock: Clock; log: Log },
): Schedules {
  async function putInPlace(name: string, schedule: Schedule): Promise<void> {
    const wanted = repetition(schedule);
    const kept = await queue.getJobScheduler(name);
    const same = kept?.every === wanted.every && kept?.pattern === wanted.pattern && kept?.tz === wanted.tz;
    // Putting it in place again would replace its next run, and with it one that is due but has not begun.
    if (same && kept?.next !== undefined && (await isToCome(`repeat:${name}:${kept.next}`))) return;
    await queue.upsertJobScheduler(name, wanted, { name });
  }

  async function isToCome(id: string): Promise<boolean> {
    const run = await queue.getJob(id);
    return run !== undefined && run.finishedOn === undefined;
  }

  /** Time that passed while no worker ran was swept by nobody: one run now, whichever process comes first this minute. */
  async function catchUp(name: string): Promise<void> {
    await queue.add(name, {}, { jobId: `${name}-catch-up-${Math.floor(clock.now() / MINUTE_MS)}` });
  }

  let caughtUp = false;
  return {
    async refresh() {
      try {
        for (const [name, { schedule, catchUp: wanted }] of Object.entries(sweeps)) {
          await putInPlace(name, schedule);
          if (!caughtUp && wanted !== false) await catchUp(name);
        }
        caughtUp = true;
      } catch (error) {
        log.warn({ err: error }, 'schedules could not be put in place; they are tried again');
      }
    },
  };
}

function repetition(schedule: Schedule): Pick<RepeatOptions, 'every' | 'pattern' | 'tz'> {
  return 'everyMs' in schedule ? { every: schedule.everyMs } : { pattern: schedule.kabul, tz: 'Asia/Kabul' };
}
