// Prints what the JavaScript package takes in Node for a simulation beside the same simulation natively,
// one JSON object a line: `name`, `ours`, `peer`, `unit`, `ratio`. The arguments are the package's
// module and the command that runs the native program.
//
// Both are CPU time: a run of each in turn, the median of all. The package is called from JavaScript,
// from the scenario as an object to the trace as an object, and, as the native program does it, to the
// trace as text.

import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { median, print } from "./figures.js";

const runs = 9;
const [module, program, ...given] = process.argv.slice(2);

const { default: init, simulatePulls } = await import(pathToFileURL(module));
// The bindings that the package is made of.
const bindings = await import(new URL("imagepull_js.js", pathToFileURL(module)));
await init();
const native = (...wanted) => execFileSync(program, [...given, ...wanted], { encoding: "utf8", maxBuffer: 1e8 });
const scenario = JSON.parse(native("scenario"));

for (const detail of ["summary", "pulls", "full"]) {
  const answers = [
    ["text", () => bindings.simulatePulls(scenario, detail)],
    ["object", () => simulatePulls(scenario, { detail })],
  ];
  for (const [form, simulate] of answers) {
    // The engine compiles a module a second time, and better, once it is hot.
    for (let warm = 0; warm < 3; warm += 1) simulate();
    const ours = [];
    const peer = [];
    for (let run = 0; run < runs; run += 1) {
      ours.push(cpuTime(simulate));
      peer.push(Number(native("simulate", detail)));
    }
    const name = `WebAssembly in Node, simulatePulls, 20000 pods, ${detail}, as ${form}, beside native`;
    print(name, median(ours), "ms", median(peer));
  }
}

/** The ms that the processor works for it. */
function cpuTime(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
