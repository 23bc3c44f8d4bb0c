/** Whether the session has ended, for the sign-in that then opens above whatever somebody was doing. */
import { useSyncExternalStore } from 'react';

let hasEnded = false;
const listeners = new Set<() => void>();
let waiting: { resolve: () => void; reject: (reason: unknown) => void }[] = [];

function change(to: boolean): void {
  hasEnded = to;
  for (const listener of listeners) listener();
}

export const session = {
  /** Ends when somebody has signed in again; what asked is then asked anew, with everything that was typed. */
  signedInAgain(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      if (!hasEnded) change(true);
    });
  },
  /** Somebody is signed in: all that waited goes on. */
  begin(): void {
    const all = waiting;
    waiting = [];
    if (hasEnded) change(false);
    for (const { resolve } of all) resolve();
  },
};

export function useSessionEnded(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => hasEnded,
  );
}
