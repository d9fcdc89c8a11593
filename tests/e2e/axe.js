// Axe-core, in the page of a story. What the makers of axe-core offer for Playwright opens a page of its own for
// every answer, which takes several times as long.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const script = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** What axe-core finds wrong with the page as it is, in all its frames: by these rules, or by all of them. */
export async function findings(page, rules) {
  await Promise.all(page.frames().map(addAxe));
  return page.evaluate(async (rules) => {
    const { violations } = await axe.run({ resultTypes: ["violations"], ...(rules && { runOnly: rules }) });
    return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.join(" ")) }));
  }, rules);
}

async function addAxe(frame) {
  if (await frame.evaluate(() => "axe" in window)) return;
  await frame.evaluate(script);
  // Frames of other sites are asked, too.
  await frame.evaluate(() => axe.configure({ allowedOrigins: ["<unsafe_all_origins>"] }));
}
