// A new user watches pods pull their images.

import { expect, expectAccessible, expectToFit, test as testInOwnPage, testInOnePage as test } from "./playground.js";
import { pullsProgram } from "./scenarios.js";

test("the small pod behind a huge image is explained, drawn and played", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=small-behind-huge`);
  await expect(page.getByRole("status").first()).toContainText("download slot");
  await expect(page.locator("svg[role=img]")).toHaveCount(3);
  await expect(page.getByRole("table").first()).toContainText("Half of the pods ready");
  const time = page.getByRole("slider");
  await page.getByRole("button", { name: "Play" }).click();
  await expect.poll(async () => Number(await time.inputValue())).toBeGreaterThan(0);
});

test("a scenario is edited by form: the answer follows, and the link carries it", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=two-pods`);
  const example = page.getByRole("combobox", { name: "Example" });
  await expect(example).toHaveValue("two-pods");
  await page.getByText("Edit the scenario").click();
  await page.getByRole("button", { name: "Add a pod" }).click();
  const pod = page.getByRole("group", { name: "Pod pod" });
  await pod.getByLabel("Image", { exact: true }).fill("ghcr.io/acme/api:v1");
  await pod.getByLabel("Image", { exact: true }).press("Tab");
  const image = page.getByRole("group", { name: "Image ghcr.io/acme/api:v1" });
  await image.getByLabel("Layer 1, MB").fill("2500");
  await expect(image.getByLabel("Unpacked, MB")).toHaveAttribute("placeholder", "6250");
  await expect(page.getByRole("heading", { name: "Your setting maxParallelImagePulls: 2" })).toBeVisible();
  await page.getByRole("spinbutton", { name: "maxParallelImagePulls" }).fill("3");
  await expect(page.getByRole("heading", { name: "Your setting maxParallelImagePulls: 3" })).toBeVisible();
  await expect(example.getByRole("option", { selected: true })).toContainText("Edited");
  await expect(page).toHaveURL(/scenario=1\./);

  await page.reload();
  await page.getByText("Edit the scenario").click();
  await expect(image.getByLabel("Layer 1, MB")).toHaveValue("2500");
  await page.getByRole("button", { name: "Remove pod", exact: true }).click();
  await expect(pod).toHaveCount(0);

  await page.getByRole("link", { name: "Name", exact: true }).click();
  await page.getByRole("link", { name: "Pulls", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Your setting maxParallelImagePulls: 3" })).toBeVisible();
  await example.selectOption("same-image-twice");
  await expect(page).toHaveURL(/#\/pulls\?preset=same-image-twice$/);
});

test("what is wrong with a scenario is said, and what was typed stays", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=two-pods`);
  await page.getByText("Edit the scenario").click();
  await page.getByLabel("Network, Mbit/s").fill("0");
  await expect(page.getByRole("alert")).toContainText("nodes[0].bandwidth");
  await expect(page.locator("svg[role=img]")).toHaveCount(3);
  await expect(page.getByLabel("Network, Mbit/s")).toHaveValue("0");
  await page.getByLabel("Network, Mbit/s").fill("10");
  await expect(page.getByRole("alert")).toHaveCount(0);

  await page.getByRole("button", { name: "JSON" }).click();
  const text = page.getByRole("textbox");
  const written = await text.inputValue();
  expect(JSON.stringify(JSON.parse(written), null, 2), "laid out as JavaScript does").toBe(written);
  expect(JSON.parse(written).nodes[0].bandwidth, "bytes a second").toBe(1_250_000);
  const broken = '{\n  "images": {},\n  "nodes": 7\n}';
  await text.fill(broken);
  await expect(page.getByText("Line 3, column")).toBeVisible();
  await page.getByRole("button", { name: "Form" }).click();
  await page.getByRole("button", { name: "JSON" }).click();
  await expect(text).toHaveValue(broken);
  await text.fill('{ "images": {}, "nodes": [{ "name": "a" }], "pods": [] }');
  await expect(page.getByRole("status").first()).toContainText("This scenario pulls nothing");
  await text.fill("x".repeat(1_000_000));
  await expect(page.getByText("Line 1, column 1")).toBeVisible();
});

test("the KubeletConfiguration is edited as YAML, and the kubelet says what it thinks of it", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=two-pods`);
  await page.getByText("KubeletConfiguration", { exact: true }).click();
  const yaml = page.getByRole("textbox", { name: "YAML, checked" });
  const says = page.locator("#kubelet-says");
  await expect(yaml).toHaveValue(/kind: KubeletConfiguration/);
  await expect(says.getByRole("status")).toContainText("The kubelet starts");
  await expect(says).toContainText("See the run Your setting below.");
  await expect(yaml).toHaveValue(/maxParallelImagePulls: 2/);
  const header = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n";
  await yaml.fill(`${header}# mine\nmaxParallelImagePulls: 4\ncgroupDriver: systemd\n`);
  await expect(says).toContainText("See the run Your setting below.");
  await expect(page.getByRole("heading", { name: "Your setting maxParallelImagePulls: 4" })).toBeVisible();
  await expect(yaml).toHaveValue(/# mine/);
  await expect(page).toHaveURL(/scenario=1\./);

  await yaml.fill(`${header}serializeImagePulls: true\nmaxParallelImagePulls: 3\n`);
  const words = "invalid configuration: maxParallelImagePulls cannot be larger than 1 unless SerializeImagePulls (--serialize-image-pulls) is set to false";
  await expect(says).toContainText(`Line 4: ${words}`);
  await expect(page.locator(".error-text")).toHaveText(`The kubelet’s message: ${words}`);
  await expect(says.getByRole("link", { name: "source" })).toHaveAttribute("href", /validation\.go$/);
  await page.getByRole("button", { name: "Set serializeImagePulls to false" }).click();
  await expect(yaml).toHaveValue(/serializeImagePulls: false/);
  await expect(says.getByRole("status")).toContainText("The kubelet starts");

  await yaml.fill("a: b: c");
  await expect(says.getByRole("status")).toContainText("doesn’t start");
  await expect(yaml).toHaveValue("a: b: c");
  await yaml.fill("x".repeat(1_000_000));
  await expect(says).toContainText("couldn't get version/kind");
  await page.getByRole("button", { name: "Discard this" }).click();
  await expect(yaml).toHaveValue(/serializeImagePulls: false/);
});

test("a failure of the registry is added by form, and the pod that waits is named", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=two-pods`);
  await page.getByText("Edit the scenario").click();
  await page.getByRole("button", { name: "Add a failure" }).click();
  const failure = page.getByRole("group", { name: "failure 1" });
  await failure.getByLabel("The registry answers").selectOption("unauthorized");
  await failure.getByLabel("Until, s").fill("60");
  await expect(page.getByRole("status").first()).toContainText("pulls fail either way");
  await expect(page.locator(".error-text")).toContainText(/^First error: .*authorization failed/);
  await failure.getByLabel("Until, s").fill("");
  await page.getByLabel("Stop the run after, s").fill("100");
  await expect(page.getByRole("status").first()).toContainText("didn’t start");
  await page.getByRole("button", { name: "Remove failure 1" }).click();
  await expect(page.getByRole("status").first()).not.toContainText("fail");
});

test("the examples with failures show what does not start, and why", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=never-on-another-node`);
  const answer = page.getByRole("status").first();
  await expect(answer).toContainText("1 of 2 pods didn’t start: agent-node-b shows ErrImageNeverPull");
  await page.goto("about:blank");
  await page.goto(`${site}#/pulls?preset=refused-configuration`);
  await expect(page.getByRole("textbox", { name: "YAML, checked" })).toBeVisible();
  await expect(page.locator("#kubelet-says")).toContainText("SerializeImagePulls (--serialize-image-pulls) is set to false");
  await page.goto("about:blank");
  await page.goto(`${site}#/pulls?preset=tag-fixed-later`);
  await expect(answer).toContainText("3 pulls fail either way");
  await expect(page.locator("svg .failed").first()).toBeAttached();
});

test("what would run for ever or fill the page is refused at once", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=registry-down`);
  await page.getByText("Edit the scenario").click();
  const end = page.getByLabel("Stop the run after, s");
  const alert = page.getByRole("alert");
  await end.fill("1000000000");
  await expect(alert).toContainText("untilMs: 1000000000000 is more than a week");
  await end.fill("604800");
  await expect(alert).toHaveCount(0);
  const image = page.getByRole("group", { name: "Pod always" }).getByLabel("Image", { exact: true });
  await image.fill("x".repeat(10_000));
  await image.press("Tab");
  await expect(alert).toContainText("pods[0].containers[0].image: 10000 bytes is too long for a name");
  await expect(end).toHaveValue("604800");
});

test("two images cannot have one name", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=two-pods`);
  await page.getByText("Edit the scenario").click();
  await page.getByRole("button", { name: "Add an image" }).click();
  const name = page.getByRole("group", { name: "Image image" }).getByLabel("Image", { exact: true });
  const taken = await page.getByRole("group", { name: "Pod api" }).getByLabel("Image", { exact: true }).inputValue();
  await name.fill(taken);
  await name.press("Enter");
  await expect(page.getByRole("alert")).toContainText("already in the list");
  await expect(name).toHaveValue(taken);
});

test("how sure it is, is said and leads to the measurements", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=two-pods`);
  await page.getByText("How accurate is this?").click();
  await expect(page.getByText("Compared with 30 real containerd runs")).toBeVisible();
  await page.getByRole("link", { name: "all measurements" }).click();
  await expect(page.getByRole("heading", { name: "Compared with real containerd" })).toBeVisible();
  await expect(page.getByRole("row", { name: /S02 one layer 40MB network 1\.6\.20/ })).toBeVisible();
});

test("the keys play, step and leave the fields alone", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=two-pods`);
  const time = page.getByRole("slider");
  await expect(time).toHaveValue("0");
  await page.keyboard.press("ArrowRight");
  await expect.poll(async () => Number(await time.inputValue())).toBeGreaterThan(0);
  await page.keyboard.press("End");
  await expect(time).toHaveValue(String(await time.getAttribute("max")));
  await page.keyboard.press("Home");
  await expect(time).toHaveValue("0");
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();

  await page.keyboard.press("Home");
  await page.getByText("Edit the scenario").click();
  await page.getByLabel("Network, Mbit/s").focus();
  await page.keyboard.press("End");
  await expect(time).toHaveValue("0");
});

test("all lanes and the player of the usual examples are on the first screen", async ({ page, site }) => {
  for (const preset of ["four-pods", "two-pods", "small-behind-huge", "small-behind-huge-per-image", "including-waiting", "shared-base"]) {
    await page.goto(`${site}#/pulls?preset=${preset}`);
    await expect(page.getByRole("combobox", { name: "Example" })).toHaveValue(preset);
    await expect(page.locator(".lane")).toHaveCount(3);
    const { y } = await page.locator(".controls").boundingBox();
    expect(y, `${preset}: above the player`).toBeLessThan(220);
    const last = await page.locator(".lane").last().boundingBox();
    expect(last.y + last.height, `${preset}: the end of the last lane`).toBeLessThan(800);
  }
});

test("three pods of one’s own in nine actions", async ({ page, site }) => {
  await page.goto(`${site}#/pulls`);
  await page.getByText("Edit the scenario").click();
  const own = ["train", "shop", "cart"];
  for (const [place, name] of own.entries()) {
    const pod = page.getByRole("group", { name: /^Pod / }).nth(place);
    await pod.getByLabel("Pod", { exact: true }).fill(name);
    await pod.getByLabel("Image", { exact: true }).fill(`ghcr.io/acme/${name}:1`);
  }
  await page.getByRole("button", { name: "Remove log", exact: true }).click();
  await page.getByRole("group", { name: "Image ghcr.io/acme/train:1" }).getByLabel("Layer 1, MB").fill("2500");
  const yours = page.getByRole("region", { name: "Your setting" });
  for (const name of own) await expect(yours.getByRole("button", { name, exact: true })).toBeAttached();
  await expect(page.locator(".answer")).toContainText(/half of the pods ready in .* instead of/);
});

test("a moving figure for a slide in three actions", async ({ page, site }) => {
  await page.goto(`${site}#/pulls`);
  await page.getByRole("combobox", { name: "Example" }).selectOption("shared-base");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const button = page.getByRole("dialog").getByRole("button", { name: "SVG Animation" });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect(download.suggestedFilename()).toBe("imagepull-pulls-shared-base-moving.svg");
});

test("which number to set is read off a curve, and each point leads to its run", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=how-many-at-once`);
  const number = page.getByRole("region", { name: "Which number?" });
  await number.scrollIntoViewIfNeeded();
  const point = (value, release) => number.getByRole("button", { name: `maxParallelImagePulls: ${value}, containerd ${release}:` });
  await expect(number.locator(".point")).toHaveCount(20);
  await expect(point(4, "up to 2.0")).toHaveAttribute("aria-pressed", "true");
  await expect(number.locator(".knee")).toHaveCount(2);
  await expect(number.locator("figure p").first()).toContainText(/\d/);
  await point(3, "from 2.1 on").press("Enter");
  await expect(page.getByRole("heading", { name: "Your setting maxParallelImagePulls: 3" })).toBeVisible();
  await expect(point(3, "from 2.1 on")).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".answer")).toContainText("maxParallelImagePulls: 3");
  const [, half] = /ready in ([\d.]+\ss)/.exec(await page.locator(".answer").textContent());
  await number.getByText("The curve as a table").click();
  await expect(number.getByRole("row").filter({ has: page.locator("[aria-pressed=true]") })).toContainText(half);
  await expectAccessible(page);
  await expectToFit(page);
});

test("bars and events say what they are, take the clock there, and the link carries it", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=small-behind-huge`);
  const time = page.getByRole("slider");
  const caption = page.locator(".caption");
  await expect(caption).toContainText("Your setting: ");
  const web = page.getByRole("region", { name: "Your setting" }).getByRole("button", { name: "web", exact: true });
  await web.focus();
  await expect(caption).toContainText("web resolves the name");
  while (!(await caption.textContent()).includes("waits for a download slot held by ml")) await web.press("Enter");
  await expect(caption).toContainText(/: [\d.]+\ss, from [\d.]+\ss to [\d.]+\ss/);
  expect(Number(await time.inputValue())).toBeGreaterThan(0);
  await expect(page).toHaveURL(/&at=[\d.]+/);
  const stood = await time.inputValue();
  await page.reload();
  await expect.poll(async () => Number(await time.inputValue())).toBeCloseTo(Number(stood), 2);
  const event = page.locator(".feed li").filter({ hasText: "Pulled" }).last();
  await event.getByRole("button").press("Enter");
  await expect.poll(() => time.inputValue()).not.toBe(stood);
  await expect(event).toHaveClass(/current/);
});

test("a pointer reads a bar, and takes the clock to it and to an event", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=small-behind-huge`);
  const time = page.getByRole("slider");
  const ml = page.getByRole("region", { name: /^Serial/ }).getByRole("button", { name: "ml", exact: true });
  const { width, height } = await ml.boundingBox();
  const position = { x: width / 8, y: height / 2 };
  await ml.hover({ position });
  await expect(page.locator(".caption")).toContainText(/^Serial: ml downloads.*: [\d.]+\ss, from/);
  await ml.click({ position });
  await expect.poll(async () => Number(await time.inputValue())).toBeGreaterThan(0);
  const stood = Number(await time.inputValue());
  const event = page.locator(".feed li").filter({ hasText: "Pulled" }).first();
  await event.click();
  await expect.poll(async () => Number(await time.inputValue())).toBeGreaterThan(stood);
  await expect(event).toHaveClass(/current/);
});

test("a run is predicted first: it is shown after a guess, by keyboard", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=small-behind-huge`);
  await page.getByRole("checkbox", { name: "Predict first" }).check();
  await expect(page).toHaveURL(/&predict=on$/);
  const guess = page.getByRole("slider", { name: "When is log ready with maxParallelImagePulls: 2?" });
  await expect(page.locator("svg[role=img]")).toHaveCount(0);
  await expect(page.locator(".feed, .figures, .number")).toHaveCount(0);
  await expect(page.getByText("instead of")).toHaveCount(0);
  await expectAccessible(page);
  await expectToFit(page);
  await guess.press("Home");
  for (let step = 0; step < 3; step += 1) await guess.press("ArrowRight");
  await guess.press("Enter");
  await expect(page.locator(".answer")).toContainText(/You said 1\.\d\ss: log is ready after [\d.]+\ss, [\d.]+\ss later\..* behind web\./);
  await expect(page.locator("svg[role=img]")).toHaveCount(3);
  await expect(page.locator(".guess")).toHaveCount(1);
});

test("a run is predicted first by touch", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=four-pods&predict=on`);
  const guess = page.getByRole("slider", { name: "When is log ready with maxParallelImagePulls: 2?" });
  const { x, y, width, height } = await guess.boundingBox();
  // What a finger does ends as a press of the pointer.
  await page.mouse.click(x + width * 0.9, y + height / 2);
  await page.getByRole("button", { name: "show the run" }).click();
  await expect(page.locator(".answer")).toContainText(/You said 4\d\.\d\ss: log is ready after 13\.6\ss, [\d.]+\ss sooner\./);
});

testInOwnPage("it plays by itself when it is seen, unless a person has acted", async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: "no-preference" });
  const time = page.getByRole("slider");
  await page.goto(`${site}#/pulls?preset=two-pods`);
  await expect.poll(async () => Number(await time.inputValue())).toBeGreaterThan(0);
  await page.goto("about:blank");
  await page.goto(`${site}#/pulls?preset=two-pods&at=12.4`);
  await expect.poll(async () => Number(await time.inputValue())).toBeGreaterThan(0);
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
});

test("200 nodes: which number, and what does the registry see, in four actions", async ({ page, site }) => {
  test.slow();
  await page.goto(`${site}#/pulls`);
  await page.getByRole("combobox", { name: "Example" }).selectOption("daemonset-many-nodes");
  const shared = page.locator(".shared-limit");
  await expect(shared.getByRole("status")).toHaveCount(0);
  await shared.getByLabel("Registry bandwidth in total, Mbit/s").fill("");
  await expect(shared.getByRole("status")).toContainText("without a bandwidth limit");
  await shared.getByLabel("Identical nodes").fill("200");
  await expect(shared.getByRole("status")).toContainText("200 nodes share one registry");
  await shared.getByLabel("Registry bandwidth in total, Mbit/s").fill("10000");
  await expect(shared.getByRole("status")).toHaveCount(0);
  await expect(page.getByRole("region", { name: /^Serial/ })).toContainText("200 nodes");
  const number = page.getByRole("region", { name: "Which number?" });
  await number.getByRole("button", { name: "Run it with 1 to 10 pulls at once" }).click();
  await expect(number.locator(".point")).toHaveCount(20, { timeout: 60_000 });
  await expect(number.locator("figure p").first()).not.toBeEmpty();
  await expect(page.getByRole("row", { name: "Peak registry rate" })).toContainText("10 Gbit/s");
});

test("every example answers", async ({ page, site }) => {
  test.slow();
  await page.goto(`${site}#/pulls`);
  const example = page.getByRole("combobox", { name: "Example" });
  await expect(example).toBeVisible();
  const slugs = await example.getByRole("option").evaluateAll((options) => options.map((option) => option.value));
  expect(slugs).toContain("pull-qps-exceeded");
  for (const slug of slugs) {
    await example.selectOption(slug);
    await expect(page).toHaveURL(new RegExp(`preset=${slug}$`));
    await expect(page.getByRole("status").first()).not.toBeEmpty();
  }
});

test.describe("a view that does not load", () => {
  test.use({ expectedErrors: [/ERR_FAILED.*pulls-\w+\.wasm|Failed to fetch/] });

  testInOwnPage("says so, and loads when it is asked for again", async ({ page, site }) => {
    await page.route(pullsProgram, (route) => route.abort());
    await page.goto(`${site}#/pulls?preset=same-image-twice`);
    await expect(page.getByRole("alert")).toContainText("didn’t load");
    await page.unroute(pullsProgram);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("combobox", { name: "Example" })).toHaveValue("same-image-twice");
  });
});
