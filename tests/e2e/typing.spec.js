// A person types faster than a slow machine draws.

import { expect, test, viewIsOpen } from "./playground.js";
import { unfold } from "./unfold.js";

/** The views with a field each whose text stands in the address. */
const fields = {
  "#/name": (page) => page.getByLabel("Image names, one per line"),
  "#/policy": (page) => page.getByLabel("Image, as written in the Pod spec"),
  "#/back-off": (page) => page.getByLabel("Image, as written in the Pod spec"),
  "#/platforms": (page) => page.getByLabel("Platform of the node"),
  "#/credentials": (page) => page.getByLabel("Image, as written in the Pod spec"),
  "#/credentials?preset=near-miss-port": (page) =>
    page.getByRole("group", { name: "Keys of The node’s config.json" }).getByLabel("Key: registry and path").first(),
};

test.slow();

for (const [fragment, field] of Object.entries(fields)) {
  test(`${fragment}: what is typed stays as it was typed`, async ({ page, site }) => {
    const text = "r.example:5000/team/app:v1";
    await page.goto(site + fragment);
    await viewIsOpen(page);
    await unfold(page);
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 20 });
    await field(page).fill("");
    await field(page).pressSequentially(text);
    // What is drawn late must not take it back.
    await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await page.evaluate(async () => {
      for (let turn = 0; turn < 20; turn += 1) {
        await new Promise((next) => setTimeout(next));
        await new Promise((isIdle) => requestIdleCallback(isIdle));
      }
    });
    await expect(field(page)).toHaveValue(text);
  });
}
