// A new user opens the bare address, with a question or with something in the clipboard.

import { expect, testInOnePage as test, viewIsOpen } from "./playground.js";

const box = (page) => page.getByLabel("Image names, one per line");

/** Pastes a text into a field as a browser does. */
function paste(field, text) {
  return field.evaluate((it, text) => {
    it.focus();
    it.setRangeText(text, 0, it.value.length, "end");
    it.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
  }, text);
}

test("all that is offered opens, and the way back leads to the start", async ({ page, site }) => {
  await page.goto(site);
  const offers = page.locator(".tries a, .questions a");
  await expect(offers).toHaveCount(10);
  for (let index = 0; index < 10; index += 1) {
    const fragment = await offers.nth(index).getAttribute("href");
    await offers.nth(index).click();
    await expect(page).toHaveURL(`${site}${fragment}`);
    await viewIsOpen(page);
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("What will Kubernetes do with this image?");
    await expect(page.getByRole("alert")).toHaveCount(0);
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("What will Kubernetes do with this image?");
  }
});

const DESCRIBE = `Events:
  Type     Reason   Age   From     Message
  Warning  Failed   1s    kubelet  Failed to pull image "a": pull QPS exceeded
`;
const MANIFEST = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n";
const KUBELET = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxParallelImagePulls: 7\nserializeImagePulls: false\n";
const CONFIG = '{ "auths": { "registry.example.com": { "auth": "dXNlcjpTRUNSRVQtMQ==" } } }';
const INDEX = JSON.stringify({
  schemaVersion: 2,
  mediaType: "application/vnd.oci.image.index.v1+json",
  manifests: [{ mediaType: "application/vnd.oci.image.manifest.v1+json", digest: `sha256:${"a".repeat(64)}`, size: 7, platform: { os: "linux", architecture: "s390x" } }],
});

/** What is pasted into the box, and how the view looks that answers it. */
const pasted = [
  [DESCRIBE, "#/back-off", (page) => expect(page.locator(".cause")).toContainText("QPS")],
  [MANIFEST, "#/manifest", (page) => expect(page.locator(".answer")).toContainText("1 image in 1 workload")],
  [KUBELET, "#/pulls", (page) => expect(page.getByRole("textbox", { name: "YAML, checked" })).toHaveValue(KUBELET)],
  [CONFIG, "#/credentials", (page) => expect(page.locator(".paste")).toContainText("config.json")],
  [INDEX, "#/platforms", (page) => expect(page.locator("main")).toContainText("linux/s390x")],
];

test("the box takes anything and opens the view that answers it", async ({ page, site }) => {
  for (const [text, fragment, answers] of pasted) {
    await page.goto("about:blank");
    await page.goto(site);
    await paste(box(page), text);
    await expect(page).toHaveURL(new RegExp(`/${fragment}`));
    await answers(page);
    await expect(page.locator(".elsewhere").first()).toContainText("opened in");
    expect(decodeURIComponent(page.url())).not.toContain("SECRET");
    // The field with the focus is gone: a keyboard goes on at the way back, and from there in the field, which has the
    // text again where it is none that may be secret.
    await expect(page.locator(".elsewhere").first()).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const isSecret = text === CONFIG;
    await expect(box(page)).toHaveValue(isSecret ? "" : text);
    if (isSecret) continue;
    await expect(box(page)).toBeFocused();
    await expect(page.getByRole("button", { name: /^Open in / })).toBeVisible();
  }
});

test("the scenario of the figure can be changed", async ({ page, site }) => {
  await page.goto(site);
  await page.getByRole("link", { name: "Try your own pods" }).click();
  // The numbers of the figure.
  await expect(page.locator(".answer").first()).toContainText("11.3 s");
});

test("names are taken out of what has them, and it says so", async ({ page, site }) => {
  await page.goto(site);
  await paste(box(page), "docker run --rm -p 80:80 nginx:1.27\n");
  await expect(box(page)).toHaveValue("nginx:1.27");
  await expect(page.locator(".answer")).toContainText("docker.io/library/nginx:1.27");
  await expect(page.locator(".elsewhere")).toContainText("Image name taken from a command with an image name.");
  const dockerfile = "FROM golang:1.23 AS build\nRUN go build\nFROM alpine:3.20\n";
  await paste(box(page), dockerfile);
  await expect(box(page)).toHaveValue("golang:1.23\nalpine:3.20");
  await expect(page.locator(".elsewhere")).toContainText("2 image names taken from a Dockerfile.");
  await page.getByRole("button", { name: "Show the pasted text" }).click();
  await expect(box(page)).toHaveValue(dockerfile);
});

test("what is pasted into the wrong view is offered to the right one", async ({ page, site }) => {
  await page.goto(`${site}#/back-off`);
  await page.locator("#events-text").fill(KUBELET);
  await page.getByRole("button", { name: "Open in Pulls" }).click();
  await expect(page.getByRole("textbox", { name: "YAML, checked" })).toHaveValue(KUBELET);
  await page.goBack();
  await expect(page.locator("#events-text")).toHaveValue(KUBELET);
});

test("settings open and close by keyboard", async ({ page, site }) => {
  await page.goto(site);
  const button = page.locator(".settings-button");
  await button.press("Enter");
  await page.getByLabel("Kubernetes release").selectOption("1.31");
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Kubernetes release")).toBeHidden();
  await expect(button).toContainText("Kubernetes 1.31");
});

test("header and content share their edges, and the answer is on the first screen", async ({ page, site }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const views = ["name?image=nginx", "policy", "pulls", "back-off?preset=events-not-found", "manifest", "platforms", "credentials", "use-cases"];
  for (const view of views) {
    await page.goto(`${site}#/${view}`);
    await viewIsOpen(page);
    const answer = page.locator(".cause, .answer").first();
    await expect(answer, view).toBeInViewport({ ratio: 1 });
    const edges = await page.evaluate(() =>
      ["header", "main", "footer"].map((part) => {
        const style = getComputedStyle(document.querySelector(part));
        return document.querySelector(part).getBoundingClientRect().left + Number.parseFloat(style.paddingLeft);
      }),
    );
    expect(new Set(edges).size, `${view}: ${edges}`).toBe(1);
  }
  await page.goto(`${site}#/pulls`);
  const lanes = await page.locator(".stage").evaluate((stage) => stage.getBoundingClientRect().top);
  expect(lanes, "the player begins above").toBeLessThan(240);
});
