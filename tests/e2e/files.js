// Files that come out of the page and go into it.

import { readFile } from "node:fs/promises";

/** What a button saves. */
export async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** Drops files on a part of the page, as from the desktop; each has a text or a list of bytes. */
export async function drop(part, files) {
  const transfer = await part.page().evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const { name, content } of files) transfer.items.add(new File([typeof content === "string" ? content : Uint8Array.from(content)], name));
    return transfer;
  }, files);
  for (const event of ["dragenter", "dragover", "drop"]) {
    await part.dispatchEvent(event, { dataTransfer: transfer });
  }
}
