// The site behind nginx with the configuration of docs/nginx.conf.

import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { serveByNginx } from "./nginx.js";
import { expect, test as base } from "./playground.js";
import { expectEveryView } from "./views.js";

const test = base.extend({
  nginx: [
    async ({}, use) => {
      const nginx = await serveByNginx();
      await use(nginx);
      await nginx.stop();
    },
    { scope: "worker" },
  ],

  sites: ({ site, nginx }, use) => use([site, nginx.address]),
});

const forever = "public, max-age=31536000, immutable";
const askEachTime = "no-cache";

/** What is said of a kind of file; `name` finds one of them. */
const kinds = [
  { name: /^index\.html$/, type: "text/html; charset=utf-8", cached: askEachTime },
  { name: /^service-worker\.js$/, type: "text/javascript; charset=utf-8", cached: askEachTime },
  { name: /^manifest\.webmanifest$/, type: "application/manifest+json", cached: askEachTime },
  { name: /^loader-.*\.js$/, type: "text/javascript; charset=utf-8", cached: forever },
  { name: /^pulls-.*\.css$/, type: "text/css; charset=utf-8", cached: forever },
  { name: /^pulls-.*\.wasm$/, type: "application/wasm", cached: forever },
  { name: /^playground_bg-.*\.wasm$/, type: "application/wasm", cached: forever },
  { name: /^icon-512-.*\.png$/, type: "image/png", cached: forever, packed: false },
];

test.describe("in the browser", () => {
  test.use({ serviceWorkers: "allow" });

  // The fixture fails the story on a violation of the Content-Security-Policy, which is an error in the console.
  test("every view works under the Content-Security-Policy, and the site is kept", async ({ page, nginx }) => {
    await page.goto(nginx.address);
    await expectEveryView(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    for (const document of ["model.html", "releases.html", "diagnostics.html"]) {
      await page.goto(nginx.address + document);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCSS("font-size", "28px");
    }
  });

  test("the digest of a large file is taken under it", async ({ page, nginx }, info) => {
    const content = "layer ".repeat(2 ** 18);
    const path = info.outputPath("layer.tar.gz");
    await writeFile(path, content);
    await page.goto(`${nginx.address}#/platforms`);
    await page.getByLabel("Choose a file").setInputFiles(path);
    const digest = createHash("sha256").update(content).digest("hex");
    await expect(page.locator("section.file-digest")).toContainText(`sha256:${digest}`);
  });

  test.describe("what it refuses", () => {
    test.use({ expectedErrors: [/Trusted|Content Security Policy/] });

    test("no text becomes HTML, and no script of another folder a worker", async ({ page, site, nginx }) => {
      await page.goto(nginx.address);
      const refused = (action, argument) =>
        page.evaluate(
          ([action, argument]) => {
            const actions = {
              html: (text) => (document.createElement("p").innerHTML = text),
              worker: (address) => new Worker(address),
              policy: (name) => trustedTypes.createPolicy(name, {}),
            };
            try {
              actions[action](argument);
              return "allowed";
            } catch ({ name }) {
              return name;
            }
          },
          [action, argument],
        );
      for (const [action, argument] of [
        ["html", "<img>"],
        ["worker", `${site}element.js`],
        ["worker", new URL("../element.js", nginx.address).href],
        ["worker", "data:text/javascript,1"],
        ["policy", "another"],
        ["policy", "default"],
      ]) {
        expect([action, argument, await refused(action, argument)]).toEqual([action, argument, "TypeError"]);
      }
      expect(await refused("worker", new URL("element.js", nginx.address).href)).toBe("allowed");
    });
  });

  test("the drawing is saved as a picture", async ({ page, nginx }) => {
    await page.goto(`${nginx.address}#/pulls?preset=two-pods`);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    for (const kind of ["SVG", "PNG"]) {
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: `${kind} The drawing` }).click();
      expect((await download).suggestedFilename()).toBe(`imagepull-pulls-two-pods.${kind.toLowerCase()}`);
    }
  });

  test("the text editor has its styles", async ({ page, nginx }) => {
    await page.goto(`${nginx.address}#/manifest`);
    await expect(page.locator(".cm-content")).toHaveCSS("white-space", "pre");
    await expect(page.locator(".cm-gutters")).toHaveCSS("display", "flex");
  });

  test("the embed works in a sandboxed frame of another site", async ({ page, site, nginx }) => {
    await page.goto(`${site}model.html`);
    await page.evaluate((src) => {
      const frame = Object.assign(document.createElement("iframe"), { src });
      frame.setAttribute("sandbox", "allow-scripts");
      document.body.append(frame);
    }, `${nginx.address}embed.html#/pulls?preset=two-pods`);
    await expect(page.frameLocator("iframe").locator("svg[role=img]")).toHaveCount(3);
  });

  test("what is computed for a drawing has its place", async ({ page, nginx }) => {
    await page.goto(`${nginx.address}#/pulls?preset=two-pods`);
    await expect(page.locator(".labels span").first()).toHaveAttribute("style", /^height: \d+px/);
    await page.goto(`${nginx.address}#/back-off?fixed=240`);
    await expect(page.locator(".fix-line")).toHaveAttribute("style", /^left: [\d.]+%/);
  });
});

test("each kind of file has its type, is packed, and may be kept as long as its name says", async ({ nginx }) => {
  const files = await readdir(nginx.folder);
  for (const { name, type, cached, packed = true } of kinds) {
    const file = files.find((file) => name.test(file));
    const { status, headers } = await fetch(new URL(file, nginx.address), { headers: { "accept-encoding": "gzip" } });
    const said = ["content-type", "cache-control", "content-encoding"].map((header) => headers.get(header));
    expect([file, status, ...said]).toEqual([file, 200, type, cached, packed ? "gzip" : null]);
  }
});

test("a file that is packed already is sent as it is", async ({ nginx }) => {
  const name = (await readdir(nginx.folder)).find((file) => /^policy-.*\.wasm$/.test(file));
  const packed = gzipSync(await readFile(join(nginx.folder, name)), { level: 9 });
  await writeFile(join(nginx.folder, `${name}.gz`), packed);
  const { headers } = await fetch(new URL(name, nginx.address), { headers: { "accept-encoding": "gzip" } });
  expect(headers.get("content-length")).toBe(String(packed.length));
  expect(headers.get("content-type")).toBe("application/wasm");
});

test("what did not change is not sent again", async ({ nginx }) => {
  const first = await fetch(nginx.address);
  const again = await fetch(nginx.address, { headers: { "if-none-match": first.headers.get("etag") } });
  expect(again.status).toBe(304);
});

test("other sites may frame the embed and nothing else, and load every file", async ({ nginx }) => {
  for (const [file, ancestors] of [["", "'self'"], ["index.html", "'self'"], ["embed.html", "*"]]) {
    const { headers } = await fetch(new URL(file, nginx.address));
    expect(headers.get("content-security-policy")).toContain(`default-src 'none';`);
    expect(headers.get("content-security-policy")).toContain(`require-trusted-types-for 'script'; trusted-types default;`);
    expect(headers.get("content-security-policy")).toMatch(new RegExp(`; frame-ancestors ${ancestors.replace("*", "\\*")}$`));
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test("docs/hosting.md prints the Content-Security-Policy that is in force", async ({ nginx }) => {
  const text = await readFile(new URL("../../docs/hosting.md", import.meta.url), "utf8");
  const [, printed] = text.match(/```\n(default-src [^`]*)```/);
  const { headers } = await fetch(nginx.address);
  expect(headers.get("content-security-policy")).toBe(printed.trim().replaceAll("\n", " "));
});

test("a file that is not there is a 404 that nobody keeps", async ({ nginx }) => {
  const { status, headers } = await fetch(new URL("playground-0123456789abcdef.js", nginx.address));
  expect([status, headers.get("cache-control")]).toEqual([404, null]);
});

test("the path without its slash leads to the page", async ({ nginx }) => {
  const { status, url } = await fetch(nginx.address.slice(0, -1));
  expect([status, url]).toEqual([200, nginx.address]);
});
