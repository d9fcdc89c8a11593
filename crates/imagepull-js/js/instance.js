// The WebAssembly module at work: loaded once, asked, and started afresh after it stopped.

import start, * as bindings from "./imagepull_js.js";

/** An instance that needed more memory than this for an answer is replaced, as memory never shrinks. */
const maxKeptMemory = 2 ** 28;

/** The compiled module, once it is loaded; a worker gets it as well. */
let module;
let loading;
let hasStopped = false;

/**
 * Loads the module. Calling it again, also while it is at work, loads nothing twice.
 * @param source where the module is, its bytes or itself; left out, the file beside this one
 */
export function load(source) {
  loading ??= begin(source).catch((error) => {
    loading = undefined; // The next call may have a better source.
    throw error;
  });
  if (hasStopped) startAfresh();
  return loading;
}

/** The compiled module, for a worker. */
export function loadedModule() {
  if (module === undefined) throw new Error("imagepull is not loaded: await init() first");
  return module;
}

/** Calls a function of the core. */
export function ask(name, ...values) {
  loadedModule();
  if (hasStopped) startAfresh();
  try {
    return bindings[name](...values);
  } catch (error) {
    throw error instanceof TypeError ? error : stopped(name, error);
  }
}

/** Calls a function of the core that may need much memory. */
export function askMuch(name, ...values) {
  const answer = ask(name, ...values);
  if (bindings.initSync().memory.buffer.byteLength > maxKeptMemory) startAfresh();
  return answer;
}

// What stops in the middle leaves an instance that cannot go on. All other errors are TypeErrors.
function stopped(name, cause) {
  hasStopped = true;
  return new Error(`imagepull stopped in ${name}, as it does without memory; the next call starts it afresh`, { cause });
}

function startAfresh() {
  bindings.__wbg_reset_state();
  hasStopped = false;
}

async function begin(source) {
  // Written out here, because bundlers look for just this expression.
  const compiled = await compile(source ?? new URL("./imagepull_js_bg.wasm", import.meta.url));
  await start({ module_or_path: compiled });
  module = compiled;
}

async function compile(source) {
  if (source instanceof WebAssembly.Module) return source;
  const bytes = source instanceof ArrayBuffer || ArrayBuffer.isView(source) ? source : await contentOfFile(source);
  if (bytes !== undefined) return WebAssembly.compile(bytes);
  const response = await fetch(source);
  if (!response.ok) throw new Error(`${response.url} could not be loaded: ${response.status} ${response.statusText}`);
  const isWasm = response.headers.get("content-type") === "application/wasm";
  return isWasm ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** The content of a file in Node, whose fetch reads none; undefined elsewhere. */
async function contentOfFile(place) {
  if (!(place instanceof URL) || place.protocol !== "file:") return undefined;
  // Not an import, which bundlers for browsers would refuse or warn of.
  return globalThis.process?.getBuiltinModule?.("node:fs/promises").readFile(place);
}
