// Fetches the parts of the program that the page needs, when it needs them.
//
// The page has a table that says which files a part is in: styles, and programs of several pieces. Each
// piece is a WebAssembly module for the memory and the tables of the main program; it may be in two
// files, and is started once. What the first view shares with others is in the file of the main program.
// crates/xtask/src/build/program/pack.rs writes the files, and `__wasm_split.js`, which the program imports.

import { initSync } from "./playground.js";
import { compile, mainProgram } from "./program.js";

const files = JSON.parse(document.getElementById("parts").textContent);
const fetched = new Map();
const started = new Map();
let shared;

/**
 * The loader of a part, as the program calls it: `callback` is the place of a function in the table of
 * the program, which takes `data` and whether the part is there.
 */
export const load = (part) => async (callback, data) => {
  // Of a program that runs it answers the exports.
  const program = initSync();
  let isThere = true;
  try {
    shared ??= mainProgram.then((module) => start(module, program));
    await Promise.all([shared, ...files[part].map((file) => whole(file, program))]);
  } catch (error) {
    console.error(error);
    isThere = false;
  }
  program.__indirect_function_table.get(callback)(data, isThere);
};

/** Fetches a file and starts its pieces, once; one that did not arrive is fetched again. */
function whole(file, program) {
  if (!fetched.has(file)) {
    const fetching = file.endsWith(".css") ? style(file) : compile(file).then((module) => start(module, program));
    fetching.catch(() => fetched.delete(file));
    fetched.set(file, fetching);
  }
  return fetched.get(file);
}

function style(file) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: file });
  return new Promise((loaded, failed) => {
    link.addEventListener("load", loaded);
    link.addEventListener("error", () => {
      link.remove();
      failed(new Error(file));
    });
    document.head.append(link);
  });
}

/** Starts the pieces of a module, each once, and waits until they have started. */
async function start(module, program) {
  const starting = WebAssembly.Module.customSections(module, "piece").map((section) => {
    const number = new DataView(section).getUint32(0, true);
    if (!started.has(number)) started.set(number, WebAssembly.instantiate(section.slice(4), { __wasm_split: program }));
    return started.get(number);
  });
  await Promise.all(starting);
}
