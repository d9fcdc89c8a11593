// A mebibyte of anything, and the fields that it is written into.

import { unfold } from "./unfold.js";

/** The texts by their names: what each repeats until it has a mebibyte of UTF-16 code units. */
const texts = {
  digits: "0",
  "one word": "a",
  "short lines": "a b c d\n",
  "image names": "registry.example:5000/team/app:v1\n",
  "open brackets": "[{",
  "nested items": "- ",
  // One line that goes in both directions stops Chromium for minutes on an empty page, too.
  "odd characters": "%e3🦀\u0000 \ufeff\u0301\"",
  "Hebrew letters": "א",
  "overridden directions": "\u202e",
};

/** The views, as links that show as many fields as there are, and what else has to be pressed for that. */
export const places = {
  Name: { fragment: "#/name" },
  Policy: { fragment: "#/policy", hasLines: false },
  Pulls: { fragment: "#/pulls?preset=two-pods" },
  "Pulls as JSON": { fragment: "#/pulls?preset=two-pods", press: "JSON" },
  Diagnose: { fragment: "#/back-off?fixed=240" },
  Manifest: { fragment: "#/manifest?preset=no-tag-anywhere" },
  Platforms: { fragment: "#/platforms" },
  Credentials: { fragment: "#/credentials?preset=near-miss-port" },
};

const ofLines = ["textarea", "[contenteditable=true]"];
const ofOneLine = ["input[type=text]", "input[type=password]", "input:not([type])"];

/** What is written into fields of one line as well: they are all one component, which takes over 16 KiB of anything. */
const ofAnyField = { digits: [...ofOneLine, "input[type=number]"] };

/** The texts that fields of a view are given. */
export const textsOf = ({ hasLines = true }) =>
  Object.fromEntries(Object.entries(texts).filter(([name]) => hasLines || name in ofAnyField));

/**
 * The fields that take a text, each with what it is called. From the last to the first: what is in the first decides
 * which others there are.
 */
export async function* fields(page, name) {
  const taking = [...ofLines, ...(ofAnyField[name] ?? [])];
  const all = page.locator("main").locator(taking.join()).filter({ visible: true });
  for (let index = (await all.count()) - 1; index >= 0; index -= 1) {
    const field = all.nth(index);
    const label = await field.evaluate((it) => (it.labels?.[0]?.textContent ?? it.getAttribute("aria-label")).trim());
    yield { field, label };
  }
}

/** Opens a view with all its fields. */
export async function open(page, site, { fragment, press }) {
  await page.goto(site + fragment);
  await page.locator("main h1").first().waitFor({ state: "attached" });
  await unfold(page);
  if (press) await page.locator("main").getByRole("button", { name: press, exact: true }).click();
}

/** Scrolls to a field, and waits until the view has seen that: an editor draws what can be seen. */
export async function goTo(page, field) {
  await field.scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(seen)))));
}

/** Whether a field still shows a text. Runs in a page. */
export const keeps = (field, part) => (field.value ?? field.textContent).includes(part);

/** Puts a mebibyte of what repeats (of nothing: nothing) into a field, as pasting it does; answers what it has to show of that. Runs in a page. */
export function put(field, repeated) {
  const size = 2 ** 20;
  const text = repeated.repeat(Math.floor(size / (repeated.length || 1)));
  if (field.isContentEditable) {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    field.focus();
    getSelection().selectAllChildren(field);
    document.dispatchEvent(new Event("selectionchange"));
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    return repeated.match(/^[\p{L}\p{N}\p{P}]*/u)[0];
  }
  // More than one digit before the point would be too large a number.
  const written = text && field.type === "number" ? `1.${text.slice(2)}` : text;
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value");
  set.call(field, written);
  const { value } = field;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  return value;
}
