// Axe-core, in the page of a story. What the makers of axe-core offer for Playwright opens its own page for
// every answer, which takes several times as long.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const script = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** The rule that takes most of the time of axe-core: what it answers follows from how an element looks. */
const contrast = "color-contrast";

/** What axe-core finds wrong with the page as it is, in all its frames: by these rules, or by all of them. */
export async function findings(page, rules) {
  await Promise.all(page.frames().map(addAxe));
  const found = await page.evaluate(askForAllButContrast, { rules, contrast });
  const asksForContrast = !rules || rules.includes(contrast);
  if (asksForContrast) for (const frame of page.frames()) found.push(...(await frame.evaluate(askForContrast, contrast)));
  return found.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.join(" ")) }));
}

async function askForAllButContrast({ rules, contrast }) {
  const others = rules?.filter((rule) => rule !== contrast);
  if (others?.length === 0) return [];
  const chosen = others ? { runOnly: others } : { rules: { [contrast]: { enabled: false } } };
  const { violations } = await axe.run({ resultTypes: ["violations"], preload: false, ...chosen });
  return violations;
}

/** Asks for the contrast of one text of each look: of its colours and size, and of what it is drawn on. */
async function askForContrast(contrast) {
  const grounds = new Map([[null, ""]]);
  const ground = (element) => {
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
      grounds.set(element, `${ground(element.parentElement)} ${backgroundColor} ${backgroundImage} ${opacity}`);
    }
    return grounds.get(element);
  };
  const look = (element) => {
    const { color, fill, fontSize, fontWeight, position, textShadow, visibility } = getComputedStyle(element);
    return [color, fill, fontSize, fontWeight, position, textShadow, visibility, ground(element)].join();
  };
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const elements = [...document.body.querySelectorAll("*")].filter((element) => (hasText(element) || element.matches("input, select, textarea")) && element.checkVisibility());
  const looks = new Map(elements.map((element) => [look(element), element]));
  if (looks.size === 0) return [];
  const { violations } = await axe.run({ include: [...looks.values()] }, { resultTypes: ["violations"], preload: false, runOnly: [contrast] });
  return violations;
}

async function addAxe(frame) {
  if (await frame.evaluate(() => "axe" in window)) return;
  await frame.evaluate(script);
  // Frames of other sites are asked, too.
  await frame.evaluate(() => axe.configure({ allowedOrigins: ["<unsafe_all_origins>"] }));
}
