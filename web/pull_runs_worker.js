// Runs a scenario of many nodes and pods in its own thread, holds the run, and answers
// questions about it, or runs it with each number of parallel pulls: see crates/playground/js/browser.js.

import init, { PullRun, sweep } from "./pull_runs.js";

/** So often, in ms, it is said how far it is. */
const often = 100;

let program;
let run;

self.addEventListener("message", async ({ data: { number, scenario, lane, question } }) => {
  try {
    if (question !== undefined) return self.postMessage({ number, answer: run.answer(question) });
    // Here, so that the page hears where it does not load.
    program ??= init({ module_or_path: new URL("./pull_runs_bg.wasm", location.href) });
    await program;
    let said = -often;
    const watch = (started, pods) => {
      if (performance.now() - said < often) return;
      said = performance.now();
      self.postMessage({ number, started, pods });
    };
    if (lane === undefined) return self.postMessage({ number, outcome: sweep(scenario, watch) });
    run?.free();
    run = undefined;
    run = new PullRun(scenario, lane, watch);
    self.postMessage({ number, outcome: run.outcome() });
  } catch (error) {
    self.postMessage({ number, error: String(error?.message ?? error) });
  }
});
