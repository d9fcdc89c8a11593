// A new user writes a manifest: in a text area at once, and in the text editor when that has loaded.

import { chooseLanguage, expect, test as testInOwnPage, testInOnePage as test } from "./playground.js";

const field = (page) => page.getByRole("textbox", { name: "Manifest: YAML or JSON of any workload" });
const editor = (page) => page.locator(".cm-editor");
/** What is said about the line of the cursor. */
const said = (page) => page.locator(".cm-said").getByRole("status");
const script = /\/editor-\w+\.js$/;

const pod = (image) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: ${image}\n`;

/** Opens the view without the script of the editor; answers what lets the script come. */
async function openBefore(page, site) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(script, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${site}#/manifest`);
  await expect(page.locator(".text-editor textarea")).toBeVisible();
  return release;
}

testInOwnPage("what is typed before the editor has loaded stays, with cursor, scroll position and focus", async ({ page, site }) => {
  const release = await openBefore(page, site);
  const lines = Array.from({ length: 100 }, (_, index) => `# line ${index + 1}`);
  await field(page).fill(lines.join("\n"));
  await field(page).evaluate((it) => {
    it.setSelectionRange(it.value.indexOf("line 61"), it.value.indexOf("line 61"));
    it.scrollTop = 55 * 20;
  });
  await page.keyboard.type("before ");
  release();
  await expect(editor(page)).toBeVisible();
  await expect(page.locator("textarea")).toHaveCount(0);
  await page.keyboard.type("after ");
  await expect(field(page)).toContainText("# before after line 61");
  await expect(field(page)).toBeFocused();
  await expect.poll(() => page.locator(".cm-scroller").evaluate((it) => it.scrollTop)).toBe(55 * 20);
});

testInOwnPage("the editor waits while an input method puts a character together", async ({ page, site }) => {
  const release = await openBefore(page, site);
  const area = page.locator(".text-editor textarea");
  await area.dispatchEvent("compositionstart");
  const loaded = page.waitForResponse(script);
  release();
  await (await loaded).finished();
  await area.evaluate((it) => (it.value = "# 한"));
  await expect(editor(page)).toHaveCount(0);
  await area.dispatchEvent("compositionend");
  await expect(editor(page)).toBeVisible();
  await expect(field(page)).toHaveText("# 한");
});

test.describe("without the editor", () => {
  test.use({ expectedErrors: [/ERR_FAILED/] });

  testInOwnPage("the text area does the work, and says why it stands there", async ({ page, site }) => {
    await page.route(script, (route) => route.abort());
    await page.goto(`${site}#/manifest`);
    await expect(page.getByText("The editor with line numbers didn’t load.")).toBeVisible();
    const text = `${pod("https://ghcr.io/acme/web:1")}${"# more\n".repeat(60)}`;
    await field(page).fill(text);
    await expect(field(page)).toHaveAttribute("aria-invalid", "true");
    await page.getByRole("button", { name: "Line 8" }).first().click();
    await expect(field(page)).toBeFocused();
    const selected = await field(page).evaluate((it) => it.value.slice(it.selectionStart, it.selectionEnd));
    expect(text.split("\n")[7]).toContain(selected);
    expect(selected).not.toBe("");
    });
});

test("a finding is underlined, stands in the gutter, and is read out at its line", async ({ page, site }) => {
  await page.goto(`${site}#/manifest`);
  await expect(editor(page)).toBeVisible();
  await field(page).fill(pod("https://ghcr.io/acme/web:1"));
  await expect(page.locator(".cm-lintRange-error")).not.toHaveCount(0);
  await expect(page.locator(".cm-lint-marker-error")).toHaveCount(1);
  await expect(field(page)).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.press("Control+Home");
  await expect(said(page)).toBeEmpty();
  await page.keyboard.press("F8");
  await expect(said(page)).not.toBeEmpty();
  const tooltip = page.locator(".cm-tooltip");
  await expect(tooltip).toBeVisible();
  await expect(said(page)).toContainText(await tooltip.getByRole("listitem").first().textContent());

  await field(page).fill(pod("ghcr.io/acme/web:1"));
  await expect(page.locator(".cm-lintRange-error")).toHaveCount(0);
  await expect(field(page)).not.toHaveAttribute("aria-invalid");
});

test("every key of the editor works, and Tab leaves it", async ({ page, site }) => {
  await page.goto(`${site}#/manifest`);
  await expect(editor(page)).toBeVisible();
  await field(page).fill(pod("nginx:1.27"));
  await page.keyboard.press("Control+End");
  // A character is text here; elsewhere it opens the list of keys.
  await page.keyboard.type("# why?");
  await expect(field(page)).toContainText("# why?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(field(page)).not.toContainText("# why?");
  await page.keyboard.press("Control+y");
  await expect(field(page)).toContainText("# why?");

  await page.keyboard.press("Control+f");
  const find = page.getByRole("textbox", { name: "Find" });
  await expect(find).toBeFocused();
  await page.keyboard.type("1.27?");
  await page.keyboard.press("Escape");
  await expect(find).toHaveCount(0);
  await expect(field(page)).toBeFocused();

  await page.keyboard.press("Tab");
  await expect(field(page)).not.toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveAccessibleDescription(/Tab leaves the editor/);
});

testInOwnPage("the editor speaks the language of the page, also when that changes", async ({ page, site }) => {
  await page.goto(`${site}#/manifest?lang=ko`);
  await expect(editor(page)).toBeVisible();
  const box = page.locator(".cm-content");
  await box.click();
  await page.keyboard.press("Control+f");
  await expect(page.getByRole("textbox", { name: "찾기" })).toBeVisible();
  await chooseLanguage(page, "en");
  await expect(page.getByRole("textbox", { name: "Find" })).toBeVisible();
  await expect(field(page)).toHaveAccessibleDescription(/Tab leaves the editor/);
});

test("a text of 1 MiB is shown, searched and typed in", async ({ page, site }) => {
  await page.goto(`${site}#/manifest`);
  await expect(editor(page)).toBeVisible();
  const line = "# a comment of some length, as people write them\n";
  const count = Math.floor(2 ** 20 / line.length);
  await field(page).evaluate((it, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    it.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, line.repeat(count));
  await field(page).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("# the end");
  await expect(field(page)).toContainText("# the end");
  expect(await page.locator(".cm-line").count()).toBeLessThan(200);
});

test("a file that is dropped on the text is opened by the view, and by nothing else", async ({ page, site }) => {
  await page.goto(`${site}#/manifest`);
  await expect(editor(page)).toBeVisible();
  await field(page).fill("# mine\n");
  const transfer = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "pod.yaml"));
    return transfer;
  }, pod("nginx:1.27"));
  for (const event of ["dragenter", "dragover", "drop"]) await field(page).dispatchEvent(event, { dataTransfer: transfer });
  await expect(field(page)).toContainText("nginx:1.27");
  await expect(field(page).getByText("kind")).toHaveCount(1);
  await expect(field(page)).not.toContainText("mine");
});
