// A new user opens the page.

import { expect, test } from "./playground.js";

test("the page opens with its title and a heading", async ({ page, site }) => {
  await page.goto(site);
  await expect(page).toHaveTitle(/^Imagepull/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test.describe("from a disk", () => {
  test.use({ expectedErrors: [/file:/] });

  test("the page says why it does not work", async ({ page }) => {
    await page.goto(new URL("../../dist/index.html", import.meta.url).href);
    await expect(page.getByRole("alert")).toContainText("This page was opened as a file");
    await expect(page.getByRole("table"), "the most important things").toBeVisible();
  });
});
