// The service worker of one build of the page: keeps its files, so that the page opens without a network. Another build's takes
// over once no page of this one is open; build/offline.ts writes the version and the files.
const version = '__VERSION__';
const files = '__FILES__';
const mine = `sarx ${self.registration.scope} `;
const name = mine + version;
const assets = new URL('assets/', self.registration.scope).href;

self.addEventListener('install', (event) => {
  // What has its content in its name can't be stale; the rest is asked of the host itself.
  const requests = files.map((file) => new Request(file, { cache: file.startsWith('assets/') ? 'default' : 'reload' }));
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(requests)));
});

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    for (const key of await caches.keys()) if (key.startsWith(mine) && key !== name) await caches.delete(key);
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && request.url.startsWith(self.registration.scope)) event.respondWith(answer(request));
});

async function answer(request) {
  const kept = async () => {
    const cache = await caches.open(name);
    return cache.match(request.mode === 'navigate' ? './' : request, { ignoreSearch: true, ignoreVary: true });
  };
  if (request.url.startsWith(assets)) return (await kept()) ?? fetch(request);
  // The page itself is taken from its host while there is one: a newer build shows at once.
  try {
    return await fetch(request);
  } catch (error) {
    const found = await kept();
    if (found) return found;
    throw error;
  }
}
