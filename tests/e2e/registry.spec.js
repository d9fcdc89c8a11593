// A registry is asked by the button that names it: real ones on this machine.

import { freePort } from "./ports.js";
import { expect, expectToFit, test as testInOwnPage, testInOnePage as test } from "./playground.js";
import { app, images } from "./registry-images.js";
import {
  bareBasicRegistry,
  basicRegistryBehindNginx,
  corruptedRegistry,
  drippingRegistry,
  goneRegistry,
  heldRegistry,
  openRegistry,
  refusal,
  registryWithTokens,
  registryWithoutCors,
  scriptedRegistry,
  user,
} from "./registry.js";

const asked = /^http:\/\/localhost:\d+\/(v2\/|token)/;
// A browser says in the console whatever a server refuses.
test.use({ expectedRequests: asked, expectedErrors: [/localhost:\d+\/(v2\/|token)/] });

const document = (page) => page.getByRole("textbox", { name: "Index or manifest" });
const answer = (page) => page.locator(".answer[role=status]");
const alert = (page) => page.locator("section.registry").getByRole("alert");
const said = (page) => page.locator("section.registry").getByRole("status");
const layers = (page) => page.getByRole("region", { name: "What gets downloaded" });
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
  await expect(answer(page)).toHaveText("A linux/arm64 node pulls linux/arm64/v8 (entry 2 of 5).");
  await expect(page.locator("section.pins")).toContainText(digest);
}

/** The layers are those of an image, from the bottom. */
async function expectLayers(page, { layers: expected }) {
  await expect(layers(page).getByRole("rowheader")).toHaveCount(expected.length);
  for (const [place, { descriptor }] of expected.entries()) {
    await expect(layers(page).getByRole("rowheader").nth(place).getByTitle(descriptor.digest)).toBeVisible();
  }
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

testInOwnPage("an image that was just pushed is resolved, verified and simulated with its real layers", withRegistry(openRegistry, async ({ page, site, registry }) => {
  const requests = [];
  page.on("request", (request) => asked.test(request.url()) && requests.push(request.url()));
  await open(page, site, registry);
  expect(requests, "nothing is asked before the button is pressed").toEqual([]);
  await ask(page, registry);
  await expectTheIndex(page);
  expect(requests.length).toBeGreaterThan(3);
  await expectLayers(page, app.arm64);
  await page.getByRole("link", { name: "Simulate this pull" }).click();
  await expect(page).toHaveURL(/#\/pulls\?/);
  await expect(page.locator("svg[role=img]").first()).toBeVisible();
  await page.getByText("Edit the scenario").click();
  const simulated = page.getByRole("group", { name: `${registry.host}/demo/app:1.0` }).getByLabel("Digest, if shared");
  await expect(simulated).toHaveCount(app.arm64.layers.length);
  for (const [place, layer] of app.arm64.layers.entries()) {
    await expect(simulated.nth(place)).toHaveValue(layer.descriptor.digest);
  }
}));

test("a nested index is followed", withRegistry(openRegistry, async ({ page, site, registry }) => {
  await open(page, site, registry);
  await page.getByRole("button", { name: "linux/s390x" }).click();
  await ask(page, registry);
  await expect(answer(page)).toContainText("pulls linux/s390x (entry 5 of");
  await expectLayers(page, app.s390x);
}));

testInOwnPage("basic authentication behind nginx wants user and password, which go nowhere else", withRegistry(basicRegistryBehindNginx, async ({ page, site, registry }) => {
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await open(page, site, registry);
  await ask(page, registry);
  await expect(alert(page)).toContainText("requires authentication (401)");
  await logIn(page, { ...user, password: "wrong-horse" });
  await ask(page, registry);
  await expect(alert(page)).toContainText("doesn't let you read this image");
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
  const server = new URL(registry.tokens.realm).host;
  await expect(said(page)).toContainText(`User and password would be sent to ${server}`);
  await page.getByRole("button", { name: `Send them to ${server}` }).click();
  await expectTheIndex(page);
}));

testInOwnPage("a registry that sends a byte now and then is given up after a minute", withRegistry(drippingRegistry, async ({ page, site, registry }) => {
  await page.clock.install();
  await open(page, site, registry);
  const manifest = page.waitForResponse(/\/manifests\//);
  await ask(page, registry);
  await manifest;
  for (let s = 0; s < 60; s += 5) {
    await registry.drip();
    await page.clock.fastForward(5000);
  }
  await expect(alert(page)).toContainText(`${registry.host} didn't finish its answer within 60 s.`);
}));

for (const [what, start, words] of [
  ["forbids pages to read it", registryWithoutCors, "This page can't read"],
  ["answers the preflight with 401", bareBasicRegistry, "This page can't read"],
  ["is gone", goneRegistry, "This page can't read"],
  ["sends other bytes than it says", corruptedRegistry, "is not what it claims"],
]) {
  test(`a registry that ${what} is told apart, with the command to run`, withRegistry(start, async ({ page, site, registry }) => {
    await open(page, site, registry);
    if (start === bareBasicRegistry) await logIn(page, user);
    await ask(page, registry);
    await expect(alert(page)).toContainText(words);
    await expect(alert(page)).toContainText(registry.host);
    await expect(page.locator(".commands")).toContainText(`crane manifest ${registry.host}/demo/app:1.0`);
    // What was shown stays.
    await expect(answer(page)).toContainText("of 6)");
  }));
}

test("a registry on this machine that gives nothing may not be running, name no CORS or need a permission", withRegistry(goneRegistry, async ({ page, site, registry }) => {
  await open(page, site, registry);
  await ask(page, registry);
  for (const cause of ["Is the registry running?", "(CORS)", "permission"]) await expect(alert(page)).toContainText(cause);
}));

const ofManifests = (answer) => (path) => path.includes("/manifests/") && answer;
const refusals = [
  [{ status: 403, body: refusal("DENIED", "<b>not</b> for `you`") }, "doesn't let you read this image (401 or 403).", "DENIED: <b>not</b> for `you`"],
  [{ status: 404, body: refusal("NAME_UNKNOWN", "never heard of it") }, "has no repository of this name (404).", "NAME_UNKNOWN: never heard of it"],
  [{ status: 404, body: refusal("OTHER", "x".repeat(1000)) }, "doesn't have this image (404).", `OTHER: ${"x".repeat(300)}…`],
  [{ status: 429, headers: { "retry-after": "90" }, body: refusal("TOOMANYREQUESTS", "slow down") }, "try again in 90 s.", "TOOMANYREQUESTS: slow down"],
  [{ status: 429, headers: { "ratelimit-reset": "42;w=60" } }, "try again in 42 s."],
  [{ status: 429, headers: { ratelimit: '"default";r=0;t=43' } }, "try again in 43 s."],
  [{ status: 503, body: "<h1>Service unavailable</h1>" }, "answered with status 503."],
  [{ status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: "<h1>Log in</h1>" }, "answered with text/html, which is not an index"],
  [{ status: 200, headers: { "content-type": "application/vnd.oci.image" }, body: "{}" }, "answered with application/vnd.oci.image, which"],
  [{ status: 200, body: Buffer.alloc(4 * 1024 * 1024 + 1, " ") }, "sent more than 4194304 bytes"],
];

test("each way in which a registry refuses is told as what it is, with its own words", { tag: "@phone" }, withRegistry(scriptedRegistry, async ({ page, site, registry }) => {
  await open(page, site, registry);
  for (const [answer, ...words] of refusals) {
    registry.instead = ofManifests(answer);
    await ask(page, registry);
    await expect(alert(page)).toContainText(words[0]);
    for (const further of words) await expect(alert(page)).toContainText(further);
    await expectToFit(page);
  }
  registry.instead = () => undefined;
  await ask(page, registry);
  await expectTheIndex(page);
  await expect(alert(page)).toHaveCount(0);
}));

test("a refusal that tells the password does not tell it here", withRegistry(basicRegistryThatTells, async ({ page, site, registry }) => {
  await open(page, site, registry);
  await logIn(page, user);
  await ask(page, registry);
  await expect(alert(page)).toContainText("DENIED: no … here, nor …");
  expect(await page.content()).not.toContain(user.password);
}));

/** A registry that wants user and password, and repeats what it got. */
function basicRegistryThatTells() {
  const sent = Buffer.from(`${user.name}:${user.password}`).toString("base64");
  return scriptedRegistry((path) =>
    path === "/v2/"
      ? { status: 401, headers: { "www-authenticate": 'Basic realm="tests"' } }
      : { status: 403, body: refusal("DENIED", `no ${user.password} here, nor ${sent}`) },
  );
}

test("what the server of tokens does wrong is told of that server", withRegistry(scriptedRegistry, async ({ page, site, registry }) => {
  const sendTo = (realm, answer) => (path) =>
    path === "/v2/" ? { status: 401, headers: { "www-authenticate": `Bearer realm="${realm}",service="tests"` } } : answer;
  const here = `${registry.address}token`;
  const gone = `localhost:${await freePort()}`;
  await open(page, site, registry);
  for (const [instead, words] of [
    [sendTo(`http://${gone}/token`), `can't read ${gone}'s answer`],
    [sendTo("http://auth.example.com/token"), "to auth.example.com, which was not contacted"],
    [sendTo("auth"), "doesn't say where to get one"],
    [sendTo(here, { status: 200, body: "{}" }), "answered without a token"],
    [sendTo(here, { status: 404 }), "answered with status 404"],
    [sendTo(here, { status: 401, body: '{"details":"incorrect username or password"}' }), "incorrect username or password"],
  ]) {
    registry.instead = instead;
    await logIn(page, user);
    await ask(page, registry);
    if (words.includes(gone)) await page.getByRole("button", { name: `Send them to ${gone}` }).click();
    await expect(alert(page)).toContainText(words);
  }
}));

test("an index is shown also where the manifest of the platform does not come", withRegistry(scriptedRegistry, async ({ page, site, registry }) => {
  registry.instead = (path) => path.includes("/manifests/sha256:") && { status: 503 };
  await open(page, site, registry);
  await ask(page, registry);
  await expectTheIndex(page);
  await expect(alert(page)).toContainText("The index is below");
  await expect(alert(page)).toContainText("answered with status 503");
}));

test("each platform is asked for once, and its layers stay", withRegistry(openRegistry, async ({ page, site, registry }) => {
  await open(page, site, registry);
  await ask(page, registry);
  await expectLayers(page, app.arm64);
  await page.getByRole("button", { name: "linux/amd64", exact: true }).click();
  await expect(layers(page)).toHaveCount(0);
  await expect(page.getByText("Ask its registry above, once per platform.")).toBeVisible();
  await ask(page, registry);
  await expectLayers(page, app.amd64);
  await page.getByRole("button", { name: "linux/arm64", exact: true }).click();
  await expectLayers(page, app.arm64);
}));

test("what is written while a registry is asked stays", withRegistry(heldRegistry, async ({ page, site, registry }) => {
  await open(page, site, registry);
  await ask(page, registry);
  await expect(said(page)).toHaveText(`Asking ${registry.host}…`);
  await page.getByRole("button", { name: "linux/amd64", exact: true }).click();
  await page.getByLabel("Pinned digest").fill(digest);
  registry.release();
  await expect(answer(page)).toHaveText("A linux/amd64 node pulls linux/amd64 (entry 1 of 5).");
  await expect(page.getByLabel("Pinned digest")).toHaveValue(digest);
  await expect(page.locator("section.pins")).toContainText("exactly these bytes");
}));

test("an answer is offered where another document or image is written by then", withRegistry(heldRegistry, async ({ page, site, registry }) => {
  await open(page, site, registry);
  await ask(page, registry);
  await document(page).fill("my own text");
  await page.locator("#image").fill("quay.io/x/y:2");
  await expect(page).toHaveURL(/image=quay.io/);
  registry.release();
  await expect(said(page)).toContainText(`${registry.host} answered for ${registry.host}/demo/app:1.0`);
  await expect(document(page)).toContainText("my own text");
  await expect(page.locator("#image")).toHaveValue("quay.io/x/y:2");
  await page.getByRole("button", { name: "Show the answer" }).click();
  await expectTheIndex(page);
  await expect(page.locator("#image")).toHaveValue("quay.io/x/y:2");
}));

test("an image that is not there is told, with the words of a real registry", withRegistry(openRegistry, async ({ page, site, registry }) => {
  await open(page, site, registry, "demo/none:1.0");
  await ask(page, registry);
  await expect(alert(page)).toContainText("has no such tag or digest in this repository (404)");
  await expect(alert(page)).toContainText("MANIFEST_UNKNOWN: manifest unknown");
}));

testInOwnPage("a registry that sends nothing can be stopped, and is given up after 10 s", withRegistry(heldRegistry, async ({ page, site, registry }) => {
  await page.clock.install();
  await open(page, site, registry);
  await ask(page, registry);
  await expect(said(page)).toHaveText(`Asking ${registry.host}…`);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(said(page)).toHaveText("");
  const manifest = page.waitForRequest(/\/manifests\//);
  await ask(page, registry);
  await manifest;
  await page.clock.fastForward(10_000);
  await expect(alert(page)).toContainText(`${registry.host} sent nothing for 10 s.`);
}));
