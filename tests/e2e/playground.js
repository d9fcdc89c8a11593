// What every story starts from: the site, served, in a page that is watched.

import { test as base, expect } from "@playwright/test";
import { findings } from "./axe.js";
import { serveSite } from "./server.js";

/**
 * Playwright's `test` with `site`, the address of the served site. Whatever the
 * page does in a story, it logs no error and asks no other host for anything.
 */
export const test = base.extend({
  /** What the console and uncaught errors may say all the same, as regular expressions: for stories in which something fails. */
  expectedErrors: [[], { option: true }],

  /** What the page may ask of other hosts, as a regular expression: for stories in which a person asks for it. */
  expectedRequests: [undefined, { option: true }],

  site: [
    async ({}, use) => {
      const { address, stop } = await serveSite();
      await use(address);
      await stop();
    },
    { scope: "worker" },
  ],

  /** The sites that a story opens. */
  sites: ({ site }, use) => use([site]),

  page: async ({ page, sites, expectedErrors, expectedRequests }, use) => {
    await watched(page, { sites, expectedErrors, expectedRequests }, use);
  },
});

/**
 * `test` for stories that put nothing into the page from outside, hold back no request and are not about what a
 * browser keeps: one page shows them one after another, each from an empty one on. To open a page takes half the
 * time of opening another one with its own context.
 */
export const testInOnePage = test.extend({
  onePage: [
    async ({ browser }, use, { project }) => {
      const { serviceWorkers } = project.use;
      const permissions = ["clipboard-read", "clipboard-write"];
      const context = await browser.newContext({ ...project.use.contextOptions, serviceWorkers, permissions });
      await use(await context.newPage());
      await context.close();
    },
    { scope: "worker" },
  ],

  context: ({ onePage }, use) => use(onePage.context()),

  page: async ({ onePage, sites, viewport, colorScheme, expectedErrors, expectedRequests }, use) => {
    await onePage.setViewportSize(viewport);
    await onePage.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await watched(onePage, { sites, expectedErrors, expectedRequests }, use);
    await onePage.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await onePage.goto("about:blank");
  },
});

/** Lends a page to a story, and holds that it did nothing that a page may not do. */
async function watched(page, { sites, expectedErrors, expectedRequests }, use) {
  const errors = [];
  const foreign = [];
  const hosts = sites.map((site) => new URL(site).host);
  const note = (error) => {
    if (!expectedErrors.some((expected) => expected.test(error))) errors.push(error);
  };
  const listeners = {
    console: (message) => {
      if (message.type() === "error") note(`${message.text()} (${message.location().url})`);
    },
    pageerror: (error) => note(String(error)),
    request: (request) => {
      const url = new URL(request.url());
      const isExpected = hosts.includes(url.host) || expectedRequests?.test(request.url());
      if (url.protocol.startsWith("http") && !isExpected) foreign.push(request.url());
    },
  };
  for (const [event, listener] of Object.entries(listeners)) page.on(event, listener);
  await use(page);
  for (const [event, listener] of Object.entries(listeners)) page.off(event, listener);
  expect(errors, "errors in the console").toEqual([]);
  expect(foreign, "requests to other hosts").toEqual([]);
}

/** Waits until the view is there: every view begins with a heading, and the note that it loads has none. */
export async function viewIsOpen(page) {
  await expect(page.locator("main h1").first()).toBeAttached();
}

/** Opens what the header has behind one button: the release, the language and the theme. */
export async function openSettings(page) {
  if (!(await page.locator("#page-settings").isVisible())) await page.locator(".settings-button").click();
}

/** Chooses a Kubernetes release in the header, and closes what it opened for that. */
export async function chooseRelease(page, release) {
  await openSettings(page);
  await page.getByLabel("Kubernetes release").selectOption(release);
  await page.locator(".settings-button").press("Escape");
}

/** Chooses a release of containerd in the header, and closes what it opened for that. */
export async function chooseContainerd(page, release) {
  await openSettings(page);
  await page.getByLabel("containerd release").selectOption(release);
  await page.locator(".settings-button").press("Escape");
}

/** Chooses a language in the header by its code, and closes what it opened for that. */
export async function chooseLanguage(page, code) {
  await openSettings(page);
  await page.locator("#page-settings .language select").selectOption(code);
  await page.locator(".settings-button").press("Escape");
}

/** Fails with what axe-core finds wrong with the page as it is, by these rules or by all of them. */
export async function expectAccessible(page, rules) {
  expect(await findings(page, rules), `findings of axe-core ${where(page)}`).toEqual([]);
}

/** Fails where the page, or a dialog over it, scrolls sideways. */
export async function expectToFit(page) {
  const beyond = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("dialog")]
      .map((part) => ({ part: part.localName, px: part.scrollWidth - part.clientWidth }))
      .filter(({ px }) => px > 0),
  );
  expect(beyond, `what is wider than the screen ${where(page)}`).toEqual([]);
}

/** For the message of a failure. */
const where = (page) => `at ${page.viewportSize().width} px on ${page.url()}`;

export { expect };
