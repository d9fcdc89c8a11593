// A registry is asked by the button that names it: real ones on this machine.

import { expect, expectAccessible, test } from "./playground.js";
import { app, images } from "./registry-images.js";
import {
  bareBasicRegistry,
  basicRegistryBehindNginx,
  corruptedRegistry,
  goneRegistry,
  limitingRegistry,
  openRegistry,
  registryWithTokens,
  registryWithoutCors,
  slowRegistry,
  user,
} from "./registry.js";

const asked = /^http:\/\/localhost:\d+\/(v2\/|token)/;
// A browser says in the console whatever a server refuses.
test.use({ expectedRequests: asked, expectedErrors: [/localhost:\d+\/(v2\/|token)/] });

const answer = (page) => page.locator(".answer[role=status]");
const alert = (page) => page.locator("section.registry").getByRole("alert");
const digest = images["demo/app:1.0"].descriptor.digest;

/** Opens the view for an image of a registry. */
async function open(page, site, { host }, image = "demo/app:1.0") {
  await page.goto(`${site}#/platforms?image=${host}/${image}`);
  await expect(page.locator(".cm-editor")).toBeVisible();
}

const ask = (page, { host }) => page.getByRole("button", { name: `Ask ${host}` }).click();

async function logIn(page, { name, password }) {
  await page.getByLabel("User (optional)").fill(name);
  await page.getByLabel("Password or token (optional)").fill(password);
}

/** What came is what was pushed, byte for byte. */
async function expectTheIndex(page) {
  await expect(answer(page)).toHaveText("Of 5 entries a node of linux/arm64 takes linux/arm64/v8, number 2.");
  await expect(page.locator("section.pins")).toContainText(digest);
}

/** Runs a story with a registry that is stopped after it. */
function withRegistry(start, story) {
  return async ({ page, site }) => {
    const registry = await start();
    try {
      await story({ page, site, registry });
    } finally {
      await registry.stop();
    }
  };
}

test("an image that was just pushed is resolved, verified and simulated with its real layers", withRegistry(openRegistry, async ({ page, site, registry }) => {
  const requests = [];
  page.on("request", (request) => asked.test(request.url()) && requests.push(request.url()));
  await open(page, site, registry);
  expect(requests, "nothing is asked before the button is pressed").toEqual([]);
  await ask(page, registry);
  await expectTheIndex(page);
  expect(requests.length).toBeGreaterThan(3);
  const layers = page.getByRole("region", { name: "What is downloaded" });
  await expect(layers.getByRole("rowheader")).toHaveCount(app.arm64.layers.length);
  const first = app.arm64.layers[0].descriptor.digest;
  await expect(layers.getByTitle(first)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Simulate this pull" }).click();
  await expect(page).toHaveURL(/#\/pulls\?/);
  await expect(page.locator("svg[role=img]").first()).toBeVisible();
}));

test("a nested index is followed", withRegistry(openRegistry, async ({ page, site, registry }) => {
  await open(page, site, registry);
  await page.getByRole("button", { name: "linux/s390x" }).click();
  await ask(page, registry);
  await expect(answer(page)).toContainText("takes linux/s390x, number 5");
  await expect(page.getByRole("region", { name: "What is downloaded" }).getByRole("rowheader")).toHaveCount(1);
}));

test("basic authentication behind nginx wants user and password, which go nowhere else", withRegistry(basicRegistryBehindNginx, async ({ page, site, registry }) => {
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await open(page, site, registry);
  await ask(page, registry);
  await expect(alert(page)).toContainText("wants to know who asks (401)");
  await logIn(page, { ...user, password: "wrong-horse" });
  await ask(page, registry);
  await expect(alert(page)).toContainText("does not let you read this image");
  await logIn(page, user);
  await ask(page, registry);
  await expectTheIndex(page);
  const kept = await page.evaluate(() => JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML, [...document.querySelectorAll("input")].map((it) => it.value)]));
  for (const secret of [user.password, "wrong-horse", btoa(`${user.name}:${user.password}`)]) {
    expect(kept).not.toContain(secret);
    expect(said.join("\n")).not.toContain(secret);
  }
}));

test("a registry with a token service gives anyone a token", withRegistry(registryWithTokens, async ({ page, site, registry }) => {
  await open(page, site, registry);
  await ask(page, registry);
  await expectTheIndex(page);
}));

test("a registry with a token service for some wants user and password", withRegistry(() => registryWithTokens({ isPrivate: true }), async ({ page, site, registry }) => {
  await open(page, site, registry);
  await ask(page, registry);
  await expect(alert(page)).toBeVisible();
  await logIn(page, user);
  await ask(page, registry);
  await expectTheIndex(page);
}));

for (const [what, start, words] of [
  ["forbids pages to read it", registryWithoutCors, "gave no answer that this page may read"],
  ["answers the preflight with 401", bareBasicRegistry, "gave no answer that this page may read"],
  ["is gone", goneRegistry, "gave no answer that this page may read"],
  ["sends other bytes than it says", corruptedRegistry, "is not what it says"],
  ["was asked too often", limitingRegistry, "it answers again in 90 s"],
]) {
  test(`a registry that ${what} is told apart, with the command to run`, withRegistry(start, async ({ page, site, registry }) => {
    await open(page, site, registry);
    if (start === bareBasicRegistry) await logIn(page, user);
    await ask(page, registry);
    await expect(alert(page)).toContainText(words);
    await expect(alert(page)).toContainText(registry.host);
    await expect(page.locator(".commands")).toContainText(`crane manifest ${registry.host}/demo/app:1.0`);
    // What was shown stays.
    await expect(answer(page)).toContainText("Of 6 entries");
  }));
}

test("an image that is not there is told, and a slow registry can be stopped", withRegistry(slowRegistry, async ({ page, site, registry }) => {
  await open(page, site, registry);
  await ask(page, registry);
  await expect(page.locator("section.registry").getByRole("status")).toHaveText(`Asking ${registry.host}…`);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(page.locator("section.registry").getByRole("status")).toHaveText("");
  const another = await openRegistry();
  await open(page, site, another, "demo/none:1.0");
  await ask(page, another);
  await expect(alert(page)).toContainText("has no such image (404)");
  await another.stop();
}));
