// Whatever is sent to an embed or to the page around it, both go on.

import { test } from "./host.js";
import { expect } from "./playground.js";

/**
 * Sends random messages; runs in a page. The same seed makes the same messages. Most have the shape
 * of ours, with fields that are not.
 */
function sendMessages({ seed, count }, target) {
  let state = seed;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const one = (list) => list[random(list.length)];
  const text = () =>
    Array.from({ length: random(12) }, () => one(["#/", "?", "&", "=", "%", "%e3", "..", "\0", "\ud800", "한", "<b>", "name", "pulls", "lang", "preset", "image", "z="])).join("");
  const value = (depth) =>
    one([
      () => null,
      () => undefined,
      () => one([0, -0, 1, -1, 0.5, NaN, Infinity, -Infinity, 1e308, 1e5, 99999, 2 ** 53]),
      () => one([true, false, 10n, new Date(NaN), new Map([[1, 2]]), new ArrayBuffer(3), new Error("no"), /x/]),
      () => one(["", "#/", "#/name", "#/pulls?preset=", "#/policy?image=%", "#/__proto__", "javascript:alert(1)", "dark", "ko", "KO-kr", "x".repeat(1 << 20)]),
      () => `#/${text()}`,
      text,
      () => (depth ? Array.from({ length: random(4) }, () => value(depth - 1)) : []),
      () => (depth ? Object.fromEntries(Array.from({ length: random(4) }, () => [one(["a", "state", "__proto__", "toString"]), value(depth - 1)])) : {}),
    ])();
  const fields = ["state", "theme", "lang", "height", "imagepull", "__proto__", "constructor", "then"];
  for (let sent = 0; sent < count; sent += 1) {
    const message = { imagepull: 1, ...Object.fromEntries(Array.from({ length: random(5) }, () => [one(fields), value(2)])) };
    target.postMessage(random(6) ? message : value(2), "*");
  }
}

/** Sends them from the page to an embed. */
const sendDown = (element, settings) =>
  element.evaluate((it, [send, settings]) => {
    const frame = it.shadowRoot.querySelector("iframe");
    window[send](settings, frame.contentWindow);
  }, ["sendMessages", settings]);

const seeds = [1, 2, 3];

test("random messages break neither an embed nor its page", async ({ page, host }) => {
  test.slow();
  // The policy of the page forbids code from texts, so the function comes as its own script.
  await page.addInitScript(`window.sendMessages = ${sendMessages}`);
  await page.goto(host);
  const element = page.locator("#pulls");
  const embed = element.frameLocator("iframe");
  await expect(embed.getByRole("status").first()).toBeVisible();
  for (const seed of seeds) {
    const settings = { seed, count: 60 };
    await sendDown(element, settings);
    await embed.locator("html").evaluate((_, settings) => window.sendMessages(settings, parent), settings);
    // What was sent before has been read when this is answered.
    await element.evaluate((it) => {
      it.state = "#/name?image=redis";
    });
    await expect(embed.getByRole("textbox")).toHaveValue("redis");
    await element.evaluate((it) => {
      it.state = "#/name?image=busybox";
    });
    await expect(embed.getByRole("textbox")).toHaveValue("busybox");
    await embed.getByRole("textbox").fill(`busybox:${seed}`);
    await expect.poll(() => element.evaluate((it) => it.state)).toBe(`#/name?image=busybox:${seed}`);
    expect(await embed.locator("html").evaluate((html) => [html.lang, html.dataset.theme])).toEqual([
      expect.stringMatching(/^(en|ko)$/),
      expect.stringMatching(/^(auto|dark|light)$/),
    ]);
    const height = await element.evaluate((it) => Number.parseFloat(it.shadowRoot.querySelector("iframe").style.height));
    expect(height).toBeGreaterThan(0);
    expect(height).toBeLessThan(1e5);
  }
});
