// Calls of the core in their own worker, in browsers and in Node alike.

import { loadedModule } from "./instance.js";

/**
 * Calls a function of the core in a worker, which ends with the answer or when the call is aborted.
 * @param options `signal` aborts the call, `onProgress` is told how far it is
 */
export function askInWorker({ signal, onProgress }, name, ...values) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = begin({ module: loadedModule(), name, values }, onMessage, (error) => settle(reject, error));
    const abort = () => settle(reject, signal.reason);
    signal?.addEventListener("abort", abort);

    function settle(how, value) {
      signal?.removeEventListener("abort", abort);
      worker.terminate();
      how(value);
    }

    function onMessage({ progress, answer, error }) {
      if (answer !== undefined) return settle(resolve, answer);
      if (error !== undefined) return settle(reject, error);
      try {
        onProgress?.(progress);
      } catch (ownError) {
        settle(reject, ownError);
      }
    }
  });
}

function begin(call, onMessage, onError) {
  // Node's have the same name in a module, which is no import: bundlers for browsers would refuse or warn of it.
  const Worker = globalThis.Worker ?? globalThis.process.getBuiltinModule("node:worker_threads").Worker;
  // Written out here, because bundlers look for just this expression.
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  if (typeof worker.on === "function") {
    worker.on("message", onMessage).on("error", onError);
  } else {
    worker.onmessage = ({ data }) => onMessage(data);
    worker.onerror = ({ message }) => onError(new Error(message ?? "the worker of imagepull could not be loaded"));
  }
  worker.postMessage(call);
  return worker;
}
