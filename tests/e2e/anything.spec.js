// A person pastes far more than a field is for.

import { deflateRawSync } from "node:zlib";
import { fields, goTo, keeps, open, places, put, textsOf } from "./anything.js";
import { expect, testInOnePage as test } from "./playground.js";

// The browser itself takes seconds for some of the texts.
test.setTimeout(300_000);

const crash = (page) => page.locator("#crash");

for (const [view, place] of Object.entries(places)) {
  for (const [name, repeated] of Object.entries(textsOf(place))) {
    test(`${view}: every field takes a mebibyte of ${name}`, async ({ page, site }) => {
      await open(page, site, place);
      let count = 0;
      for await (const { field, label } of fields(page, name)) {
        count += 1;
        await goTo(page, field);
        const written = await field.evaluateHandle(put, repeated);
        // A view says that its answer is that of an earlier text.
        await expect(page.locator("main .stale")).toHaveCount(0);
        await goTo(page, field);
        await expect(crash(page), label).toBeHidden();
        expect(await field.evaluate(keeps, written), `${label} keeps it`).toBe(true);
        await field.evaluate(put, "");
      }
      expect(count).toBeGreaterThan(0);
      await expect(page.locator("main .stale")).toHaveCount(0);
      await expect(crash(page)).toBeHidden();
    });
  }
}

test("a field that does not take over what is far too long says so until another text is shown", async ({ page, site }) => {
  await open(page, site, places.Pulls);
  const name = page.getByLabel("Pod", { exact: true }).first();
  const alert = page.getByRole("alert").filter({ hasText: /^Too long: the limit is 16\s384 bytes\.$/ });
  const before = await name.inputValue();
  await name.fill("a".repeat(20_000));
  await name.press("Tab");
  await expect(alert).toBeVisible();
  await expect(name).toHaveValue("a".repeat(20_000));
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await name.fill(before);
  await name.press("Tab");
  await expect(alert).toBeHidden();
  await name.fill("b".repeat(20_000));
  await name.press("Tab");
  await expect(alert).toBeVisible();
  await page.getByRole("combobox", { name: "Example" }).selectOption("small-behind-huge");
  await expect(alert).toBeHidden();
  await page.getByRole("combobox", { name: "Example" }).selectOption("two-pods");
  await expect(name).toHaveValue(before);
});

test("a tab leads to another view with a text that is longer than a link carries", async ({ page, site }) => {
  const tab = (name) => page.getByRole("banner").getByRole("link", { name, exact: true });
  const field = page.getByLabel("Image names, one per line");
  await open(page, site, places.Name);
  await field.evaluate(put, "registry.example/app:v1\n");
  await expect(page.locator("#list")).toContainText("images");
  const before = await field.inputValue();
  expect(before.length).toBeGreaterThan(2 ** 20 - 100);
  await tab("Policy").click();
  await expect(page.getByLabel("Image, as written in the Pod spec")).toHaveValue("registry.example/app:v1");
  await tab("Name").click();
  await expect(field).toHaveValue(before);
});

// Each is a kilobyte or two, but for the last.
const bomb = (text) => `1.${deflateRawSync(text).toString("base64url")}`;

for (const [what, fragment, words] of [
  ["a million lines of a manifest", `#/manifest?manifest=${bomb("\n".repeat(2 ** 20))}`, "more than 50 000 lines"],
  ["a million lines of an index", `#/platforms?index=${bomb("\n".repeat(2 ** 20))}`, "more than 50 000 lines"],
  ["a scenario of 5 MiB", `#/pulls?scenario=${bomb(" ".repeat(5 * 2 ** 20))}`, "longer than 4 MiB"],
  ["70 000 bad values", `#/policy?image=a${"&kubernetes=0".repeat(70_000)}`, /Other ignored values of this link: \d/],
]) {
  test(`a link with ${what} is opened without delay`, async ({ page, site }) => {
    const start = Date.now();
    await page.goto(site + fragment);
    await expect(page.locator(".notice").first()).toContainText(words);
    // A second where nothing else runs; it was a minute.
    expect(Date.now() - start).toBeLessThan(10_000);
  });
}
