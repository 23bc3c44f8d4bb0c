import type { Broker, OnBrokerError } from './broker.ts';

const CHANNEL = 'aid:nudge';
/** However many commits there are, other processes are nudged at most this often. */
const PAUSE_MS = 10;

/** Tells the relays of other processes that there is work. A nudge may be lost: polling finds what it did not announce. */
export interface Nudger {
  /** Returns at once, whatever the state of the broker. */
  nudge: () => void;
  close: () => void;
}

/** For a process that writes and has no relay of its own: its store's `afterCommit` calls `nudge`. */
export function openNudger(broker: Broker, onError: OnBrokerError): Nudger {
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
    client.publish(CHANNEL, '').catch(() => {});
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

/** For a process with a relay: calls `onNudge` when another process has committed. Answers how to stop. */
export function listenForNudges(broker: Broker, onNudge: () => void, onError: OnBrokerError): () => void {
  const client = broker.connectListener(onError);
  client.on('message', onNudge);
  // Waits for the broker and is repeated after each reconnection; it is refused only when the connection is closed for good.
  client.subscribe(CHANNEL).catch(() => {});
  return () => client.disconnect();
}
