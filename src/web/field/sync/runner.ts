/** When to send and pull: at once when something was done, when the network returns, when somebody looks again or presses, and after a growing pause. */
import { NotReached, Problem } from '../../api/problem.ts';
import { pauseAfter } from '../rules/backoff.ts';
import { type Attempts, type FieldDatabase, markIn, STRICT } from '../store/database.ts';
import type { Held } from '../store/held.ts';
import type { Queue } from '../store/queue.ts';
import { pullAll, type PullService } from './pull.ts';
import { sendCommands, sendFiles, type SendService } from './send.ts';

/** Of a page that is looked at: news of the shipments. */
const PULL_EVERY_MS = 5 * 60_000;
/** Another tab sends just now; whether it took what was added here last is seen soon. */
const OTHER_TAB_MS = 2_000;

export const NEVER_TRIED: Attempts = { failures: 0, nextAt: null, reason: null };

/** One at a time on this phone, whatever tabs are open; answers whether it was our turn. */
export type Turn = (work: () => Promise<void>) => Promise<boolean>;

/**
 * A Web Lock, which ends with its tab also when that is killed. Where there is none (a page without TLS), each tab has its own turn: what is sent
 * twice is answered `duplicate`.
 */
export function webLock(name: string): Turn {
  let isBusy = false;
  return async (work) => {
    if (isBusy) return false;
    isBusy = true;
    try {
      if (!('locks' in navigator)) {
        await work();
        return true;
      }
      return await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
        if (lock) await work();
        return lock !== null;
      });
    } finally {
      isBusy = false;
    }
  };
}

export interface RunnerNeeds {
  db: FieldDatabase;
  queue: Queue;
  held: Held;
  service: SendService & PullService;
  turn: Turn;
  /** Something that is shown has changed. */
  changed: () => void;
  now?: () => number;
  chance?: () => number;
}

export type Runner = ReturnType<typeof runnerOf>;

export function runnerOf({
  db,
  queue,
  held,
  service,
  turn,
  changed,
  now = Date.now,
  chance = Math.random,
}: RunnerNeeds) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;
  /** Something was added while a round was under way, which may have passed it by. */
  let again = false;

  async function keep(attempts: Attempts): Promise<void> {
    const tx = db.transaction('marks', 'readwrite', STRICT);
    await tx.store.put(attempts, 'attempts');
    await tx.done;
  }

  const attempts = async (): Promise<Attempts> => (await markIn(db, 'attempts')) ?? NEVER_TRIED;

  async function round(): Promise<void> {
    try {
      const me = await sendCommands(queue, service);
      changed();
      await pullAll(held, service, me);
      // Last, because they are a hundred times as large: no photograph stands before the news.
      if ((await queue.files()).length > 0) changed();
      await sendFiles(queue, service, me);
      await keep({ ...NEVER_TRIED });
    } catch (error) {
      const { failures } = await attempts();
      const pause = pauseAfter(failures + 1, chance());
      await keep({ failures: failures + 1, nextAt: now() + pause, reason: reasonOf(error) });
    }
  }

  /** Sends and pulls now, whatever the pause. */
  async function run(): Promise<void> {
    if (isRunning) {
      again = true;
      return;
    }
    isRunning = true;
    clearTimeout(timer);
    changed();
    let hadTurn = false;
    try {
      do {
        again = false;
        hadTurn = await turn(round);
      } while (again);
    } finally {
      isRunning = false;
      changed();
      await plan(hadTurn);
    }
  }

  async function plan(hadTurn = true): Promise<void> {
    clearTimeout(timer);
    const { nextAt } = await attempts();
    const pause = nextAt === null ? PULL_EVERY_MS : Math.max(0, Math.min(nextAt - now(), PULL_EVERY_MS));
    timer = setTimeout(() => void run(), hadTurn ? pause : OTHER_TAB_MS);
  }

  return {
    run,
    attempts,
    isRunning: () => isRunning,
    /** When a page opens: a pause that is not over goes on, unless it waited for the sign-in that is here now; else it begins at once. */
    async begin(): Promise<void> {
      const { nextAt, reason } = await attempts();
      if (isRunning) return;
      if (nextAt !== null && nextAt > now() && reason !== 'signedOut') await plan();
      else await run();
    },
    /** Nobody looks: news can wait, what is to be sent cannot. */
    async rest(): Promise<void> {
      if ((await attempts()).nextAt === null) clearTimeout(timer);
    },
    stop: () => clearTimeout(timer),
  };
}

function reasonOf(error: unknown): NonNullable<Attempts['reason']> {
  if (error instanceof NotReached) return 'notReached';
  if (error instanceof Problem && error.problem.status === 401) return 'signedOut';
  return 'unavailable';
}
