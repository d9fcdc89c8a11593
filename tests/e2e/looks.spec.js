// How the pages look: nothing is wider than the screen and axe-core finds nothing, in every view, on wide and
// narrow screens, in light and dark, in each language.

import { expect, expectAccessible, expectToFit, test, viewIsOpen } from "./playground.js";
import { openRegistry } from "./registry.js";
import { cluster, link, program, pullsProgram } from "./scenarios.js";
import { unfold } from "./unfold.js";

// Where a page is opened, and where it has to fit as well once it is open: 1280 by 1024 at 200 %, and at 400 %,
// which is as wide as the smallest screen (WCAG 2.2, 1.4.10).
const screens = [
  { width: 1280, height: 800, zoomed: { width: 640, height: 512 } },
  { width: 360, height: 800, zoomed: { width: 320, height: 256 } },
];
const themes = ["light", "dark"];
const languages = ["en", "ko"];

const views = {
  Name: [
    "#/name",
    "#/name?image=busybox",
    "#/name?image=ghcr.io/Acme/Api:v1",
    "#/name?image=busybox%0Anginx:1.27%0AHTTP://x",
    "#/name?image=busybox%0Anginx:%20%0Asha256:1",
    "#/name?preset=docker-io-library",
    "#/name?preset=image-id-differs",
  ],
  Policy: ["#/policy?image=nginx:1.27", "#/policy?preset=latest-then-v1", "#/policy?preset=another-pods-secret"],
  Pulls: [
    "#/pulls?preset=two-pods",
    "#/pulls?preset=small-behind-huge",
    "#/pulls?preset=pull-qps-exceeded",
    "#/pulls?preset=refused-configuration",
    link(cluster(60, 5)),
  ],
  "Back-off": [
    "#/back-off?preset=next-attempt",
    "#/back-off?preset=events-not-found",
    "#/back-off?preset=events-pull-qps",
    "#/back-off?preset=events-invalid-name",
  ],
  Manifest: [
    "#/manifest?preset=scheme-in-image",
    "#/manifest?preset=space-in-template",
    "#/manifest?preset=no-tag-anywhere",
    "#/manifest?preset=helm-output-many",
  ],
  Platforms: [
    "#/platforms?preset=attestations",
    "#/platforms?preset=child-digest-pinned",
    "#/platforms?preset=nested-index",
    "#/platforms?preset=windows-versions",
    "#/platforms?preset=one-architecture",
  ],
  Credentials: [
    "#/credentials?preset=gitlab-group-three-secrets",
    "#/credentials?preset=hub-key",
    "#/credentials?preset=ecr-token-12h",
    "#/credentials?preset=config-json-two-keys",
  ],
  "Use cases": [
    "#/use-cases?case=public-images",
    "#/use-cases?case=private-images",
    "#/use-cases?case=tighter-control",
    "#/use-cases?case=many-tenants",
  ],
};

/** Waits until the page has drawn what was last done to it. */
const drawn = (page) =>
  page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)))));

/** Fails where the page as it is does not fit the screen, or cannot be read in one of the themes. */
async function expectToLookRight(page) {
  await drawn(page);
  await expectToFit(page);
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
}

/** The same on each screen, where `show` brings the page to what is looked at. */
async function expectToLookRightEverywhere(page, show) {
  for (const { zoomed, ...screen } of screens) {
    await test.step(`${screen.width} px`, async () => {
      await page.goto("about:blank");
      await page.setViewportSize(screen);
      await show();
      await expectToLookRight(page);
      await page.setViewportSize(zoomed);
      await drawn(page);
      await expectToFit(page);
    });
  }
}

/** Opens a link of the site in a language, with all that it shows. */
async function open(page, site, fragment, language = "en") {
  await page.goto(`${site}${fragment}${fragment.includes("?") ? "&" : "?"}lang=${language}`);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await viewIsOpen(page);
  const isEdited = /#\/(manifest|platforms)/.test(fragment);
  if (isEdited) await expect(page.locator(".cm-editor").first()).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await unfold(page);
}

for (const [view, fragments] of Object.entries(views)) {
  for (const fragment of fragments) {
    for (const language of languages) {
      test(`${view}: ${fragment.slice(0, 60)} in ${language}`, async ({ page, site }) => {
        await expectToLookRightEverywhere(page, () => open(page, site, fragment, language));
      });
    }
  }
}

for (const [view, { isReadClosely = false }] of Object.entries({
  policy: {},
  pulls: { isReadClosely: true },
  "back-off": {},
  credentials: {},
})) {
  test(`every example of ${view}`, async ({ page, site }) => {
    test.slow();
    for (const { zoomed, ...screen } of screens) {
      await page.goto("about:blank");
      await page.setViewportSize(screen);
      await page.goto(`${site}#/${view}`);
      const example = page.getByRole("combobox", { name: "Example" });
      await expect(example).toBeVisible();
      const slugs = await example.getByRole("option").evaluateAll((all) => all.map((option) => option.value).filter(Boolean));
      for (const slug of slugs) {
        await test.step(`${slug} at ${screen.width} px`, async () => {
          await example.selectOption(slug);
          await expect(page).toHaveURL(new RegExp(`preset=${slug}$`));
          await unfold(page);
          if (isReadClosely) await expectToLookRight(page);
          for (const viewport of [zoomed, screen]) {
            await page.setViewportSize(viewport);
            await drawn(page);
            await expectToFit(page);
          }
        });
      }
    }
  });
}

for (const document of ["model.html", "diagnostics.html"]) {
  test(document, async ({ page, site }) => {
    await expectToLookRightEverywhere(page, () => page.goto(site + document));
  });
}

test.describe("a dialog", () => {
  for (const [language, share, keys] of [
    ["en", "Share", "Keys"],
    ["ko", "공유", "단축키"],
  ]) {
    for (const [name, fragment] of [
      [share, "#/name?image=busybox"],
      [share, "#/pulls?preset=two-pods"],
      [keys, "#/pulls?preset=two-pods"],
    ]) {
      test(`${name} over ${fragment}`, async ({ page, site }) => {
        await expectToLookRightEverywhere(page, async () => {
          await open(page, site, fragment, language);
          await page.getByRole("button", { name, exact: true }).click();
          await expect(page.getByRole("dialog")).toBeVisible();
        });
      });
    }
  }

  const share = (page) => page.getByRole("button", { name: "Share", exact: true }).click();

  test("Share, of what is too much for a link", async ({ page, site }) => {
    await expectToLookRightEverywhere(page, async () => {
      await open(page, site, "#/name");
      await page.getByLabel("Image name, one a line").fill("é".repeat(200_000));
      await share(page);
      await expect(page.getByRole("dialog")).toContainText("would make a link of 1.2 MB");
    });
  });

  test("Share, of what has no drawing and no answer", async ({ page, site }) => {
    // It never comes to its end.
    await page.route(program, () => {});
    await expectToLookRightEverywhere(page, async () => {
      await page.goto(`${site}${link(cluster(300, 20))}`);
      await viewIsOpen(page);
      await share(page);
      for (const button of [/^Copy Markdown: /, /^Save The answer/, /^SVG/]) await page.getByRole("dialog").getByRole("button", { name: button }).click();
      await expect(page.getByRole("dialog").getByRole("alert")).toHaveCount(3);
    });
  });

  test("Share, of a manifest with a Secret", async ({ page, site }) => {
    await expectToLookRightEverywhere(page, async () => {
      await open(page, site, "#/manifest?preset=gitlab-three-secrets");
      await share(page);
      await expect(page.getByRole("dialog")).toContainText("without the values of Secrets");
    });
  });
});

test.describe("Pulls", () => {
  test("a scenario that cannot be read", async ({ page, site }) => {
    await expectToLookRightEverywhere(page, async () => {
      await open(page, site, "#/pulls?preset=two-pods");
      await page.getByRole("button", { name: "JSON" }).click();
      await page.locator("#scenario-json").fill('{\n  "images": {},\n  "nodes": 7\n}');
      await expect(page.getByText("Line 3, column")).toBeVisible();
    });
  });

  test("a file that was opened, and one that was not", async ({ page, site }) => {
    const file = (name, content) => page.getByLabel("Open a file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
    await expectToLookRightEverywhere(page, async () => {
      await open(page, site, "#/pulls?preset=two-pods");
      await file("empty.json", '{ "images": {}, "nodes": [{ "name": "a" }], "pods": [] }');
      await expect(page.getByText("Opened empty.json.")).toBeVisible();
      await expectToLookRight(page);
      await file("big.json", " ".repeat(2 ** 20 + 1));
      await expect(page.getByRole("alert")).toContainText("big.json has 1 MB");
    });
  });

  test("the rows of a large cluster, open", async ({ page, site }) => {
    await expectToLookRightEverywhere(page, async () => {
      await open(page, site, link(cluster(200, 15)));
      const serial = page.getByRole("region", { name: /^Serial/ });
      await serial.getByRole("button", { name: /^node-10 to node-19/ }).press("Enter");
      await serial.getByRole("button", { name: /^node-12:/ }).press("Enter");
      await expect(serial.getByRole("img", { name: /^node-12:/ })).toBeVisible();
    });
  });

  test("a large cluster that runs, and that was stopped", async ({ page, site }) => {
    await page.route(program, () => {});
    await expectToLookRightEverywhere(page, async () => {
      await page.goto(`${site}${link(cluster(100, 5))}`);
      await expect(page.getByRole("progressbar")).toBeVisible();
      await expectToLookRight(page);
      await page.getByRole("button", { name: "Stop" }).click();
      await expect(page.getByText("The runs of this scenario were stopped.")).toBeVisible();
    });
  });

  test.describe("what does not load", () => {
    test.use({ expectedErrors: [/ERR_FAILED/] });

    for (const [what, files, fragment, words] of [
      ["the view", pullsProgram, "#/pulls?preset=two-pods", "did not load"],
      ["the program that runs it", program, link(cluster(60, 5)), "Your scenario is as you left it."],
    ]) {
      test(what, async ({ page, site }) => {
        await page.route(files, (route) => route.abort());
        await expectToLookRightEverywhere(page, async () => {
          await page.goto(`${site}${fragment}`);
          await expect(page.getByRole("alert")).toContainText(words);
        });
      });
    }
  });
});

test.describe("Manifest", () => {
  const field = (page) => page.getByRole("textbox", { name: "Manifest: YAML or JSON of any workload" });

  test("what is said about the line of the cursor", async ({ page, site }) => {
    await expectToLookRightEverywhere(page, async () => {
      await open(page, site, "#/manifest?preset=scheme-in-image");
      await field(page).focus();
      await page.keyboard.press("F8");
      await expect(page.locator(".cm-tooltip")).toBeVisible();
    });
  });

  test("the panel to search in the text", async ({ page, site }) => {
    await expectToLookRightEverywhere(page, async () => {
      await open(page, site, "#/manifest?preset=scheme-in-image");
      await field(page).focus();
      await page.keyboard.press("Control+f");
      await page.getByRole("textbox", { name: "Find" }).fill("image");
    });
  });

  test.describe("without the editor", () => {
    test.use({ expectedErrors: [/ERR_FAILED/] });

    test("a change that can be undone", async ({ page, site }) => {
      await page.route(/\/editor-[^/]*\.js$/, (route) => route.abort());
      await expectToLookRightEverywhere(page, async () => {
        await page.goto(`${site}#/manifest?preset=scheme-in-image`);
        await expect(page.getByText("The editor with line numbers did not load.")).toBeVisible();
        await expect(field(page)).toHaveAttribute("aria-invalid", "true");
        await expectToLookRight(page);
        await page.getByRole("region", { name: "Findings" }).locator(".fix").first().click();
        await expect(page.getByRole("button", { name: "Undo the change" })).toBeVisible();
      });
    });
  });
});

test("Credentials: what is edited by hand", async ({ page, site }) => {
  await expectToLookRightEverywhere(page, async () => {
    await open(page, site, "#/credentials?preset=near-miss-port");
    await page.getByRole("button", { name: "Add a Secret" }).click();
    const secret = page.getByRole("group", { name: "Secret secret-1", exact: true });
    await secret.getByLabel("Key: registry and path").fill("registry.example.com:5000");
    await secret.getByLabel("Type").selectOption("Opaque");
    await expect(secret.getByLabel("Type")).toHaveValue("Opaque");
  });
});

test.describe("Platforms", () => {
  test.use({ expectedRequests: /^http:\/\/localhost:\d+\/v2\// });

  test("what a registry answered, and what it refused", async ({ page, site }) => {
    const { host, stop } = await openRegistry();
    const ask = () => page.getByRole("button", { name: `Ask ${host}` }).click();
    try {
      await expectToLookRightEverywhere(page, async () => {
        await open(page, site, `#/platforms?image=${host}/demo/app:1.0`);
        await ask();
        await expect(page.getByRole("region", { name: "What is downloaded" }).getByRole("rowheader").first()).toBeVisible();
      });
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
