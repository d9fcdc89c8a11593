// The page works without a network after the first visit, and takes over a new version.

import { copyFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { laterMark, laterVersion } from "./new-version.js";
import { expect as soon, expectAccessible, test as base } from "./playground.js";
import { serveSite } from "./server.js";
import { expectEveryView } from "./views.js";

const test = base.extend({
  /** A server of the story's own, which it may stop. */
  server: async ({}, use) => {
    const server = await serveSite();
    await use(server);
    await server.stop();
  },

  sites: ({ site, server }, use) => use([site, server.address]),

  /** The folder of a later version of the site. */
  later: async ({}, use) => {
    const folder = await laterVersion();
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

test.use({ serviceWorkers: "allow" });

// A browser fetches a new version when it has nothing better to do.
test.describe.configure({ timeout: 90_000 });
const expect = soon.configure({ timeout: 20_000 });

const removal = fileURLToPath(new URL("../../web/service-worker-removal.js", import.meta.url));

const notice = (page) => page.getByText("A new version is ready.");
const field = (page) => page.getByLabel("Image names, one per line");

/** Opens the page and waits until the browser has kept the site. */
async function visit(page, address) {
  await page.goto(address);
  await page.evaluate(async () => {
    const { serviceWorker } = navigator;
    const controlled = new Promise((change) => serviceWorker.addEventListener("controllerchange", change, { once: true }));
    if (!serviceWorker.controller) await controlled;
  });
}

/** No network, and nobody who would answer. */
async function goOffline(context, server) {
  await context.setOffline(true);
  await server.stop();
}

test("after the first visit the page and every view work without a network", async ({ page, context, server }) => {
  await visit(page, server.address);
  await goOffline(context, server);
  await expectEveryView(page);
  await page.reload();
  await expectEveryView(page);
});

test("a link opens without a network, also one with a query", async ({ page, context, server }) => {
  await visit(page, server.address);
  await goOffline(context, server);
  for (const start of ["", "index.html", "?utm_source=forum", "index.html?utm_source=forum"]) {
    const other = await context.newPage();
    await other.goto(`${server.address}${start}#/pulls?preset=two-pods`);
    await expect(other.getByRole("combobox", { name: "Example" })).toHaveValue("two-pods");
  }
  await page.goto(`${server.address}model.html`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test.describe("a file that the site does not have", () => {
  test.use({ expectedErrors: [/404.*no-such-file/] });

  test("is asked of the network", async ({ page, server }) => {
    await visit(page, server.address);
    expect(await page.evaluate(async () => (await fetch("no-such-file.js")).status)).toBe(404);
  });
});

test("a new version is offered, and taken over with what the page shows", async ({ page, context, server, later }) => {
  await visit(page, `${server.address}#/name?image=busybox`);
  server.deploy(later);
  await page.reload();
  await expect(notice(page)).toBeVisible();
  await expect(page.locator(laterMark)).toHaveCount(0);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }

  await field(page).fill("nginx:1.27");
  await expect(page).toHaveURL(/image=nginx/);
  await page.getByRole("button", { name: "Reload now" }).click();
  await expect(page.locator(laterMark)).toHaveCount(1);
  await expect(field(page)).toHaveValue("nginx:1.27");
  await expect(notice(page)).toHaveCount(0);

  await goOffline(context, server);
  await page.reload();
  await expect(page.locator(laterMark)).toHaveCount(1);
  await expectEveryView(page);
});

test("the old version works on without a word, and the next start is the new one", async ({ page, context, server, later }) => {
  await visit(page, server.address);
  server.deploy(later);
  await page.reload();
  await page.getByRole("button", { name: "Later" }).click();
  await expect(notice(page)).toHaveCount(0);
  // The host no longer has the file of this version's Policy view.
  await expectEveryView(page);
  await expect(page.locator(laterMark)).toHaveCount(0);

  await page.goto("about:blank");
  await goOffline(context, server);
  await page.goto(server.address);
  await expect(page.locator(laterMark)).toHaveCount(1);
  await expectEveryView(page);
});

test("a window works on while another one takes over the new version", async ({ page, context, server, later }) => {
  await visit(page, server.address);
  server.deploy(later);
  const other = await context.newPage();
  await other.goto(server.address);
  await other.getByRole("button", { name: "Reload now" }).click();
  await expect(other.locator(laterMark)).toHaveCount(1);

  await expectEveryView(page);
  await expect(page.locator(laterMark)).toHaveCount(0);
  await page.getByRole("button", { name: "Reload now" }).click();
  await expect(page.locator(laterMark)).toHaveCount(1);
});

test("a new version of which a file is broken is not kept", async ({ page, server, later }) => {
  await visit(page, server.address);
  await writeFile(join(later, "model.html"), "<!doctype html>half of the d");
  server.deploy(later);
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const settled = new Promise((change) => {
      registration.addEventListener("updatefound", () => {
        const { installing } = registration;
        installing.addEventListener("statechange", () => change(installing.state));
      });
    });
    await registration.update();
    return settled;
  });
  expect(state).toBe("redundant");
  expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
  await page.reload();
  await expectEveryView(page);
});

test("in a frame of another page nothing is kept", async ({ page, site, server }) => {
  await page.goto(`${site}model.html`);
  await page.evaluate((address) => document.body.append(Object.assign(document.createElement("iframe"), { src: address })), server.address);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("heading", { level: 1 })).toBeVisible();
  const kept = await frame.locator("body").evaluate(async () => {
    await new Promise((idle) => requestIdleCallback(idle));
    return { workers: (await navigator.serviceWorker.getRegistrations()).length, caches: await caches.keys() };
  });
  expect(kept).toEqual({ workers: 0, caches: [] });
});

test("Chromium finds nothing that keeps the page from being installed", async ({ page, context, server }) => {
  await visit(page, server.address);
  const devTools = await context.newCDPSession(page);
  const { url, errors } = await devTools.send("Page.getAppManifest");
  expect(url).toBe(`${server.address}manifest.webmanifest`);
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devTools.send("Page.getInstallabilityErrors");
  // A story runs in a private window, in which nothing is ever installed.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(["in-incognito"]);
});

test("the documented worker removes what was kept, and itself", async ({ page, server, later }) => {
  await visit(page, server.address);
  await copyFile(removal, join(later, "service-worker.js"));
  server.deploy(later);
  await page.reload();
  await expect(page.locator(laterMark)).toHaveCount(1);
  const kept = async () => [await page.evaluate(() => caches.keys()), await page.evaluate(() => navigator.serviceWorker.getRegistrations())];
  await expect.poll(kept).toEqual([[], []]);
  // The page that is left registers a worker once it is idle, of a folder that is gone then.
  await page.goto("about:blank");
});
