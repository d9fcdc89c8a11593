// Prints what drawing takes in Chromium on a slow processor, one JSON object a line: frames and their
// scripts while pulls are played, frames where nothing moves, and memory after many runs.

import { fileURLToPath } from "node:url";
import { serveFolder } from "../../e2e/server.js";
import { openSite, slow } from "../browser.js";
import { frame, median, print, quantile } from "../figures.js";
import { slowDown } from "./views.js";

const watched = 3000;
const runs = 500;
const slower = `CPU ${slowDown}x slower`;

const { address, browser, close: closeSite } = await openSite();
await playing(8, 40);
await resting();
await embedded();
await running();
await closeSite();

/** A page that counts its frames and the time of their callbacks, and knows the memory of its WebAssembly. */
async function watchedPage() {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  const session = await slow(page, slowDown);
  await page.addInitScript(() => {
    globalThis.callbacks = [];
    const request = requestAnimationFrame;
    globalThis.requestAnimationFrame = (callback) =>
      request((time) => {
        const started = performance.now();
        callback(time);
        globalThis.callbacks.push({ time, script: performance.now() - started });
      });
    globalThis.memories = [];
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...source) => {
      const result = await instantiate(...source);
      globalThis.memories.push(result.instance.exports.memory);
      return result;
    };
  });
  return { page, session, close: () => context.close() };
}

/** The callbacks of frames within the time that is watched. */
async function callbacks(page) {
  return page.evaluate(async (milliseconds) => {
    globalThis.callbacks.length = 0;
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return globalThis.callbacks;
  }, watched);
}

/** A scenario of nodes that each pull so many images. */
function scenario(nodes, pulls) {
  const numbers = Array.from({ length: pulls }, (_, number) => number);
  return JSON.stringify({
    images: Object.fromEntries(numbers.map((number) => [`team/service-${number}:1`, { layers: [{ bytes: 40e6 }, { bytes: 9e6 + number * 1e6 }] }])),
    nodes: [{ name: "node", count: nodes, bandwidth: 62_500_000 }],
    pods: numbers.map((number) => ({
      name: `service-${number}`,
      everyNode: true,
      containers: [{ name: "app", image: `team/service-${number}:1` }],
    })),
  });
}

async function playing(nodes, pulls) {
  const { page, close } = await watchedPage();
  const what = `Pulls view, ${nodes} nodes with ${pulls} pulls each`;
  await page.goto(`${address}#/pulls?preset=two-pods`);
  await page.getByText("Edit the scenario").click();
  await page.getByRole("button", { name: "JSON" }).click();
  const text = page.getByRole("textbox");
  const started = performance.now();
  await text.fill(scenario(nodes, pulls));
  await page.getByText("Edit the scenario").click();
  await page.getByRole("button", { name: "Play" }).click({ timeout: 120_000 });
  print(`${what}, edited until playing, ${slower}`, performance.now() - started, "ms");
  const seen = await callbacks(page);
  const times = [...new Set(seen.map(({ time }) => time))];
  const gaps = times.slice(1).map((time, index) => time - times[index]);
  print(`${what}, frames a second while playing, ${slower}, beside 60`, (times.length / watched) * 1000, "", 60);
  if (gaps.length > 0) {
    print(`${what}, from frame to frame, p95, ${slower}, beside a frame`, quantile(gaps, 0.95), "ms", frame);
    const scripts = seen.map(({ script }) => script);
    print(`${what}, script a frame, median, ${slower}, beside a frame`, median(scripts), "ms", frame);
    print(`${what}, script a frame, p95, ${slower}, beside a frame`, quantile(scripts, 0.95), "ms", frame);
  }
  await close();
}

/** A paused view draws nothing. */
async function resting() {
  const { page, close } = await watchedPage();
  await page.goto(`${address}#/pulls?preset=two-pods`);
  await page.getByRole("button", { name: "Play" }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  print(`Pulls view, frames while paused, in ${watched / 1000} s`, (await callbacks(page)).length, "");
  await close();
}

/** An embed that was played and then left the screen draws nothing, nor one that is paused. */
async function embedded() {
  const folder = fileURLToPath(new URL("../../sites/plain/", import.meta.url));
  const host = await serveFolder(folder, { host: "localhost", values: { playground: address } });
  const { page, close } = await watchedPage();
  await page.goto(host.address);
  const embed = page.locator("#pulls").frameLocator("iframe");
  await embed.getByRole("button", { name: "Play" }).click();
  const inside = await (await page.locator("#pulls iframe").elementHandle()).contentFrame();
  await page.evaluate(() => {
    document.body.style.paddingTop = "0";
    document.querySelector("#pulls").style.marginTop = "6000px";
    scrollTo(0, 0);
  });
  await page.waitForTimeout(500);
  print(`Embed, frames off the screen, in ${watched / 1000} s`, (await callbacks(inside)).length, "");
  await close();
  await host.stop();
}

/** The memory after many runs of scenarios, beside that after a tenth of them. */
async function running() {
  const { page, session, close } = await watchedPage();
  await page.goto(`${address}#/pulls?preset=two-pods`);
  const examples = page.getByRole("combobox", { name: "Example" });
  const presets = ["two-pods", "same-image-twice", "small-behind-huge"];
  const memory = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const linear = await page.evaluate(() => globalThis.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
    return { usedSize, linear };
  };
  let early;
  for (let run = 1; run <= runs; run += 1) {
    await examples.selectOption(presets[run % presets.length]);
    if (run === runs / 10) early = await memory();
  }
  const late = await memory();
  const row = (name, field) => print(`Pulls view, ${name} after ${runs} runs, beside ${runs / 10}`, late[field] / 1e6, "MB", early[field] / 1e6);
  row("objects", "usedSize");
  row("memory of WebAssembly", "linear");
  await close();
}
