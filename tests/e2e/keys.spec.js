// A new user has no mouse.

import { expect, test as testInOwnPage, testInOnePage as test } from "./playground.js";

testInOwnPage("the keys are listed under ?, and can be switched off", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=two-pods`);
  await expect(page.getByRole("slider")).toBeVisible();
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(dialog).toContainText("play or pause");
  await dialog.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.keyboard.press("?");
  await expect(dialog).toBeHidden();
  const speed = page.getByRole("combobox", { name: "Speed" });
  const before = await speed.inputValue();
  await page.keyboard.press("+");
  await expect(speed).toHaveValue(before);

  await page.reload();
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await expect(dialog.getByRole("checkbox")).not.toBeChecked();
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("button", { name: "Keyboard shortcuts" })).toBeFocused();
  await page.keyboard.press("+");
  await expect(speed).not.toHaveValue(before);
});

test("what is typed into a field is no key", async ({ page, site }) => {
  await page.goto(site);
  await page.getByLabel("Image names, one per line").pressSequentially("a?");
  await expect(page.getByRole("dialog")).toBeHidden();
});
