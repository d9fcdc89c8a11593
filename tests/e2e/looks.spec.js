// How the pages look: nothing is wider than the screen and axe-core finds nothing, in every view, on wide and
// narrow screens, in light and dark, in each language; and once a view how its parts are laid out.

import { put } from "./anything.js";
import { answerBelow, brokenNames, coveredOrCut, longCards, longHeadlines, lostColours, offEdge, paleMarks, unusedWidth, wrongOnPaper } from "./layout.js";
import { expect, expectAccessible, expectToFit, test as testInOwnPage, testInOnePage as test, viewIsOpen } from "./playground.js";
import { openRegistry } from "./registry.js";
import { cluster, link, program, pullsProgram } from "./scenarios.js";
import { unfold } from "./unfold.js";

// A story looks at many pages.
test.describe.configure({ timeout: 300_000 });

const screens = [
  { width: 1280, height: 800 },
  { width: 360, height: 800 },
  // 1280 by 1024 at 200 %, and at 400 %, which is as wide as the smallest screen (WCAG 2.2, 1.4.10).
  { width: 640, height: 512 },
  { width: 320, height: 256 },
];

/** What a page calls its list of examples. */
const languages = { en: "Example", ko: "예시" };

/** The views, with what is looked at besides their examples. */
const views = {
  name: ["", "?image=busybox", "?image=ghcr.io/Acme/Api:v1", "?image=busybox%0Anginx:1.27%0AHTTP://x", "?image=busybox%0Anginx:%20%0Asha256:1"],
  policy: ["?image=nginx:1.27"],
  pulls: [link(cluster(60, 5)).replace("#/pulls", "")],
  "back-off": ["?image=nginx:1.99&fixed=never", "?preset=events-not-found"],
  manifest: [""],
  platforms: [""],
  credentials: [""],
  "use-cases": ["?case=public-images", "?case=private-images", "?case=tighter-control", "?case=many-tenants"],
};

/** What axe-core says of colours: all else is the same in both themes. */
const ofColors = ["color-contrast", "link-in-text-block"];

/**
 * Fails where the page as it is does not fit one of the screens, or cannot be read: axe-core looks at the widest and
 * at a phone, and once more in dark at what differs there, the colours.
 */
async function expectToLookRight(page) {
  const [wide, phone] = screens;
  await expectToFitEveryScreen(page);
  for (const screen of [phone, wide]) {
    await show(page, screen, "light");
    await expectAccessible(page);
  }
  await show(page, wide, "dark");
  await expectAccessible(page, ofColors);
}

/** Fails where the page as it is is wider than one of the screens. */
async function expectToFitEveryScreen(page) {
  for (const screen of screens) {
    await show(page, screen, "light");
    await expectToFit(page);
  }
}

/** Shows the page on a screen in a theme. */
async function show(page, screen, colorScheme) {
  await page.setViewportSize(screen);
  await page.emulateMedia({ colorScheme });
  await isDrawn(page);
}

/** Waits until the page has drawn what was last done to it. */
const isDrawn = (page) =>
  page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)))));

/** Opens a link of the site in a language, with all that it shows. */
async function open(page, site, fragment, language = "en") {
  await page.goto(`${site}${fragment}${fragment.includes("?") ? "&" : "?"}lang=${language}`);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await viewIsOpen(page);
  if (/#\/(manifest|platforms)/.test(fragment)) await expect(page.locator(".cm-editor").first()).toBeVisible();
  await expect(page.locator("progress, .stale")).toHaveCount(0);
  await isDrawn(page);
  await unfold(page);
}

for (const [view, links] of Object.entries(views)) {
  for (const [language, list] of Object.entries(languages)) {
    test(`${view} in ${language}, with every example`, async ({ page, site }) => {
      for (const link of links) {
        await open(page, site, `#/${view}${link}`, language);
        await expectToLookRight(page);
      }
      const example = page.getByRole("combobox", { name: list, exact: true });
      const slugs = await example.locator("option:not([value=''])").evaluateAll((all) => all.map((option) => option.value));
      expect(slugs.length > 5, "it has examples").toBe(view !== "use-cases");
      for (const slug of slugs) {
        await open(page, site, `#/${view}?preset=${slug}`, language);
        await expect(example).toHaveValue(slug);
        if (slug === slugs[0]) {
          await expectToLookRight(page);
          continue;
        }
        await expectToFitEveryScreen(page);
        // The others are made of the same parts, which axe-core takes long to look at.
        if (language === "en") {
          await show(page, screens[0], "light");
          await expectAccessible(page);
        }
      }
    });
  }
}

/** The views as most people see them, for what is looked at once. */
const usual = {
  name: "?image=registry.k8s.io/pause:3.5",
  policy: "?preset=latest-then-v1",
  pulls: "?preset=how-many-at-once",
  "back-off": "?preset=events-not-found",
  manifest: "?preset=no-tag-anywhere",
  platforms: "?preset=nested-index",
  credentials: "?preset=gitlab-group-three-secrets",
  "use-cases": "?case=private-images",
};

/** Its answer has a headline and a reason: their words are counted natively, over all examples. */
const withReason = ["pulls"];

/** How the parts of a page are laid out: each check with the screens that it is for, and the views that it is not for. */
const layout = {
  "begins at the left edge of the header": [offEdge, [1920, 1280, 360]],
  "has its answer on the first screen": [(page) => answerBelow(page, 800), [1280]],
  "has its answer on the first two screens of a phone": [(page) => answerBelow(page, 1600), [360]],
  "covers and cuts nothing": [coveredOrCut, [1280, 360]],
  "breaks no name inside of a word": [brokenNames, [1280, 360]],
  "says its answer in one sentence": [longHeadlines, [1280], withReason],
  "has no card that is an essay": [longCards, [1280]],
};

/** Shows a page on a screen that is as high as it is: what is further down is laid out as what is above. */
async function showWhole(page, width) {
  await page.setViewportSize({ width, height: 800 });
  await isDrawn(page);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(height, 12_000) });
  await isDrawn(page);
}

test.describe("the layout", () => {
  for (const [view, link] of Object.entries(usual)) {
    test(`of ${view}`, async ({ page, site }) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await page.goto(`${site}#/${view}${link}`);
      await viewIsOpen(page);
      await expect(page.locator("progress, .stale")).toHaveCount(0);
      for (const width of [1920, 1280, 360]) {
        await showWhole(page, width);
        for (const [what, [check, widths, others = []]] of Object.entries(layout)) {
          if (widths.includes(width) && !others.includes(view)) expect.soft(await check(page), `${view} at ${width} px ${what}`).toEqual([]);
        }
      }
    });
  }

  test("of a drawing on a large screen takes its width, and of a text does not", async ({ page, site }) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.goto(`${site}#/name?image=busybox`);
    await viewIsOpen(page);
    expect(await unusedWidth(page)).not.toEqual([]);
    await page.goto(`${site}#/pulls?preset=two-pods`);
    await viewIsOpen(page);
    expect(await unusedWidth(page)).toEqual([]);
    await page.addStyleTag({ content: "main { max-width: 1200px !important }" });
    expect(await unusedWidth(page), "a drawing as narrow as a text").not.toEqual([]);
  });

  // Each mistake is found by its check.
  for (const [what, style, check] of [
    ["a part beside the edge", "main .answer { margin-left: 8px }", offEdge],
    ["an answer far below", "main .answer { margin-top: 900px }", (page) => answerBelow(page, 800)],
    ["a part over another one", "main .example { position: relative; top: -60px; background: #fff }", coveredOrCut],
    ["a text that is cut", "main .answer { overflow: hidden; white-space: nowrap; width: 100px }", coveredOrCut],
    ["an answer of many lines", "main .answer { width: 120px }", longHeadlines],
    ["a card of many lines", "main .card p { width: 60px }", longCards],
    ["a name broken anywhere", "main .code { word-break: break-all; width: 155px } main wbr { display: none }", brokenNames],
  ]) {
    test(`${what} is found`, async ({ page, site }) => {
      await page.goto(`${site}#/name?image=registry.k8s.io/pause:3.5`);
      await viewIsOpen(page);
      await showWhole(page, 1280);
      expect(await check(page)).toEqual([]);
      await page.addStyleTag({ content: style });
      await showWhole(page, 1280);
      expect(await check(page)).not.toEqual([]);
    });
  }

  test("of the marks of drawings stands out, and a pale one is found", async ({ page, site }) => {
    for (const link of ["pulls?preset=how-many-at-once", "back-off?preset=next-attempt"]) {
      await page.goto(`${site}#/${link}`);
      await viewIsOpen(page);
      for (const colorScheme of ["light", "dark"]) {
        await show(page, screens[0], colorScheme);
        expect(await paleMarks(page), `${link} in ${colorScheme}`).toEqual([]);
      }
    }
    await page.addStyleTag({ content: ":root { --queue: light-dark(#eee, #222); --download: light-dark(#eee, #222) }" });
    expect(await paleMarks(page)).not.toEqual([]);
  });

  testInOwnPage("where the reader chose the colours: marks keep theirs, what is chosen has a line", async ({ page, site }) => {
    await page.emulateMedia({ forcedColors: "active", colorScheme: "light" });
    for (const link of ["pulls?preset=how-many-at-once", "back-off?preset=events-not-found"]) {
      await page.goto(`${site}#/${link}`);
      await viewIsOpen(page);
      expect(await lostColours(page), link).toEqual([]);
      await expectAccessible(page);
    }
    for (const fault of [".swatch, .swatch * { fill: Canvas !important; background: Canvas !important }", "header nav a { outline: none !important }"]) {
      const style = await page.addStyleTag({ content: fault });
      expect(await lostColours(page), fault).not.toEqual([]);
      await style.evaluate((it) => it.remove());
    }
    expect(await lostColours(page)).toEqual([]);
  });

  testInOwnPage("on paper: the answer whole, no controls", async ({ page, site }) => {
    for (const [view, link] of Object.entries(usual)) {
      await page.goto(`${site}#/${view}${link}`);
      await viewIsOpen(page);
      expect(await wrongOnPaper(page), view).toEqual([]);
    }
    for (const fault of [
      "main button { display: inline !important }",
      "body { background: #eee !important }",
      "main { height: 300px !important; overflow: hidden !important }",
      "main { min-width: 900px !important }",
      "main p { break-before: page }",
    ]) {
      const style = await page.addStyleTag({ content: fault });
      expect(await wrongOnPaper(page), fault).not.toEqual([]);
      await style.evaluate((it) => it.remove());
    }
    expect(await wrongOnPaper(page)).toEqual([]);
  });
});

/** What each view looks like, in words: every element with its place. */
const places = (page) =>
  page.locator("#app").evaluate((app) =>
    [...app.querySelectorAll("*")].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return `${element.localName}.${element.getAttribute("class") ?? ""} ${[x, y, width, height].map(Math.round)}`;
    }),
  );

for (const view of Object.keys(views)) {
  test(`${view} looks the same when the styles of all other views are there`, async ({ page, site }) => {
    await open(page, site, `#/${view}${views[view].at(-1)}`);
    const alone = await places(page);
    await page.evaluate(async () => {
      const files = Object.values(JSON.parse(document.getElementById("parts").textContent)).flat();
      const styles = [...new Set(files)].filter((file) => file.endsWith(".css"));
      const added = styles.map((href) => Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
      await Promise.all(added.map((link) => new Promise((loaded) => {
        link.addEventListener("load", loaded);
        document.head.append(link);
      })));
    });
    await isDrawn(page);
    expect(await places(page)).toEqual(alone);
  });
}

for (const document of ["model.html", "releases.html", "diagnostics.html"]) {
  test(document, async ({ page, site }) => {
    await page.goto(site + document);
    await expectToLookRight(page);
  });
}

test.describe("a dialog", () => {
  for (const [language, share, keys] of [
    ["en", "Share", "Keyboard shortcuts"],
    ["ko", "공유", "단축키"],
  ]) {
    for (const [name, fragment] of [
      [share, "#/name?image=busybox"],
      [share, "#/pulls?preset=two-pods"],
      [keys, "#/pulls?preset=two-pods"],
    ]) {
      test(`${name} over ${fragment}`, async ({ page, site }) => {
        await open(page, site, fragment, language);
        await page.getByRole("button", { name, exact: true }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
        await expectToLookRight(page);
      });
    }
  }

  const share = (page) => page.getByRole("button", { name: "Share", exact: true }).click();

  test("Share, of what is too much for a link", async ({ page, site }) => {
    await open(page, site, "#/name");
    await page.getByLabel("Image names, one per line").evaluate(put, "example/a\n");
    await share(page);
    await expect(page.getByRole("dialog")).toContainText("would be 1.2 MB long");
    await expectToLookRight(page);
  });

  testInOwnPage("Share, of what has no drawing and no answer", async ({ page, site }) => {
    // It never comes to its end.
    await page.route(program, () => {});
    await page.goto(`${site}${link(cluster(300, 20))}`);
    await viewIsOpen(page);
    await share(page);
    for (const button of [/^Copy Markdown: /, /^Save The answer/, /^SVG The drawing/]) await page.getByRole("dialog").getByRole("button", { name: button }).click();
    await expect(page.getByRole("dialog").getByRole("alert")).toHaveCount(3);
    await expectToLookRight(page);
  });

  test("Share, of a manifest with a Secret", async ({ page, site }) => {
    await open(page, site, "#/manifest?preset=gitlab-three-secrets");
    await share(page);
    await expect(page.getByRole("dialog")).toContainText("without the values of Secrets");
    await expectToLookRight(page);
  });
});

test.describe("Pulls", () => {
  test("a scenario that cannot be read", async ({ page, site }) => {
    await open(page, site, "#/pulls?preset=two-pods");
    await page.getByRole("button", { name: "JSON" }).click();
    await page.locator("#scenario-json").fill('{\n  "images": {},\n  "nodes": 7\n}');
    await expect(page.getByText("Line 3, column")).toBeVisible();
    await expectToLookRight(page);
  });

  test("a file that was opened, and one that was not", async ({ page, site }) => {
    const file = (name, content) => page.getByLabel("Open a file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
    await open(page, site, "#/pulls?preset=two-pods");
    await file("empty.json", '{ "images": {}, "nodes": [{ "name": "a" }], "pods": [] }');
    await expect(page.getByText("Opened empty.json.")).toBeVisible();
    await expectToLookRight(page);
    await file("big.json", " ".repeat(2 ** 20 + 1));
    await expect(page.getByRole("alert")).toContainText("big.json is 1 MB");
    await expectToLookRight(page);
  });

  test("the rows of a large cluster, open", async ({ page, site }) => {
    await open(page, site, link(cluster(200, 15)));
    const serial = page.getByRole("region", { name: /^Serial/ });
    await serial.getByRole("button", { name: /^node-10 to node-19/ }).press("Enter");
    await serial.getByRole("button", { name: /^node-12:/ }).press("Enter");
    await expect(serial.getByRole("img", { name: /^node-12:/ })).toBeVisible();
    await expectToLookRight(page);
  });

  testInOwnPage("a large cluster that runs, and that was stopped", async ({ page, site }) => {
    await page.route(program, () => {});
    await page.goto(`${site}${link(cluster(100, 5))}`);
    await expect(page.getByRole("progressbar")).toBeVisible();
    await expectToLookRight(page);
    await page.getByRole("button", { name: "Stop" }).click();
    await expect(page.getByText("You stopped this scenario.")).toBeVisible();
    await expectToLookRight(page);
  });

  test.describe("what does not load", () => {
    test.use({ expectedErrors: [/ERR_FAILED|Failed to fetch/] });

    for (const [what, files, fragment, words] of [
      ["the view", pullsProgram, "#/pulls?preset=two-pods", "didn’t load"],
      ["the program that runs it", program, link(cluster(60, 5)), "Your scenario is unchanged."],
    ]) {
      testInOwnPage(what, async ({ page, site }) => {
        await page.route(files, (route) => route.abort());
        await page.goto(`${site}${fragment}`);
        await expect(page.getByRole("alert")).toContainText(words);
        await expectToLookRight(page);
      });
    }
  });
});

test.describe("Manifest", () => {
  const field = (page) => page.getByRole("textbox", { name: "Manifest: YAML or JSON of any workload" });

  test("what is said about the line of the cursor", async ({ page, site }) => {
    await open(page, site, "#/manifest?preset=scheme-in-image");
    await field(page).focus();
    await page.keyboard.press("F8");
    await expect(page.locator(".cm-tooltip")).toBeVisible();
    await expectToLookRight(page);
  });

  test("the panel to search in the text", async ({ page, site }) => {
    await open(page, site, "#/manifest?preset=scheme-in-image");
    await field(page).focus();
    await page.keyboard.press("Control+f");
    await page.getByRole("textbox", { name: "Find" }).fill("image");
    await expectToLookRight(page);
  });

  test.describe("without the editor", () => {
    test.use({ expectedErrors: [/ERR_FAILED/] });

    testInOwnPage("a change that can be undone", async ({ page, site }) => {
      await page.route(/\/editor-[^/]*\.js$/, (route) => route.abort());
      await page.goto(`${site}#/manifest?preset=scheme-in-image`);
      await expect(page.getByText("The editor with line numbers didn’t load.")).toBeVisible();
      await expect(field(page)).toHaveAttribute("aria-invalid", "true");
      await expectToLookRight(page);
      await page.getByRole("region", { name: "Findings" }).locator(".fix").first().click();
      await expect(page.getByRole("button", { name: "Undo the change" })).toBeVisible();
      await expectToLookRight(page);
    });
  });
});

test("Credentials: what is edited by hand", async ({ page, site }) => {
  await open(page, site, "#/credentials?preset=near-miss-port");
  await page.getByRole("button", { name: "Add a Secret" }).click();
  const secret = page.getByRole("group", { name: "Secret secret-1", exact: true });
  await secret.getByLabel("Key: registry and path").fill("registry.example.com:5000");
  await secret.getByLabel("Type").selectOption("Opaque");
  await expect(secret.getByLabel("Type")).toHaveValue("Opaque");
  await expectToLookRight(page);
});

test.describe("Platforms", () => {
  test.use({ expectedRequests: /^http:\/\/localhost:\d+\/v2\// });

  test("a document that nothing leads to", async ({ page, site }) => {
    await open(page, site, "#/platforms?preset=nested-index");
    await page.getByLabel("Referenced document").fill("{}");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("is not referenced here");
    await expectToLookRight(page);
  });

  test("what a registry answered", async ({ page, site }) => {
    const { host, stop } = await openRegistry();
    try {
      await open(page, site, `#/platforms?image=${host}/demo/app:1.0`);
      await page.getByRole("button", { name: `Ask ${host}` }).click();
      await expect(page.getByRole("region", { name: "What gets downloaded" }).getByRole("rowheader").first()).toBeVisible();
      await expectToLookRight(page);
    } finally {
      await stop();
    }
  });
});

// What the checks above are worth: they see what is wrong.
test("a part that is wider than the screen is found", async ({ page, site }) => {
  await open(page, site, "#/name?image=busybox");
  await expectToLookRight(page);
  await page.locator("main").evaluate((main) => {
    main.style.minWidth = "calc(100vw + 1px)";
  });
  await expect(expectToLookRight(page)).rejects.toThrow(/wider than the screen/);
});

test("a text that is hard to read is found, in the theme in which it is", async ({ page, site }) => {
  await open(page, site, "#/name?image=busybox");
  await page.addStyleTag({ content: "@media (prefers-color-scheme: dark) { main h2 { color: #444 } }" });
  await expect(expectToLookRight(page)).rejects.toThrow(/color-contrast/);
  await page.emulateMedia({ colorScheme: "light" });
  await expectAccessible(page);
});
