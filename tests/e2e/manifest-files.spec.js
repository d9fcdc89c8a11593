// Large manifests, files beside manifests, and digests of images.

import { drop } from "./files.js";
import { expect, test as testInOwnPage, testInOnePage as test } from "./playground.js";
import { images as pushed } from "./registry-images.js";
import { openRegistry } from "./registry.js";

const editor = (page) => page.getByRole("textbox", { name: "Manifest: YAML or JSON of any workload" });
const answer = (page) => page.locator(".answer[role=status]");
const images = (page) => page.getByRole("region", { name: "Images" });
const pod = (image, name = "web") => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: app\n      image: ${image}\n`;

async function open(page, site) {
  await page.goto(`${site}#/manifest`);
  await expect(page.locator(".cm-editor")).toBeVisible();
}

const openFile = (page, name, text) => page.getByLabel("Open files").setInputFiles({ name, mimeType: "application/yaml", buffer: Buffer.from(text) });

/** Pods between ConfigMaps that are most of the text. */
function bundle(bytes) {
  const line = "    key: a value that stands for the many lines of a configuration\n";
  const part = (number) => `${pod(`ghcr.io/acme/app-${number}:1.${number}`, `app-${number}`)}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${number}}\ndata:\n  file: |\n${line.repeat(2000)}---\n`;
  const parts = [];
  for (let length = 0; length < bytes; length += parts.at(-1).length) parts.push(part(parts.length));
  return { text: parts.join(""), pods: parts.length };
}

test("a large text is inspected beside the page, which goes on meanwhile", async ({ page, site }) => {
  await open(page, site);
  const { text, pods } = bundle(2_000_000);
  await openFile(page, "bundle.yaml", text);
  await expect(answer(page)).toContainText(`${pods} images in ${pods} workloads`);
  await expect(images(page)).toContainText("ghcr.io/acme/app-3:1.3");
  await expect(page.getByText("It is too long for a link")).toBeVisible();
  await expect(page).toHaveURL(/#\/manifest$/);

  // One that takes some time, with the page at work meanwhile.
  const large = bundle(24_000_000);
  await openFile(page, "large.yaml", large.text);
  await expect(page.getByText("This text is large")).not.toHaveCount(0);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(page.getByText("You stopped the inspection of this text.")).toBeVisible();
  await page.getByRole("button", { name: "Inspect it" }).click();
  await page.getByLabel("Container runtime").selectOption("cri-o");
  await expect(answer(page)).toContainText(`${large.pods} images in ${large.pods} workloads`, { timeout: 60_000 });
  await expect(page.getByText("This text is large")).toHaveCount(0);

  await openFile(page, "pod.yaml", pod("nginx:1.27"));
  await expect(answer(page)).toContainText("1 image in 1 workload");
});

test("values and a kustomization that are dropped beside manifests say what becomes of the images", async ({ page, site }) => {
  await open(page, site);
  const template = pod('"{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"');
  await drop(page.locator(".manifest-text"), [
    { name: "values.yaml", content: "image: {repository: acme/web, tag: ''}\n" },
    { name: "Chart.yaml", content: "apiVersion: v2\nname: web\nversion: 0.1.0\nappVersion: 1.27.3\n" },
    { name: "pod.yaml", content: template },
  ]);
  await expect(page.getByText("Applied to the images below: values.yaml, Chart.yaml.")).toBeVisible();
  await expect(images(page)).toContainText("becomes acme/web:1.27.3");
  // The values fill in what would be no name otherwise.
  await expect(answer(page)).toContainText("no findings");
  await expect(editor(page)).not.toContainText("appVersion");

  await drop(page.locator(".manifest-text"), [
    { name: "kustomization.yaml", content: "resources: [pod.yaml]\nimages: [{name: nginx, newName: mirror.example.com/nginx, newTag: '1.28'}]\n" },
    { name: "pod.yaml", content: pod("nginx:1.27") },
  ]);
  await expect(images(page)).toContainText("becomes mirror.example.com/nginx:1.28");
  await expect(images(page)).not.toContainText("acme/web");
  await page.getByRole("button", { name: "Don’t apply" }).click();
  await expect(images(page)).not.toContainText("becomes");
});

testInOwnPage.describe("with a registry", () => {
  testInOwnPage.use({ expectedRequests: /^http:\/\/localhost:\d+\/v2\// });

  testInOwnPage("images are pinned to the digests that a registry says and a person pastes", async ({ page, site }) => {
    const registry = await openRegistry();
    try {
      await open(page, site);
      const own = `${registry.host}/demo/app:1.0`;
      const text = [pod(own, "own"), pod("redis:7", "cache"), pod("busybox:1.36", "tool")].join("---\n");
      await openFile(page, "pods.yaml", text);
      await page.getByText("Pin all images to their digests").first().click();
      const pin = page.getByRole("button", { name: "Pin all images to their digests" });
      await expect(pin).toBeDisabled();
      await expect(page.getByText("crane digest busybox:1.36")).toBeVisible();
      await page.getByRole("button", { name: `Ask ${registry.host} for the digest of ${own}` }).click();
      await expect(page.getByText("1 of 3 images get their digest")).toBeVisible();
      const digest = `sha256:${"ab".repeat(32)}`;
      await page.getByLabel(/^Known digests/).fill(`$ crane digest redis:7\n${digest}\n`);
      await expect(page.getByText("2 of 3 images get their digest")).toBeVisible();
      await pin.click();
      await expect(editor(page)).toContainText(`${own}@${pushed["demo/app:1.0"].descriptor.digest}`);
      await expect(editor(page)).toContainText(`redis:7@${digest}`);
      await expect(page.getByText("0 of 3 images get their digest; 2 already have one.")).toBeVisible();
      // One change, undone as one.
      await editor(page).focus();
      await page.keyboard.press("Control+z");
      await expect(editor(page)).not.toContainText("@sha256:");
      await expect(page.getByText("2 of 3 images get their digest")).toBeVisible();
    } finally {
      await registry.stop();
    }
  });
});
