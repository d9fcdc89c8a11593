// The built site in Chromium, as the stories of tests/e2e have it.

import { chromium } from "@playwright/test";
import browserOptions from "../e2e/playwright.config.js";
import { serveSite } from "../e2e/server.js";

/** Starts the browser. */
export const launch = () => chromium.launch(browserOptions.use.launchOptions);

/** Serves the site and starts the browser: the address, the browser, and how to close both. */
export async function openSite() {
  const { address, stop } = await serveSite();
  const browser = await launch();
  const close = async () => {
    await browser.close();
    await stop();
  };
  return { address, browser, close };
}

/** Makes the processor of a page so many times slower; answers the session that does. */
export async function slow(page, rate) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  return session;
}
