// An author puts the playground into the pages of another site.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { test } from "./host.js";
import { expect, expectAccessible, test as base } from "./playground.js";
import { serveFolder } from "./server.js";

/** The document in an embed, which is a frame in the shadow of the element. */
const within = (page, id) => page.locator(`#${id}`).frameLocator("iframe");
const root = (embed) => embed.locator("html");

/** The list of examples that has this one; its label is in the language of the embed. */
const example = (embed, slug) => embed.locator(`select:has(option[value="${slug}"])`);

/** Fails unless the frame is as high as its content and not wider than it. */
async function expectFits(embed) {
  const overflow = () =>
    root(embed).evaluate((html) => [
      html.scrollHeight - html.clientHeight,
      html.scrollWidth - html.clientWidth,
      Math.floor(innerHeight - html.getBoundingClientRect().height),
    ]);
  await expect.poll(overflow, "more content than frame, in height and width, and more frame than content").toEqual([0, 0, 0]);
}

test("two embeds with different presets and languages follow the dark mode of their page", { tag: "@phone" }, async ({ page, host }) => {
  test.slow();
  await page.goto(host);
  const pulls = within(page, "pulls");
  const policy = within(page, "policy");
  await expect(pulls.getByRole("status").first()).toContainText("download slot");
  await page.locator("#policy").scrollIntoViewIfNeeded();
  await expect(example(policy, "latest-then-v1")).toHaveValue("latest-then-v1");
  await expect(root(pulls)).toHaveAttribute("lang", "en");
  await expect(root(policy)).toHaveAttribute("lang", "ko");
  await expect(policy.getByRole("link", { name: "플레이그라운드에서 열기" })).toBeVisible();
  for (const theme of ["light", "dark"]) {
    for (const embed of [pulls, policy]) {
      await expect(root(embed)).toHaveAttribute("data-theme", theme);
      await expectFits(embed);
    }
    await expectAccessible(page);
    await page.getByRole("button", { name: "Dark or light" }).click();
  }
  await expect(root(pulls)).toHaveAttribute("data-theme", "light");
  await expect(pulls.getByRole("navigation")).toHaveCount(0);
  await expect(pulls.getByRole("link", { name: "Open in the playground" })).toHaveAttribute(
    "href",
    "index.html#/pulls?preset=small-behind-huge&lang=en",
  );
});

test("a registry is asked from no page of another site", async ({ page, host, site }) => {
  const fragment = "#/platforms?image=registry.example/app:v1";
  const ask = (embed) => embed.getByRole("button", { name: "Ask registry.example" });
  await page.goto(host);
  await page.locator("#pulls").evaluate((it, state) => Object.assign(it, { state }), fragment);
  const embed = within(page, "pulls");
  const registry = embed.locator(".registry");
  await expect(registry.getByRole("link", { name: "Open in the playground" })).toHaveAttribute("href", /index\.html#\/platforms/);
  await expect(ask(embed)).toHaveCount(0);

  await page.goto(site);
  await page.evaluate((src) => document.body.append(Object.assign(document.createElement("iframe"), { src })), `embed.html${fragment}`);
  await expect(ask(page.frameLocator("iframe"))).toBeVisible();
});

test("the page sets the state and hears of a change", async ({ page, host }) => {
  await page.goto(host);
  const pulls = within(page, "pulls");
  await expect(example(pulls, "two-pods")).toHaveValue("small-behind-huge");
  const element = page.locator("#pulls");
  await page.evaluate(() => {
    window.heard = [];
    document.addEventListener("change", ({ target }) => window.heard.push(`${target.id} ${target.state}`));
  });
  expect(await element.evaluate((it) => it.state)).toBe("#/pulls?preset=small-behind-huge");

  await element.evaluate((it) => {
    it.state = "#/pulls?preset=shared-base";
  });
  await expect(example(pulls, "two-pods")).toHaveValue("shared-base");
  await element.evaluate((it) => {
    it.view = "name";
    it.image = "busybox";
  });
  await expect(pulls.getByRole("textbox")).toHaveValue("busybox");
  expect(await page.evaluate(() => window.heard), "nothing of what the page did itself").toEqual([]);

  await pulls.getByRole("textbox").fill("busybox:1.36");
  const state = "#/name?image=busybox:1.36";
  await expect.poll(() => page.evaluate(() => window.heard.at(-1))).toBe(`pulls ${state}`);
  expect(await element.evaluate((it) => it.state)).toBe(state);

  const length = await page.evaluate(() => history.length);
  // By key: what was typed makes the frame higher, and a pointer may miss a link that moves.
  await pulls.getByRole("link", { name: "registry.k8s.io/pause:3.5", exact: true }).press("Enter");
  await expect(pulls.getByRole("textbox")).toHaveValue("registry.k8s.io/pause:3.5");
  await expect.poll(() => element.evaluate((it) => it.state)).toBe("#/name?image=registry.k8s.io/pause:3.5");
  expect(await page.evaluate(() => history.length), "entries in the history of the page").toBe(length);
});

test("a link out of an embed opens a tab of its own", async ({ page, host, context }) => {
  await page.goto(host);
  const pulls = within(page, "pulls");
  // By key: the frame grows while the view loads, and a pointer may miss what moves.
  await pulls.getByText("How accurate is this?").press("Enter");
  const opened = context.waitForEvent("page");
  await pulls.getByRole("link", { name: "all measurements" }).press("Enter");
  await expect(await opened).toHaveURL(/model\.html$/);
  const whole = context.waitForEvent("page");
  await pulls.getByRole("link", { name: "Open in the playground" }).click();
  await expect(await whole).toHaveURL(/index\.html#\/pulls\?preset=small-behind-huge&lang=en$/);
  await expect((await whole).getByRole("navigation")).toBeVisible();
  await expect(example(pulls, "two-pods")).toHaveValue("small-behind-huge");
});

test("language and theme change live, by attribute and with the page", async ({ page, host }) => {
  await page.goto(host);
  const pulls = within(page, "pulls");
  await expect(root(pulls)).toHaveAttribute("lang", "en");
  const loads = [];
  page.on("request", (request) => loads.push(request.url()));
  await page.evaluate(() => {
    document.documentElement.lang = "ko-KR";
  });
  await expect(root(pulls)).toHaveAttribute("lang", "ko");
  await expect(pulls.getByRole("link", { name: "플레이그라운드에서 열기" })).toBeVisible();
  await expect(pulls.getByRole("status").first()).toContainText(/[가-힣]/);
  await expect(page.locator("#pulls").locator("iframe")).toHaveAttribute("title", /플레이그라운드/);
  await page.locator("#pulls").evaluate((it) => {
    it.lang = "en";
    it.theme = "dark";
  });
  await expect(root(pulls)).toHaveAttribute("lang", "en");
  await expect(root(pulls)).toHaveAttribute("data-theme", "dark");
  await expect(pulls.getByRole("status").first()).toContainText("download slot");
  expect(await page.locator("#pulls").evaluate((it) => it.state), "the language is no part of the state").toBe(
    "#/pulls?preset=small-behind-huge",
  );
  expect(loads.filter((url) => url.includes("embed.html")), "loaded again").toEqual([]);
});

test("the colours are those of the page, however it says so", async ({ page, host }) => {
  await page.goto(host);
  const pulls = within(page, "pulls");
  const ways = {
    dark: [
      (html) => html.classList.add("dark"),
      (html) => html.setAttribute("data-bs-theme", "dark"),
      (html, body) => body.style.setProperty("background", "#0d1117"),
      (html, body) => body.style.setProperty("background", "oklch(0.2 0.02 260)"),
      (html, body) => body.style.setProperty("background", "none") || html.style.setProperty("color-scheme", "dark"),
    ],
    light: [
      (html) => html.setAttribute("data-theme", "light"),
      (html, body) => body.style.setProperty("background", "oklch(0.98 0.01 90)"),
    ],
  };
  for (const [theme, does] of Object.entries(ways)) {
    for (const say of does) {
      // As a page is that says the opposite.
      await page.evaluate((background) => {
        document.documentElement.removeAttribute("data-theme");
        document.body.style.setProperty("background", background);
      }, theme === "dark" ? "#ffffff" : "#000000");
      await expect(root(pulls), "before").toHaveAttribute("data-theme", theme === "dark" ? "light" : "dark");
      await page.evaluate(`(${say})(document.documentElement, document.body)`);
      await expect(root(pulls), String(say)).toHaveAttribute("data-theme", theme);
      await page.evaluate(() => {
        for (const node of [document.documentElement, document.body]) {
          for (const name of ["class", "style", "data-bs-theme", "data-theme"]) node.removeAttribute(name);
        }
      });
    }
  }
});

test("messages that are forged, malformed or huge change nothing", async ({ page, host }) => {
  await page.goto(host);
  const pulls = within(page, "pulls");
  await expect(example(pulls, "two-pods")).toHaveValue("small-behind-huge");
  await page.locator("#policy").scrollIntoViewIfNeeded();
  await expect(example(within(page, "policy"), "latest-then-v1")).toBeVisible();
  await page.evaluate(() => {
    window.heard = [];
    document.addEventListener("change", ({ target }) => window.heard.push(target.state));
  });
  const forged = [
    { imagepull: 1, height: "9999" },
    { imagepull: 1, height: 1e9 },
    { imagepull: 1, height: -1 },
    { imagepull: 1, height: Number.NaN },
    { imagepull: 2, height: 4242, state: "#/name" },
    { height: 4242, state: "#/name" },
    { imagepull: 1, state: "javascript:alert(1)" },
    { imagepull: 1, state: { length: 1 } },
    { imagepull: 1, state: `#/name?image=${"x".repeat(2 ** 20)}` },
    "imagepull",
    null,
  ];
  const frameStyle = () => page.locator("#pulls").locator("iframe").getAttribute("style");
  const style = await frameStyle();
  // Of another window than the frame's, then of the frame itself; at last one that is as it has to be.
  await page.evaluate(() => postMessage({ imagepull: 1, height: 4242, state: "#/name" }, "*"));
  await root(pulls).evaluate((html, messages) => messages.forEach((message) => parent.postMessage(message, "*")), forged);
  expect(await frameStyle()).toBe(style);
  await root(pulls).evaluate(() => parent.postMessage({ imagepull: 1, height: 777, state: "#/name?image=a" }, "*"));
  await expect.poll(frameStyle).toBe("height: 777px;");
  expect(await page.evaluate(() => window.heard)).toEqual(["#/name?image=a"]);

  // To the frame: of another window than the page around it, then of that.
  const asked = [
    { imagepull: 1, theme: "<b>", lang: 7, state: 7 },
    { imagepull: 1, lang: "<script>", state: "https://example.org/" },
    { imagepull: 1, state: `#/name?image=${"x".repeat(2 ** 20)}` },
    { imagepull: "1", theme: "dark" },
    { theme: "dark" },
  ];
  await root(pulls).evaluate(
    () =>
      new Promise((heard) => {
        addEventListener("message", heard, { once: true });
        postMessage({ imagepull: 1, theme: "dark", state: "#/name" }, "*");
      }),
  );
  await expect(root(pulls)).toHaveAttribute("data-theme", "light");
  await page.locator("#pulls").evaluate((it, messages) => {
    for (const message of messages) it.shadowRoot.querySelector("iframe").contentWindow.postMessage(message, "*");
    it.lang = "ko";
  }, asked);
  await expect(root(pulls)).toHaveAttribute("lang", "ko");
  await expect(root(pulls)).toHaveAttribute("data-theme", "light");
  await expect(example(pulls, "two-pods")).toHaveValue("small-behind-huge");
});

test("an embed loads when it comes near, and one in a closed part when that opens", { tag: "@phone" }, async ({ page, host, site }) => {
  const loads = [];
  page.on("request", (request) => loads.push(request.url().replace(site, "")));
  await page.goto(`${host}far.html`);
  await expect.poll(() => loads).toContain("element.js");
  await page.evaluate(() => customElements.whenDefined("image-playground"));
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  expect(loads.filter((url) => url.startsWith("embed"))).toEqual([]);
  await page.getByText("Another pull").click();
  await expect(example(within(page, "closed"), "two-pods")).toHaveValue("two-pods");
  await expectFits(within(page, "closed"));
  expect(loads.filter((url) => url.startsWith("embed.html"))).toHaveLength(1);
  await page.locator("#far").scrollIntoViewIfNeeded();
  await expect(within(page, "far").getByRole("textbox")).toHaveValue("busybox");
  await expectFits(within(page, "far"));

  // Taken out of the page it lets go of the frame; put back it shows what it showed.
  await within(page, "far").getByRole("textbox").fill("nginx");
  await expect.poll(() => page.locator("#far").evaluate((it) => it.state)).toBe("#/name?image=nginx");
  const taken = await page.locator("#far").evaluateHandle((it) => {
    it.remove();
    return it;
  });
  await expect.poll(() => page.frames().length).toBe(2);
  await taken.evaluate((it) => document.querySelector("h1").after(it));
  await page.evaluate(() => scrollTo(0, 0));
  await expect(within(page, "far").getByRole("textbox")).toHaveValue("nginx");
});

test("the whole playground works in a frame of another site, which has no storage", async ({ page, host, site }) => {
  await page.goto(`${host}frame.html`);
  await page.locator("iframe.playground").evaluate((it, address) => {
    it.src = address;
  }, `${site}index.html#/name?image=busybox`);
  const whole = page.frameLocator("iframe.playground");
  await whole.locator(".settings-button").click();
  await whole.getByRole("combobox", { name: "Theme" }).selectOption("dark");
  await expect(root(whole)).toHaveAttribute("data-theme", "dark");
  await expect(whole.getByRole("status")).toContainText("docker.io/library/busybox:latest");
});

test("a sandboxed frame without storage works for a page that listens for itself", async ({ page, host }) => {
  await page.goto(`${host}frame.html`);
  const embed = page.frameLocator("iframe.playground");
  await expect(example(embed, "two-pods")).toHaveValue("two-pods");
  const powers = await root(embed).evaluate(() => {
    try {
      return [origin, typeof localStorage];
    } catch (error) {
      return [origin, error.name];
    }
  });
  expect(powers, "neither an origin nor storage").toEqual(["null", "SecurityError"]);
  await expect(root(embed)).toHaveAttribute("data-theme", "dark");
  await expect(root(embed)).toHaveAttribute("lang", "ko");
  await expect(embed.locator(".whole a")).toHaveCount(0);
  await expectFits(embed);
  await expectAccessible(page);
  await example(embed, "two-pods").selectOption("same-image-twice");
  await expect(page.locator("iframe.playground")).toHaveAttribute("data-state", /^#\/pulls\?preset=same-image-twice/);
  await page.locator("iframe.playground").evaluate((it) => it.contentWindow.postMessage({ imagepull: 1, state: "#/name?image=busybox" }, "*"));
  await embed.getByRole("button").first().click();
  await expect(embed.getByText("복사됨", { exact: true })).toBeVisible();
});

/** Stories on `docs`, the address of a site that Hugo made with the shortcode; it has the playground below its own address. */
const onDocs = base.extend({
  docs: [
    async ({}, use, { workerIndex }) => {
      const source = fileURLToPath(new URL("../sites/hugo/", import.meta.url));
      const made = fileURLToPath(new URL(`../../target/sites/hugo-${workerIndex}/`, import.meta.url));
      await promisify(execFile)("hugo", ["--source", source, "--destination", made, "--cleanDestinationDir", "--noBuildLock"]);
      const { address, stop } = await serveFolder(made);
      await use(address);
      await stop();
    },
    { scope: "worker" },
  ],
  sites: ({ docs }, use) => use([docs]),
});

onDocs("a site of Hugo shows the playground by a shortcode, in the language of the page", async ({ page, docs }) => {
  await page.goto(`${docs}pulls/`);
  const [pulls, name] = [0, 1].map((index) => page.locator("image-playground").nth(index).frameLocator("iframe"));
  await expect(example(pulls, "two-pods")).toHaveValue("small-behind-huge");
  await expect(name.getByRole("textbox")).toHaveValue("registry.k8s.io/pause:3.5");
  await expect(page.locator("script")).toHaveCount(2);
  await expect(page.getByTitle('Two "names" & more').first()).toBeVisible();
  await expect(name.locator(".whole a")).toHaveCount(0);
  await expectFits(pulls);
  await expectFits(name);
  await page.evaluate(() => document.documentElement.setAttribute("data-bs-theme", "dark"));
  await expect(root(pulls)).toHaveAttribute("data-theme", "dark");
  await expectAccessible(page);

  await page.goto(`${docs}ko/pulls/`);
  await expect(example(pulls, "two-pods")).toHaveValue("small-behind-huge");
  await expect(root(pulls)).toHaveAttribute("lang", "ko");
  await expect(pulls.getByRole("status").first()).toContainText(/[가-힣]/);
});

onDocs("a figure stands alone in a page, and nothing of the page moves for it", async ({ page, docs }) => {
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.shift += value))).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${docs}figure/`);
  const element = page.locator("image-playground");
  const bare = element.frameLocator("iframe");
  await expect(bare.locator(".caption")).toBeVisible();
  await expect(bare.getByRole("button", { name: "Play" })).toBeVisible();
  for (const part of [".answer", ".toolbar", ".feed", ".figures", ".whole"]) await expect(bare.locator(part)).toBeHidden();
  const { width, height } = await element.boundingBox();
  expect(width / height).toBeCloseTo(4 / 3, 2);
  await expect(page.getByRole("img", { name: "Serial pulls beside parallel pulls" })).toBeVisible();
  expect(await page.evaluate(() => window.shift), "cumulative layout shift").toBe(0);
  await expectAccessible(page);
});

onDocs("an embed that is paused or out of sight asks for no frame", async ({ page, docs }) => {
  // In every frame; a browser holds back only frames of other sites by itself.
  await page.addInitScript(() => {
    window.asked = 0;
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => {
      window.asked += 1;
      return request(callback);
    };
  });
  await page.goto(`${docs}pulls/`);
  const pulls = page.locator("image-playground").first().frameLocator("iframe");
  const time = pulls.getByRole("slider");
  await expect(time).toBeVisible();
  /** How many frames the embed asks for while the page draws some. */
  const asks = async () => {
    const asked = () => root(pulls).evaluate(() => window.asked);
    const before = await asked();
    for (let frame = 0; frame < 10; frame += 1) await page.evaluate(() => new Promise(requestAnimationFrame));
    return (await asked()) - before;
  };
  await expect.poll(asks, "before it plays").toBe(0);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await pulls.locator(".play").click();
  await expect.poll(asks, "while it plays").toBeGreaterThan(0);
  await page.evaluate(() => document.body.style.setProperty("padding-bottom", "200vh"));
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect.poll(asks, "out of sight").toBe(0);
  const stood = await time.inputValue();
  expect(Number(stood)).toBeLessThan(1);
  await time.scrollIntoViewIfNeeded();
  await expect.poll(() => time.inputValue(), "it plays on").not.toBe(stood);
  await pulls.locator(".play").click();
  await expect.poll(asks, "paused").toBe(0);
});
