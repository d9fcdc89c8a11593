// Files that come out of the page and go into it.

import { readFile } from "node:fs/promises";

/** What a button saves. */
export async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** Drops files on a part of the page, as from the desktop; each has a text, a list of bytes, or a number of spaces. */
export async function drop(part, files) {
  const transfer = await part.page().evaluateHandle((files) => {
    const transfer = new DataTransfer();
    const bytes = (content) => (typeof content === "number" ? " ".repeat(content) : typeof content === "string" ? content : Uint8Array.from(content));
    for (const { name, content } of files) transfer.items.add(new File([bytes(content)], name));
    return transfer;
  }, files);
  for (const event of ["dragenter", "dragover", "drop"]) {
    await part.dispatchEvent(event, { dataTransfer: transfer });
  }
}
