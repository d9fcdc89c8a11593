// Serves the built site from a folder of a path, as a static host would.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const site = fileURLToPath(new URL("../../dist/", import.meta.url));

// Not the root: the site has to work below any path.
const prefix = "/some/folder/";

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** Serves the site on a free port; answers its address and how to stop. */
export async function serveSite() {
  const server = createServer(answer);
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const stop = () =>
    new Promise((stopped) => {
      server.close(stopped);
      server.closeAllConnections();
    });
  return { address: `http://127.0.0.1:${server.address().port}${prefix}`, stop };
}

async function answer(request, response) {
  const file = fileFor(new URL(request.url, "http://localhost").pathname);
  const found = file && (await stat(file).catch(() => undefined));
  if (!found?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  const type = types[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "content-length": found.size });
  createReadStream(file).pipe(response);
}

function fileFor(path) {
  if (!path.startsWith(prefix)) return undefined;
  const name = path.endsWith("/") ? `${path}index.html` : path;
  return join(site, normalize(decodeURIComponent(name.slice(prefix.length - 1))));
}
