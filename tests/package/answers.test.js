// The package in WebAssembly and the core natively give the same bytes, whatever the tests give them:
// `tests/answers` asks the core, `cargo xtask test e2e` keeps what it says in target/.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import * as imagepull from "../../target/package/imagepull/imagepull.js";

const written = await readFile(new URL("../../target/native-answers.jsonl", import.meta.url), "utf8");
const functions = new Map();
for (const row of written.trim().split("\n").map((line) => JSON.parse(line))) {
  if (!functions.has(row.call)) functions.set(row.call, []);
  functions.get(row.call).push(row);
}

before(() => imagepull.default());

/** The texts of JSON that a function reads, and its answer. */
function crossed(run) {
  const read = JSON.parse;
  const texts = [];
  JSON.parse = (text) => {
    texts.push(text);
    return read(text);
  };
  try {
    return { answer: run(), texts };
  } finally {
    JSON.parse = read;
  }
}

function called({ call, arguments: given }) {
  const bytes = call === "verifyDigest" ? [new TextEncoder().encode(given[0]), ...given.slice(1)] : given;
  return crossed(() => imagepull[call](...bytes));
}

for (const [name, rows] of functions) {
  test(`${name}: ${rows.length} answers`, () => {
    for (const row of rows) {
      const { answer, texts } = called(row);
      const said = JSON.stringify(row.arguments).slice(0, 500);
      // Names cross as lines; their reports are compared as the objects that are made of them.
      if (texts.length === 1 && texts[0] === row.answer) continue;
      if (texts.length === 1 && texts[0].startsWith("{")) assert.equal(texts[0], row.answer, said);
      else assert.equal(JSON.stringify(answer), JSON.stringify(JSON.parse(row.answer)), said);
    }
  });
}

test("every function that answers is asked", () => {
  // What safeFixes asks the core is not what it is called with: calls.test.js calls it.
  const unasked = ["default", "version", "digestOf", "manifestSarif", "safeFixes"];
  const inWorkers = Object.keys(imagepull).filter((name) => name.endsWith("Async"));
  assert.deepEqual([...functions.keys(), ...unasked, ...inWorkers].sort(), Object.keys(imagepull).sort());
});
