/** So many messages are on their way to one receiver at once, from one process. */
const AT_ONCE = 2;
/** Before anything is known of a receiver. */
const FIRST_GUESS_MS = 200;
/** Not sooner: what is put off must have left the queue before it comes back. */
const LEAST_WAIT_MS = 250;

interface Receiver {
  active: number;
  /** When the next one that is put off comes back. */
  nextAt: number;
  lastMs: number;
}

export interface Turns {
  /** Takes a turn (undefined), or says when there may be one. */
  take: (receiver: string, now: number) => number | undefined;
  give: (receiver: string, now: number, tookMs: number) => void;
}

/**
 * Lets few messages at a time go to the same receiver, so that a slow one keeps no more workers than those from the others. What is put
 * off comes back one after the other, at the pace at which the receiver answered last.
 */
export function takingTurns(): Turns {
  const receivers = new Map<string, Receiver>();
  return {
    take(id, now) {
      const receiver = receivers.get(id) ?? { active: 0, nextAt: 0, lastMs: FIRST_GUESS_MS };
      receivers.set(id, receiver);
      if (receiver.active < AT_ONCE) {
        receiver.active += 1;
        return undefined;
      }
      receiver.nextAt = Math.max(receiver.nextAt, now) + Math.ceil(receiver.lastMs / AT_ONCE);
      return Math.max(receiver.nextAt, now + LEAST_WAIT_MS);
    },
    give(id, now, tookMs) {
      const receiver = receivers.get(id);
      if (!receiver) return;
      receiver.active -= 1;
      receiver.lastMs = tookMs;
      if (receiver.active === 0 && receiver.nextAt <= now) receivers.delete(id);
    },
  };
}
