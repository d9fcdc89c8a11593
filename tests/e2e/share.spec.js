// A new user takes what is on the page along: into an answer, an issue, a documentation page.

import { readFile } from "node:fs/promises";
import init, { backOffTimeline, defaultPullPolicy, parseImage, simulatePulls } from "../../target/package/imagepull/imagepull.js";
import { put } from "./anything.js";
import { expect, test as testInOwnPage, testInOnePage as test } from "./playground.js";
import { cluster, link, program } from "./scenarios.js";

test.beforeAll(() => init());

// What the buttons of the menu are about.
const LINK = "Link";
const MARKDOWN_LINK = "Markdown link";
const ELEMENT = "HTML: custom element that fits its content’s height and follows the page’s colours and language";
const FRAME = "HTML: plain iframe";
const BLOCK = "Markdown: sentence, table and link";
const RESULT = "The answer as JSON, as the JavaScript package returns it";

const menu = (page) => page.getByRole("dialog", { name: /Share this page|이 페이지 공유/ });

/** Opens the menu of a page once the view and what it gives are there. */
async function openMenu(page) {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(menu(page).getByRole("button", { name: /Copy The answer as JSON/ })).toBeVisible();
  return menu(page);
}

/** What a copy button of the menu puts on the clipboard. */
async function copied(page, what) {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await menu(page).getByRole("button", { name: `Copy ${what}`, exact: true }).click();
  await expect(menu(page).getByRole("button", { name: `Copied ${what}`, exact: true })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** What a button of the menu saves. */
async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), menu(page).getByRole("button", { name }).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** JSON as a person writes it with JavaScript. */
const json = (answer) => JSON.stringify(answer, null, 2);

test("the link and its snippets open the same state elsewhere", async ({ page, site, context }) => {
  const fragment = "#/policy?image=ghcr.io/acme/api:v1&policy=Always&alwaysPullImages=on&kubernetes=1.31";
  await page.goto(`${site}${fragment}`);
  await openMenu(page);
  const link = await copied(page, LINK);
  expect(link).toBe(`${site}${fragment}`);
  const title = "The pull policy of ghcr.io/acme/api:v1";
  expect(await copied(page, MARKDOWN_LINK)).toBe(`[${title}](${link})`);

  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByRole("combobox", { name: "imagePullPolicy" })).toHaveValue("Always");
  await expect(other.getByLabel("Kubernetes release")).toHaveValue("1.31");

  // What an author pastes is read by a browser: it says where it leads and what it shows.
  const snippets = [await copied(page, FRAME), await copied(page, ELEMENT)];
  const read = await other.evaluate(([frame, element]) => {
    const parse = (html) => new DOMParser().parseFromString(html, "text/html").body.querySelector(":not(script)");
    const attributes = (node) => Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
    return [attributes(parse(frame)), attributes(parse(element))];
  }, snippets);
  expect(read[0]).toMatchObject({ src: `${site}embed.html${fragment}`, title, loading: "lazy", allow: "clipboard-write" });
  expect(read[1]).toEqual({ view: "policy", state: fragment });
  expect(snippets[1]).toContain(`<script type="module" src="${site}element.js"></script>`);
});

test("the element of a preset says so by its attributes", async ({ page, site }) => {
  await page.goto(`${site}index.html#/pulls?preset=small-behind-huge`);
  await openMenu(page);
  expect(await copied(page, LINK)).toBe(`${site}#/pulls?preset=small-behind-huge`);
  const element = await copied(page, ELEMENT);
  expect(element).toContain('<image-playground view="pulls" preset="small-behind-huge"></image-playground>');
  expect(await copied(page, MARKDOWN_LINK)).toMatch(/^\[Small pod behind a huge image\]\(http/);
});

test("the answer as JSON is what the package gives", async ({ page, site }) => {
  await page.goto(`${site}#/name?image=ghcr.io/Ácme/%EC%95%B1:v1`);
  await openMenu(page);
  expect(await copied(page, RESULT)).toBe(json(parseImage("ghcr.io/Ácme/앱:v1")));
  await page.keyboard.press("Escape");
  await page.getByLabel("Image names, one per line").fill("busybox\n\nnginx:1.27\n");
  await openMenu(page);
  expect(await copied(page, RESULT)).toBe(json(["busybox", "nginx:1.27"].map((image) => parseImage(image))));

  await page.goto(`${site}#/policy?image=nginx:latest`);
  await page.reload();
  await openMenu(page);
  expect(await copied(page, RESULT)).toBe(json(defaultPullPolicy("nginx:latest")));

  await page.goto(`${site}#/back-off?image=nginx:1.99&fixed=60&containers=2&seed=7&kubernetes=1.31`);
  await page.reload();
  await openMenu(page);
  const request = { image: "nginx:1.99", seed: 7, untilMs: 386_000, pullMs: 2000, fixedAtMs: 60_000, sharedBy: 2, kubernetes: "1.31" };
  expect(await copied(page, RESULT)).toBe(json(backOffTimeline(request)));

  await page.goto(`${site}#/pulls?preset=tag-fixed-later&kubernetes=1.31`);
  await page.reload();
  await openMenu(page);
  const scenario = await saved(page, "Save The scenario as JSON");
  expect(scenario.name).toBe("imagepull-pulls-tag-fixed-later-scenario.json");
  const trace = json(simulatePulls(JSON.parse(scenario.bytes)));
  expect(await copied(page, RESULT)).toBe(trace);
  const file = await saved(page, `Save ${RESULT}`);
  expect(file.name).toBe("imagepull-pulls-tag-fixed-later.json");
  expect(file.bytes.toString()).toBe(trace);
});

test("the answer as Markdown has its sentence, table and link", async ({ page, site }) => {
  for (const [fragment, parts] of [
    ["#/name?image=GHCR.io/Acme/b", ["The API server accepts", "[How Kubernetes interprets GHCR.io/Acme/b]"]],
    ["#/policy?preset=prod-tag", ["`ghcr.io/acme/api:prod` gets **IfNotPresent**", "| Node and registry | `Always` |", "[My prod tag isn’t updated]"]],
    ["#/back-off?preset=next-attempt", ["**4\u00a0m\u00a018\u00a0s after your fix**", "| Pull | Starts after |", "| 7 | 10\u00a0m\u00a058\u00a0s |"]],
    ["#/pulls?preset=small-behind-huge", ["**web still waits 45.4\u00a0s**", "|  | Serial | Your setting | No limit |"]],
  ]) {
    await page.goto("about:blank");
    await page.goto(`${site}${fragment}`);
    await openMenu(page);
    const markdown = await copied(page, BLOCK);
    for (const part of parts) expect(markdown).toContain(part);
    const link = await copied(page, LINK);
    expect(markdown.endsWith(`](${link})\n`), markdown).toBe(true);
  }
});

test("the drawing is saved as SVG and as a picture of twice its size", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=small-behind-huge`);
  await openMenu(page);
  const svg = await saved(page, "SVG The drawing");
  expect(svg.name).toBe("imagepull-pulls-small-behind-huge.svg");
  const drawn = await page.evaluate((text) => {
    const read = new DOMParser().parseFromString(text, "image/svg+xml");
    const root = read.documentElement;
    return {
      root: root.nodeName,
      size: [root.getAttribute("width"), root.getAttribute("height")].map(Number),
      texts: [...read.querySelectorAll("text")].map((node) => node.textContent),
      outside: [...read.querySelectorAll("[href], [style], [class], script, foreignObject, image")].length,
    };
  }, svg.bytes.toString());
  expect(drawn.root).toBe("svg");
  for (const text of ["Small pod behind a huge image", "ml", "web", "log", "Serial", "Your setting", "downloads"]) {
    expect(drawn.texts).toContain(text);
  }
  expect(drawn.outside, "references and mark-up that other viewers ignore").toBe(0);

  const png = await saved(page, "PNG The drawing");
  expect(png.name).toBe("imagepull-pulls-small-behind-huge.png");
  expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
  expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual(drawn.size.map((length) => length * 2));

  await menu(page).getByLabel("Colours of the drawing").selectOption("dark");
  expect((await saved(page, "SVG The drawing")).bytes.toString()).toContain('fill="#14161a"');
  await menu(page).getByLabel("Colours of the drawing").selectOption("light");
  expect((await saved(page, "SVG The drawing")).bytes.toString()).toContain('fill="#fbfbf9"');

  await page.goto("about:blank");
  await page.goto(`${site}#/back-off?preset=shared-back-off`);
  await openMenu(page);
  const timeline = await saved(page, "SVG The drawing");
  expect(timeline.name).toBe("imagepull-back-off-shared-back-off.svg");
  expect(timeline.bytes.toString()).toContain("Container 2 shows");
});

test("what is pasted is in nothing that is shared", async ({ page, site }) => {
  await page.goto(`${site}#/back-off`);
  const secret = "s3cret-registry.example.com";
  await page.getByRole("textbox", { name: /Paste the output/ }).fill(`Failed to pull image "${secret}/a": not found`);
  await openMenu(page);
  const all = [];
  for (const what of [LINK, MARKDOWN_LINK, ELEMENT, FRAME, BLOCK, RESULT]) {
    all.push(await copied(page, what));
  }
  all.push((await saved(page, "SVG The drawing")).bytes.toString());
  expect(all.join("\n")).not.toContain("s3cret");
});

test("the menu works by keyboard alone", { tag: "@phone" }, async ({ page, site }) => {
  for (const fragment of ["#/name?image=busybox", "#/pulls?preset=two-pods"]) {
    await page.goto("about:blank");
    await page.goto(`${site}${fragment}`);
    const share = page.getByRole("button", { name: "Share", exact: true });
    await share.focus();
    await page.keyboard.press("Enter");
    await expect(menu(page).getByRole("button", { name: "Close" })).toBeFocused();
    await expect(menu(page).getByRole("button", { name: /Copy The answer as JSON/ })).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(menu(page).getByRole("textbox", { name: "Link", exact: true })).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await expect(menu(page).getByRole("button", { name: "Copied Link", exact: true })).toBeFocused();
    // A key of the player is none in the menu.
    await page.keyboard.press("ArrowRight");
    // The focus never leaves for what is behind the menu.
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement.closest("main, nav") === null)).toBe(true);
    }
    await page.keyboard.press("Escape");
    await expect(menu(page)).toBeHidden();
    await expect(share).toBeFocused();
  }
  await expect(page.locator(".clock")).toHaveText("00:00.0");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.mouse.click(3, 3);
  await expect(menu(page)).toBeHidden();
});

test("what is too much for a link is said, and given as a file", async ({ page, site }) => {
  await page.goto(site);
  const field = page.getByLabel("Image names, one per line");
  await field.fill(Array.from({ length: 1000 }, (_, index) => `registry.example.com/team/image-${index}:v1`).join("\n"));
  await openMenu(page);
  await expect(menu(page)).toContainText(/This link is \d+\skB long/);
  await page.keyboard.press("Escape");

  // `fill` lets the browser insert line by line, which takes it minutes; a paste is one change.
  await field.evaluate(put, "registry.example.com/team/image:v1\n");
  await expect(page.getByText("Too large for a link")).toBeVisible();
  await expect(page).toHaveURL(/#\/name$/);
  await openMenu(page);
  await expect(menu(page)).toContainText(/would be 1\.\d\sMB long/);
  await expect(menu(page).getByRole("textbox")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await field.fill("busybox");
  await expect(page).toHaveURL(/#\/name\?image=busybox$/);
});

/** Presses a button of the menu that has nothing to give; what is said instead is read whole. */
async function expectReason(page, button, reason) {
  const pressed = page.getByRole("button", { name: button, exact: true });
  const row = menu(page).locator(".share-row").filter({ has: pressed });
  await row.getByRole("button", { name: button, exact: true }).click();
  const alert = row.getByRole("alert");
  await expect(alert).toContainText(reason);
  const cut = await alert.evaluate((it) => {
    const [text, dialog] = [it.getBoundingClientRect(), it.closest("dialog").getBoundingClientRect()];
    return it.scrollWidth > it.clientWidth || text.left < dialog.left || text.right > dialog.right;
  });
  expect(cut, "the reason is cut off").toBe(false);
}

testInOwnPage("what is too large for one answer or drawing says so, and is saved as a scenario", { tag: "@phone" }, async ({ page, site }) => {
  // It never comes to its end.
  await page.route(program, () => {});
  await page.goto(`${site}${link(cluster(300, 20))}`);
  await openMenu(page);
  await expectReason(page, `Copy ${BLOCK}`, "this scenario hasn’t finished");
  for (const button of [`Save ${RESULT}`, `Copy ${RESULT}`, "SVG The drawing", "PNG The drawing"]) {
    await expectReason(page, button, /6\u202f300 containers and nodes are too many .* the limit is 5\u202f000\./);
  }
  await expect(menu(page).getByRole("alert")).toHaveCount(3);
  const file = await saved(page, "Save The scenario as JSON");
  const { errors, pulls } = simulatePulls(JSON.parse(file.bytes), { detail: "pulls" });
  expect([errors, pulls.length], "the package runs it").toEqual([[], 6000]);
});

test("a view with nothing in it says what is missing, and no longer once it is there", async ({ page, site }) => {
  await page.goto(`${site}#/name?image=`);
  const field = page.getByLabel("Image names, one per line");
  await field.fill("");
  await openMenu(page);
  await expectReason(page, `Copy ${BLOCK}`, "Enter an image name first");
  await expectReason(page, `Save ${RESULT}`, "Enter an image name first");
  await page.keyboard.press("Escape");
  await field.fill("busybox");
  await openMenu(page);
  expect(await copied(page, BLOCK)).toContain("docker.io/library/busybox:latest");
  await expect(menu(page).getByRole("alert")).toHaveCount(0);

  await page.goto("about:blank");
  await page.goto(`${site}#/pulls?scenario=2.x&lang=ko`);
  await page.getByRole("button", { name: "공유", exact: true }).click();
  await menu(page).getByRole("button", { name: "SVG 그림" }).click();
  await expect(menu(page).getByRole("alert")).toContainText("더 새로운 버전");
});
