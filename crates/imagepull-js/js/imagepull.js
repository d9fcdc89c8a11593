// The entry of the package: the names that people use, over the bindings that
// wasm-bindgen makes. One module for browsers, bundlers and Node.

import start, * as bindings from "./imagepull_js.js";

let ready;

/**
 * Loads the WebAssembly module; every other function needs that first.
 * Calling it again, also while it is at work, loads nothing twice.
 * @param source where the module is or its bytes; left out, the file beside this one
 */
export default function init(source) {
  ready ??= load(source).catch((error) => {
    ready = undefined; // The next call may have a better source.
    throw error;
  });
  return ready;
}

/** The version of the package and the Kubernetes releases it knows, oldest first. */
export function version() {
  return { package: bindings.packageVersion(), kubernetes: bindings.knownReleases() };
}

async function load(source) {
  await start({ module_or_path: source ?? (await ownModule()) });
}

async function ownModule() {
  const url = new URL("./imagepull_js_bg.wasm", import.meta.url);
  if (url.protocol !== "file:") return url;
  // Node's fetch reads no files.
  const { readFile } = await import("node:fs/promises");
  return readFile(url);
}
