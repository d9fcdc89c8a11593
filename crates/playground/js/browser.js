// What the program asks of the browser in JavaScript. It is one file, for each is a request before the first view.
// The server of the tests in browsers leaves one of several parallel requests unanswered, too
// (`spawn` in util/task_pool.rs of tiny_http 0.12: a fifth connection waits for one of four threads that keep theirs).

// Loads the text editor: web/editor/, its own script.
export const loadEditor = () => import(new URL("./editor.js", document.baseURI));

// Draws an SVG document into a PNG: `scale` pixels for each of its own.
export async function picture(svg, scale) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((made) => canvas.toBlob(made, "image/png"));
  // A canvas beyond what the browser draws gives none.
  if (!blob) throw new Error(`${canvas.width} × ${canvas.height}`);
  return blob;
}

// Asks a server, within bounds of time and size. Nothing is kept: no cookies, no cache.

/** Requests of one question, which can be stopped together. */
export class Asking {
  #controller = new AbortController();

  /**
   * The status, the headers as pairs and the bytes; or, in place of the status, what went wrong:
   * "network", "idle", "slow", "large" or "stopped". `headers` are pairs as well.
   */
  async ask(url, headers, mostBytes, mostIdleMs, mostMs) {
    const controller = new AbortController();
    const stopped = this.#controller.signal;
    const stop = () => controller.abort();
    stopped.addEventListener("abort", stop);
    let problem = "network";
    const giveUp = (why, ms) => setTimeout(() => ((problem = why), stop()), ms);
    const slow = giveUp("slow", mostMs);
    let idle;
    const wait = () => {
      clearTimeout(idle);
      idle = giveUp("idle", mostIdleMs);
    };
    try {
      wait();
      const response = await fetch(url, { headers, signal: controller.signal, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" });
      const pieces = [];
      let size = 0;
      const reader = response.body?.getReader();
      for (let piece = await reader?.read(); piece && !piece.done; piece = await reader.read()) {
        wait();
        size += piece.value.length;
        if (size > mostBytes) return ["large", [], new Uint8Array()];
        pieces.push(piece.value);
      }
      return [response.status, [...response.headers], new Uint8Array(await new Blob(pieces).arrayBuffer())];
    } catch {
      return [stopped.aborted ? "stopped" : problem, [], new Uint8Array()];
    } finally {
      clearTimeout(idle);
      clearTimeout(slow);
      stopped.removeEventListener("abort", stop);
      controller.abort();
    }
  }

  /** Ends all of them. */
  stop() {
    this.#controller.abort();
  }
}

// Runs large scenarios and inspects large manifests in workers, so that the page goes on meanwhile.

/** A worker that is sent requests, and tells what becomes of each by its number. */
class InWorker {
  /** `hear` is called with each message. After one with an `error` the worker is of no use. */
  constructor(script, hear) {
    this.worker = new Worker(script, { type: "module" });
    this.worker.addEventListener("message", ({ data }) => hear(data));
    // The worker itself did not load: whatever was asked of it has no answer.
    this.worker.addEventListener("error", ({ message }) => hear({ number: 0, error: message ?? "" }));
  }

  /** Ends the worker, whatever it does. */
  stop() {
    this.worker.terminate();
  }
}

/** A worker that holds one run at a time, and answers questions about it. */
export class RunInWorker extends InWorker {
  /**
   * `told` is called with the number of what was asked and one of: pods that have started and all
   * pods; the outcome of a run; an answer; what went wrong.
   */
  constructor(told) {
    super(new URL("./pull_runs_worker.js", document.baseURI), ({ number, started, pods, outcome, answer, error }) =>
      told(number, started, pods, outcome, answer, error),
    );
  }

  /** Runs a scenario in a lane, in place of the run that it holds. */
  run(number, scenario, lane) {
    this.worker.postMessage({ number, scenario, lane });
  }

  /** Runs a scenario with each number of parallel pulls. */
  sweep(number, scenario) {
    this.worker.postMessage({ number, scenario });
  }

  /** Asks about the run. */
  ask(number, question) {
    this.worker.postMessage({ number, question });
  }
}

/** A worker that inspects one text after another. */
export class InspectInWorker extends InWorker {
  /** `told` is called with the number of a text and one of: the share of it that is read; the report; what went wrong. */
  constructor(told) {
    super(new URL("./large_manifests_worker.js", document.baseURI), ({ number, share, report, error }) => told(number, share, report, error));
  }

  /** Inspects a text for a cluster. */
  inspect(number, text, kubernetes, alwaysPullImages, runtime) {
    this.worker.postMessage({ number, text, kubernetes, alwaysPullImages, runtime });
  }
}

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
