// A new user pastes a manifest and asks what Kubernetes makes of its images.

import { drop, saved } from "./files.js";
import { expect, test as testInOwnPage, testInOnePage as test } from "./playground.js";

const editor = (page) => page.getByRole("textbox", { name: "Manifest: YAML or JSON of any workload" });
const answer = (page) => page.locator(".answer[role=status]");
const findings = (page) => page.getByRole("region", { name: "Findings" });
const images = (page) => page.getByRole("region", { name: "Images" });
const file = (name, content) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });

const pod = (image, name = "web") => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: app\n      image: ${image}\n`;

/** Waits until the editor stands in the place of the text area. */
async function editorIsOpen(page) {
  await expect(page.locator(".cm-editor")).toBeVisible();
  await expect(page.locator("textarea")).toHaveCount(0);
}

/** Opens what a fragment shows, with the editor. */
async function open(page, site, fragment) {
  await page.goto(`${site}${fragment}`);
  await editorIsOpen(page);
}

test("a finding stands at its line while the text is typed", async ({ page, site }) => {
  await open(page, site, "#/manifest");
  await editor(page).fill(pod("https://ghcr.io/acme/web:1"));
  await expect(answer(page)).toContainText("1 image in 1 workload: 1 can’t be pulled as written");
  const first = findings(page).getByRole("listitem").first();
  await expect(first).toContainText("Error");
  await expect(first.getByRole("button", { name: "Line 8" })).toBeVisible();

  await editor(page).fill(pod("ghcr.io/acme/web:1"));
  await expect(answer(page)).toContainText("no error");
  await expect(page).toHaveURL(/#\/manifest\?manifest=1\.[\w-]+$/);
  await page.reload();
  await editorIsOpen(page);
  await expect(editor(page)).toContainText("ghcr.io/acme/web:1");
});

test("a finding leads to its place in the text", { tag: "@phone" }, async ({ page, site }) => {
  await open(page, site, "#/manifest?preset=scheme-in-image");
  const place = findings(page).getByRole("button", { name: "Line 8" }).first();
  await place.focus();
  await page.keyboard.press("Enter");
  await expect(editor(page)).toBeFocused();
  // The place is selected: what is wrong is gone with one key.
  await page.keyboard.press("Delete");
  await expect(images(page)).toContainText("registry.example.com/acme/report:2.1");
});

test("a fix changes its place and leaves the rest alone, and can be undone", async ({ page, site }) => {
  const text = (image) => `# mine\n${pod(image)}# the end: "é 한 😀"\n`;
  await open(page, site, "#/manifest");
  await editor(page).fill(text("https://ghcr.io/acme/web:1   # here"));
  const repair = findings(page).locator(".fix").first();
  await repair.focus();
  await page.keyboard.press("Enter");
  // The finding goes with its button; the focus does not fall to the top of the page.
  await expect(page.getByRole("heading", { name: "Findings" })).toBeFocused();
  await expect(images(page)).toContainText("ghcr.io/acme/web:1");
  await expect(answer(page)).toContainText("no error");
  await expect(editor(page)).toContainText("ghcr.io/acme/web:1   # here");
  await expect(editor(page)).toContainText('# the end: "é 한 😀"');
  await editor(page).focus();
  await page.keyboard.press("Control+z");
  await expect(answer(page)).toContainText("1 can’t be pulled");
});

testInOwnPage("the value of a Secret is in no address, storage or console", async ({ page, site }) => {
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  const secret = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: login\nstringData:\n  password: s3cr3t-of-this-test\n---\n${pod("registry.example.com/a:1")}`;
  await open(page, site, "#/manifest");
  await editor(page).fill(secret);
  await expect(page).toHaveURL(/manifest=1\./);
  await expect(editor(page)).toContainText("s3cr3t-of-this-test");

  const carried = await page.evaluate(async () => {
    const packed = new URLSearchParams(location.hash.split("?")[1]).get("manifest").slice(2);
    const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (it) => it.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).text();
  });
  expect(carried).toContain("registry.example.com/a:1");
  expect(carried).not.toContain("s3cr3t-of-this-test");
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(stored).not.toContain("s3cr3t-of-this-test");
  expect(said.join()).not.toContain("s3cr3t-of-this-test");

  // Another view and back: the text is as it was typed.
  await page.getByRole("link", { name: "Name", exact: true }).click();
  await expect(page.getByLabel("Image names, one per line")).toBeVisible();
  await page.getByRole("link", { name: "Manifest", exact: true }).click();
  await editorIsOpen(page);
  await expect(editor(page)).toContainText("s3cr3t-of-this-test");
  // A link shows what it carries.
  await page.reload();
  await editorIsOpen(page);
  await expect(images(page)).toContainText("registry.example.com/a:1");
  await expect(editor(page)).not.toContainText("s3cr3t-of-this-test");
});

test("what takes the address along has the text at once", async ({ page, site }) => {
  await open(page, site, "#/manifest");
  const packed = () => new URL(page.url()).hash.match(/manifest=1\.([\w-]+)/)?.[1];
  const text = (name) => pod(`ghcr.io/acme/${name}:1`);
  // None of these waits for the rest after the last key, nor for an answer.
  await editor(page).fill(text("shared"));
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const link = await page.getByRole("dialog").getByLabel("Link", { exact: true }).inputValue();
  await page.keyboard.press("Escape");
  await page.goto("about:blank");
  await page.goto(link);
  await editorIsOpen(page);
  await expect(editor(page)).toContainText("ghcr.io/acme/shared:1");

  await editor(page).fill(text("left"));
  await page.getByRole("link", { name: "Name", exact: true }).click();
  await page.goBack();
  await page.reload();
  await editorIsOpen(page);
  await expect(editor(page)).toContainText("ghcr.io/acme/left:1");

  const before = packed();
  await editor(page).fill(text("hidden"));
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
  expect(packed()).not.toBe(before);
});

test("runtime, plug-in and release change the answer", async ({ page, site }) => {
  await open(page, site, "#/manifest?preset=short-names-crio");
  const runtime = page.getByRole("combobox", { name: "Container runtime" });
  await expect(runtime).toHaveValue("cri-o");
  const before = await answer(page).textContent();
  await runtime.selectOption("containerd");
  await expect(answer(page)).not.toHaveText(before);
  await expect(page).toHaveURL(/preset=short-names-crio&runtime=containerd$/);

  await open(page, site, "#/manifest?preset=never-without-image");
  await expect(images(page)).toContainText("Never explicit");
  await page.getByRole("checkbox", { name: "AlwaysPullImages" }).check();
  await expect(images(page)).toContainText("Always overridden");
});

test("an example takes the place of a text of one's own, which can be brought back as it was", async ({ page, site }) => {
  await open(page, site, "#/manifest?runtime=cri-o");
  const list = page.getByRole("combobox", { name: "Example" });
  await editor(page).fill(`${pod("ghcr.io/acme/mine:1")}      env: [{name: PASSWORD, value: s3cr3t-of-this-test}]\n`);
  // At once: not even the address has the text yet.
  await list.selectOption("arch-suffix");
  await expect(images(page)).not.toContainText("ghcr.io/acme/mine:1");
  await list.selectOption("tag-and-digest");
  await page.getByRole("link", { name: "Name", exact: true }).click();
  await page.getByRole("link", { name: "Manifest", exact: true }).click();
  await editorIsOpen(page);
  await list.selectOption({ label: "Custom manifest" });
  await expect(images(page)).toContainText("ghcr.io/acme/mine:1");
  await expect(editor(page)).toContainText("s3cr3t-of-this-test");
  await expect(page.getByRole("combobox", { name: "Container runtime" })).toHaveValue("cri-o");
  await expect(page).toHaveURL(/manifest=1\.[\w-]+&runtime=cri-o$/);
});

test("the API server completes the text", async ({ page, site }) => {
  await open(page, site, "#/manifest");
  await editor(page).fill(pod("nginx"));
  await page.getByText("After API server defaulting").click();
  const added = page.locator(".difference .added");
  await expect(added).toHaveCount(1);
  await expect(added).toContainText("imagePullPolicy: Always");
  const { name, text } = await saved(page, page.getByRole("button", { name: "Save text" }));
  expect(name).toBe("completed.yaml");
  expect(text).toContain("      image: nginx\n      imagePullPolicy: Always\n");
});

test("all safe fixes are shown, and applied at once", { tag: "@phone" }, async ({ page, site }) => {
  await open(page, site, "#/manifest?preset=scheme-in-image");
  await page.getByText("With all safe fixes").click();
  await expect(page.locator(".difference .removed").first()).toContainText("https://");
  await page.getByRole("button", { name: "Apply to the text" }).click();
  await expect(images(page)).toContainText("registry.example.com/acme/report:2.1");
  await expect(editor(page)).not.toContainText("https://");
  await expect(page.getByRole("heading", { name: "Findings" })).toBeFocused();
});

test("what is said of a line has its errors first, and a help told before is folded", async ({ page, site }) => {
  await open(page, site, "#/manifest");
  await editor(page).fill([pod("nginx"), pod("redis", "cache")].join("---\n"));
  const helps = findings(page).getByText("What to do");
  for (const help of await helps.all()) {
    await help.click();
    await expect(help.locator("xpath=../p").first()).toBeVisible();
  }
  await editor(page).fill("kind: Pod\nspec: { containers: [{ name: app, image: 'NGINX:latest ', imagePullPolicy: Always }] }\n");
  const severities = await findings(page).locator("li:has-text('Line 2') .severity").allTextContents();
  expect(severities[0]).toBe("Error");
  expect(severities).toEqual([...severities].sort((a, b) => ["Error", "Warning", "Note"].indexOf(a) - ["Error", "Warning", "Note"].indexOf(b)));
});

test("no policy is filled in where there is no image to store", async ({ page, site }) => {
  await open(page, site, "#/manifest");
  await editor(page).fill("kind: Pod\nspec:\n  containers:\n  - name: a\n  - {name: b, image: 1.25}\n  - {name: c, image: nginx}\n");
  await expect(images(page).locator("tbody tr")).toHaveCount(3);
  const policies = images(page).locator("tbody tr td:last-child");
  await expect(policies.nth(0)).toHaveText(/^not defaulted/);
  await expect(policies.nth(1)).toHaveText(/^not defaulted/);
  await expect(policies.nth(2)).toContainText("Always defaulted");
});

test("what is filled in for the simulation is there when a person comes back", async ({ page, site }) => {
  await open(page, site, "#/manifest?preset=helm-output-many");
  await page.getByText("Simulate these pods").click();
  await page.getByLabel(/log-agent.*, MB/).fill("321");
  await page.getByLabel("Nodes").fill("500");
  await expect(page.locator(".simulation [role=status]")).toContainText("Between 1 and 100 nodes");
  await page.getByRole("link", { name: "Simulate in the Pulls view" }).click();
  await expect(page.getByRole("region", { name: /^Serial/ })).toContainText("100 nodes", { timeout: 20_000 });
  await page.goBack();
  await expect(page.getByLabel(/log-agent.*, MB/)).toHaveValue("321");
  await expect(page.getByLabel("Nodes")).toHaveValue("500");

  await editor(page).fill(pod("'::'"));
  await expect(page.locator(".simulation")).toContainText("so there is nothing to pull");
});

test("the pods are simulated with sizes that are filled in", async ({ page, site }) => {
  await open(page, site, "#/manifest?preset=helm-output-many");
  await page.getByText("Simulate these pods").click();
  const size = page.getByLabel(/log-agent.*, MB/);
  await expect(size).toHaveValue("");
  await size.fill("321");
  await page.getByLabel("Nodes").fill("2");
  await page.getByRole("link", { name: "Simulate in the Pulls view" }).click();
  await expect(page).toHaveURL(/#\/pulls\?scenario=1\./);
  await expect(page.locator("svg[role=img]")).toHaveCount(3);
  await page.getByText("Edit the scenario").click();
  await page.getByRole("button", { name: "JSON" }).click();
  const scenario = JSON.parse(await page.locator("#scenario-json").inputValue());
  expect(scenario.nodes).toMatchObject([{ count: 2 }]);
  expect(Object.values(scenario.images).map((it) => it.layers[0].bytes)).toContain(321e6);
  expect(scenario.pods.find((it) => it.name.includes("log-agent")).everyNode).toBe(true);
});

test("findings are saved as SARIF", async ({ page, site }) => {
  await open(page, site, "#/manifest?preset=scheme-in-image");
  const { name, text } = await saved(page, page.getByRole("button", { name: "Save as SARIF" }));
  expect(name).toBe("imagepull.sarif");
  const log = JSON.parse(text);
  expect(log.version).toBe("2.1.0");
  const [first] = log.runs[0].results;
  expect(first.locations[0].physicalLocation.region.startLine).toBe(8);
});

test("files are opened and dropped, and one that is too large or no text changes nothing", async ({ page, site }) => {
  await open(page, site, "#/manifest");
  const chooser = page.getByLabel("Open files");
  await chooser.setInputFiles([file("a.yaml", pod("ghcr.io/acme/a:1", "a")), file("b.yaml", pod("ghcr.io/acme/b:1", "b"))]);
  await expect(page.getByText("Opened a.yaml, b.yaml.")).toBeVisible();
  await expect(answer(page)).toContainText("2 images in 2 workloads");
  await drop(page.locator(".manifest-text"), [{ name: "c.yaml", content: pod("ghcr.io/acme/c:1", "c") }]);
  await expect(images(page)).toContainText("ghcr.io/acme/c:1");
  await drop(page.locator(".manifest-text"), [{ name: "big.yaml", content: 2 ** 25 + 1 }]);
  await expect(page.getByRole("alert")).toContainText("the limit is 32 MiB");
  await expect(images(page)).toContainText("ghcr.io/acme/c:1");
  const others = [
    // One with zeros, and one in another encoding than UTF-8.
    [{ name: "picture.png", content: "\0\x01\x02" }, "picture.png is not UTF-8 text"],
    [{ name: "old.yaml", content: [0x61, 0xe9, 0x0a] }, "old.yaml is not UTF-8 text"],
  ];
  for (const [other, problem] of others) {
    await drop(page.locator(".manifest-text"), [other]);
    await expect(page.getByRole("alert")).toContainText(problem);
    await chooser.setInputFiles(file("d.yaml", pod("ghcr.io/acme/d:1", "d")));
    await expect(page.getByRole("alert")).toHaveCount(0);
    await chooser.setInputFiles(file(other.name, other.content));
    await expect(page.getByRole("alert")).toContainText(problem);
    await expect(images(page)).toContainText("ghcr.io/acme/d:1");
  }
});

test("a text of 1 MiB is answered", async ({ page, site }) => {
  await open(page, site, "#/manifest");
  const one = pod("ghcr.io/acme/web:1");
  const text = Array.from({ length: Math.floor((2 ** 20 - 100) / (one.length + 4)) }, () => one).join("---\n");
  await page.getByLabel("Open files").setInputFiles(file("many.yaml", text));
  await expect(answer(page)).toContainText(/\d{4} images|more/);
  await page.getByLabel("Open files").setInputFiles(file("noise.yaml", "[".repeat(2 ** 20 - 1)));
  await expect(answer(page)).toContainText("is not a readable manifest");
});

test.describe("without the editor", () => {
  test.use({ expectedErrors: [/editor/] });

  testInOwnPage("the view works in a plain field", async ({ page, site }) => {
    await page.route(/\/editor-[^/]*\.js$/, (route) => route.abort());
    await page.goto(`${site}#/manifest?preset=scheme-in-image`);
    await expect(page.locator("textarea")).toBeVisible();
    await findings(page).locator(".fix").first().click();
    await expect(page.locator("textarea")).toHaveValue(/image: registry\.example\.com/);

    await page.getByRole("button", { name: "Undo the change" }).click();
    await expect(page.locator("textarea")).toHaveValue(/image: https:/);
    await expect(page.locator("textarea")).toBeFocused();
    await expect(page.getByRole("button", { name: "Undo the change" })).toHaveCount(0);
    await findings(page).locator(".fix").first().click();
    await expect(page.getByRole("button", { name: "Undo the change" })).toBeVisible();
    await page.locator("textarea").press("End");
    await page.keyboard.type(" ");
    await expect(page.getByRole("button", { name: "Undo the change" })).toHaveCount(0);
  });

  testInOwnPage("F8 goes from finding to finding in a plain field", async ({ page, site }) => {
    await page.route(/\/editor-[^/]*\.js$/, (route) => route.abort());
    await page.goto(`${site}#/manifest`);
    const field = page.locator("textarea");
    await field.fill("kind: Pod\nspec:\n  containers:\n  - {name: a, image: https://a.io/b:1}\n  - {name: b, image: https://a.io/c:1}\n");
    await expect(findings(page).getByRole("button", { name: "Line 5" }).first()).toBeVisible();
    const line = () => field.evaluate((it) => it.value.slice(0, it.selectionStart).split("\n").length);
    await field.evaluate((it) => it.setSelectionRange(it.value.indexOf("image"), it.value.indexOf("image")));
    await page.keyboard.press("F8");
    expect(await line()).toBe(4);
    await field.evaluate((it) => it.setSelectionRange(it.value.length, it.value.length));
    await page.keyboard.press("Shift+F8");
    expect(await line()).toBe(5);
  });
});

test("what “Share” gives is about the text as the link carries it", async ({ page, site }) => {
  await open(page, site, "#/manifest?preset=gitlab-three-secrets");
  await editor(page).fill(`apiVersion: v1\nkind: Secret\nmetadata:\n  name: login\nstringData:\n  password: s3cr3t-of-this-test\n---\n${pod("nginx")}`);
  await expect(page).toHaveURL(/manifest=1\./);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const menu = page.getByRole("dialog");
  await expect(menu).toContainText("without the values of Secrets");
  for (const name of [/Copy The answer as JSON/, /Copy Markdown: sentence/]) {
    await menu.getByRole("button", { name }).click();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain("MAN");
    expect(text).not.toContain("s3cr3t-of-this-test");
  }
});
