// Makes a later version of the built site, as if somebody had changed it and built it again.

import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtSite } from "./server.js";

/** An element that the pages of the later version have, and those of the built site have not. */
export const laterMark = "meta[name=later-version]";

/** Answers the folder of a copy whose pages have the mark and whose Policy view has another name. The old name is gone. */
export async function laterVersion() {
  const folder = await mkdtemp(join(tmpdir(), "imagepull-later-"));
  await cp(builtSite, folder, { recursive: true });
  const read = (name) => readFile(join(folder, name), "utf8");
  const [oldName] = (await read("index.html")).match(/policy-[0-9a-f]{16}\.wasm/);
  const newName = "policy-0000000000000000.wasm";
  await rename(join(folder, oldName), join(folder, newName));
  let worker = (await read("service-worker.js"))
    .replace(/(VERSION = ")[0-9a-f]+/, "$10000000000000000")
    .replace(oldName, newName);
  for (const name of ["index.html", "embed.html"]) {
    const page = await read(name);
    const later = page.replace(oldName, newName).replace("</head>", `<meta name="later-version"></head>`);
    await writeFile(join(folder, name), later);
    worker = worker.replace(integrity(page), integrity(later));
  }
  await writeFile(join(folder, "service-worker.js"), worker);
  return folder;
}

function integrity(content) {
  return `sha256-${createHash("sha256").update(content).digest("base64")}`;
}
