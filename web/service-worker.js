// Keeps a copy of the whole site in the browser and answers from it, so that the
// page opens without a network. VERSION, a hash over all files, and FILES, the
// integrity of each by its name, are above: crates/xtask/src/build/finish/worker.rs.
//
// A page never gets files of two versions: names carry a hash of the content, and
// a copy in which a single file is not the one of this version is thrown away.

const { scope } = self.registration;
// One host may have several copies of the site, each below its own path.
const ours = `imagepull ${scope} `;
const current = ours + VERSION;

self.addEventListener("install", (event) => event.waitUntil(keepFiles()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => event.data === "take over" && self.skipWaiting());
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(scope)) event.respondWith(answer(event.request));
});

async function keepFiles() {
  try {
    const cache = await caches.open(current);
    await Promise.all(Object.entries(FILES).map((file) => keep(cache, ...file)));
  } catch (error) {
    await caches.delete(current);
    throw error;
  }
}

async function keep(cache, name, integrity) {
  const url = new URL(name, scope);
  const response = await fetch(url, { integrity, cache: "no-cache" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  await cache.put(url, plain(response));
}

/** Some hosts redirect index.html to its folder, and a browser opens no page from an answer that was redirected. */
function plain(response) {
  if (!response.redirected) return response;
  const { body, headers, status } = response;
  return new Response(body, { headers, status });
}

async function takeOver() {
  const others = (await keptVersions()).filter((name) => name !== current);
  // A window that is open still may ask for a view of the version before this one.
  others.pop();
  await Promise.all(others.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request) {
  // Where the browser cannot read what was kept, the network is as good.
  return (await kept(request).catch(() => undefined)) ?? fetch(request);
}

async function kept(request) {
  const { pathname } = new URL(request.url);
  const name = pathname.slice(new URL(scope).pathname.length) || "index.html";
  const versions = name in FILES ? [current] : await keptVersions();
  for (const version of versions) {
    const cache = await caches.open(version);
    const found = await cache.match(new URL(name, scope), { ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}

/** The caches of this site, oldest first. */
async function keptVersions() {
  return (await caches.keys()).filter((name) => name.startsWith(ours));
}
