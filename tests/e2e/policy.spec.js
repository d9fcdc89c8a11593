// A new user asks which pull policy an image gets, and what that does.

import { chooseRelease, expect, testInOnePage as test } from "./playground.js";

const image = (page) => page.getByLabel("Image, as written in the Pod spec");
const answer = (page) => page.getByRole("status").first();
const outcomes = (page) => page.getByRole("table");

test("the default is decided while the image is typed", async ({ page, site }) => {
  await page.goto(`${site}#/policy`);
  await image(page).fill("nginx");
  await expect(answer(page)).toContainText("nginx gets Always: the kubelet pulls it every time");
  await image(page).fill("nginx:1.27");
  await expect(answer(page)).toContainText("nginx:1.27 gets IfNotPresent");
  await expect(page).toHaveURL(/#\/policy\?image=nginx:1\.27$/);
  await expect(page.locator(".tree .taken")).toContainText("IfNotPresent");
  await image(page).fill("");
  await expect(page).toHaveURL(/#\/policy$/);
  await image(page).fill("Nginx");
  await expect(answer(page)).toContainText("InvalidImageName");
  await page.getByRole("button", { name: "nginx", exact: false }).first().click();
  await expect(image(page)).toHaveValue("nginx");
});

test("latest with a digest is Always, with the reason and its source", async ({ page, site }) => {
  await page.goto(`${site}#/policy?preset=latest-with-digest`);
  await expect(answer(page)).toContainText("gets Always");
  await expect(page.locator(".besides")).toContainText("the digest is ignored");
  const tree = page.getByRole("region", { name: "How the field gets its value" });
  await expect(tree.getByRole("link", { name: "source" }).first()).toHaveAttribute("href", /defaults\.go$/);
});

test("the policy of latest stays Always when the image becomes v1", async ({ page, site }) => {
  await page.goto(`${site}#/policy?preset=latest-then-v1`);
  const life = page.getByRole("region", { name: "The field is set only once" });
  await expect(life.getByRole("status")).toContainText("Created with Always, the object keeps that policy after the image changes to ghcr.io/acme/api:v1");
  await expect(life.getByRole("status")).toContainText("Recreated with that image, it would get IfNotPresent");
  const policies = life.getByRole("listitem").locator(".chip");
  await expect(policies).toHaveText(["Always", "Always", "IfNotPresent"]);
  await life.getByLabel("Change the image to").fill("ghcr.io/acme/api:latest");
  await expect(policies).toHaveText(["Always", "Always", "Always"]);
  await expect(page).toHaveURL(/edited=ghcr\.io\/acme\/api:latest/);
});

test("what is written wins, and the plug-in writes over it", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/policy?image=nginx`);
  await page.getByLabel("imagePullPolicy").selectOption("Never");
  await expect(answer(page)).toContainText("keeps Never, as written");
  await page.getByRole("checkbox", { name: "AlwaysPullImages" }).check();
  await expect(answer(page)).toContainText("gets Always from AlwaysPullImages");
  await expect(page.locator(".besides")).toContainText("Without the plugin it would be Never");
  await expect(page).toHaveURL(/policy=Never&alwaysPullImages=on/);
  // The column of the policy is in view, on a phone as well.
  for (const cell of await page.locator(".outcomes td.this").all()) {
    const beyond = await cell.evaluate((it) => it.getBoundingClientRect().right - innerWidth);
    expect(beyond).toBeLessThanOrEqual(0);
  }
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "AlwaysPullImages" })).toBeChecked();
  await page.getByLabel("imagePullPolicy").selectOption("");
  await page.getByRole("checkbox", { name: "AlwaysPullImages" }).uncheck();
  await expect(page).toHaveURL(/#\/policy\?image=nginx$/);
});

test("an image of another pod is refused from 1.35 on, also with Never", async ({ page, site }) => {
  await page.goto(`${site}#/policy?preset=another-pods-secret`);
  const row = outcomes(page).getByRole("row", { name: /another pod’s Secret/ });
  await expect(row).toContainText("ErrImageNeverPull");
  await chooseRelease(page, "1.34");
  await expect(row.getByRole("cell").nth(0)).toContainText("ErrImagePull");
  await expect(row.getByRole("cell").nth(1)).toContainText("starts");
  await expect(row.getByRole("cell").nth(2)).toContainText("starts");
});

test("why Never fails although the image is on the node", async ({ page, site }) => {
  await page.goto(`${site}#/policy?preset=never-but-present`);
  await expect(answer(page)).toContainText("the kubelet never pulls it, so the node must have it under this name");
  const card = page.locator(".card", { hasText: "Never, but the image is on the node?" });
  for (const words of ["another store", "another name", "another node", "not allowed for this pod"]) await expect(card).toContainText(words);
  await expect(card.getByRole("link", { name: "source" })).toHaveAttribute("href", /image_manager\.go$/);
});

test("every example answers", async ({ page, site }) => {
  await page.goto(`${site}#/policy`);
  const example = page.getByRole("combobox", { name: "Example" });
  await expect(example).toBeVisible();
  const options = await example.getByRole("option").evaluateAll((all) => all.map((option) => option.value));
  const slugs = options.filter(Boolean);
  expect(slugs).toContain("latest-then-v1");
  for (const slug of slugs) {
    await example.selectOption(slug);
    await expect(page).toHaveURL(new RegExp(`#/policy\\?preset=${slug}$`));
    await expect(answer(page)).not.toBeEmpty();
  }
});

test("the image goes with the person from view to view", async ({ page, site }) => {
  await page.goto(`${site}#/name?image=busybox:1.36`);
  await page.getByRole("link", { name: "Policy", exact: true }).click();
  await expect(image(page)).toHaveValue("busybox:1.36");
  await page.getByRole("link", { name: "Diagnose", exact: true }).click();
  await expect(image(page)).toHaveValue("busybox:1.36");
  await page.goBack();
  await expect(answer(page)).toContainText("busybox:1.36 gets IfNotPresent");
});

test("typing in the middle of a name stays there", async ({ page, site }) => {
  await page.goto(`${site}#/policy?image=nginx:1.27`);
  await image(page).press("Home");
  await image(page).pressSequentially("ghcr.io/");
  await expect(image(page)).toHaveValue("ghcr.io/nginx:1.27");
});

test("anything at all can be typed", async ({ page, site }) => {
  await page.goto(`${site}#/policy`);
  for (const text of ["\u{1F600}".repeat(200_000), "\u{1F600}", "${X}/a:1", "a".repeat(100_000), " ", "%00%", "**`", "[::1]:5000/a"]) {
    await image(page).fill(text);
    await expect(image(page)).toHaveValue(text);
    await expect(answer(page)).not.toBeEmpty();
  }
});
