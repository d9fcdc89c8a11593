// Images for a registry of the tests: tiny, but whole. What is pushed is made here, byte by byte,
// so every digest is known before a registry sees it.

import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

const types = {
  index: "application/vnd.oci.image.index.v1+json",
  manifest: "application/vnd.oci.image.manifest.v1+json",
  config: "application/vnd.oci.image.config.v1+json",
  layer: "application/vnd.oci.image.layer.v1.tar+gzip",
  statement: "application/vnd.in-toto+json",
};

const digestOf = (bytes) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

function blob(mediaType, bytes) {
  return { bytes, descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length } };
}

function json(mediaType, value) {
  return blob(mediaType, Buffer.from(JSON.stringify(value, undefined, 2)));
}

/** A layer with one file; the same text makes the same layer. */
function layer(text) {
  const tar = archive(`${createHash("md5").update(text).digest("hex")}.txt`, Buffer.from(text));
  return { ...blob(types.layer, gzipSync(tar)), diff: digestOf(tar) };
}

/** A tar archive with one file (POSIX ustar). */
function archive(name, content) {
  const header = Buffer.alloc(512);
  const write = (text, place) => header.write(text, place, "latin1");
  const octal = (number, width) => `${number.toString(8).padStart(width - 1, "0")}\0`;
  write(name, 0);
  write(octal(0o644, 8), 100);
  write(octal(0, 8), 108);
  write(octal(0, 8), 116);
  write(octal(content.length, 12), 124);
  write(octal(0, 12), 136);
  write(" ".repeat(8), 148);
  write("0", 156);
  write("ustar\x0000", 257);
  write(`${octal(header.reduce((sum, byte) => sum + byte, 0), 7)} `, 148);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([header, content, padding, Buffer.alloc(1024)]);
}

function image(platform, layers) {
  const config = json(types.config, {
    ...platform,
    config: { Cmd: ["/app"] },
    rootfs: { type: "layers", diff_ids: layers.map((it) => it.diff) },
  });
  return { platform, layers, config, ...manifest(config, layers), blobs: [config, ...layers] };
}

function manifest(config, layers) {
  return json(types.manifest, {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: config.descriptor,
    layers: layers.map((it) => it.descriptor),
  });
}

/** What BuildKit says about an image, as an entry beside it. */
function attestation(image) {
  const statement = json(types.statement, { predicateType: "https://slsa.dev/provenance/v1", subject: [] });
  const config = json(types.config, { architecture: "unknown", os: "unknown", rootfs: { type: "layers", diff_ids: [] } });
  return {
    ...manifest(config, [statement]),
    blobs: [config, statement],
    platform: { architecture: "unknown", os: "unknown" },
    annotations: {
      "vnd.docker.reference.digest": image.descriptor.digest,
      "vnd.docker.reference.type": "attestation-manifest",
    },
  };
}

function index(children, platform) {
  const manifests = children.map(({ descriptor, platform, annotations }) => ({ ...descriptor, platform, annotations }));
  return { ...json(types.index, { schemaVersion: 2, mediaType: types.index, manifests }), children, platform };
}

const base = layer("the base of both images");
const runtime = layer("the runtime of both images");

const amd64 = image({ architecture: "amd64", os: "linux" }, [base, runtime, layer("the app for amd64")]);
const arm64 = image({ architecture: "arm64", os: "linux", variant: "v8" }, [
  layer("the base for arm64"),
  layer("the app for arm64"),
]);
const armV7 = image({ architecture: "arm", os: "linux", variant: "v7" }, [layer("the app for arm/v7")]);
const s390x = image({ architecture: "s390x", os: "linux" }, [layer("the app for s390x")]);
const nested = index([s390x, attestation(s390x)], s390x.platform);

/**
 * What a registry of the tests holds, by repository and tag. `demo/app` is for linux/amd64,
 * linux/arm64/v8, linux/arm/v7 and, in a nested index, linux/s390x, with attestations; `demo/tool`
 * is one manifest that has two layers in common with `demo/app` for linux/amd64.
 */
export const images = {
  "demo/app:1.0": index([amd64, arm64, armV7, attestation(amd64), nested]),
  "demo/tool:1.0": image({ architecture: "amd64", os: "linux" }, [base, runtime, layer("the tool")]),
};

/** The images of `demo/app`, by platform. */
export const app = { amd64, arm64, armV7, s390x, nested };

/** Pushes all of them to a registry, as a client does: blobs, then manifests, then what lists them. */
export async function pushAll(address, headers = {}) {
  for (const [name, image] of Object.entries(images)) {
    const [repository, tag] = name.split(":");
    await push({ address, repository, headers }, image, tag);
  }
}

async function push(to, image, reference = image.descriptor.digest) {
  for (const child of image.children ?? []) await push(to, child);
  for (const blob of image.blobs ?? []) await pushBlob(to, blob);
  await put(to, new URL(`/v2/${to.repository}/manifests/${reference}`, to.address), image);
}

async function pushBlob(to, blob) {
  const uploads = new URL(`/v2/${to.repository}/blobs/uploads/`, to.address);
  const begun = await fetch(uploads, { method: "POST", headers: to.headers });
  if (begun.status !== 202) throw new Error(`${uploads}: ${begun.status} ${await begun.text()}`);
  const upload = new URL(begun.headers.get("location"), to.address);
  upload.searchParams.set("digest", blob.descriptor.digest);
  await put(to, upload, { ...blob, descriptor: { ...blob.descriptor, mediaType: "application/octet-stream" } });
}

async function put({ headers }, url, { bytes, descriptor }) {
  const answer = await fetch(url, { method: "PUT", headers: { ...headers, "content-type": descriptor.mediaType }, body: bytes });
  if (answer.status !== 201) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
}
