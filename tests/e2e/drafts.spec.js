// What a person typed is there again after another view and after Back, whatever of it a link carries, and
// without a network.

import { expect, test, viewIsOpen } from "./playground.js";
import { unfold } from "./unfold.js";

/** The views, each with a field and a text for it: of some a link carries nothing. */
const fields = {
  Name: [(page) => page.getByLabel("Image names, one per line"), "registry.example.com/app:v1\nbusybox"],
  Pulls: [(page) => page.locator("#kubelet-config"), "serializeImagePulls: perhaps"],
  Diagnose: [(page) => page.locator("#events-text"), "Failed to pull image: x509: certificate has expired"],
  Manifest: [(page) => page.getByRole("textbox", { name: "Manifest: YAML or JSON of any workload" }), "kind: Secret"],
  Platforms: [(page) => page.getByLabel("Platform of the node"), "linux/riscv64"],
  Credentials: [(page) => page.getByLabel("Paste or drop what you have"), "half a"],
};

const typed = (field) => field.evaluate((it) => it.value ?? it.cmView?.view?.state.doc.toString() ?? it.innerText);

async function openTab(page, view) {
  await page.getByRole("link", { name: view, exact: true }).click();
  await viewIsOpen(page);
  await unfold(page);
}

async function type(page, view) {
  const [find, text] = fields[view];
  await openTab(page, view);
  if (view === "Manifest") await expect(page.locator(".cm-editor").first()).toBeVisible();
  await find(page).fill("");
  await find(page).pressSequentially(text);
}

async function expectTyped(page, view) {
  const [find, text] = fields[view];
  await unfold(page);
  await expect.poll(async () => (await typed(find(page))).trim(), view).toBe(text);
}

test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });
test.slow();

for (const [order, views] of Object.entries({
  "from the first to the last": Object.keys(fields),
  "from the last to the first": Object.keys(fields).reverse(),
})) {
  test(`what is typed in each view is there again, ${order}`, async ({ page, site, context }) => {
    await page.goto(`${site}#/name`);
    await viewIsOpen(page);
    for (const view of views) await type(page, view);
    await context.setOffline(true);
    for (const view of views) {
      await openTab(page, view);
      await expectTyped(page, view);
    }
    for (const view of views.slice(0, -1).reverse()) {
      await page.goBack();
      await viewIsOpen(page);
      await expectTyped(page, view);
    }
  });
}
