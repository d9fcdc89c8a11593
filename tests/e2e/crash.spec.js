// The page stops because of a mistake of ours: it says so, keeps what it can, and loads again.

import { expect, expectAccessible, test, viewIsOpen } from "./playground.js";

const notice = (page) => page.locator("#crash");

/** From now on `program` is the main program of the page. */
const watchProgram = (page) =>
  page.addInitScript(() => {
    const start = WebAssembly.instantiate;
    WebAssembly.instantiate = async (source, imports) => {
      const started = await start.call(WebAssembly, source, imports);
      // Its parts come as bytes, with no memory of their own.
      if (started.exports?.memory) window.program = started;
      return started;
    };
  });

/** Makes every pointer in the memory of the program lead nowhere, so that the next thing it does is a trap. */
const spoil = (page) => page.evaluate(() => new Uint8Array(window.program.exports.memory.buffer).fill(0xff));

/** Opens a fragment in the page that is open, as a link of it does. */
const goOn = (page, fragment) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, fragment);

test.use({ expectedErrors: [/RuntimeError|memory access out of bounds|unreachable|null function|table index|panicked/] });

for (const [what, fragment, next] of [
  ["the first view", "#/name?image=busybox:1.36", "#/name?image=nginx"],
  ["a view with a player", "#/pulls?preset=two-pods", "#/pulls?preset=shared-base"],
  ["a view with an editor", "#/manifest?preset=no-tag-anywhere", "#/manifest?preset=tag-and-digest"],
]) {
  test(`a trap in ${what} is said, and the page loads again with what stands in its address`, async ({ page, site }) => {
    await watchProgram(page);
    await page.goto(site + fragment);
    await viewIsOpen(page);
    await expect(notice(page)).toBeHidden();
    await spoil(page);
    await goOn(page, next);
    await expect(notice(page)).toContainText("crashed because of a bug");
    await expect(notice(page).locator("code")).toContainText("RuntimeError");
    await expect(page.locator("main h1").first(), "what was there").toBeAttached();
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(notice(page)).toBeHidden();
    await viewIsOpen(page);
    expect(new URL(page.url()).hash).toBe(next);
  });
}

test("a panic is said with its reason", async ({ page, site }) => {
  await page.goto(`${site}#/name?image=busybox`);
  await viewIsOpen(page);
  // Once, the program gets no element from the browser.
  await page.evaluate(() => {
    const { createElement } = Document.prototype;
    Document.prototype.createElement = function (name) {
      if (name === "link") return createElement.call(this, name);
      Document.prototype.createElement = createElement;
      throw new Error("no element");
    };
  });
  await goOn(page, "#/policy?image=nginx:1.25");
  await expect(notice(page)).toContainText("crashed because of a bug");
  await expect(notice(page).locator("code")).toContainText("no element");
  await page.getByRole("button", { name: "Reload" }).click();
  await viewIsOpen(page);
  expect(new URL(page.url()).hash).toBe("#/policy?image=nginx:1.25");
});

test("the notice speaks the language of the page, and leads to an empty one", async ({ page, site }) => {
  await watchProgram(page);
  await page.goto(`${site}#/pulls?preset=two-pods&lang=ko`);
  await viewIsOpen(page);
  await spoil(page);
  await goOn(page, "#/pulls?preset=shared-base&lang=ko");
  await expect(notice(page)).toContainText("버그 때문에 플레이그라운드가 멈췄습니다.");
  await expect(notice(page)).toHaveAttribute("lang", "ko");
  await expectAccessible(page);
  await notice(page).getByRole("link").click();
  await viewIsOpen(page);
  await expect(page).toHaveURL(`${site}#/name`);
});
