// Loading the package in Node, from the first mistake to the answer. The tests build on each other.

import assert from "node:assert/strict";
import { test } from "node:test";
import init, { digestOf, normalizeImages, parseImage, version } from "../../target/package/imagepull/imagepull.js";

const wasm = new URL("../../target/package/imagepull/imagepull_js_bg.wasm", import.meta.url);

test("a call before init says what is missing", () => {
  const calls = [() => version(), () => parseImage("busybox"), () => normalizeImages([])];
  for (const call of calls) {
    assert.throws(call, { name: "Error", message: "imagepull is not loaded: await init() first" });
  }
});

test("a file that is missing and bytes that are no module are refused", async () => {
  await assert.rejects(init(new URL("missing.wasm", wasm)), { code: "ENOENT" });
  await assert.rejects(init(new Uint8Array([1, 2, 3])), WebAssembly.CompileError);
  assert.throws(() => parseImage("busybox"), /not loaded/);
});

test("after that a file loads by its URL", async () => {
  await init(wasm);
  assert.equal(parseImage("busybox").pulled, "docker.io/library/busybox:latest");
});

test("what is loaded stays, whatever init is given", async () => {
  await init(new URL("missing.wasm", wasm));
  assert.equal(parseImage("busybox").familiar, "busybox");
});

test("what stops is started afresh by the next call, or by init", async () => {
  // More bytes than the memory of a module can hold.
  const stop = () => digestOf(new Uint8Array(2 ** 32 - 1));
  const message = "imagepull stopped in digestOf, as it does without memory; the next call starts it afresh";
  for (const goOn of [() => parseImage("busybox"), async () => init()]) {
    for (let time = 0; time < 3; time += 1) {
      assert.throws(stop, (error) => error.message === message && error.cause instanceof Error);
    }
    await goOn();
    assert.equal(parseImage("busybox").familiar, "busybox");
    assert.deepEqual(normalizeImages(["a"]), ["docker.io/library/a:latest"]);
  }
});
