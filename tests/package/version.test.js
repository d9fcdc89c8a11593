// The package in Node: it loads by itself and says which version it is.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { promisify } from "node:util";
import init, { version } from "../../target/package/imagepull/imagepull.js";

const packageJson = new URL("../../target/package/imagepull/package.json", import.meta.url);

test("two calls of init at once load one module", async () => {
  const [first, second] = [init(), init()];
  assert.equal(first, second);
  assert.equal(await first, undefined);
});

test("a compiled module is a source, too", async () => {
  // Its own process, for here one is loaded.
  const code = `
    import { readFile } from "node:fs/promises";
    import init, { version } from ${JSON.stringify(new URL("imagepull.js", packageJson))};
    await init(await WebAssembly.compile(await readFile(new URL(${JSON.stringify(new URL("imagepull_js_bg.wasm", packageJson))}))));
    console.log(version().package);
  `;
  const { stdout } = await promisify(execFile)("node", ["--input-type=module", "--eval", code]);
  assert.equal(stdout, `${version().package}\n`);
});

test("the version is that of package.json", async () => {
  await init();
  const { version: expected } = JSON.parse(await readFile(packageJson, "utf8"));
  assert.equal(version().package, expected);
});

test("the releases are sorted from old to new", async () => {
  await init();
  const minors = version().kubernetes.map((release) => Number(release.replace(/^1\./, "")));
  assert.ok(minors.length > 0, "no release is known");
  assert.deepEqual(minors, minors.toSorted((a, b) => a - b));
});
