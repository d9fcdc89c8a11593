// Calls with hostile objects: getters that throw, proxies that lie, objects without end. Whatever comes, a call
// answers, throws a TypeError, or throws the object's own error; and the package works on.
//
// HOSTILE_CALLS=1000000 node --test tests/package/hostile.test.js tries as many; HOSTILE_SEED tries others.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, * as imagepull from "../../target/package/imagepull/imagepull.js";

before(() => init());

const calls = Number(process.env.HOSTILE_CALLS ?? 20_000);
const seed = Number(process.env.HOSTILE_SEED ?? 1);

/** The error of an object's own code. */
class Own extends Error {}

const fail = () => {
  throw new Own("own");
};

function assertWorks() {
  assert.equal(imagepull.parseImage("busybox").pulled, "docker.io/library/busybox:latest");
  assert.equal(imagepull.ensureImage({ image: "busybox", attempts: [{ atMs: 0 }] }).attempts.length, 1);
}

test("an error of a getter comes out as it is, as often as it likes", () => {
  const scenario = { get images() { return fail(); } };
  for (let call = 0; call < 600; call += 1) assert.throws(() => imagepull.simulatePulls(scenario), Own);
  assertWorks();
});

test("every field is read once", () => {
  let reads = 0;
  const request = { get image() { return (reads += 1) === 1 ? "busybox" : fail(); }, lookup: null };
  assert.equal(imagepull.matchCredentials(request).repository, "docker.io/library/busybox");
  assert.equal(reads, 1);
});

test("what contains itself, is nested too deep or too large is a TypeError that names the argument", () => {
  const round = { image: "a" };
  round.attempts = [{ atMs: 0, presentFor: [round] }];
  let deep = {};
  for (let level = 0; level < 100_000; level += 1) deep = { deep };
  const wide = new Array(5_000_000).fill(0);
  const rows = [
    [() => imagepull.ensureImage(round), "request contains itself"],
    [() => imagepull.ensureImage(deep), "request is nested deeper than 64 levels"],
    [() => imagepull.parseImage("a", deep), "options is nested deeper than 64 levels"],
    [() => imagepull.simulatePulls({ nodes: wide }), "scenario has more than 4000000 values"],
    [() => imagepull.simulatePulls({ kubernetes: "a".repeat(2 ** 27) }), "scenario has more than 67108864 characters"],
  ];
  for (const [call, message] of rows) assert.throws(call, { name: "TypeError", message });
  const shared = { atMs: 0 };
  assert.equal(imagepull.ensureImage({ image: "a", attempts: [shared, shared] }).attempts.length, 2);
  assertWorks();
});

test("bytes are as many as they are, whatever they say", () => {
  class Boasting extends Uint8Array {
    get length() {
      return 2 ** 30;
    }
  }
  const bytes = new TextEncoder().encode("hello");
  assert.equal(imagepull.digestOf(new Boasting(bytes)), imagepull.digestOf(bytes));
  for (const wrong of [new Proxy(bytes, {}), Object.create(Uint8Array.prototype), new Uint16Array(2), [1]]) {
    assert.throws(() => imagepull.digestOf(wrong), { name: "TypeError", message: "bytes must be a Uint8Array" });
  }
});

/** Random numbers from 0 to below 1 from a seed: mulberry32. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Arguments that are right, from which hostile ones are made. */
const right = {
  admitPod: [{
    operation: "UPDATE",
    alwaysPullImages: true,
    pod: { containers: [{ name: "a", image: "nginx:1" }], volumes: [{ name: "v", reference: "a:1", pullPolicy: "Never" }] },
    oldPod: { initContainers: [{ name: "a", image: "nginx:1" }] },
    kubernetes: "1.35",
  }],
  analyzeRuns: [
    [{
      errors: [],
      pulls: [],
      events: [{ atMs: 0 }],
      containers: [{ node: "a", pod: "a", states: [{ reason: null }] }],
      pods: [{ node: "a", pod: "a", createdMs: 0, initializedMs: null, startedMs: null }],
      nodes: [{ node: "a", activePulls: [[0, 1]], queuedPulls: [], throughput: [[0, 1.5]] }],
      summary: {
        makespanMs: 0,
        podStartMs: { p50: null, p95: null, max: null },
        pullQueueMs: { p50: null, p95: null, max: null },
        bytesDownloaded: 0,
        bytesSavedBySharing: 0,
        peakPulls: 0,
        pullsStarted: 0,
        pullsFailed: 0,
      },
    }],
    { scenario: null },
  ],
  backOffTimeline: [{ image: "nginx", podUid: "a", seed: 1, untilMs: 60_000, pullMs: 10, fixedAtMs: 30_000, sharedBy: 2 }],
  checkCredentialProviderConfig: ["kind: CredentialProviderConfig\n", { kubernetes: "1.35", featureGates: { ImageVolume: true } }],
  checkKubeletConfig: ["serializeImagePulls: true\n", { kubernetes: "1.35" }],
  defaultPullPolicy: ["nginx", { kubernetes: "1.35" }],
  digestOf: [new Uint8Array(3), "sha512"],
  ensureImage: [{
    image: "nginx",
    imagePullPolicy: "IfNotPresent",
    featureGates: { RuntimeClassInImageCriApi: true },
    backOff: { initialMs: 1000, maxMs: 5000 },
    pullSecrets: [{ namespace: "a", name: "b", uid: "c", registryKey: "d" }],
    registryCredentials: [{ source: "node" }],
    pullRecords: { allowAll: false, allowedSecrets: { nginx: [{ namespace: "a", name: "b", uid: "c" }] } },
    attempts: [{ atMs: 0, pullError: "no" }, { atMs: 5000, present: true, presentFor: ["a"], imageBytes: 1 }],
  }],
  recognize: ["image: nginx:1.27"],
  explainEvents: ["Failed to pull image: not found", { kubernetes: "1.35" }],
  inspectManifest: ["kind: Pod\nspec: {containers: [{image: a}]}\n", { kubernetes: "1.35", alwaysPullImages: true, runtime: "cri-o" }],
  inspectManifests: [[{ path: "values.yaml", text: "a: b" }, { path: "templates/a.yaml", text: "image: {{ .Values.a }}" }], { kubernetes: "1.35" }],
  manifestSarif: ["kind: Pod\nspec: {containers: [{image: a}]}\n", { path: "a.yaml", runtime: "containerd" }],
  matchCredentials: [{
    image: "ghcr.io/a/b",
    imagePullSecrets: ["a"],
    serviceAccount: { name: "a", imagePullSecrets: ["b"] },
    pullSecrets: [{ name: "a", type: "kubernetes.io/dockerconfigjson", data: { ".dockerconfigjson": "{}" } }],
    nodeConfig: '{"auths": {"ghcr.io": {"auth": "YTpi"}}}',
    providers: [{ name: "a", matchImages: ["*.io"], auth: { "ghcr.io": { username: "a", password: "b" } } }],
  }],
  matchPlatforms: ["linux/arm64", ["linux/arm64", "linux/amd64"]],
  matchUrl: ["*.io", "ghcr.io/a"],
  normalizeImages: [["nginx", "a/b:1"], { kubernetes: "1.35" }],
  parseImage: ["nginx", { kubernetes: "1.35" }],
  parsePlatform: ["arm64", "linux/arm64"],
  pinImages: ["kind: Pod\nspec: {containers: [{image: a}]}\n", { a: `sha256:${"0".repeat(64)}` }, { kubernetes: "1.35" }],
  readIndex: ["{}", "linux/arm64", { documents: ["{}"], image: "nginx", kubernetes: "1.35" }],
  safeFixes: [{
    diagnostics: [],
    images: [{ findings: [{ code: "IMG003", fixes: [{ title: "a", edits: [{ span: { start: 0, end: 8 }, text: "" }] }] }] }],
  }],
  simulatePulls: [{
    images: { nginx: { layers: [{ bytes: 1e6, digest: "a" }, { bytes: 1e3 }] } },
    nodes: [{ name: "a", count: 2, kubelet: { maxParallelImagePulls: 2 }, runtime: { downloadLimit: "perNode" }, present: ["nginx"] }],
    pods: [{ name: "a", replicas: 3, initContainers: [{ name: "i", image: "nginx", runMs: 1 }], containers: [{ name: "c", image: "nginx" }] }],
    registry: { latencyMs: 1, faults: [{ error: "notFound", untilMs: 5 }], rateLimit: { pulls: 1, perMs: 1000 } },
    seed: 1,
    untilMs: 60_000,
  }, { detail: "pulls" }],
  sweep: [{
    images: { nginx: { layers: [{ bytes: 1e6 }] } },
    nodes: [{ name: "a" }],
    pods: [{ name: "a", containers: [{ name: "c", image: "nginx" }] }],
  }, { over: "maxParallelImagePulls", values: [1, 2], containerd: ["2.0"] }],
  verifyDigest: [new Uint8Array(3), `sha256:${"0".repeat(64)}`],
  version: [],
};

/** Values as nobody expects them, each new. */
const hostile = [
  () => undefined,
  () => null,
  () => true,
  () => NaN,
  () => -Infinity,
  () => -1,
  () => 0.5,
  () => 1e300,
  () => 2 ** 53,
  () => 10n,
  () => "",
  () => "\ud800",
  () => "\0",
  () => "a".repeat(5000),
  () => "kubernetes",
  () => Symbol("a"),
  () => fail,
  () => [],
  () => [, 1],
  () => ({}),
  () => Object.create(null),
  () => new Date(),
  () => new Map([["a", 1]]),
  () => new Set([1]),
  () => new Uint8Array(3),
  () => new String("a"),
  () => Object.create({ get image() { return fail(); } }),
  () => ({ "\0": "NaN" }),
  () => ({ ["__proto__"]: { image: 1 }, toJSON: fail, constructor: 1 }),
  () => ({ get image() { return fail(); } }),
  () => ({ toString: fail, valueOf: fail, [Symbol.toPrimitive]: fail }),
  () => { const round = {}; return Object.assign(round, { round }); },
  () => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy; },
  () => new Proxy({}, { get: fail, ownKeys: fail, getPrototypeOf: fail }),
  () => new Proxy({}, { ownKeys: () => ["image", "a"], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }), get: () => fail() }),
  () => new Proxy([], { get: (target, key) => (key === "length" ? "3" : key === "0" ? fail() : target[key]) }),
  () => new Proxy(["a"], {}),
  () => new Error("a"),
  () => globalThis,
];

/** The objects among those that were made, which are not looked into. */
const made = new WeakSet();

/** A copy with a hostile value in one or two places, or with a hostile field more. */
function spoiled(value, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const pickHostile = () => {
    const value = pick(hostile)();
    if (typeof value === "object" && value !== null) made.add(value);
    return value;
  };
  if (made.has(value) || random() < 0.2) return pickHostile();
  if (Array.isArray(value)) {
    const at = Math.floor(random() * (value.length + 1));
    const copy = [...value];
    copy[at] = spoiled(copy[at], random);
    return copy;
  }
  if (Object.prototype.toString.call(value) !== "[object Object]") return pickHostile();
  const fields = Object.getOwnPropertyDescriptors(value);
  const key = pick([...Object.keys(fields), "more"]);
  const spoiledField = { value: key in fields ? spoiled(fields[key].value, random) : pickHostile() };
  fields[key] = { enumerable: true, ...(random() < 0.1 ? { get: fail } : spoiledField) };
  const copy = Object.create(Object.prototype, fields);
  return random() < 0.1 ? spoiled(copy, random) : copy;
}

test(`${calls} calls with hostile objects`, () => {
  const random = randomFrom(seed);
  const names = Object.keys(right);
  let [answered, threw] = [0, 0];
  for (let call = 0; call < calls; call += 1) {
    const name = names[Math.floor(random() * names.length)];
    const [...values] = right[name];
    const at = Math.floor(random() * (values.length + 1));
    values[at] = spoiled(values[at], random);
    try {
      imagepull[name](...values);
      answered += 1;
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof Own)) throw new Error(`call ${call} of ${name}`, { cause: error });
      threw += 1;
    }
    if (call % 1000 === 0) assertWorks();
  }
  assertWorks();
  assert.ok(answered > calls / 20 && threw > calls / 20, `${answered} answers, ${threw} errors`);
});
