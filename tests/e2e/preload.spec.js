// A link to a view: its parts of the program are on their way together with the main program, once, and as
// few requests.

import { expect, test, viewIsOpen } from "./playground.js";

/** The views, with what makes each the part of its name. */
const views = ["name", "policy", "pulls", "back-off", "manifest", "platforms", "credentials", "use-cases"];

/** The most requests for WebAssembly that opening a view takes. */
const MAX_REQUESTS = 4;

/** The name of a file without the hash of its content. */
const nameOf = (url) => new URL(url).pathname.split("/").at(-1).replace(/-[0-9a-f]{16}/, "");

for (const entry of ["", "embed.html"]) {
  for (const view of views) {
    test(`a link to ${entry}#/${view} loads the view while the main program is on its way, and once`, async ({ page, site }) => {
      const html = await (await fetch(site + entry)).text();
      const [, table] = html.match(/<script id="parts" type="application\/json">(.*?)<\/script>/);
      const wanted = JSON.parse(table)[view.replace("-", "_")].map((file) => nameOf(new URL(file, site)));
      if (["manifest", "platforms"].includes(view)) wanted.push("editor.js");
      const asked = [];
      let answer;
      const isAsked = new Promise((resolve) => (answer = resolve));
      // The main program waits for the view.
      await page.route(/playground_bg/, async (route) => {
        await isAsked;
        await route.continue();
      });
      page.on("request", (request) => {
        asked.push(nameOf(request.url()));
        if (wanted.every((file) => asked.includes(file))) answer();
      });
      await page.goto(`${site}${entry}#/${view}`);
      await expect(page.locator("#app h1").first()).toBeAttached({ timeout: 15_000 });
      if (wanted.includes("editor.js")) await expect(page.locator(".cm-editor").first()).toBeVisible();
      for (const file of wanted) expect(asked.filter((it) => it === file), file).toHaveLength(1);
      const programs = asked.filter((file) => file.endsWith(".wasm"));
      expect(programs.length, programs.join(" ")).toBeLessThanOrEqual(MAX_REQUESTS);
    });
  }
}

test("a link to the first view loads no part of another", async ({ page, site }) => {
  const asked = [];
  page.on("request", (request) => asked.push(nameOf(request.url())));
  await page.goto(`${site}#/name?image=busybox`);
  await viewIsOpen(page);
  const programs = asked.filter((file) => file.endsWith(".wasm"));
  expect(programs.sort()).toEqual(["name.wasm", "playground_bg.wasm"]);
});

test.describe("a part that does not arrive", () => {
  test.use({ expectedErrors: [/ERR_FAILED|Failed to fetch|share-[0-9a-f]+\.(wasm|css)/] });

  for (const [what, files, fragment, open] of [
    ["the texts in another language", "**/korean-*.wasm", "#/name?image=busybox&lang=ko", () => {}],
    ["the dialog of Share", "**/share-*", "#/name?image=busybox", (page) => page.getByRole("button", { name: "Share", exact: true }).click()],
  ]) {
    test(`${what}: the page says so, and it comes when it is asked for again`, async ({ page, site }) => {
      await page.route(files, (route) => route.abort());
      await page.goto(site + fragment);
      await viewIsOpen(page);
      await open(page);
      await expect(page.getByRole("alert")).toContainText(/[Dd]idn’t load|Couldn’t load/);
      await page.unroute(files);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(page.getByRole("alert")).toHaveCount(0);
      await expect(page.getByRole("dialog").or(page.locator("html[lang=ko]")).first()).toBeVisible();
    });
  }
});
