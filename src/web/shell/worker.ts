/** The service worker: what keeps the application there without a network. */

/** Registered once everything needed now has been fetched: on a slow line it must not be in the way. */
export function keepOffline(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const register = () => {
    navigator.serviceWorker.register('/sw.js').catch(() => {
      // Private windows and old browsers: the application works, with a network only.
    });
  };
  // Code that was replaced since this page was opened is gone; the address opens the same page in the new one.
  window.addEventListener('vite:preloadError', reloadOnce);
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
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
