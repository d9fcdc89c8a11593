// A new user has a small screen, or sees little of a large one.

import { expect, expectAccessible, test, viewIsOpen } from "./playground.js";

const fragments = [
  "#/name?image=ghcr.io/Acme/Api:v1",
  "#/policy?preset=latest-then-v1",
  "#/pulls?preset=small-behind-huge",
  "#/back-off?preset=next-attempt",
  "#/credentials?preset=gitlab-group-three-secrets",
  "#/use-cases?case=many-tenants",
  "#/name?preset=docker-io-library",
  "#/manifest?preset=helm-output-many",
  "#/platforms?preset=windows-versions",
  "#/platforms?preset=one-architecture",
];

/** How far the page scrolls sideways, in px. */
function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

// 1280 by 1024 at 200 %, and at 400 %, which is as wide as the smallest screen (WCAG 2.2, 1.4.10).
for (const [what, viewport, deviceScaleFactor] of [
  ["200 % zoom", { width: 640, height: 512 }, 2],
  ["320 px", { width: 320, height: 256 }, 4],
]) {
  test.describe(what, () => {
    test.use({ viewport, deviceScaleFactor });

    for (const language of ["en", "ko"]) {
      for (const fragment of fragments) {
        test(`${fragment} in ${language} fits and can be read`, async ({ page, site }) => {
          await page.goto(`${site}${fragment}&lang=${language}`);
          await viewIsOpen(page);
          expect(await overflow(page), "the page scrolls sideways").toBeLessThanOrEqual(0);
          await expectAccessible(page);
        });
      }
    }
  });
}

test.describe("320 px", () => {
  test.use({ viewport: { width: 320, height: 600 } });

  test("the tab of the view is in view, and there is more beside it", async ({ page, site }) => {
    await page.goto(`${site}#/use-cases`);
    const tabs = page.locator("header nav");
    const beyond = () => tabs.evaluate((nav) => [nav.scrollLeft, nav.scrollWidth - nav.clientWidth - nav.scrollLeft]);
    for (const language of ["en", "ko"]) {
      await page.getByRole("combobox").nth(1).selectOption(language);
      for (const tab of await tabs.getByRole("link").all()) {
        await tab.click();
        await expect(tab).toHaveAttribute("aria-current", "page");
        await expect(tab).toBeInViewport({ ratio: 1 });
      }
      const [before, behind] = await beyond();
      expect(before, "the last tab is at the end").toBeGreaterThan(0);
      expect(behind).toBeLessThanOrEqual(1);
      await page.goto(`${site}#/name`);
      await expect(tabs.getByRole("link").first()).toBeInViewport({ ratio: 1 });
      await page.goto(`${site}#/use-cases`);
      await expect(tabs.getByRole("link").last()).toBeInViewport({ ratio: 1 });
    }
  });

  test("the share menu and the list of keys fit, in Korean too", async ({ page, site }) => {
    for (const [language, share, keys] of [
      ["en", "Share", "Keys"],
      ["ko", "공유", "단축키"],
    ]) {
      await page.goto(`${site}#/pulls?preset=two-pods&lang=${language}`);
      await expect(page.getByRole("status").first()).not.toBeEmpty();
      for (const name of [share, keys]) {
        await page.getByRole("button", { name, exact: true }).click();
        const dialog = page.getByRole("dialog");
        await expect(dialog).toBeVisible();
        const sideways = await dialog.evaluate((it) => it.scrollWidth - it.clientWidth);
        expect(sideways, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
        await expectAccessible(page);
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
      }
    }
  });
});

test.describe("larger text alone", () => {
  test("leaves everything on the page", async ({ page, site }) => {
    for (const fragment of fragments) {
      await page.goto("about:blank");
      await page.goto(`${site}${fragment}`);
      await viewIsOpen(page);
      await page.addStyleTag({ content: "html { font-size: 200%; } body { font-size: 200%; }" });
      expect(await overflow(page), `${fragment} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  });
});
