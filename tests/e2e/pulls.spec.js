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

test.describe("a view that does not load", () => {
  test.use({ expectedErrors: [/ERR_FAILED.*pulls_bg\.wasm/] });

  test("says so, and loads when it is asked for again", async ({ page, site }) => {
    await page.route("**/pulls_bg.wasm", (route) => route.abort());
    await page.goto(`${site}#/pulls?preset=same-image-twice`);
    await expect(page.getByRole("alert")).toContainText("did not load");
    await expectAccessible(page);
    await page.unroute("**/pulls_bg.wasm");
    await page.getByRole("button", { name: "Load it again" }).click();
    await expect(page.getByRole("combobox", { name: "Example" })).toHaveValue("same-image-twice");
  });
});
