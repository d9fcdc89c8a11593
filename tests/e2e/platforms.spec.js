// A node does not run an image, or a digest has to be pinned: the index of the image says why.

import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";
import { drop } from "./files.js";
import { chooseContainerd, expect, test as testInOwnPage, testInOnePage as test } from "./playground.js";

const document = (page) => page.getByRole("textbox", { name: "Index or manifest, as the registry sent it" });
const node = (page) => page.getByLabel("Platform of the node");
const pinned = (page) => page.getByLabel("Pinned digest");
const answer = (page) => page.locator(".answer[role=status]");
const entry = (page, platform) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: platform }) });
const pins = (page) => page.locator("section.pins");
const digest = (text) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

const manifest = "application/vnd.oci.image.manifest.v1+json";
const image = (label, platform) => ({ mediaType: manifest, digest: digest(label), size: 1024, platform });
const index = (...manifests) => JSON.stringify({ schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json", manifests }, null, 1);
const multi = index(
  image("amd64", { os: "linux", architecture: "amd64" }),
  image("arm64", { os: "linux", architecture: "arm64", variant: "v8" }),
  image("armv7", { os: "linux", architecture: "arm", variant: "v7" }),
  {
    ...image("provenance", { os: "unknown", architecture: "unknown" }),
    annotations: { "vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": digest("arm64") },
  },
);

/** The scenario that a link carries. */
function scenarioOf(url) {
  const packed = new URLSearchParams(url.split("?")[1]).get("scenario");
  return JSON.parse(inflateRawSync(Buffer.from(packed.slice("1.".length), "base64url")));
}

/** Opens what a fragment shows, with the editor. */
async function open(page, site, fragment) {
  await page.goto(`${site}${fragment}`);
  await expect(page.locator(".cm-editor")).toBeVisible();
}

test("a pasted index tells what an arm64 node takes, why nothing else, and what to pin", async ({ page, site }) => {
  await open(page, site, "#/platforms");
  await document(page).fill(multi);
  await expect(answer(page)).toHaveText("A linux/arm64 node pulls linux/arm64/v8 (entry 2 of 4).");
  await expect(entry(page, "linux/arm64/v8")).toContainText("✓ selected");
  await expect(entry(page, "linux/amd64")).toContainText("It is for another CPU, amd64; the node is arm64.");
  await expect(entry(page, "linux/arm/v7")).toContainText("containerd 2.3 only fetches an exact match for linux/arm64");
  await expect(entry(page, "unknown/unknown")).toContainText("not runnable");
  await expect(pins(page).getByRole("listitem").first()).toContainText(digest(multi));
  await expect(pins(page).getByRole("listitem").first()).toContainText("pin this one");
  // A link carries it, and the release of containerd.
  await chooseContainerd(page, "2.0");
  await expect(page).toHaveURL(/containerd=2\.0/);
  await expect(entry(page, "linux/arm/v7")).toContainText("also matches");
  await page.reload();
  await expect(answer(page)).toContainText("entry 2 of");
  await expect(entry(page, "linux/arm/v7")).toContainText("also matches");
});

test("what an older variant is worth depends on the release of containerd", async ({ page, site }) => {
  await open(page, site, "#/platforms?preset=arm-variants");
  await expect(answer(page)).toContainText(/matches none of the entries \(\d+\), so the pull fails/);
  await expect(page.locator(".other-release")).toHaveText("With containerd 1.7, 2.0 it selects linux/arm/v6, entry 3.");
  await chooseContainerd(page, "2.0");
  await expect(answer(page)).toContainText("pulls linux/arm/v6");
  await expect(page.locator(".other-release")).toHaveText("With containerd 2.1, 2.2, 2.3 it selects none, so the pull fails.");
});

test("a document that was printed again is not pinned by its own digest", async ({ page, site }) => {
  await open(page, site, "#/platforms");
  await document(page).fill(`${multi}\n`);
  await expect(pins(page)).toContainText("The document’s digest is unknown");
  await expect(pins(page)).not.toContainText(digest(`${multi}\n`));
  await pinned(page).fill(digest(multi));
  await expect(pins(page).getByRole("listitem").first()).toContainText(digest(multi));
  await expect(pins(page)).toContainText("differs only in whitespace");
});

test("a pinned digest decides what the node pulls, also that of the image", async ({ page, site }) => {
  await open(page, site, "#/platforms?preset=child-digest-pinned");
  await expect(answer(page)).toHaveText("A linux/amd64 node pulls the pinned linux/arm64 image (entry 2 of 2) and can’t run it.");
  await expect(entry(page, "linux/arm64").locator(".verdict")).toHaveText("pinned");
  // The digests to pin follow the answer at once.
  const [said, advised] = await Promise.all([answer(page), pins(page)].map((part) => part.boundingBox()));
  expect(advised.y - said.y - said.height).toBeLessThan(60);
  await pinned(page).fill("");
  await expect(answer(page)).toHaveText("A linux/amd64 node pulls linux/amd64 (entry 1 of 2).");
  await page.getByLabel("Image, as written in the Pod spec").fill(`nginx@${digest("nginx")}`);
  await expect(answer(page)).toContainText("not in this document");
  await expect(page.locator(".registry")).toContainText("The document below is an example, not that of nginx@");
});

test("the platform of the node is chosen, typed and repaired", { tag: "@phone" }, async ({ page, site }) => {
  await open(page, site, "#/platforms?preset=attestations");
  await page.getByRole("button", { name: "linux/s390x" }).click();
  await expect(page.getByRole("button", { name: "linux/s390x" })).toHaveAttribute("aria-pressed", "true");
  await expect(answer(page)).toContainText(/matches none of the entries \(\d+\), so the pull fails/);
  await expect(page.locator(".error-text")).toContainText("get image config descriptor: no match for platform in manifest sha256:");
  await node(page).fill("linux/armv7l");
  await page.getByRole("button", { name: "Write linux/arm/v7" }).click();
  await expect(node(page)).toHaveValue("linux/arm/v7");
  await expect(answer(page)).toContainText("pulls linux/arm/v7");
  await node(page).fill("linux arm");
  await expect(page.getByRole("listitem").filter({ hasText: "is an invalid OS component" })).toBeVisible();
  await expect(answer(page)).toContainText("not valid");
  await expect(page).toHaveURL(/platform=linux%20arm/);
});

test("a pinned digest is compared with the bytes and with the entries", async ({ page, site }) => {
  await open(page, site, "#/platforms");
  await document(page).fill(multi);
  await pinned(page).fill(digest(multi));
  await expect(pins(page)).toContainText("exactly these bytes");
  await pinned(page).fill(`ghcr.io/acme/web@${digest("arm64")}`);
  await expect(pins(page)).toContainText("but of its linux/arm64/v8 entry");
  await pinned(page).fill(digest("something else"));
  await expect(pins(page)).toContainText("doesn’t match");
});

test("a text that is no index keeps what was typed, and its places are marked", async ({ page, site }) => {
  await open(page, site, "#/platforms");
  const text = '{\n  "schemaVersion": 2,\n  "manifests": [\n}';
  await document(page).fill(text);
  await expect(answer(page)).toContainText("not an index or a manifest");
  await expect(page.locator(".remarks .error").first()).toContainText("Line 4");
  await expect(document(page)).toContainText("schemaVersion");
});

test("layers are listed and simulated", async ({ page, site }) => {
  await open(page, site, "#/platforms?preset=one-architecture&image=ghcr.io/acme/tool:v1");
  const layers = page.getByRole("region", { name: "What gets downloaded" });
  await expect(layers.getByRole("rowheader")).toHaveCount(5);
  await expect(layers).toContainText("29.1 MB");
  await expect(layers).toContainText("repeated: downloaded once");
  const digests = await layers.locator("code[title]").evaluateAll((all) => all.map((code) => code.title));
  await page.getByRole("link", { name: "Simulate this pull" }).click();
  await expect(page).toHaveURL(/#\/pulls\?/);
  await expect(page.locator("svg[role=img]").first()).toBeVisible();
  const { images } = scenarioOf(page.url());
  expect(images["ghcr.io/acme/tool:v1"].layers.map((layer) => layer.digest)).toEqual([...new Set(digests)]);
});

test("two images with the same layers are simulated together, which pulls them once", async ({ page, site }) => {
  await open(page, site, "#/platforms?preset=one-architecture&image=ghcr.io/acme/tool:v1");
  await page.getByRole("link", { name: "Simulate this pull" }).click();
  await expect(page).toHaveURL(/#\/pulls\?/);
  await page.goto(`${site}#/platforms?preset=one-architecture&image=ghcr.io/acme/tool:v2`);
  await page.getByRole("link", { name: "Simulate together with ghcr.io/acme/tool:v1" }).click();
  await expect(page).toHaveURL(/#\/pulls\?/);
  await expect(page.locator("svg[role=img]").first()).toBeVisible();
  const { images, pods } = scenarioOf(page.url());
  expect(Object.keys(images)).toEqual(["ghcr.io/acme/tool:v1", "ghcr.io/acme/tool:v2"]);
  expect(pods).toHaveLength(2);
});

test("a manifest and its configuration are added to an index, and what it does not lead to is refused", async ({ page, site }) => {
  await open(page, site, "#/platforms");
  const layer = { mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", digest: digest("layer"), size: 1_000_000 };
  const config = JSON.stringify({ os: "linux", architecture: "arm64", rootfs: { type: "layers", diff_ids: [digest("tar")] } });
  const descriptor = { mediaType: "application/vnd.oci.image.config.v1+json", digest: digest(config), size: config.length };
  const own = JSON.stringify({ schemaVersion: 2, mediaType: manifest, config: descriptor, layers: [layer] });
  await document(page).fill(index({ ...image("", { os: "linux", architecture: "arm64" }), digest: digest(own), size: own.length }));
  await page.getByText("Add referenced manifests or configs").click();
  const field = page.getByLabel("Referenced document");
  await field.fill(config);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText(`is not referenced here: no entry or manifest has its digest, ${digest(config)}`);
  await expect(field).toHaveValue(config);
  // As a terminal prints it: with a line break more.
  const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  await page.getByLabel("Add files").setInputFiles([file("config.json", config), file("manifest.json", `${own}\n`)]);
  await expect(page.locator(".more").getByRole("status")).toContainText("Added: 2");
  await expect(page.getByRole("region", { name: "What gets downloaded" })).toContainText("1 MB");
});

test("a file is opened, and one that is no text changes nothing", async ({ page, site }) => {
  await open(page, site, "#/platforms");
  await page.getByLabel("Open a file").setInputFiles({ name: "index.json", mimeType: "application/json", buffer: Buffer.from(multi) });
  await expect(answer(page)).toContainText("of 4)");
  await drop(page.locator("section.document"), [{ name: "layer.tar.gz", content: "\0\u0001" }]);
  await expect(page.getByRole("alert")).toContainText("layer.tar.gz is not UTF-8 text");
  await expect(answer(page)).toContainText("of 4)");
});

testInOwnPage("what is chosen while a file is read stays", async ({ page, site }) => {
  await page.addInitScript(() => {
    const { arrayBuffer } = Blob.prototype;
    const released = new Promise((resolve) => (window.releaseFiles = resolve));
    Blob.prototype.arrayBuffer = async function () {
      await released;
      return arrayBuffer.call(this);
    };
  });
  await open(page, site, "#/platforms");
  await page.getByLabel("Open a file").setInputFiles({ name: "index.json", mimeType: "application/json", buffer: Buffer.from(multi) });
  await page.getByRole("button", { name: "linux/amd64", exact: true }).click();
  await pinned(page).fill(digest(multi));
  await expect(page).toHaveURL(/digest=sha256/);
  await page.evaluate(() => window.releaseFiles());
  await expect(answer(page)).toHaveText("A linux/amd64 node pulls linux/amd64 (entry 1 of 4).");
  await expect(pins(page)).toContainText("exactly these bytes");
});

test("the digests of the bytes and the commands for an image are copied", async ({ page, site }) => {
  await open(page, site, "#/platforms?image=busybox:1.37");
  await page.getByText("Digests of exactly these bytes").click();
  await expect(page.locator(".digests li")).toHaveCount(3);
  await expect(page.locator(".commands li").first()).toContainText("crane manifest docker.io/library/busybox:1.37");
});

test("every example opens by its link and by the list, and one's own comes back", async ({ page, site }) => {
  await open(page, site, "#/platforms");
  const list = page.getByLabel("Example");
  const slugs = await list.locator("option").evaluateAll((options) => options.map((option) => option.value));
  expect(slugs.length).toBeGreaterThan(5);
  for (const slug of slugs) {
    await list.selectOption(slug);
    await expect(page).toHaveURL(new RegExp(`#/platforms\\?preset=${slug}$`));
    await expect(page.getByRole("alert")).toHaveCount(0);
  }
  await document(page).fill(multi);
  await expect(answer(page)).toContainText("of 4)");
  await list.selectOption("no-match");
  await expect(answer(page)).toContainText("of the entries (2)");
  await list.selectOption("");
  await expect(answer(page)).toContainText("of 4)");
});

test("a document of 1 MiB and one that is deeply nested are answered", async ({ page, site }) => {
  await open(page, site, "#/platforms");
  const large = (text) => page.getByLabel("Open a file").setInputFiles({ name: "large.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await large("[".repeat(1024 * 1024));
  await expect(answer(page)).toContainText("not an index or a manifest");
  await large(index(...Array(4000).fill(image("one", { os: "linux", architecture: "arm64" }))));
  await expect(answer(page)).toContainText("of 1000)");
});

test("the digest of a large file is taken while the page works on, and compared", async ({ page, site }, info) => {
  const megabytes = 64;
  const path = info.outputPath("layer.bin");
  const content = Buffer.alloc(megabytes * 1024 * 1024, "layer");
  await writeFile(path, content);
  await open(page, site, "#/platforms");
  await pinned(page).fill(digest(content));
  await page.getByLabel("Choose a file").setInputFiles(path);
  const part = page.locator("section.file-digest");
  await expect(part).toContainText(digest(content));
  await expect(part).toContainText("It matches the pinned digest.");
  await pinned(page).fill(digest("other"));
  await expect(part).toContainText("doesn’t match");
  await drop(part, [{ name: "small.txt", content: "small" }]);
  await expect(part).toContainText(digest("small"));
  // By the algorithm of the digest that is pinned, or by that which is chosen.
  const other = (algorithm) => `${algorithm}:${createHash(algorithm).update("small").digest("hex")}`;
  await pinned(page).fill(other("sha512"));
  await expect(part).toContainText(other("sha512"));
  await expect(part).toContainText("It matches the pinned digest.");
  await page.getByLabel("Algorithm").selectOption("sha384");
  await expect(part).toContainText(other("sha384"));
  await expect(part).not.toContainText("the pinned digest");
});
