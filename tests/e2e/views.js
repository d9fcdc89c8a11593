// A walk through all views, for stories about the site as a whole.

import { expect } from "./playground.js";

/** Opens every view of the page by its tab; each has to answer. */
export async function expectEveryView(page) {
  const open = (view) => page.getByRole("link", { name: view, exact: true }).click();
  await open("Name");
  await page.getByLabel("Image names, one per line").fill("busybox");
  await expect(page.getByRole("status")).toContainText("docker.io/library/busybox:latest");
  await open("Policy");
  await expect(page.getByRole("table").first()).toBeVisible();
  await open("Pulls");
  await expect(page.locator("svg[role=img]")).toHaveCount(3);
  await open("Diagnose");
  await expect(page.getByRole("region", { name: "The timeline" })).toBeVisible();
  await open("Credentials");
  await expect(page.getByLabel("Paste or drop what you have")).toBeVisible();
  await open("Guides");
  await expect(page.getByRole("heading", { name: "Ways to provide credentials" })).toBeVisible();
  await open("Platforms");
  await expect(page.getByRole("region", { name: "Entries" })).toBeVisible();
  await open("Manifest");
  await expect(page.getByRole("region", { name: "Findings" })).toBeVisible();
}
