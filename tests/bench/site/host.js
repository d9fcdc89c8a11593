// Serves the built site as hosts do that compress: Lighthouse reckons with the bytes over the wire.

import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { builtSite, types } from "../../e2e/server.js";

const compressed = promisify(brotliCompress);

/** Serves the site with brotli on a free port; answers its address and how to stop. */
export async function serveCompressed() {
  const files = new Map();
  for (const entry of await readdir(builtSite, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile()) files.set(`/${path.slice(builtSite.length)}`, await compressed(await readFile(path)));
  }
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const body = files.get(name);
    if (!body) return response.writeHead(404).end();
    const type = types[extname(name)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-encoding": "br", "content-length": body.length });
    return response.end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const stop = () => new Promise((stopped) => server.close(stopped));
  return { address: `http://127.0.0.1:${server.address().port}/`, stop };
}
