// A new user asks how people run images like theirs.

import { chooseRelease, expect, test as testInOwnPage, testInOnePage as test, viewIsOpen } from "./playground.js";

const cases = ["public-images", "private-images", "tighter-control", "many-tenants"];

const answer = (page) => page.getByRole("status").first();
const step = (page, title) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title }) });

test("the first case is open, and another is one click away", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/use-cases`);
  await viewIsOpen(page);
  await expect(answer(page)).toContainText("nginx:1.27 gets IfNotPresent");
  const choice = page.getByRole("navigation", { name: "Use cases" });
  await expect(choice.getByRole("link", { name: /^Public images only/ })).toHaveAttribute("aria-current", "true");
  await choice.getByRole("link", { name: /^Many tenants/ }).click();
  await expect(page).toHaveURL(/#\/use-cases\?case=many-tenants$/);
  await expect(page.getByRole("heading", { name: "Many tenants, each with its own registry" })).toBeVisible();
  await page.goBack();
  await expect(answer(page)).toContainText("nginx:1.27");
});

testInOwnPage("captions are whole where tables scroll", async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(`${site}#/use-cases`);
  await viewIsOpen(page);
  const cut = await page.locator("caption").evaluateAll((captions) =>
    captions.filter((caption) => {
      const words = document.createRange();
      words.selectNodeContents(caption);
      return words.getBoundingClientRect().right > caption.closest(".scrolls").getBoundingClientRect().right;
    }).map((caption) => caption.textContent));
  expect(cut).toEqual([]);
});

test("a second Pod without the Secret: the answer is that of the release", async ({ page, site }) => {
  await page.goto(`${site}#/use-cases?case=tighter-control`);
  await expect(answer(page)).toContainText("by default in Kubernetes 1.37: ErrImagePull. With AlwaysPullImages: ErrImagePull");
  const stake = step(page, "See what is at stake").getByRole("table");
  const row = (name) => stake.getByRole("row", { name });
  await expect(row(/nothing is verified/).getByRole("cell")).toHaveText([/starts/, /starts/, /starts/]);
  await expect(row(/NeverVerifyPreloadedImages.*the default/).getByRole("cell")).toHaveText([/ErrImagePull/, /starts/, /starts/]);
  await expect(row(/AlwaysVerify/).getByRole("cell")).toHaveText([/ErrImagePull/, /starts/, /ErrImagePull/]);
  await expect(row(/AlwaysPullImages/).getByRole("cell")).toHaveText([/ErrImagePull/, /starts.*is contacted/, /ErrImagePull/]);
  await chooseRelease(page, "1.34");
  await expect(answer(page)).toContainText("by default in Kubernetes 1.34: starts. With AlwaysPullImages: ErrImagePull");
  await chooseRelease(page, "1.32");
  await expect(stake.getByRole("row")).toHaveCount(3);
  await expect(page).toHaveURL(/case=tighter-control&kubernetes=1\.32$/);
});

test("the keys of a config.json are answered row by row", async ({ page, site }) => {
  await page.goto(`${site}#/use-cases`);
  const keys = page.getByRole("region", { name: "The keys of a config.json" });
  const row = (image) => keys.getByRole("row").filter({ has: page.getByRole("rowheader", { name: image, exact: true }) });
  await expect(row("abc.def.kubernetes.io/app")).toContainText("● *.*.kubernetes.io");
  await expect(row("a.sub.my-registry.example/images/my-image")).toContainText("✕ none");
  await expect(row("my-registry.example/images/subpath/my-image")).toContainText("● my-registry.example/images/subpath, my-registry.example/images");
});

test("a step checks what the reader did, and keeps no secret of it", async ({ page, site }) => {
  await page.goto(`${site}#/use-cases?case=private-images`);
  const secret = step(page, "imagePullSecrets");
  const said = secret.locator(".check").getByRole("status");
  await expect(said).toContainText("✓ The kubelet pulls with one credential: registry.example.com from Secret registry");
  const field = secret.getByLabel(/^Check yours/);
  await field.fill("docker login -u joe -p s3cret ghcr.io");
  await expect(said).toContainText("✕ None of these credentials match registry.example.com/acme/api");
  await expect(secret.locator(".chain")).toContainText("ghcr.io");
  await expect(field).toHaveValue("docker login -u joe -p •••••• ghcr.io");
  expect(await page.evaluate(() => document.documentElement.outerHTML + location.href)).not.toContain("s3cret");
  await field.fill("");
  await expect(said).toContainText("✓");
});

test("a case that is not known is named, and the first is shown", async ({ page, site }) => {
  await page.goto(`${site}#/use-cases?case=moon`);
  await expect(page.getByRole("alert")).toContainText("sets case to “moon”");
  await expect(answer(page)).toContainText("nginx:1.27");
});

for (const name of cases) {
  test(`${name}: every link opens what it says`, async ({ page, site }) => {
    test.slow(); // It opens more than thirty pages.
    await page.goto(`${site}#/use-cases?case=${name}&kubernetes=1.36`);
    await viewIsOpen(page);
    const found = await page.locator("main a[href^='#/']").evaluateAll((all) => all.map((link) => ({ href: link.getAttribute("href"), label: link.getAttribute("aria-label") ?? link.textContent })));
    const links = found.filter(({ href }) => !href.startsWith("#/use-cases"));
    expect(links.length).toBeGreaterThan(10);
    for (const { href, label } of links) {
      await page.goto("about:blank");
      await page.goto(`${site}${href}`);
      await viewIsOpen(page);
      const [view] = label.split(": ");
      await expect(page.locator("header nav a[aria-current]"), href).toHaveText(view);
      await expect(page.getByLabel("Kubernetes release"), href).toHaveValue("1.36");
      // A preset or value that is not known would be named here.
      await expect(page.getByRole("alert"), href).toHaveCount(0);
      expect(href, label).toMatch(/[?&](preset|image|credentials)=/);
    }
  });
}

test("the guide can be taken along as Markdown", async ({ page, site }) => {
  await page.goto(`${site}#/use-cases?case=many-tenants`);
  await viewIsOpen(page);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Link", { exact: true })).toHaveValue(/#\/use-cases\?case=many-tenants$/);
  await expect(dialog.getByLabel("Markdown link")).toHaveValue(/^\[Many tenants, each with its own registry\]/);
  await dialog.getByRole("button", { name: "Copy Markdown: sentence, table and link" }).click();
  await expect(dialog.getByRole("button", { name: "Copied Markdown: sentence, table and link" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("### 1. Guard the images that are on the nodes");
  expect(copied).toContain("kubectl create secret docker-registry tenant-a");
});
