/** Keep the built page for when there is no network. Where the browser has no service workers, it needs one. */
export function keepForOffline() {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // After everything that the page itself needs.
  addEventListener('load', () => void navigator.serviceWorker.register('./offline.js').catch(() => undefined));
}
