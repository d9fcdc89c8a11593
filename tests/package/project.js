// What the tests of the published package start from: the package, packed, and
// empty projects into which npm installs it as it would from a registry.

import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The folder that `cargo xtask build` writes the package to. */
export const builtPackage = fileURLToPath(new URL("../../target/package/imagepull/", import.meta.url));

/** Runs a program to its end, in a folder; answers what it printed. */
export const run = promisify(execFile);

/** npm without a registry: nothing answers at this address. */
export const npm = (folder, ...words) =>
  run("npm", [...words, "--offline", "--registry=http://127.0.0.1:9", "--no-audit", "--no-fund"], { cwd: folder });

/**
 * Makes an empty project with the package installed in it, which goes when the tests end.
 * @param fields of the project's package.json
 * @returns the folder of the project
 */
export async function installedProject(fields = { type: "module" }) {
  // Outside the repository, so that nothing is found in a folder above.
  const folder = await mkdtemp(join(tmpdir(), "imagepull-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const { stdout } = await npm(builtPackage, "pack", "--pack-destination", folder);
  await writeFiles(folder, { "package.json": JSON.stringify({ name: "empty", private: true, ...fields }) });
  await npm(folder, "install", `./${stdout.trim().split("\n").at(-1)}`);
  return folder;
}

/** Writes files, given as text by path. */
export async function writeFiles(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}
