// A new user has a small screen, or sees little of a large one.

import { chooseLanguage, expect, expectToFit, test, viewIsOpen } from "./playground.js";

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

test.describe("320 px", () => {
  test.use({ viewport: { width: 320, height: 600 } });

  test("the tab of the view is in view, and there is more beside it", async ({ page, site }) => {
    await page.goto(`${site}#/use-cases`);
    const tabs = page.locator("header nav");
    const beyond = () => tabs.evaluate((nav) => [nav.scrollLeft, nav.scrollWidth - nav.clientWidth - nav.scrollLeft]);
    for (const language of ["en", "ko"]) {
      await chooseLanguage(page, language);
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
});

test.describe("larger text alone", () => {
  test("leaves everything on the page", async ({ page, site }) => {
    for (const fragment of fragments) {
      await page.goto("about:blank");
      await page.goto(`${site}${fragment}`);
      await viewIsOpen(page);
      await page.addStyleTag({ content: "html { font-size: 200%; } body { font-size: 200%; }" });
      await test.step(fragment, () => expectToFit(page));
    }
  });
});
