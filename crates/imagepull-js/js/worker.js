// The worker of the asynchronous functions: it gets one call, answers it and is ended.

import { ask, load } from "./instance.js";

const port = globalThis.process?.getBuiltinModule?.("node:worker_threads").parentPort ?? globalThis;
const post = (message) => port.postMessage(message);

async function answer({ module, name, values }) {
  try {
    await load(module);
    const watch = (done, total) => post({ progress: { done, total } });
    post({ answer: ask(name, ...values, watch) });
  } catch (error) {
    post({ error });
  }
}

if (port === globalThis) port.onmessage = ({ data }) => answer(data);
else port.on("message", answer);
