// A link to a view that loads when it opens: its files are on their way together with those of the page.

import { expect, test, viewIsOpen } from "./playground.js";

// What a link to each view loads besides the page.
const ahead = {
  policy: ["policy.js", "policy_bg.wasm"],
  pulls: ["pulls.js", "pulls_bg.wasm"],
  "back-off": ["back_off.js", "back_off_bg.wasm"],
  manifest: ["manifest.js", "manifest_bg.wasm", "editor.js"],
  platforms: ["platforms.js", "platforms_bg.wasm", "editor.js"],
  credentials: ["credentials.js", "credentials_bg.wasm"],
  "use-cases": ["use_cases.js", "use_cases_bg.wasm"],
};

for (const entry of ["", "embed.html"]) {
  for (const [view, files] of Object.entries(ahead)) {
    test(`a link to ${entry}#/${view} loads the view while the page's own program is on its way, and once`, async ({ page, site }) => {
      const asked = [];
      let answer;
      const held = new Promise((resolve) => (answer = resolve));
      // The page's own program waits for the view's.
      await page.route(/playground_bg/, async (route) => {
        await held;
        await route.continue();
      });
      page.on("request", (request) => {
        const [, name, extension] = /\/([a-z_]+)-[0-9a-f]+\.(wasm|js)$/.exec(request.url()) ?? [];
        const file = `${name}.${extension}`;
        if (!files.includes(file)) return;
        asked.push(file);
        if (new Set(asked).size === files.length) answer();
      });
      await page.goto(`${site}${entry}#/${view}`);
      await expect(page.locator("#app h2").first()).toBeAttached();
      // The editor comes after its view.
      if (files.includes("editor.js")) await expect(page.locator(".cm-editor").first()).toBeVisible();
      expect(asked.sort()).toEqual([...files].sort());
    });
  }
}

test("a link to the first view loads no other", async ({ page, site }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${site}#/name?image=busybox`);
  await viewIsOpen(page);
  expect(asked.filter((url) => url.endsWith(".wasm") && !url.includes("playground_bg"))).toEqual([]);
});
