// A new user opens the page.

import { expect, expectAccessible, test } from "./playground.js";

test("the page opens with its title and a heading", async ({ page, site }) => {
  await page.goto(site);
  await expect(page).toHaveTitle(/^Imagepull/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("axe-core finds nothing wrong with the page", async ({ page, site }) => {
  await page.goto(site);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
});
