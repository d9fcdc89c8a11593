// A person describes a large cluster: it runs in the background, and its rows open.

import { expect as soon, test as testInOwnPage, testInOnePage as test } from "./playground.js";
import { cluster, link, program } from "./scenarios.js";

// Other stories run at the same time.
const expect = soon.configure({ timeout: 20_000 });

const answer = (page) => page.locator(".answer");
const lane = (page, name) => page.getByRole("region", { name: new RegExp(`^${name}`) });

/** Opens the scenario as JSON, and answers the field. */
async function editor(page) {
  await page.getByText("Edit the scenario").click();
  await page.getByRole("button", { name: "JSON" }).click();
  return page.getByLabel("The scenario, as simulatePulls");
}

testInOwnPage("a large cluster runs with progress, and its rows open down to each pull", { tag: "@phone" }, async ({ page, site }) => {
  await page.addInitScript(() => {
    globalThis.said = [];
    new MutationObserver(() => {
      const bar = document.querySelector(".large-run progress");
      if (bar) globalThis.said.push([bar.value, bar.parentElement.textContent]);
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await page.goto(`${site}${link(cluster(200, 15))}`);
  await expect(answer(page)).toContainText(/half of the pods (are )?ready/);
  const said = await page.evaluate(() => globalThis.said);
  const shares = said.map(([share]) => share);
  expect(shares.length, "it is said that it runs").toBeGreaterThan(0);
  expect(shares, "progress goes one way").toEqual([...shares].sort((a, b) => a - b));
  expect(said.at(-1)[1]).toMatch(/of 9\u202f000 pods started|Starting the simulation/);
  await expect(page.getByRole("progressbar")).toHaveCount(0);

  const serial = lane(page, "Serial");
  await expect(serial).toContainText("200 nodes, 3\u202f000 pulls");
  await expect(serial.getByRole("button")).toHaveCount(20);
  const row = serial.getByRole("button", { name: "node-10 to node-19: 10 nodes, 150 pulls" });
  await expect(row).toHaveAttribute("aria-expanded", "false");
  await row.press("Enter");
  await expect(row).toHaveAttribute("aria-expanded", "true");
  const node = serial.getByRole("button", { name: "node-12: 15 pulls" });
  await node.press("Enter");
  await expect(serial.getByRole("img", { name: "node-12: pulls by container (15)" })).toBeVisible();
  await row.press("Enter");
  await expect(node).toHaveCount(0);

  await page.getByText("All pulls in numbers").click();
  await expect(page.getByText("Pulls 1 to 100 of 3\u202f000")).toBeVisible();
  await page.getByRole("button", { name: "Last", exact: true }).click();
  await expect(page.getByText("Pulls 2\u202f901 to 3\u202f000 of 3\u202f000")).toBeVisible();
  await expect(page.getByRole("table").last().getByRole("row")).toHaveCount(101);
});

test("a large cluster is played and stepped through, and its events follow", async ({ page, site }) => {
  await page.goto(`${site}${link(cluster(100, 10))}`);
  const time = page.getByRole("slider");
  const events = page.getByRole("complementary", { name: "Events" });
  await expect(events.locator(".current")).toContainText("Pulling");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText(/Serial, your setting: 1?00 pulling, .* of 1\u202f000 pods started; Parallel/)).toBeVisible();
  await page.keyboard.press("End");
  await expect(time).toHaveValue(String(await time.getAttribute("max")));
  await expect(events.locator(".current")).toContainText("Pulled");
  await expect(events).toContainText("Earlier events: ");
  await page.getByRole("button", { name: "Play" }).click();
  await expect.poll(async () => Number(await time.inputValue())).toBeGreaterThan(0);
});

test("a large cluster is predicted first too", async ({ page, site }) => {
  await page.goto(`${site}${link(cluster(60, 5))}&predict=on`);
  const guess = page.getByRole("slider", { name: /^When is app-\d-\d+ ready with maxParallelImagePulls: 2\?$/ });
  await guess.press("Home");
  await expect(page.locator(".lane, .figures, .answer [role=status]")).toHaveCount(0);
  await guess.press("Enter");
  await expect(answer(page)).toContainText(/^You said 0\ss: app-\d-\d+ is ready after/);
  await expect(lane(page, "No limit")).toContainText("60 nodes, 300 pulls");
  await expect(page.locator(".guess")).toHaveCount(1);
});

testInOwnPage("runs are stopped, and go on when they are asked for", async ({ page, site }) => {
  let go;
  const released = new Promise((resolve) => (go = resolve));
  await page.route(program, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${site}${link(cluster(100, 5))}`);
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expect(page.getByText("it runs in the background")).toBeAttached();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("You stopped this scenario.")).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  go();
  await page.getByRole("button", { name: "Run it" }).click();
  await expect(lane(page, "Serial")).toContainText("100 nodes, 500 pulls");
});

testInOwnPage("an edit while it runs stops what ran, and the answer is that of the last edit", async ({ page, site }) => {
  let go;
  const released = new Promise((resolve) => (go = resolve));
  await page.route(program, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${site}#/pulls?preset=two-pods`);
  await expect(page.locator("svg[role=img]")).toHaveCount(3);
  const text = await editor(page);
  await text.fill(JSON.stringify(cluster(100, 5)));
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expect(page.getByText("The drawing still shows the last scenario that ran.")).toBeVisible();
  await text.fill(JSON.stringify(cluster(1, 5)));
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(page.locator("svg[role=img]")).toHaveCount(3);
  for (const pods of [5, 10, 15]) await text.fill(JSON.stringify(cluster(60, pods)));
  go();
  await expect(lane(page, "No limit")).toContainText("60 nodes, 900 pulls");
  await expect(page.getByRole("progressbar")).toHaveCount(0);
});

test("what is wrong with a large scenario is said, in the language that is chosen", async ({ page, site }) => {
  const wrong = cluster(100, 5);
  wrong.nodes[0].bandwidth = 0;
  await page.goto(`${site}${link(wrong)}`);
  await expect(page.getByRole("alert")).toContainText("nodes[0].bandwidth");
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await page.goto(`${site}${link(wrong)}&lang=ko`);
  await expect(page.getByRole("alert")).toContainText(/nodes\[0\]\.bandwidth.*[가-힣]/s);
  const text = page.getByLabel(/simulatePulls/);
  await page.getByText("시나리오 편집").click();
  await page.getByRole("button", { name: "JSON" }).click();
  await text.fill(JSON.stringify(cluster(10_000, 30)));
  await expect(page.getByRole("alert")).toContainText("200\u202f000");
  await text.fill(JSON.stringify(cluster(60, 5)));
  await expect(page.getByRole("button", { name: /^node-0에서 node-4까지: 노드 5개/ }).first()).toBeVisible();
});

test.describe("a program that does not load", () => {
  test.use({ expectedErrors: [/ERR_FAILED.*pull_runs_bg-\w+\.wasm/] });

  testInOwnPage("leaves the scenario as it is, and runs it when it is asked again", async ({ page, site }) => {
    await page.route(program, (route) => route.abort());
    await page.goto(`${site}${link(cluster(60, 5))}`);
    await expect(page.getByRole("alert")).toContainText("Your scenario is unchanged.");
    await expect(await editor(page)).toHaveValue(/"count": 60/);
    await page.unroute(program);
    await page.getByRole("button", { name: "Run it" }).click();
    await expect(lane(page, "Serial")).toContainText("60 nodes, 300 pulls");
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
});
