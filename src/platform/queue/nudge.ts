import type { Broker, OnBrokerError } from './broker.ts';

/** `work`: an API committed something for workers to do. `news`: workers committed something for screens to show. */
const CHANNELS = { work: 'aid:nudge', news: 'aid:news' } as const;
export type NudgeOf = keyof typeof CHANNELS;

/** However many commits there are, other processes are nudged at most this often. */
const PAUSE_MS = 10;

/** Tells other processes that there is something. A nudge may be lost: polling finds what it did not announce. */
export interface Nudger {
  /** Returns at once, whatever the state of the broker. */
  nudge: () => void;
  close: () => void;
}

/** For a process that writes what another one waits for: its store's `afterCommit` calls `nudge`. */
export function openNudger(broker: Broker, onError: OnBrokerError, of: NudgeOf = 'work'): Nudger {
  const client = broker.connect(onError);
  let pause: NodeJS.Timeout | undefined;
  let wanted = false;

  function publish(): void {
    wanted = false;
    pause = setTimeout(() => {
      pause = undefined;
      if (wanted) publish();
    }, PAUSE_MS);
    // Nobody waits for it; a broker that is away refuses at once.
    client.publish(CHANNELS[of], '').catch(() => {});
  }

  return {
    nudge() {
      if (pause) wanted = true;
      else publish();
    },
    close() {
      clearTimeout(pause);
      client.disconnect();
    },
  };
}

/** Calls `onNudge` when another process has committed something of these. Answers how to stop. */
export function listenForNudges(
  broker: Broker,
  onNudge: () => void,
  onError: OnBrokerError,
  of: readonly NudgeOf[] = ['work'],
): () => void {
  const client = broker.connectListener(onError);
  client.on('message', onNudge);
  // Waits for the broker and is repeated after each reconnection; it is refused only when the connection is closed for good.
  client.subscribe(...of.map((one) => CHANNELS[one])).catch(() => {});
  return () => client.disconnect();
}
