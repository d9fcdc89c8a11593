// Somebody pastes a secret into a field that is not for one: it stays in that field.
//
// The secrets are those of tests/secrets, which holds all of them, also in base64, against the rules of every
// kind of field. A failure names a secret by its id and the field, and never says the secret.

import { readFileSync } from "node:fs";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { test as testWithHost } from "./host.js";
import { expect, test, viewIsOpen } from "./playground.js";
import { unfold } from "./unfold.js";

const secrets = JSON.parse(readFileSync(new URL("../marked-secrets.json", import.meta.url), "utf8")).map(({ id, text, mark }) => ({
  id,
  text: text.join(""),
  mark: text[mark],
}));

const views = ["name", "policy", "pulls", "back-off", "manifest", "platforms", "credentials", "use-cases"];

/** The fields of texts that a page shows. Those that are filled in for one pull alone are none of a link. */
const fields = "main :is(textarea, input[type=text], input:not([type])):not([readonly])";

/**
 * The secrets that a field is given: natively every field is held against all of them, so here each is pasted into
 * one field of a view, and each field gets some.
 */
const given = (index) => secrets.filter((_, at) => at % SHARE === index % SHARE);
const SHARE = 12;

/** Everything that an address says: decoded, and with what is packed in it. */
function said(address) {
  const packed = address.matchAll(/=1\.([\w-]+)/g);
  const unpacked = Array.from(packed, ([, field]) => {
    try {
      return inflateRawSync(Buffer.from(field, "base64url")).toString();
    } catch {
      return "";
    }
  });
  let decoded = address;
  try {
    decoded = decodeURIComponent(address);
  } catch {
    // Half a character: the address as it is has to do.
  }
  return [address, decoded, ...unpacked].join("\n");
}

/** Where the marks of secrets are in texts that are not the field. */
const leaks = (texts, { id, mark }, place) => texts.filter((text) => said(text).includes(mark)).map(() => `${id} in ${place}`);

/** Notes every address that a page gives to its history, and every message that it posts to the page around it. */
function watch() {
  window.said = [];
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    history[name] = function (state, title, address) {
      window.said.push(String(address), JSON.stringify(state) ?? "");
      return original.apply(this, arguments);
    };
  }
}

/** Writes texts into a field, one after another, and looks at the page after each of them as somebody who clicks would. */
async function pasteAll(field, texts) {
  const prototype = field.localName === "textarea" ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  const { set } = Object.getOwnPropertyDescriptor(prototype, "value");
  const turn = () => new Promise((next) => setTimeout(next));
  const stored = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
  const seen = [];
  for (const text of texts) {
    window.said.length = 0;
    set.call(field, text);
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
    await turn();
    window.said.push(location.href);
    field.dispatchEvent(new Event("change", { bubbles: true }));
    await turn();
    document.body.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    await turn();
    const links = Array.from(document.querySelectorAll("header a[href], footer a[href]"), (link) => link.href);
    seen.push([...new Set([...window.said, location.href, document.title, document.referrer, stored(), ...links])]);
    if (!field.isConnected) break;
  }
  return seen;
}

for (const view of views) {
  test(`${view}: a secret that is pasted into any field is nowhere else`, async ({ page, site }) => {
    test.slow();
    const printed = [];
    page.on("console", (message) => printed.push(message.text()));
    // Text areas stay text areas.
    await page.route(/\/editor-[^/]*\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    await page.addInitScript(`(${watch})()`);
    await page.goto(`${site}#/${view}`);
    await viewIsOpen(page);
    await unfold(page);
    const count = await page.locator(fields).count();
    expect(count, "fields").toBeGreaterThan(0);
    const found = [];
    for (let index = 0; index < count; index += 1) {
      const field = page.locator(fields).nth(index);
      if (!(await field.isVisible())) continue;
      const some = given(index);
      const seen = await field.evaluate(pasteAll, some.map((secret) => secret.text));
      seen.forEach((texts, at) => found.push(...leaks([...texts, ...printed], some[at], `field ${index}`)));
      // From the view as it opens on to the next field.
      await page.goto("about:blank");
      await page.goto(`${site}#/${view}`);
      await viewIsOpen(page);
      await unfold(page);
    }
    const cached = await page.evaluate(async () => JSON.stringify(await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((it) => it.url)))));
    for (const secret of secrets) found.push(...leaks([cached], secret, "a cache"));
    expect(found).toEqual([]);
  });
}

const typed = ["github-classic", "user-info-path", "user-info-slash", "user-info-digest", "basic-base64", "docker-login", "aws-secret-key"];

for (const [pace, delay] of [["fast", 20], ["slowly", 300]]) {
  test(`a secret that is typed ${pace} is in no state of the address`, async ({ page, site }) => {
    test.slow();
    await page.addInitScript(`(${watch})()`);
    await page.goto(`${site}#/name`);
    await viewIsOpen(page);
    const field = page.getByLabel("Image names, one per line");
    const found = [];
    for (const id of delay > 100 ? ["user-info-path"] : typed) {
      const secret = secrets.find((it) => it.id === id);
      await field.fill("");
      await field.pressSequentially(secret.text, { delay });
      await page.waitForTimeout(800);
      const texts = await page.evaluate(() => [...window.said.splice(0), location.href]);
      found.push(...leaks(texts, secret, "the address"));
      await expect(field).toHaveValue(secret.text);
    }
    expect(found).toEqual([]);
  });
}

/** Writes a text into a field letter by letter; the clock of the page is moved on by the pace of a key, so nobody waits. */
async function type(page, field, text, pace) {
  for (let end = 1; end <= text.length; end += 1) {
    await field.evaluate((it, value) => {
      const prototype = it.localName === "textarea" ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
      Object.getOwnPropertyDescriptor(prototype, "value").set.call(it, value);
      it.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
    }, text.slice(0, end));
    await page.clock.runFor(pace);
  }
}

for (const view of views) {
  test(`${view}: a secret that is typed into any field is in no state of the address`, async ({ page, site }) => {
    test.slow();
    await page.route(/\/editor-[^/]*\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    await page.addInitScript(`(${watch})()`);
    await page.clock.install();
    await page.goto(`${site}#/${view}`);
    await viewIsOpen(page);
    await unfold(page);
    const count = await page.locator(fields).count();
    const found = [];
    for (let index = 0; index < count; index += 1) {
      const field = page.locator(fields).nth(index);
      if (!(await field.isVisible())) continue;
      const secret = secrets.find((it) => it.id === typed[index % typed.length]);
      await type(page, field, secret.text, index % 2 === 0 ? 20 : 300);
      await page.clock.runFor(2000);
      const texts = await page.evaluate(() => [...window.said.splice(0), location.href]);
      found.push(...leaks(texts, secret, `field ${index}`));
      await page.goto("about:blank");
      await page.goto(`${site}#/${view}`);
      await viewIsOpen(page);
      await unfold(page);
    }
    expect(found).toEqual([]);
  });
}

test("what a link leaves out is said beside Share, and stays in the page", async ({ page, site }) => {
  const secret = "user:hunter2@registry.example.com/app:1";
  const note = page.locator("header .left-out");
  await page.goto(`${site}#/name`);
  const field = page.getByLabel("Image names, one per line");
  await field.fill("nginx:1.27");
  await expect(page).toHaveURL(`${site}#/name?image=nginx:1.27`);
  await expect(note).toBeEmpty();
  await field.fill(secret);
  await expect(note).toHaveText("This text is not in the link");
  await expect(page).toHaveURL(`${site}#/name`);
  // The note takes no room from the tabs.
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    const [header, box] = await Promise.all([page.locator("header"), note].map((part) => part.boundingBox()));
    expect(box.y).toBeGreaterThanOrEqual(header.y + header.height);
    const tabs = await page.locator("header nav").evaluate((nav) => nav.scrollWidth - nav.clientWidth);
    if (width === 1280) expect(tabs, "all tabs are in view").toBe(0);
  }
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const menu = page.getByRole("dialog", { name: "Share this page" });
  await expect(menu.getByText("This text is not in the link")).toBeVisible();
  const rows = await menu.locator("input").evaluateAll((all) => all.map((row) => row.value));
  expect(rows.filter((row) => row.includes("hunter2"))).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Policy", exact: true }).click();
  await expect(page.getByLabel("Image, as written in the Pod spec")).toHaveValue(secret);
  await page.getByRole("link", { name: "Name", exact: true }).click();
  await expect(field).toHaveValue(secret);
});

test("what a link of somebody else has packed is shown, and passed on by no link", async ({ page, site }) => {
  const { text, mark } = secrets.find((it) => it.id === "github-classic");
  const packed = (value) => `1.${deflateRawSync(JSON.stringify(value)).toString("base64url")}`;
  const image = { os: "linux", architecture: "amd64", config: { Env: [`TOKEN=${text}`] }, rootfs: { type: "layers", diff_ids: [] } };
  const scenario = { images: {}, nodes: [{ name: "node" }], pods: [{ name: "pod", containers: [{ name: text, image: "a b" }] }] };
  for (const [fragment, left] of [
    [`#/platforms?index=${packed(image)}`, "#/platforms"],
    [`#/pulls?scenario=${packed(scenario)}`, "#/pulls"],
  ]) {
    await page.goto(`${site}${fragment}`);
    await viewIsOpen(page);
    await expect(page.locator("header .left-out")).toHaveText("This text is not in the link");
    await expect.poll(() => page.evaluate(() => location.hash)).toBe(left);
    const links = await page.locator("a[href]").evaluateAll((all) => all.map((link) => link.href));
    expect(links.filter((link) => said(link).includes(mark))).toEqual([]);
  }
});

test("an @ takes back what the address says, in the same task", async ({ page, site }) => {
  await page.goto(`${site}#/name`);
  const field = page.getByLabel("Image names, one per line");
  await field.fill("user:hunter2");
  await expect(page).toHaveURL(`${site}#/name?image=user:hunter2`);
  await field.press("End");
  await field.press("@");
  expect(await page.evaluate(() => location.hash)).toBe("#/name");
});

testWithHost("an embed tells the page around it no more than a link", async ({ page, host }) => {
  await page.addInitScript(() => {
    window.told = [];
    addEventListener("message", ({ data }) => window.told.push(JSON.stringify(data)));
  });
  await page.goto(host);
  const policy = page.locator("#policy");
  await policy.scrollIntoViewIfNeeded();
  const field = policy.frameLocator("iframe").locator("#image");
  const found = [];
  for (const secret of secrets.filter((_, at) => at % 8 === 0)) {
    await field.fill(secret.text);
    await field.dispatchEvent("click");
    found.push(...leaks(await page.evaluate(() => window.told.splice(0)), secret, "a message"));
  }
  await field.fill("nginx:1.99");
  await expect.poll(() => page.evaluate(() => window.told.join("\n"))).toContain("nginx:1.99");
  expect(found).toEqual([]);
});
