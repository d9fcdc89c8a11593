// Prints how quickly the site answers in Chromium on a slow processor, one JSON object a line: from opening
// an address until the answer is there, and from a key press until the frame with its answer is drawn.

import { openSite, slow } from "../browser.js";
import { frame, median, print, quantile } from "../figures.js";
import { slowDown, views } from "./views.js";

const openings = 5;
const slower = `CPU ${slowDown}x slower`;

const { address, browser, close: closeSite } = await openSite();

for (const { name, fragment, answer } of views) {
  const times = [];
  for (let opened = 0; opened < openings; opened += 1) times.push(await opening(fragment, answer));
  print(`${name} view, opened until answered, median, ${slower}`, median(times), "ms");
}

const presses = await keyPresses("registry.example.com/team/service:v1.2.3");
print(`Name view, key press until drawn, median, ${slower}, beside a frame`, median(presses), "ms", frame);
print(`Name view, key press until drawn, p95, ${slower}, beside a frame`, quantile(presses, 0.95), "ms", frame);

await closeSite();

async function slowPage() {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await slow(page, slowDown);
  return { page, close: () => context.close() };
}

/** How long after the start of the navigation the answer is in the page, in ms. */
async function opening(fragment, answer) {
  const { page, close } = await slowPage();
  await page.addInitScript((selector) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(selector)?.textContent) return;
      observer.disconnect();
      globalThis.answered = performance.now();
    });
    observer.observe(document, { subtree: true, childList: true, characterData: true });
  }, answer);
  await page.goto(`${address}${fragment}`);
  await page.waitForFunction(() => globalThis.answered);
  const time = await page.evaluate(() => globalThis.answered);
  await close();
  return time;
}

/** What each key press of a name took until the frame after its answer, in ms. */
async function keyPresses(name) {
  const { page, close } = await slowPage();
  await page.goto(`${address}#/name`);
  const field = page.locator("main textarea, main input").first();
  await field.fill("");
  await field.focus();
  const times = [];
  for (const key of name) {
    await page.evaluate(() => {
      globalThis.drawn = new Promise((resolve) => {
        const pressed = ({ timeStamp }) =>
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)));
        addEventListener("keydown", pressed, { once: true, capture: true });
      });
    });
    await page.keyboard.press(key);
    times.push(await page.evaluate(() => globalThis.drawn));
  }
  await close();
  return times;
}
