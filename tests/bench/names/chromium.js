// Prints the rows of the package beside its peers in Chromium, one JSON object a line: the package from
// a host as it is, the peers bundled, as pages have to.

import { build } from "esbuild";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { serveFolder } from "../../e2e/server.js";
import { launch } from "../browser.js";
import { corpus } from "./corpus.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = here("../../../target/bench-names/");

await mkdir(folder, { recursive: true });
await cp(here("../../../target/package/imagepull/"), `${folder}imagepull/`, { recursive: true });
await build({ entryPoints: [here("contest.js")], outfile: `${folder}contest.js`, bundle: true, format: "esm", logLevel: "error" });
await writeFile(`${folder}index.html`, "<!doctype html><title>Names</title>");

const { address, stop } = await serveFolder(folder);
const browser = await launch();
const page = await browser.newPage();
await page.goto(address);
const found = await page.evaluate(async (names) => {
  const [imagepull, { rows }] = await Promise.all([import("./imagepull/imagepull.js"), import("./contest.js")]);
  await imagepull.default();
  return rows(imagepull, names, "Chromium");
}, await corpus());
for (const row of found) console.log(JSON.stringify(row));
await browser.close();
await stop();
