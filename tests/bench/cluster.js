// Prints how the Pulls view of the built site does with large clusters in Chromium, one JSON object
// a line: `name`, `ours`, `peer`, `unit`, `ratio`. The peers are the goals: two seconds for an
// answer, a frame of a screen with 60 Hz, eight milliseconds of script in a frame.

import { link } from "../e2e/scenarios.js";
import { openSite, slow } from "./browser.js";
import { frame, median, print, quantile } from "./figures.js";

const mb = 1_000_000;

/** Nodes with pods of ten images on a common base. */
function cluster(nodes, pods) {
  const base = { digest: `sha256:${"1".repeat(64)}`, bytes: 30 * mb };
  const names = Array.from({ length: 10 }, (_, place) => `registry.example/app-${place}:v1`);
  return {
    images: Object.fromEntries(names.map((name, place) => [name, { layers: [base, { bytes: (place + 1) * 5 * mb }, { bytes: 2 * mb }, { bytes: mb / 10 }] }])),
    nodes: [{ name: "node", count: nodes, kubelet: { registryPullQPS: 0 } }],
    pods: names.map((image, place) => ({ name: `app-${place}`, replicas: (nodes * pods) / 10, containers: [{ name: "app", image }] })),
  };
}

const { address, browser, close } = await openSite();
await answers();
for (const slowDown of [1, 4]) await frames(slowDown);
await close();

/** How long it is from a click that edits 5 000 nodes with 30 pods each until the answer is drawn, and what frames come meanwhile. */
async function answers() {
  const page = await browser.newPage();
  const began = performance.now();
  await page.goto(`${address}${link(cluster(5000, 30))}`);
  await page.locator(".answer").waitFor({ timeout: 120_000 });
  print("Pulls view, 5 000 nodes x 30 pods, link opened until drawn", performance.now() - began, "ms", 2000);
  await page.getByText("Edit the scenario").click();
  const latency = page.getByLabel("Round trip, ms");
  const runs = [];
  for (const value of ["60", "70", "80"]) {
    await page.evaluate(watchAnswer);
    await latency.fill(value);
    runs.push(await page.evaluate(() => globalThis.answered));
  }
  print("Pulls view, 5 000 nodes x 30 pods, edit until the answer is drawn, median of 3", median(runs.map((run) => run.took)), "ms", 2000);
  print("Pulls view, 5 000 nodes x 30 pods, longest frame while it runs, median of 3", median(runs.map((run) => run.longestFrame)), "ms", frame);
  await page.close();
}

/** Runs in the page: `answered` will say how long the next input takes until another answer is drawn, and the longest time between two frames before that. */
function watchAnswer() {
  globalThis.answered = new Promise((resolve) => {
    addEventListener("input", (event) => {
      let isOver = false;
      let longestFrame = 0;
      let before;
      const tick = (now) => {
        longestFrame = Math.max(longestFrame, now - (before ?? now));
        before = now;
        if (!isOver) requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
      let hasRun = false;
      const observer = new MutationObserver(() => {
        hasRun ||= Boolean(document.querySelector(".large-run progress"));
        if (!hasRun || !document.querySelector(".answer")) return;
        observer.disconnect();
        isOver = true;
        requestAnimationFrame(() => setTimeout(() => resolve({ took: performance.now() - event.timeStamp, longestFrame })));
      });
      observer.observe(document.body, { subtree: true, childList: true });
    }, { once: true, capture: true });
  });
}

/** Script and all main-thread work in a frame while 1 000 nodes with 20 pulls each are played. */
async function frames(slowDown) {
  const page = await browser.newPage();
  await page.goto(`${address}${link(cluster(1000, 20))}`);
  await page.locator(".answer").waitFor({ timeout: 120_000 });
  const session = await slow(page, slowDown);
  await session.send("Performance.enable");
  const metrics = async () => Object.fromEntries((await session.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const before = await metrics();
  const gaps = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const gaps = [];
        let before;
        const tick = (now) => {
          if (before) gaps.push(now - before);
          before = now;
          if (gaps.length < 240) requestAnimationFrame(tick);
          else resolve(gaps);
        };
        requestAnimationFrame(tick);
      }),
  );
  const after = await metrics();
  const each = (name) => ((after[name] - before[name]) / gaps.length) * 1000;
  const what = `1 000 nodes x 20 pulls played, CPU ${slowDown}x slower`;
  print(`Pulls view, ${what}, script a frame, mean`, each("ScriptDuration"), "ms", 8);
  print(`Pulls view, ${what}, all work a frame, mean`, each("TaskDuration"), "ms", frame);
  print(`Pulls view, ${what}, time between frames, p95`, quantile(gaps, 0.95), "ms", frame);
  await page.close();
}
