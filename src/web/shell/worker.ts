/** The service worker: what keeps the application there without a network. */

/** Registered once everything needed now has been fetched: on a slow line it must not be in the way. */
export function keepOffline(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const register = () => {
    navigator.serviceWorker.register('/sw.js').catch(() => {
      // Private windows and old browsers: the application works, with a network only.
    });
  };
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}
