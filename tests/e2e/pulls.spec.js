// A new user watches pods pull their images.

import { expect, expectAccessible, test } from "./playground.js";

test("the small pod behind a huge image is explained, drawn and played", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=small-behind-huge`);
  await expect(page.getByRole("status").first()).toContainText("download slot");
  await expect(page.locator("svg[role=img]")).toHaveCount(3);
  await expect(page.getByRole("table").first()).toContainText("Pod start, median");
  await expectAccessible(page);
  const time = page.getByRole("slider");
  await page.getByRole("button", { name: "Play" }).click();
  await expect.poll(async () => Number(await time.inputValue())).toBeGreaterThan(0);
});
