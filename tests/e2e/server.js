// Serves the built site from a folder of a path, as a static host would; and other sites that embed it.

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the built site. */
export const builtSite = fileURLToPath(new URL("../../dist/", import.meta.url));

// Not the root: the site has to work below any path.
const prefix = "/some/folder/";

/** The types of the files of a site, by the ends of their names. */
export const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** Serves the site on a free port; answers what `serveFolder` does. */
export function serveSite() {
  // Module scripts are read by a page of another origin, or without one, only where that is allowed.
  return serveFolder(builtSite, { prefix, headers: { "access-control-allow-origin": "*" } });
}

/**
 * Serves a folder on a free port: `headers` come with every file, `{{name}}` in a page becomes
 * the value of that name. Answers its address, how to stop, and `deploy`, which puts another
 * folder in its place.
 */
export async function serveFolder(folder, { host = "127.0.0.1", prefix = "/", headers = {}, values = {} } = {}) {
  let served = folder;
  const deploy = (other) => {
    served = other;
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    await answer(fileFor(served, prefix, pathname), response, { headers, values });
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const stop = () =>
    new Promise((stopped) => {
      server.close(stopped);
      server.closeAllConnections();
    });
  return { address: `http://${host}:${server.address().port}${prefix}`, stop, deploy };
}

async function answer(file, response, { headers, values }) {
  const found = file && (await stat(file).catch(() => undefined));
  if (!found?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  const type = types[extname(file)] ?? "application/octet-stream";
  if (extname(file) === ".html") {
    const page = await readFile(file, "utf8");
    const filled = page.replace(/\{\{(\w+)\}\}/g, (place, name) => values[name] ?? place);
    response.writeHead(200, { ...headers, "content-type": type }).end(filled);
    return;
  }
  response.writeHead(200, { ...headers, "content-type": type, "content-length": found.size });
  createReadStream(file).pipe(response);
}

function fileFor(folder, prefix, path) {
  if (!path.startsWith(prefix)) return undefined;
  const name = path.endsWith("/") ? `${path}index.html` : path;
  return join(folder, normalize(decodeURIComponent(name.slice(prefix.length - 1))));
}
