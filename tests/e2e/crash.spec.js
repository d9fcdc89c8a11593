// A program of the page stops because of a mistake of ours: the page says so, keeps what it can, and loads again.

import { expect, expectAccessible, test, viewIsOpen } from "./playground.js";

/** The programs by their names, each with a fragment to stand in the address and one to go on to. */
const programs = {
  playground: ["#/name?image=busybox:1.36", "#/name?image=nginx"],
  policy: ["#/policy?image=nginx:1.25", "#/policy?image=busybox"],
  pulls: ["#/pulls?preset=two-pods", "#/pulls?preset=shared-base"],
  back_off: ["#/back-off?fixed=240", "#/back-off?fixed=300"],
  manifest: ["#/manifest?preset=no-tag-anywhere", "#/manifest?preset=tag-and-digest"],
  platforms: ["#/platforms?preset=windows-versions", "#/platforms?preset=attestations"],
  credentials: ["#/credentials", "#/credentials?kubernetes=1.30"],
  use_cases: ["#/use-cases", "#/use-cases?case=many-tenants"],
};

const views = Object.keys(programs).filter((program) => program !== "playground");

const notice = (page) => page.locator("#crash");

/** From now on `instances` has the programs that the page starts. */
const watchPrograms = (page) =>
  page.addInitScript(() => {
    window.instances = {};
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const start = WebAssembly[name];
      WebAssembly[name] = async (source, imports) => {
        const { url } = await source;
        const started = await start.call(WebAssembly, source, imports);
        // The page reads its own program piece by piece, to say how far it is.
        window.instances[/([a-z_]+)_bg/.exec(url)?.[1] ?? "playground"] = started.instance;
        return started;
      };
    }
  });

/** Makes every pointer in the memory of a program lead nowhere, so that the next thing it does is a trap. */
const spoil = (page, program) =>
  page.evaluate((name) => new Uint8Array(window.instances[name].exports.memory.buffer).fill(0xff), program);

/** Opens a fragment in the page that is open, as a link of it does. */
const goOn = (page, fragment) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, fragment);

test.use({ expectedErrors: [/RuntimeError|memory access out of bounds|unreachable|null function|table index|panicked/] });

for (const [program, [fragment, next]] of Object.entries(programs)) {
  test(`a trap in ${program} is said, and the page loads again with what stands in its address`, async ({ page, site }) => {
    await watchPrograms(page);
    await page.goto(site + fragment);
    await viewIsOpen(page);
    await expect(notice(page)).toBeHidden();
    await spoil(page, program);
    await goOn(page, next);
    await expect(notice(page)).toContainText("has stopped because of a mistake of ours");
    await expect(notice(page).locator("code")).toContainText("RuntimeError");
    await expect(page.locator("main h2").first(), "what was there").toBeAttached();
    await page.getByRole("button", { name: "Load it again" }).click();
    await expect(notice(page)).toBeHidden();
    await viewIsOpen(page);
    expect(new URL(page.url()).hash).toBe(next);
  });
}

for (const program of views) {
  test(`the other views go on after a panic in ${program}`, async ({ page, site }) => {
    // Once, when the page waits for the view alone, its program gets no element.
    await page.route(new RegExp(`/${program}_bg-[^/]*\\.wasm$`), async (route) => {
      await page.getByText("Loading the view").waitFor();
      await page.evaluate(() => {
        const { createElement } = Document.prototype;
        Document.prototype.createElement = function () {
          Document.prototype.createElement = createElement;
          throw new Error("no element");
        };
      });
      await route.continue();
    });
    await page.goto(site + programs[program][0]);
    await expect(notice(page)).toContainText("has stopped because of a mistake of ours");
    await expect(notice(page).locator("code")).toContainText("a browser makes elements");
    await page.getByRole("link", { name: "Name", exact: true }).click();
    await page.getByLabel("Image name, one a line").fill("busybox");
    await expect(page.getByRole("status")).toContainText("docker.io/library/busybox:latest");
  });
}

test("the share menu says that a view has stopped, and gives the link to it", async ({ page, site }) => {
  await watchPrograms(page);
  const dialog = page.getByRole("dialog");
  const stopped = dialog.getByRole("alert").filter({ hasText: "This view has stopped because of a mistake of ours. Load the page again" });
  for (const stopsWhen of ["the menu is opened", "the menu is open"]) {
    await page.goto("about:blank");
    await page.goto(`${site}${programs.pulls[0]}`);
    await viewIsOpen(page);
    if (stopsWhen === "the menu is opened") {
      await spoil(page, "pulls");
      await page.getByRole("button", { name: "Share", exact: true }).click();
    } else {
      await page.getByRole("button", { name: "Share", exact: true }).click();
      const give = dialog.getByRole("button", { name: /^SVG/ });
      await expect(give).toBeVisible();
      await spoil(page, "pulls");
      await give.click();
    }
    await expect(stopped.first(), stopsWhen).toBeVisible();
    await expectAccessible(page);
    await expect(dialog.getByLabel("Link", { exact: true })).toHaveValue(`${site}${programs.pulls[0]}`);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(notice(page)).toContainText("has stopped because of a mistake of ours");
    await page.getByRole("link", { name: "Name", exact: true }).click();
    await page.getByLabel("Image name, one a line").fill("busybox");
    await expect(page.getByRole("status")).toContainText("docker.io/library/busybox:latest");
  }
});

test("the notice speaks the language of the page, and leads to an empty one", async ({ page, site }) => {
  await watchPrograms(page);
  await page.goto(`${site}#/pulls?preset=two-pods&lang=ko`);
  await viewIsOpen(page);
  await spoil(page, "pulls");
  await goOn(page, "#/pulls?preset=shared-base&lang=ko");
  await expect(notice(page)).toContainText("저희의 실수로 플레이그라운드가 멈췄습니다.");
  await expect(notice(page)).toHaveAttribute("lang", "ko");
  await expectAccessible(page);
  await notice(page).getByRole("link").click();
  await viewIsOpen(page);
  await expect(page).toHaveURL(`${site}#/name`);
});
