// A new user opens the page.

import { expect, expectAccessible, test, viewIsOpen } from "./playground.js";

test("the page opens with its title and a heading", async ({ page, site }) => {
  await page.goto(site);
  await expect(page).toHaveTitle(/^Imagepull/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("axe-core finds nothing wrong with the page", async ({ page, site }) => {
  await page.goto(site);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
});

// What a link to each view loads besides the page.
const ahead = {
  policy: ["policy"],
  pulls: ["pulls"],
  "back-off": ["back_off"],
  manifest: ["manifest", "editor"],
  platforms: ["platforms", "editor"],
  credentials: ["credentials"],
  "use-cases": ["use_cases"],
};

for (const entry of ["", "embed.html"]) {
  for (const [view, parts] of Object.entries(ahead)) {
    test(`a link to ${entry}#/${view} loads the view while the page's own program is on its way, and once`, async ({ page, site }) => {
      const asked = [];
      let answer;
      const held = new Promise((resolve) => (answer = resolve));
      const expected = parts.map((part) => (part === "editor" ? "editor.js" : `${part}_bg.wasm`)).sort();
      // The page's own program waits for the view's.
      await page.route(/playground_bg/, async (route) => {
        await held;
        await route.continue();
      });
      page.on("request", (request) => {
        const [, name, extension] = /\/([a-z_]+)-[0-9a-f]+\.(wasm|js)$/.exec(request.url()) ?? [];
        const file = `${name}.${extension}`;
        if (!expected.includes(file)) return;
        asked.push(file);
        if (new Set(asked).size === expected.length) answer();
      });
      await page.goto(`${site}${entry}#/${view}`);
      await expect(page.locator("#app h2").first()).toBeAttached();
      expect(asked.sort()).toEqual(expected);
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
