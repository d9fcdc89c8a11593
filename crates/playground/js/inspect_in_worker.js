// Inspects large manifests in a worker, so that the page goes on meanwhile.

/** A worker that inspects one text after another. */
export class InspectInWorker {
  #worker;

  /**
   * `told` is called with the number of a text and one of: the share of it that is read; the report; what went
   * wrong. After that the worker is of no use.
   */
  constructor(told) {
    this.#worker = new Worker(new URL("./large_manifests_worker.js", document.baseURI), { type: "module" });
    this.#worker.addEventListener("message", ({ data: { number, share, report, error } }) => told(number, share, report, error));
    // The worker itself did not load: whatever was asked of it has no answer.
    this.#worker.addEventListener("error", ({ message }) => told(0, undefined, undefined, message ?? ""));
  }

  /** Inspects a text for a cluster. */
  inspect(number, text, kubernetes, alwaysPullImages, runtime) {
    this.#worker.postMessage({ number, text, kubernetes, alwaysPullImages, runtime });
  }

  /** Ends the worker, whatever it does. */
  stop() {
    this.#worker.terminate();
  }
}
