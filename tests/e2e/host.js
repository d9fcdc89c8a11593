// A plain site on another origin that embeds the playground, and that a strict policy protects.

import { fileURLToPath } from "node:url";
import { test as base } from "./playground.js";
import { serveFolder } from "./server.js";

/** Serves the site for the playground at an address; answers what `serveFolder` does. */
function serveHost(site) {
  const { origin } = new URL(site);
  const policy = [
    "default-src 'none'",
    "img-src 'self'",
    "style-src 'self'",
    `script-src 'self' ${origin}`,
    `frame-src ${origin}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
  const folder = fileURLToPath(new URL("../sites/plain/", import.meta.url));
  const headers = { "content-security-policy": policy.join("; ") };
  return serveFolder(folder, { host: "localhost", headers, values: { playground: site } });
}

/** The `test` of the playground with `host`, the address of that site. */
export const test = base.extend({
  host: [
    async ({ site }, use) => {
      const { address, stop } = await serveHost(site);
      await use(address);
      await stop();
    },
    { scope: "worker" },
  ],
  sites: ({ site, host }, use) => use([site, host]),
});
