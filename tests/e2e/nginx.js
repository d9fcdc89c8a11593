// Starts nginx with the configuration that docs/hosting.md gives people.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { answering, freePort } from "./ports.js";
import { builtSite } from "./server.js";

const documented = fileURLToPath(new URL("../../docs/nginx.conf", import.meta.url));

/** Serves a copy of the built site. Answers its address, its folder, and how to stop. */
export async function serveByNginx() {
  const prefix = await mkdtemp(join(tmpdir(), "imagepull-nginx-"));
  const folder = join(prefix, "site");
  await cp(builtSite, folder, { recursive: true });
  const port = await freePort();
  const configuration = adapted(await readFile(documented, "utf8"), port, folder);
  const address = `http://127.0.0.1:${port}/tools/imagepull/`;
  const stop = await startNginx(prefix, configuration, address);
  return { address, folder, stop };
}

/**
 * Starts nginx with what is in `http` of its configuration, in its own folder that goes
 * with it, and waits until the address answers. Answers how to stop.
 */
export async function startNginx(prefix, configuration, address) {
  await writeFile(join(prefix, "site.conf"), configuration);
  await writeFile(join(prefix, "nginx.conf"), surroundings(prefix));
  const nginx = spawn(process.env.NGINX_PROGRAM ?? "nginx", ["-p", prefix, "-c", join(prefix, "nginx.conf")], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const ended = once(nginx, "exit");
  const clear = () => rm(prefix, { recursive: true });
  const stop = async () => {
    nginx.kill();
    await ended;
    await clear();
  };
  try {
    await Promise.race([
      answering(address),
      ended.then(([code]) => Promise.reject(new Error(`nginx ended with ${code}: what it says stands above`))),
    ]);
  } catch (error) {
    await clear();
    throw error;
  }
  return stop;
}

/** The documented configuration for this port and folder. */
function adapted(configuration, port, folder) {
  const replacements = [
    ["listen 80;", `listen 127.0.0.1:${port};`],
    ["alias /var/www/imagepull/;", `alias ${folder}/;`],
  ];
  return replacements.reduce((text, [documented, ours]) => {
    if (text.split(documented).length !== 2) throw new Error(`docs/nginx.conf has not exactly one \`${documented}\``);
    return text.replace(documented, ours);
  }, configuration);
}

/** What a system's nginx.conf says around it, for a process of any user that touches nothing outside of the folder. */
function surroundings(prefix) {
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `
    daemon off;
    master_process off;
    pid ${prefix}/nginx.pid;
    error_log stderr error;
    events {}
    http {
      access_log off;
      log_not_found off;
      ${kinds.map((kind) => `${kind}_temp_path ${prefix}/${kind};`).join("\n")}
      include ${prefix}/site.conf;
    }
  `;
}
