// The package as npm packs it: its files, and projects that install it.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { builtPackage, installedProject, npm, run, writeFiles } from "./project.js";
import { nodeExamples } from "./readme.js";

const tests = fileURLToPath(new URL("../", import.meta.url));

const threeLines = `import init, { parseImage } from "imagepull";
await init();
console.log(parseImage("busybox").pulled);
`;

const fromCommonJs = `import("imagepull").then(async ({ default: init, parseImage }) => {
  await init();
  console.log(parseImage("busybox").pulled);
});
`;

// That the types are found at all shows in what they refuse.
const calls = `import init, { parseImage } from "imagepull";
await init(new Uint8Array());
// @ts-expect-error a number is no source
await init(1);
// @ts-expect-error an image name is a string
parseImage(1);
`;

const projects = [
  { kind: "of modules", fields: { type: "module" } },
  { kind: "without a type", fields: {} },
];

for (const { kind, fields } of projects) {
  describe(`an empty project ${kind}`, () => {
    let project;
    before(async () => {
      project = await installedProject(fields);
    });

    const print = async (file, code) => {
      await writeFiles(project, { [file]: code });
      const { stdout, stderr } = await run("node", [file], { cwd: project });
      assert.equal(stderr, "");
      return stdout;
    };

    test("three lines parse a name", async () => {
      assert.equal(await print("three-lines.mjs", threeLines), "docker.io/library/busybox:latest\n");
    });

    test("CommonJS imports it as well", async () => {
      assert.equal(await print("three-lines.cjs", fromCommonJs), "docker.io/library/busybox:latest\n");
    });
  });
}

describe("TypeScript", () => {
  let project;
  before(async () => {
    project = await installedProject();
    const examples = nodeExamples().map(({ line, code }) => [`example-${line}.js`, code]);
    await writeFiles(project, { ...Object.fromEntries(examples), "calls.ts": calls });
  });

  for (const [module, moduleResolution] of [["nodenext", "nodenext"], ["preserve", "bundler"]]) {
    test(`finds the types with ${moduleResolution}, also without those of a browser`, async () => {
      const compilerOptions = {
        strict: true,
        noEmit: true,
        allowJs: true,
        checkJs: true,
        target: "es2022",
        lib: ["es2022"],
        module,
        moduleResolution,
        types: ["node"],
        typeRoots: [join(tests, "node_modules/@types")],
      };
      await writeFiles(project, { "tsconfig.json": JSON.stringify({ compilerOptions, include: ["*.js", "*.ts"] }) });
      const compiler = join(tests, "node_modules/typescript/bin/tsc");
      const { stdout } = await run("node", [compiler], { cwd: project }).catch((failed) => failed);
      assert.equal(stdout, "");
    });
  }
});

test("these files are published, and no others", async () => {
  const project = await installedProject();
  assert.deepEqual((await readdir(join(project, "node_modules/imagepull"))).sort(), [
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "THIRD-PARTY-NOTICES.txt",
    "imagepull.d.ts",
    "imagepull.js",
    "imagepull_js.js",
    "imagepull_js_bg.wasm",
    "in_worker.js",
    "instance.js",
    "package.json",
    "plain.js",
    "worker.js",
  ]);
});

test("npm would publish it as it stands", async () => {
  const { stderr } = await npm(builtPackage, "publish", "--dry-run");
  assert.doesNotMatch(stderr, /auto-corrected/);
});

test("package.json names the licence of the files and nothing to install", async () => {
  const manifest = JSON.parse(await readFile(join(builtPackage, "package.json"), "utf8"));
  assert.equal(manifest.license, "Apache-2.0 OR MIT");
  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.private, undefined);
});
