// Every example in the README runs in the installed package and prints what it says.
// Those for browsers are in browsers.test.js.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import * as imagepull from "../../target/package/imagepull/imagepull.js";
import { builtPackage, installedProject, run, writeFiles } from "./project.js";
import { blocks, nodeExamples, promisedLines, readme } from "./readme.js";

describe("the examples for Node", () => {
  let project;
  before(async () => {
    project = await installedProject();
  });

  for (const { heading, line, code } of nodeExamples()) {
    test(`README line ${line}: ${heading}`, async () => {
      const file = `line-${line}.js`;
      await writeFiles(project, { [file]: code });
      const { stdout } = await run("node", [file], { cwd: project });
      const printed = stdout.split("\n").slice(0, -1);
      assert.deepEqual(printed, promisedLines(code));
    });
  }
});

test("no block is in a language that no test runs", () => {
  const others = blocks.filter(({ language }) => !["js", "html", "sh"].includes(language));
  assert.deepEqual(others, []);
});

test("each function has an example", () => {
  const called = nodeExamples().map(({ code }) => code.slice(code.indexOf("await init()"))).join("");
  const names = Object.keys(imagepull).filter((name) => name !== "default");
  assert.deepEqual(names.filter((name) => !called.includes(`${name}(`)), []);
});

test("the sizes are what it says", async () => {
  const weight = async (...files) => {
    const contents = await Promise.all(files.map((file) => readFile(join(builtPackage, file))));
    return contents.reduce((sum, content) => sum + brotliCompressSync(content).length, 0) / 1000;
  };
  const [wasm, javascript] = [...readme.matchAll(/less than\s+(\d+) kB/g)].map(([, number]) => Number(number));
  const found = [await weight("imagepull_js_bg.wasm"), await weight("imagepull.js", "imagepull_js.js", "instance.js", "plain.js", "in_worker.js", "worker.js")];
  assert.ok(found[0] < wasm && found[1] < javascript, `README: ${wasm} and ${javascript} kB; found: ${found.join(" and ")} kB`);
});
