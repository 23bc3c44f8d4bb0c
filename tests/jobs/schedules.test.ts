/** Sweeps: triggered by the broker's schedulers, which are put in place again whatever happens to them. */
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openQueues } from '../../jobs/queues.ts';
import type { Schedule } from '../../jobs/registry.ts';
import { schedulesOf } from '../../jobs/schedules.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Broker } from '../../src/platform/queue/broker.ts';
import { brokers, command, newBroker, registryWith, setup, until } from './rig.ts';

function counting(schedule: Schedule) {
  const runs: number[] = [];
  const sweeps = { watch: { schedule, run: async (_: unknown, now: number) => void runs.push(now) } };
  return { runs, sweeps };
}

/** The schedules alone, with no worker to run what they trigger. */
async function schedulesOn(broker: Broker, sweeps: ReturnType<typeof counting>['sweeps']) {
  const client = broker.connect(() => {});
  onTestFinished(() => client.disconnect());
  const { sweep } = openQueues(client, () => {});
  await until(() => client.status === 'ready', 'the broker answers');
  return {
    queue: sweep,
    schedules: schedulesOf(sweep, sweeps, { clock: systemClock, log: pino({ level: 'silent' }) }),
  };
}

describe.each(brokers)('schedules with the %s broker', (kind) => {
  it('a sweep runs at the start, in case its time passed while nothing ran, and not again until its time', async () => {
    const { start } = await setup('sqlite');
    const { runs, sweeps } = counting({ kabul: '30 0 1 * *' });
    await start(await newBroker(kind), registryWith({ sweeps }), { refreshMs: 50 });
    await until(() => runs.length > 0, 'it runs at the start');
    expect(Math.abs(Date.now() - (runs[0] ?? 0))).toBeLessThan(10_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(runs).toHaveLength(1);
  });

  it('a sweep goes on after the broker was flushed', async () => {
    const { start } = await setup('sqlite');
    const { runs, sweeps } = counting({ everyMs: 200 });
    const broker = await newBroker(kind);
    await start(broker, registryWith({ sweeps }));
    await until(() => runs.length >= 3, 'it runs again and again');
    await command(broker, 'FLUSHALL');
    const before = runs.length;
    await until(() => runs.length >= before + 3, 'it runs again and again after the flush');
    expect(runs).toEqual(runs.toSorted((a, b) => a - b));
  });

  it('a sweep that fails is triggered again at its next time', async () => {
    const { start } = await setup('sqlite');
    const done: string[] = [];
    let broken = true;
    const run = async () => {
      if (broken) {
        broken = false;
        throw new Error('the database is away');
      }
      done.push('swept');
    };
    await start(
      await newBroker(kind),
      registryWith({ sweeps: { watch: { schedule: { everyMs: 200 }, run } } }),
    );
    await until(() => done.length > 0, 'it is triggered again');
    expect(broken).toBe(false);
  });

  it('a run that is due but has not begun is not replaced by the next', async () => {
    const { sweeps } = counting({ kabul: '* * * * * *' });
    const { queue, schedules } = await schedulesOn(await newBroker(kind), sweeps);
    await schedules.refresh();
    const due = (await queue.getJobScheduler('watch'))?.next ?? 0;
    await until(() => Date.now() > due + 50, 'it is due');
    await schedules.refresh();
    expect((await queue.getJobScheduler('watch'))?.next).toBe(due);
  });

  it('times are those of Kabul: midnight there is 19:30 UTC', async () => {
    const { sweeps } = counting({ kabul: '0 0 * * *' });
    const { queue, schedules } = await schedulesOn(await newBroker(kind), sweeps);
    await schedules.refresh();
    const next = (await queue.getJobScheduler('watch'))?.next ?? 0;
    expect(new Date(next).toISOString()).toMatch(/T19:30:00\.000Z$/);
  });
});
