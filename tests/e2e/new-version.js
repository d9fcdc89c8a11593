// Makes a later version of the built site, as if somebody had changed it and built it again.

import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtSite } from "./server.js";

/** The title of the page in the later version. */
export const laterTitle = "Imagepull, the next version";

/** Answers the folder of a copy with another title, in which the Policy view has another name. The old one is gone. */
export async function laterVersion() {
  const folder = await mkdtemp(join(tmpdir(), "imagepull-next-"));
  await cp(builtSite, folder, { recursive: true });
  const page = await readFile(join(folder, "index.html"), "utf8");
  const [oldName] = page.match(/policy-[0-9a-f]{16}\.js/);
  const newName = "policy-0000000000000000.js";
  await rename(join(folder, oldName), join(folder, newName));
  const laterPage = page.replace(oldName, newName).replace(/<title>.*<\/title>/, `<title>${laterTitle}</title>`);
  await writeFile(join(folder, "index.html"), laterPage);
  await writeFile(
    join(folder, "service-worker.js"),
    (await readFile(join(folder, "service-worker.js"), "utf8"))
      .replace(/(VERSION = ")[0-9a-f]+/, "$10000000000000000")
      .replace(oldName, newName)
      .replace(integrity(page), integrity(laterPage)),
  );
  return folder;
}

function integrity(content) {
  return `sha256-${createHash("sha256").update(content).digest("base64")}`;
}
