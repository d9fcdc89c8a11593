// Registries for the stories: Debian's docker-registry on a free loopback port, filled with the
// images of registry-images.js, alone and behind servers that make it behave as others do.
//
// Each function answers `{ host, address, stop }`, and a story names an image as `${host}/demo/app:1.0`.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startNginx } from "./nginx.js";
import { answering, freePort } from "./ports.js";
import { pushAll } from "./registry-images.js";
import { startTokenService } from "./registry-tokens.js";

/** Who may read where a registry asks. A test can search for the password. */
export const user = { name: "reader", password: "correct-horse-battery" };

const basic = `Basic ${Buffer.from(`${user.name}:${user.password}`).toString("base64")}`;
// bcrypt of the password above, the only kind that docker-registry reads.
const htpasswd = `${user.name}:$2y$04$abcdefghijklmnopqrstuupOWRSKKNe562z1DsLEArFuJDHVyRIMa\n`;

/** What a registry says so that pages of other origins may ask it. */
const cors = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
  "Access-Control-Allow-Headers": "Accept, Authorization",
  "Access-Control-Expose-Headers": "Docker-Content-Digest, WWW-Authenticate, Retry-After, RateLimit, RateLimit-Reset",
};

/** A registry that anyone may read, also from pages. */
export function openRegistry() {
  return startRegistry({ headers: cors });
}

/** A registry that anyone may read, but no page: what most of them are. */
export function registryWithoutCors() {
  return startRegistry({});
}

/** A registry with basic authentication and headers for pages, which answers even the preflight with 401. */
export function bareBasicRegistry() {
  return startRegistry({
    headers: cors,
    auth: (folder) => ({ htpasswd: { realm: "tests", path: join(folder, "htpasswd") } }),
    authorization: basic,
  });
}

/** A registry with basic authentication behind nginx, which answers the preflight. */
export async function basicRegistryBehindNginx() {
  const registry = await startRegistry({});
  const prefix = await mkdtemp(join(tmpdir(), "imagepull-nginx-"));
  const port = await freePort();
  const address = `http://localhost:${port}/`;
  await writeFile(join(prefix, "htpasswd"), `${user.name}:{PLAIN}${user.password}\n`);
  const headers = Object.entries(cors).map(([name, value]) => `add_header ${name} "${value}" always;`);
  const configuration = `
    server {
      listen 127.0.0.1:${port};
      location / {
        ${headers.join("\n")}
        if ($request_method = OPTIONS) {
          ${headers.join("\n")}
          return 204;
        }
        auth_basic "tests";
        auth_basic_user_file ${join(prefix, "htpasswd")};
        proxy_set_header Host $http_host;
        proxy_set_header Authorization "";
        proxy_pass ${registry.address};
      }
    }
  `;
  const stop = await startNginx(prefix, configuration, address);
  return { host: `localhost:${port}`, address, stop: () => Promise.all([stop(), registry.stop()]) };
}

/** A registry that takes the tokens of a service, which gives them to anyone, or with `isPrivate` to the user alone. */
export async function registryWithTokens({ isPrivate = false } = {}) {
  const tokens = await startTokenService({ headers: cors, allowed: isPrivate ? [basic] : [basic, undefined] });
  const pushing = await tokens.forPushing();
  const registry = await startRegistry({ auth: tokens.registryAuth, authorization: `Bearer ${pushing}` });
  const front = await startFront(registry, {});
  return { ...front, tokens, stop: () => Promise.all([front.stop(), tokens.stop()]) };
}

/** A registry one byte of whose manifests is another one on the way. */
export async function corruptedRegistry() {
  return startFront(await openRegistry(), {
    changed: (path, body) => {
      if (!path.includes("/manifests/")) return body;
      const changed = Buffer.from(body);
      changed[changed.lastIndexOf("}")] = " ".charCodeAt(0);
      return changed;
    },
  });
}

/** A registry that takes a request for a manifest and answers it when `release` is called. */
export async function heldRegistry() {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  const front = await startFront(await openRegistry(), { held: (path) => path.includes("/manifests/") && released });
  return { ...front, release };
}

/** A registry that begins to answer with a manifest, and sends a byte more of it when `drip` is called. */
export async function drippingRegistry() {
  let answer;
  const server = createServer((request, response) => {
    if (!request.url.includes("/manifests/")) return response.writeHead(200, cors).end();
    answer = response.writeHead(200, { ...cors, "content-type": "application/vnd.oci.image.index.v1+json" });
    answer.write(" ");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  const drip = async () => {
    answer.write(" ");
    // It reaches the page outside of the clock of the page.
    await new Promise((reached) => setTimeout(reached, 50));
  };
  const stop = async () => {
    server.close();
    server.closeAllConnections();
  };
  return { host: `localhost:${port}`, address: `http://localhost:${port}/`, drip, stop };
}

/**
 * A registry that answers as `instead` says for a path, with `{ status, headers, body }`, and where it says
 * nothing as the registry behind it. A story may set another `instead` between two questions.
 */
export async function scriptedRegistry(instead = () => undefined) {
  const script = { instead };
  const front = await startFront(await openRegistry(), { instead: (path) => script.instead(path) });
  return Object.assign(script, front);
}

/** The body with which a registry refuses, in its own words. */
export const refusal = (code, message) => JSON.stringify({ errors: [{ code, message }] });

/** A registry that has gone: nothing listens at its port. */
export async function goneRegistry() {
  const port = await freePort();
  return { host: `localhost:${port}`, address: `http://localhost:${port}/`, stop: async () => {} };
}

/** Starts docker-registry in a folder of its own, and fills it. */
async function startRegistry({ headers = {}, auth, authorization }) {
  const folder = await mkdtemp(join(tmpdir(), "imagepull-registry-"));
  const port = await freePort();
  const address = `http://localhost:${port}/`;
  const lists = Object.entries(headers).map(([name, value]) => [name, [value]]);
  await writeFile(join(folder, "htpasswd"), htpasswd);
  // JSON is YAML, too.
  const configuration = {
    version: 0.1,
    log: { level: "error", accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, "storage") } },
    http: { addr: `127.0.0.1:${port}`, secret: "of the tests", headers: Object.fromEntries(lists) },
    auth: await auth?.(folder),
  };
  await writeFile(join(folder, "config.yml"), JSON.stringify(configuration));
  const program = process.env.REGISTRY_PROGRAM ?? "docker-registry";
  const registry = spawn(program, ["serve", join(folder, "config.yml")], { stdio: ["ignore", "ignore", "inherit"] });
  const ended = once(registry, "exit");
  const stop = async () => {
    registry.kill();
    await ended;
    await rm(folder, { recursive: true });
  };
  await Promise.race([
    answering(address),
    ended.then(([code]) => Promise.reject(new Error(`${program} ended with ${code}: what it says stands above`))),
  ]);
  await pushAll(address, authorization && { authorization });
  return { host: `localhost:${port}`, address, stop };
}

/**
 * A server in front of a registry that answers the preflight. `changed` changes the body of an answer,
 * `instead` answers in its place, and what is `held` is answered after that.
 */
async function startFront(registry, { changed = (_, body) => body, instead = () => undefined, held = () => undefined }) {
  const server = createServer(async (request, response) => {
    if (request.method === "OPTIONS") {
      response.writeHead(204, cors).end();
      return;
    }
    await held(request.url);
    const own = instead(request.url);
    if (own) {
      response.writeHead(own.status, { ...cors, "content-type": "application/json", ...own.headers }).end(own.body);
      return;
    }
    const { accept = "*/*", authorization } = request.headers;
    const headers = { accept, ...(authorization && { authorization }) };
    const answer = await fetch(new URL(request.url, registry.address), { method: request.method, headers });
    const body = changed(request.url, Buffer.from(await answer.arrayBuffer()));
    const kept = ["content-type", "docker-content-digest", "www-authenticate"];
    const said = kept.flatMap((name) => (answer.headers.has(name) ? [[name, answer.headers.get(name)]] : []));
    response.writeHead(answer.status, { ...cors, ...Object.fromEntries(said), "content-length": body.length }).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await registry.stop();
  };
  return { host: `localhost:${port}`, address: `http://localhost:${port}/`, stop };
}
