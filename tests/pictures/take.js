// Takes the pictures of the README from the built site: `cargo xtask pictures` builds that first.

import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { serveFolder, serveSite } from "../e2e/server.js";

const folder = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));

/** The views, each with a link that shows what the README says of it. */
const views = {
  name: "name?image=busybox",
  pulls: "pulls?preset=small-behind-huge",
  policy: "policy?preset=latest-then-v1",
  "back-off": "back-off?preset=events-not-found",
  manifest: "manifest?preset=scheme-in-image",
  credentials: "credentials?preset=gitlab-group-three-secrets",
  platforms: "platforms?preset=attestations",
};

/** What a reader of the README sees of a page. */
const viewport = { width: 1280, height: 900 };

/** Opens an address, and waits until its view has answered and nothing moves. */
async function open(page, address, answer) {
  await page.goto(address);
  await answer.waitFor();
  await page.locator("progress, .stale").first().waitFor({ state: "detached" });
  await page.waitForLoadState("networkidle");
}

async function takeViews(browser, site) {
  const page = await browser.newPage({ viewport, colorScheme: "light", reducedMotion: "reduce" });
  for (const [name, link] of Object.entries(views)) {
    await open(page, `${site}#/${link}`, page.locator("main .answer").first());
    await page.screenshot({ path: `${folder}${name}.png` });
    console.log(`docs/pictures/${name}.png`);
    await page.goto("about:blank");
  }
}

/** The drawing in a page of another site, in the other language and theme. */
async function takeEmbed(browser, site) {
  const plain = fileURLToPath(new URL("../sites/plain/", import.meta.url));
  const host = await serveFolder(plain, { host: "localhost", values: { playground: site } });
  const page = await browser.newPage({ viewport: { width: 1000, height: 760 }, reducedMotion: "reduce" });
  await page.goto(host.address);
  await page.evaluate(() => {
    document.documentElement.dataset.theme = "dark";
    document.getElementById("pulls").lang = "ko";
  });
  const frame = page.frameLocator("#pulls iframe");
  await frame.locator("html[lang=ko] svg[role=img]").first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: `${folder}embed.png` });
  console.log("docs/pictures/embed.png");
  await host.stop();
}

const site = await serveSite();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--disable-gpu"] });
try {
  await takeViews(browser, site.address);
  await takeEmbed(browser, site.address);
} finally {
  await browser.close();
  await site.stop();
}
