// Prints how long the Manifest view of the built site takes in Chromium from a key press until the
// answer to it is in the page, and until the frame with it is drawn, one JSON object a line: `name`, `ours`, `peer`, `unit`, `ratio`.
// The peer is a frame of a screen with 60 Hz. The argument is the file with the manifest.

import { readFile } from "node:fs/promises";
import { openSite, slow } from "./browser.js";
import { frame, median, print, quantile } from "./figures.js";

const keys = 40;
const path = process.argv[2];
const firstImage = (await readFile(path, "utf8")).split("\n").findIndex((line) => line.includes("image:"));

const { address, browser, close } = await openSite();
for (const slowDown of [1, 4]) {
  const presses = await keyPresses(slowDown);
  for (const until of ["answered", "drawn"]) {
    const times = presses.map((it) => it[until]);
    for (const [which, ours] of [["median", median(times)], ["p95", quantile(times, 0.95)]]) {
      print(`Manifest view, key press until ${until}, ${which}, CPU ${slowDown}x slower, beside a frame`, ours, "ms", frame);
    }
  }
}
await close();

/** What key presses at the end of the first image's name took, in ms. */
async function keyPresses(slowDown) {
  const page = await browser.newPage();
  await page.goto(`${address}#/manifest`);
  await page.locator(".cm-editor").waitFor();
  await page.getByLabel("Open files").setInputFiles(path);
  await page.locator(".answer[role=status]").filter({ hasText: "600 images" }).waitFor();
  const editor = page.locator(".cm-content");
  await editor.press("Control+Home");
  for (let line = 0; line < firstImage; line += 1) await editor.press("ArrowDown");
  await editor.press("End");
  await slow(page, slowDown);
  const times = [];
  for (let key = 1; key <= keys; key += 1) {
    await page.evaluate(watch, "x".repeat(key));
    await page.keyboard.press("x");
    times.push(await page.evaluate(() => globalThis.answered));
  }
  await page.close();
  return times;
}

/** Runs in the page: `answered` will be the times from the next key press until the list of images has `ending`, and until that is drawn. */
function watch(ending) {
  const images = document.querySelector("section.images");
  globalThis.answered = new Promise((resolve) => {
    let pressed;
    addEventListener("keydown", (event) => (pressed = event.timeStamp), { once: true, capture: true });
    const isThere = () => images.isConnected && images.textContent.includes(`migrate:v1.0${ending}`);
    const observer = new MutationObserver(() => {
      if (pressed === undefined || !isThere()) return;
      observer.disconnect();
      const answered = performance.now() - pressed;
      requestAnimationFrame(() => setTimeout(() => resolve({ answered, drawn: performance.now() - pressed })));
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}
