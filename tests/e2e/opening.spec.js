// A new user opens the page.

import { expect, test } from "./playground.js";

test("the page opens with its title and a heading", async ({ page, site }) => {
  await page.goto(site);
  await expect(page).toHaveTitle(/^Imagepull/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
