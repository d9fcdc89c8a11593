// Registers the service worker, which keeps the site for use without a network
// (web/service-worker.js), and says when it has a new version of the site.

let registration;

/**
 * Calls `ready` when a new version can be used. Where there is no service worker
 * or must be none, nothing happens: the page works on as long as it has a network.
 */
export async function keepOffline(ready) {
  // Embeds and `trunk serve` have no such element: crates/xtask/src/build/finish/worker.rs.
  const script = document.querySelector("meta[name=service-worker]")?.content;
  // In a page of somebody else's nothing is stored.
  if (!script || window !== window.top) return;
  await quietMoment();
  try {
    registration = await navigator.serviceWorker.register(script);
  } catch {
    // Not there, or forbidden: private windows, plain HTTP, blocked storage.
  }
  if (!registration) return;
  if (registration.waiting) ready();
  watch(registration.installing, ready);
  registration.addEventListener("updatefound", () => watch(registration.installing, ready));
}

/** Lets the new version take over, and opens the page in it. The address says what the page shows. */
export function takeOver() {
  const reload = () => location.reload();
  const { waiting } = registration;
  // Without a worker that waits, another window has let the new version take over.
  if (!waiting) return reload();
  waiting.addEventListener("statechange", () => waiting.state === "activated" && reload());
  waiting.postMessage("take over");
}

/** The very first worker is no new version: it has none before it. */
function watch(worker, ready) {
  worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && registration.active) ready();
  });
}

/** When the page is there and has nothing to do: keeping the site must not delay its first view. */
async function quietMoment() {
  if (document.readyState !== "complete") {
    await new Promise((loaded) => addEventListener("load", loaded, { once: true }));
  }
  // Safari has no requestIdleCallback.
  await new Promise((idle) => (window.requestIdleCallback ?? setTimeout)(idle));
}
