// A platform engineer keeps scenarios and configurations in files.

import { drop, saved } from "./files.js";
import { expect, testInOnePage as test } from "./playground.js";

const chooser = (page) => page.getByLabel("Open a file");
const yaml = (page) => page.getByRole("textbox", { name: "YAML, checked" });
const header = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n";

const file = (name, content) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });

test("a scenario goes into a file and back, with its release", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=same-image-twice&kubernetes=1.31`);
  const answer = page.getByRole("status").first();
  await expect(page.locator(".stage")).toBeVisible();
  const said = await answer.textContent();
  const { name, text } = await saved(page, page.getByRole("button", { name: "Save the scenario" }));
  expect(name).toBe("scenario.json");
  expect(JSON.parse(text).kubernetes).toBe("1.31");

  await page.goto("about:blank");
  await page.goto(`${site}#/pulls?preset=two-pods`);
  await expect(answer).not.toHaveText(said);
  await chooser(page).setInputFiles(file("mine.json", text));
  await expect(page.getByText("Opened mine.json.")).toBeVisible();
  await expect(answer).toHaveText(said);
  await expect(page.getByLabel("Kubernetes release")).toHaveValue("1.31");
  await expect(page).toHaveURL(/#\/pulls\?scenario=1\.[\w-]+&kubernetes=1\.31$/);
  expect((await saved(page, page.getByRole("button", { name: "Save the scenario" }))).text).toBe(text);
  const newest = { ...JSON.parse(text), kubernetes: "1.37" };
  await chooser(page).setInputFiles(file("newest.json", JSON.stringify(newest)));
  await expect(page.getByLabel("Kubernetes release")).toHaveValue("1.37");
});

test("a KubeletConfiguration goes into a file and back, comments included", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=two-pods`);
  const mine = `${header}# as on our nodes\nmaxParallelImagePulls: 4\ncgroupDriver: systemd\n`;
  await chooser(page).setInputFiles(file("kubelet.yaml", mine));
  await expect(yaml(page)).toHaveValue(mine);
  await expect(page.getByRole("heading", { name: "Your setting maxParallelImagePulls: 4" })).toBeVisible();
  const { name, text } = await saved(page, page.getByRole("button", { name: "Save this configuration" }));
  expect(name).toBe("kubelet-config.yaml");
  expect(text).toBe(mine);

  await yaml(page).fill(`${header}maxParallelImagePulls: 5\n`);
  await expect(page.getByRole("heading", { name: "Your setting maxParallelImagePulls: 5" })).toBeVisible();
  await drop(page.locator(".stage"), [{ name: "kubelet.yml", content: text }]);
  await expect(yaml(page)).toHaveValue(mine);
  await expect(page.getByRole("heading", { name: "Your setting maxParallelImagePulls: 4" })).toBeVisible();
});

test("a scenario is dropped on the view", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=two-pods`);
  await expect(page.locator(".stage")).toBeVisible();
  const content = '{ "images": {}, "nodes": [{ "name": "a" }], "pods": [] }';
  await drop(page.locator(".stage"), [{ name: "empty.json", content }]);
  await expect(page.getByText("Opened empty.json.")).toBeVisible();
  await expect(page.getByRole("status").first()).toContainText("This scenario pulls nothing");
});

test("a wrong file says what is wrong and loses nothing", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=two-pods`);
  const mine = `${header}# mine\nmaxParallelImagePulls: 4\n`;
  await chooser(page).setInputFiles(file("kubelet.yaml", mine));
  await expect(page.getByRole("heading", { name: "Your setting maxParallelImagePulls: 4" })).toBeVisible();
  await expect(page).toHaveURL(/scenario=/);
  const before = page.url();
  const alert = page.getByRole("alert");
  for (const [name, content, words] of [
    ["cut.json", '{\n  "images": {},', "cut.json was not opened. Line 2"],
    ["stuck.json", '{ "images": {}, "nodes": [{ "name": "a", "bandwidth": 0 }], "pods": [] }', "nodes[0].bandwidth"],
    ["old.json", '{ "images": {}, "nodes": [], "pods": [], "kubernetes": "1.2" }', '"1.2" is not a known Kubernetes release'],
    ["pod.yaml", "a: b: c", "pod.yaml was not opened."],
    ["<b>.txt", "{}", "<b>.txt is neither a scenario"],
    ["big.json", " ".repeat(2 ** 20 + 1), "big.json is 1 MB; the limit is 1 MiB"],
  ]) {
    await chooser(page).setInputFiles(file(name, content));
    await expect(alert).toContainText(words);
  }
  await drop(page.locator(".stage"), [{ name: "a.json", content: "{}" }, { name: "b.json", content: "{}" }]);
  await expect(alert).toHaveText("Open one file at a time.");
  await expect(yaml(page)).toHaveValue(mine);
  expect(page.url()).toBe(before);
  await chooser(page).setInputFiles(file("a.json", '{ "images": {}, "nodes": [{ "name": "a" }], "pods": [] }'));
  await expect(alert).toHaveCount(0);
});
