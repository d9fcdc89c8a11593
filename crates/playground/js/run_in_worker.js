// Runs scenarios of many nodes and pods in a worker, so that the page goes on meanwhile.

/** A worker that holds one run at a time, and answers questions about it. */
export class RunInWorker {
  #worker;

  /**
   * `told` is called with the number of what was asked and one of: pods that have started and all
   * pods; the outcome of a run; an answer; what went wrong. After that the worker is of no use.
   */
  constructor(told) {
    this.#worker = new Worker(new URL("./pull_runs_worker.js", document.baseURI), { type: "module" });
    this.#worker.addEventListener("message", ({ data: { number, started, pods, outcome, answer, error } }) =>
      told(number, started, pods, outcome, answer, error),
    );
    // The worker itself did not load: whatever was asked of it has no answer.
    this.#worker.addEventListener("error", ({ message }) => told(0, undefined, undefined, undefined, undefined, message ?? ""));
  }

  /** Runs a scenario in a lane, in place of the run that it holds. */
  run(number, scenario, lane) {
    this.#worker.postMessage({ number, scenario, lane });
  }

  /** Runs a scenario with each number of parallel pulls. */
  sweep(number, scenario) {
    this.#worker.postMessage({ number, scenario });
  }

  /** Asks about the run. */
  ask(number, question) {
    this.#worker.postMessage({ number, question });
  }

  /** Ends the worker, whatever it does. */
  stop() {
    this.#worker.terminate();
  }
}
