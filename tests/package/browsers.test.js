// The examples for browsers in the README: the installed package in Chromium, from
// a host as it is, and bundled by Vite.

import { chromium } from "@playwright/test";
import assert from "node:assert/strict";
import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build, createLogger, createServer, preview } from "vite";
import browserOptions from "../e2e/playwright.config.js";
import { installedProject, writeFiles } from "./project.js";
import { blocks, filesUnder, promisedLines } from "./readme.js";

let browser;
before(async () => {
  browser = await chromium.launch(browserOptions.use.launchOptions);
});
after(() => browser.close());

/** Opens the page of a server until its output is there; stops the server and answers what was seen. */
async function open(server) {
  const page = await browser.newPage();
  const problems = [];
  const modules = [];
  page.on("console", (message) => {
    // Browsers ask for an icon that the examples do not have.
    const isWanted = ["error", "warning"].includes(message.type()) && !message.location().url.endsWith("/favicon.ico");
    if (isWanted) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("response", (response) => response.url().includes(".wasm") && modules.push(response));
  try {
    await page.goto(server.resolvedUrls.local[0]);
    const output = page.locator("output:not(:empty)");
    await output.waitFor({ timeout: 20_000 }).catch(() => assert.fail(`the page shows nothing: ${problems.join("; ") || "no error"}`));
    return {
      text: await output.textContent(),
      problems,
      modules: modules.map((response) => ({ path: new URL(response.url()).pathname, type: response.headers()["content-type"] })),
    };
  } finally {
    await page.close();
    await server.close();
  }
}

/** Serves a folder as a static host does. */
const serve = (root, outDir) =>
  preview({ root, configFile: false, logLevel: "silent", build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });

/** An empty project with the package and the files of an example. */
async function exampleProject(heading) {
  const project = await installedProject();
  const files = { ...filesUnder("With a bundler"), ...filesUnder(heading) };
  await writeFiles(project, files);
  return { project, promised: promisedLines(files["main.js"]).join("\n") };
}

/** Serves a page beside the files of the package. */
async function serveWithoutBundler(page) {
  const project = await installedProject();
  await writeFiles(project, { "host/index.html": page });
  await cp(join(project, "node_modules/imagepull"), join(project, "host/imagepull"), { recursive: true });
  return serve(project, "host");
}

test("a page loads the files of the package from its own host", async () => {
  const { code } = blocks.find(({ heading }) => heading === "In a page, without a bundler");
  const { text, problems, modules } = await open(await serveWithoutBundler(code));
  assert.equal(text, promisedLines(code).join("\n"));
  assert.deepEqual(problems, []);
  assert.deepEqual(modules, [{ path: "/imagepull/imagepull_js_bg.wasm", type: "application/wasm" }]);
});

test("a worker answers and ends on abort without a bundler, and loads no module once more", async () => {
  const { text, problems, modules } = await open(
    await serveWithoutBundler(`<!doctype html>
<title>Workers</title>
<output></output>
<script type="module">
  import init, { simulatePullsAsync } from "./imagepull/imagepull.js";

  await init();
  const scenario = (replicas) => ({
    images: { busybox: { layers: [{ bytes: 2e6 }] } },
    nodes: [{ name: "node" }],
    pods: [{ name: "web", replicas, containers: [{ name: "main", image: "busybox" }] }],
  });
  const { summary } = await simulatePullsAsync(scenario(10));
  const controller = new AbortController();
  const onProgress = ({ done }) => done > 0 && controller.abort(new Error("enough"));
  const options = { detail: "summary", signal: controller.signal, onProgress };
  const { message } = await simulatePullsAsync(scenario(60_000), options).catch((error) => error);
  const wrong = await simulatePullsAsync({}).catch((error) => error);
  document.querySelector("output").textContent = [summary.pullsStarted, message, wrong.name, wrong.message].join("; ");
</script>
`),
  );
  assert.equal(text, "10; enough; TypeError; scenario.images is required");
  assert.deepEqual(problems, []);
  assert.equal(modules.length, 1);
});

for (const heading of ["With a bundler", "In a worker"]) {
  test(`Vite builds the example "${heading}"`, async () => {
    const { project, promised } = await exampleProject(heading);
    const warnings = [];
    const customLogger = { ...createLogger("silent"), warn: (message) => warnings.push(message) };
    await build({ root: project, customLogger });
    assert.deepEqual(warnings, []);
    const assets = await readdir(join(project, "dist/assets"));
    const modules = assets.filter((name) => name.endsWith(".wasm"));
    assert.match(modules.join(), /^imagepull_js_bg-[\w-]{8}\.wasm$/, "one file of its own, with a hash");

    const seen = await open(await serve(project, "dist"));
    assert.deepEqual(seen, {
      text: promised,
      problems: [],
      modules: [{ path: `/assets/${modules[0]}`, type: "application/wasm" }],
    });
  });

  test(`Vite's development server serves the example "${heading}"`, async () => {
    const { project, promised } = await exampleProject(heading);
    const server = await createServer({ root: project, logLevel: "silent", server: { port: 0, host: "127.0.0.1" } });
    const { text, problems } = await open(await server.listen());
    assert.equal(text, promised);
    assert.deepEqual(problems, []);
  });
}
