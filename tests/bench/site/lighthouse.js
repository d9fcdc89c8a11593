// Prints the scores of Lighthouse for every view, beside 100: medians of several runs, on mobile and
// on desktop, each with the throttling that Lighthouse simulates for it by default.

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import desktop from "lighthouse/core/config/desktop-config.js";
import browserOptions from "../../e2e/playwright.config.js";
import { median, print } from "../figures.js";
import { serveCompressed } from "./host.js";
import { views } from "./views.js";

const runs = Number(process.env.LIGHTHOUSE_RUNS ?? 5);
const categories = ["performance", "accessibility", "best-practices"];

const { address, stop } = await serveCompressed();
const { executablePath, args } = browserOptions.use.launchOptions;
const browser = await launch({ chromePath: executablePath, chromeFlags: ["--headless=new", "--no-sandbox", ...args] });
for (const { name, fragment } of views) {
  for (const [device, config] of [["mobile", undefined], ["desktop", desktop]]) {
    const scores = categories.map(() => []);
    let how;
    for (let run = 0; run < runs; run += 1) {
      const flags = { port: browser.port, onlyCategories: categories, logLevel: "silent" };
      const { lhr } = await lighthouse(`${address}${fragment}`, flags, config);
      const { throttlingMethod, throttling } = lhr.configSettings;
      how = `${device}: ${throttlingMethod}, CPU ${throttling.cpuSlowdownMultiplier}x slower, ${throttling.rttMs} ms, ${throttling.throughputKbps / 1024} Mbit/s`;
      categories.forEach((category, index) => scores[index].push(lhr.categories[category].score * 100));
      if (process.env.LIGHTHOUSE_WHY) explain(lhr);
    }
    categories.forEach((category, index) => print(`Lighthouse, ${category}, ${name}, ${how}`, median(scores[index]), "", 100));
  }
}
await browser.kill();
await stop();

/** Says on the error output what cost a point. */
function explain({ categories: found, audits }) {
  for (const { auditRefs, title } of Object.values(found)) {
    for (const { id, weight } of auditRefs) {
      const { score, displayValue, details } = audits[id];
      if (weight > 0 && score !== null && score < 1) {
        const where = details?.items?.slice(0, 3).map((item) => JSON.stringify(item).slice(0, 300));
        console.error(`${title}: ${id} ${score} ${displayValue ?? ""} ${where?.join(" ") ?? ""}`);
      }
    }
  }
}
