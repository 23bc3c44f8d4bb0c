import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from './client.ts';

const LOOK_MS = 100;
const BACKLOG = /^recompute_backlog\{state="(\w+)"\} (\S+)$/gm;

/**
 * Waits until the workers have recomputed everything, by what `/metrics` says waits.
 *
 * @throws Error when something was given up, or when it takes longer than `patienceMs`
 */
export async function untilQuiet(api: Api, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const backlog = new Map(
      Array.from((await api.page('/metrics')).matchAll(BACKLOG), ([, state, count]) => [
        state,
        Number(count),
      ]),
    );
    const waiting = ['due', 'leased', 'later'].reduce((sum, state) => sum + (backlog.get(state) ?? 0), 0);
    const parked = backlog.get('parked') ?? 0;
    if (parked > 0) throw new Error(`the workers gave up ${parked} recomputations: see the log`);
    if (backlog.size > 0 && waiting === 0) return;
    if (Date.now() > deadline) {
      throw new Error(
        `${waiting} recomputations still wait after ${patienceMs / 1000} s: is the broker there?`,
      );
    }
    await wait(LOOK_MS);
  }
}
