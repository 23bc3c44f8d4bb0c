import type { Log } from '../log.ts';
import type { Store } from '../storage/store.ts';
import { feedOutlook } from './repo.ts';

/** Where no nudge arrives — another process's commit, a transaction that was still open — the feed is looked at so often. */
const POLL_MS = 1_000;
/** At least so long between two looks, so that a burst of commits is one. */
const PAUSE_MS = 20;
/** Something is there that cannot be read yet: a transaction that began earlier has not ended. */
const WAITING_MS = 50;

/** Watches the feed for a process: one look for all its live screens, and none while there are no screens. */
export interface FeedTail {
  /** Something was committed, here or elsewhere. Returns at once. */
  nudge: () => void;
  /** Calls `wake` whenever there may be more to read; answers how to stop. */
  subscribe: (wake: () => void) => () => void;
  /** Aborted when the process ends: whatever reads the feed ends with it. */
  closing: AbortSignal;
  close: () => void;
}

export function openTail(store: Store, log: Log): FeedTail {
  const closing = new AbortController();
  const wakes = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let dueAt = Infinity;
  let looking = false;
  let nudged = false;
  let newest = -1;

  function lookAfter(delayMs: number): void {
    if (closing.signal.aborted || wakes.size === 0 || looking) return;
    const at = performance.now() + delayMs;
    if (at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => void look(), delayMs);
  }

  async function look(): Promise<void> {
    dueAt = Infinity;
    looking = true;
    nudged = false;
    let waitMs = POLL_MS;
    try {
      const outlook = await store.read(feedOutlook);
      if (outlook.newest !== newest) for (const wake of wakes) wake();
      newest = outlook.newest;
      if (outlook.isWaiting) waitMs = WAITING_MS;
    } catch (error) {
      log.warn({ err: error }, 'the feed could not be looked at; it is looked at again');
    }
    looking = false;
    lookAfter(nudged ? PAUSE_MS : waitMs);
  }

  return {
    closing: closing.signal,
    nudge() {
      nudged = true;
      lookAfter(PAUSE_MS);
    },
    subscribe(wake) {
      wakes.add(wake);
      lookAfter(PAUSE_MS);
      return () => wakes.delete(wake);
    },
    close() {
      closing.abort();
      clearTimeout(timer);
    },
  };
}
