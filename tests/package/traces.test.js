// A run of the simulation is the same in WebAssembly as natively, number by
// number: tests/simulation/traces.rs writes the file that is compared here.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import init, { simulatePulls } from "../../target/package/imagepull/imagepull.js";

before(() => init());

async function json(path) {
  return JSON.parse(await readFile(new URL(`../../${path}`, import.meta.url), "utf8"));
}

test("every number of every story and example is the one of the native run", async () => {
  const traces = Object.entries(await json("tests/simulation/traces.json"));
  assert.ok(traces.length > 20, "the file has too few scenarios");
  for (const [path, expected] of traces) {
    const trace = simulatePulls(await json(path));
    assert.deepEqual(JSON.parse(JSON.stringify(trace)), expected, path);
  }
});
