/** The service worker: what keeps the application there without a network. */
import { queries } from '../api/client.ts';
import { meQuery } from '../api/me.ts';
import { isQuiet } from '../api/quiet.ts';

const LOOK_EVERY_MS = 500;
/** The page has what it asked for, and is not asking for more because of it. */
const QUIET_FOR_MS = 1_000;

/**
 * Registered once the first page after the sign-in has everything it shows: what is fetched then, for a day without a network, is half as much
 * again, and on a slow line it must not be in the way of anything.
 */
export function keepOffline(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  // Code that was replaced since this page was opened is gone; the address opens the same page in the new one.
  window.addEventListener('vite:preloadError', reloadOnce);
  const looking = setInterval(() => {
    const isIn = queries.getQueryData(meQuery.queryKey) !== undefined;
    const isShown = document.querySelector('#main h1') !== null;
    if (!isIn || !isShown || !isQuiet(QUIET_FOR_MS)) return;
    clearInterval(looking);
    navigator.serviceWorker.register('/sw.js').catch(() => {
      // Private windows and old browsers: the application works, with a network only.
    });
  }, LOOK_EVERY_MS);
}

/** Not again and again: code that is missing after a reload is another fault, and is shown. */
const PAUSE_MS = 60_000;
const KEPT_AS = 'reloaded';

function reloadOnce(event: Event): void {
  if (!navigator.onLine || Date.now() - Number(sessionStorage.getItem(KEPT_AS) ?? 0) < PAUSE_MS) return;
  sessionStorage.setItem(KEPT_AS, String(Date.now()));
  event.preventDefault();
  window.location.reload();
}
