/** A worker process killed again and again, and a broker that forgets: no change is forgotten. `architecture.md` §1, P3. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openNudger } from '../../src/platform/queue/nudge.ts';
import { addFact, totalOf } from './facts.ts';
import { backlogs, command, hasRedis, newBroker, setup } from './rig.ts';

const CHANGES = 2_000;
const THINGS = 400;

async function startWorker(file: string, redisUrl: string): Promise<ChildProcess> {
  const script = new URL('worker-child.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, file, redisUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: unknown[] = await Promise.race([
    once(child.stdout as NodeJS.ReadableStream, 'data'),
    once(child, 'exit'),
  ]);
  expect(String(said[0])).toBe('ready\n');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  expect(await gone).toEqual([null, 'SIGKILL']);
}

it.skipIf(!hasRedis)(
  'every one of 2,000 changes is processed by a worker killed each second while Redis is flushed three times',
  { timeout: 180_000 },
  async () => {
    const { place, store, allDone } = await setup('sqlite');
    const broker = await newBroker('redis');
    const nudger = openNudger(broker, () => {});
    onTestFinished(() => nudger.close());
    const file = place.target.engine === 'sqlite' ? place.target.file : '';

    let child = await startWorker(file, broker.url);
    onTestFinished(() => void child.kill('SIGKILL'));
    const written = new AbortController();
    let kills = 0;
    const killing = (async () => {
      while (!written.signal.aborted) {
        await wait(1_000);
        await kill(child);
        kills++;
        child = await startWorker(file, broker.url);
      }
    })();

    for (let i = 0; i < CHANGES; i += 20) {
      await Promise.all(
        Array.from({ length: 20 }, (_, k) =>
          store.write((scope) => addFact(scope, 'shipment', `s${(i + k) % THINGS}`, `${i + k}`)),
        ),
      );
      nudger.nudge();
      if (i % 500 === 480 && i < 1_500) await command(broker, 'FLUSHALL');
      await wait(80);
    }
    written.abort();
    await killing;
    expect(kills).toBeGreaterThanOrEqual(3);

    await allDone(60_000);
    for (let i = 0; i < THINGS; i++) {
      expect(await totalOf(store, 'shipment', `s${i}`)).toBe(CHANGES / THINGS);
    }
    expect((await backlogs(store)).dirty.parked).toBe(0);
  },
);
