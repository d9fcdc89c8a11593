// Prints how long the built site takes in Chromium, one JSON object a line: `name`, `ours`,
// `peer` (null where there is none), `unit`, `ratio`. The argument is the file with the manifest.

import { chromium } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { serveSite } from "../e2e/server.js";

/** A frame of a screen with 60 Hz, in ms. */
const frame = 1000 / 60;
const keys = 40;

const manifest = await readFile(process.argv[2], "utf8");
const { address, stop } = await serveSite();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
for (const slowDown of [1, 4]) {
  const times = await keyPresses(slowDown);
  for (const [which, share] of [["median", 0.5], ["p95", 0.95]]) {
    const ours = times[Math.min(times.length - 1, Math.floor(times.length * share))];
    const name = `Manifest view, key press to answer, ${which}, CPU ${slowDown}x slower, beside a frame`;
    console.log(JSON.stringify({ name, ours, peer: frame, unit: "ms", ratio: ours / frame }));
  }
}
await browser.close();
await stop();

/** How long the page works on each key press in the editor until the new answer is in the document, in ms, ascending. */
async function keyPresses(slowDown) {
  const page = await browser.newPage();
  await page.goto(`${address}#/manifest`);
  const editor = page.getByRole("main").getByRole("textbox").first();
  await editor.fill(manifest);
  await page.getByRole("status").filter({ hasText: "600" }).first().waitFor();
  await (await page.context().newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: slowDown });
  await editor.press("Control+End");
  const times = [];
  for (let key = 0; key < keys; key += 1) {
    await page.evaluate(() => {
      globalThis.pressed = new Promise((resolve) => {
        addEventListener("keydown", (event) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - event.timeStamp))), { once: true, capture: true });
      });
    });
    await page.keyboard.press("x");
    times.push(await page.evaluate(() => globalThis.pressed));
  }
  await page.close();
  return times.sort((a, b) => a - b);
}
