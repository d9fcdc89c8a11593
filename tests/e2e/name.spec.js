// A new user types image names.

import { expect, test as testInOwnPage, testInOnePage as test } from "./playground.js";

const field = (page) => page.getByLabel("Image names, one per line");
const answer = (page) => page.locator(".answer[role=status]");

test("busybox is answered while it is typed", async ({ page, site }) => {
  await page.goto(site);
  await field(page).pressSequentially("busybox");
  await expect(answer(page)).toHaveText(/docker\.io\/library\/busybox:latest.*every time the container starts/);
  await expect(page.getByText("Always", { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/#\/name\?image=busybox$/);
});

test("a wrong name shows its place, and the fix repairs it", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/name?image=ghcr.io/Acme/Api:v1`);
  await expect(page.getByRole("mark")).toHaveText("A");
  await expect(answer(page)).toContainText("InvalidImageName");
  await page.getByRole("button", { name: "ghcr.io/acme/api:v1" }).click();
  await expect(field(page)).toHaveValue("ghcr.io/acme/api:v1");
  await expect(answer(page)).toContainText("only if the node doesn’t have it");
});

test("a name is shown as it is typed, whatever marks stand in it", async ({ page, site }) => {
  await page.goto(`${site}#/name?image=foo%60bar`);
  await expect(page.getByRole("mark")).toHaveText("`");
  // The backtick is code, and the sentence around it is none.
  const problem = page.locator(".remarks .error p").first();
  await expect(problem.locator("code").first()).toHaveText("`");
  await expect(problem).toHaveText(/^` at position 4 /);
  for (const name of ["**a**", "a`b`c", "<b>a</b>", "a|b", "\u202ea"]) {
    await field(page).fill(name);
    await expect(field(page)).toHaveValue(name);
    await expect(page.locator(".reference")).toContainText(name);
    await expect(answer(page).locator("strong strong, b")).toHaveCount(0);
  }
});

test("several lines are a table", async ({ page, site }) => {
  await page.goto(site);
  await field(page).fill("busybox\nnginx:1.27\nHTTP://x");
  await expect(page.getByRole("row")).toHaveCount(4);
  await expect(page.getByRole("row").nth(2)).toContainText("docker.io/library/nginx:1.27");
});

test("the six examples are one click away", async ({ page, site }) => {
  await page.goto(site);
  const examples = page.getByRole("region", { name: "Examples" }).getByRole("link");
  await expect(examples).toHaveCount(6);
  for (let index = 0; index < 6; index += 1) {
    await examples.nth(index).click();
    await expect(answer(page)).toContainText(/this means .* pulled/i);
  }
});

test("the address is the state: back, forward, reload and an unknown view", async ({ page, site }) => {
  await page.goto(`${site}#/name?image=busybox&kubernetes=1.31`);
  await expect(page.getByLabel("Kubernetes release")).toHaveValue("1.31");
  await page.getByRole("link", { name: "registry.k8s.io/pause:3.5", exact: true }).click();
  await expect(field(page)).toHaveValue("registry.k8s.io/pause:3.5");
  await page.goBack();
  await expect(field(page)).toHaveValue("busybox");
  await page.reload();
  await expect(field(page)).toHaveValue("busybox");
  await page.goto(`${site}#/moon?image=nginx`);
  await expect(page.getByRole("alert")).toContainText("moon");
  await expect(field(page)).toHaveValue("nginx");
});

test("anything at all can be typed", async ({ page, site }) => {
  await page.goto(site);
  for (const text of ["\u{1F600}", "${X}/a:1", "a".repeat(100_000), " ", "%00%", "**`", "[::1]:5000/a"]) {
    await field(page).fill(text);
    await expect(field(page)).toHaveValue(text);
    await expect(answer(page)).not.toBeEmpty();
  }
});

test("the keyboard alone leads to the content and through the header", async ({ page, site }) => {
  await page.goto(`${site}#/name?image=busybox`);
  await expect(answer(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  await expect(page).toHaveURL(/#\/name\?image=busybox$/);
});

testInOwnPage("where there is no clipboard, the copy button says so", async ({ page, site }) => {
  // As in a page that came without TLS.
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined }));
  await page.goto(`${site}#/name?image=busybox`);
  const copy = page.getByRole("button", { name: "Copy Canonical" });
  await copy.click();
  await expect(page.getByRole("button", { name: "Not allowed Canonical" })).toBeVisible();
});

test("every question about names answers, and any edit ends it", async ({ page, site }) => {
  await page.goto(site);
  const example = page.getByRole("combobox", { name: "Example" });
  const questions = example.locator("option:not([value=''])");
  await expect(questions).toHaveCount(8);
  const slugs = await questions.evaluateAll((all) => all.map((option) => option.value));
  for (const slug of slugs) {
    await example.selectOption(slug);
    await expect(page).toHaveURL(new RegExp(`#/name\\?preset=${slug}$`));
    await expect(field(page)).not.toHaveValue("");
    await expect(page.locator(".example p")).not.toBeEmpty();
  }
  await page.reload();
  await expect(example).toHaveValue("image-id-differs");
  await field(page).press("End");
  await field(page).pressSequentially("0");
  await expect(page).toHaveURL(/#\/name\?image=registry\.k8s\.io\/pause@sha256:[0-9a-f]+$/);
  await expect(page.locator(".example p")).toHaveCount(0);
});

test("an example that is not known is named", async ({ page, site }) => {
  await page.goto(`${site}#/name?preset=moon`);
  await expect(page.getByRole("alert")).toContainText("“moon”");
});
