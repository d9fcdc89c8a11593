// Requests that cannot be answered: what throws names its place, and all else is said in the diagnostics of an
// answer that is empty otherwise, in the same words by all functions.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, * as imagepull from "../../target/package/imagepull/imagepull.js";

before(() => init());

const scenario = {
  images: { busybox: { layers: [{ bytes: 1e6 }] } },
  nodes: [{ name: "node-a" }],
  pods: [{ name: "web", containers: [{ name: "app", image: "busybox" }] }],
};
const pod = { containers: [{ name: "app", image: "busybox" }] };

/** For each function that takes a release, a call that is right but for what is added to its request or options. */
const calls = {
  parseImage: (more) => imagepull.parseImage("busybox", more),
  defaultPullPolicy: (more) => imagepull.defaultPullPolicy("busybox", more),
  admitPod: (more) => imagepull.admitPod({ operation: "CREATE", alwaysPullImages: true, pod, ...more }),
  ensureImage: (more) => imagepull.ensureImage({ image: "busybox", attempts: [{ atMs: 0 }], ...more }),
  backOffTimeline: (more) => imagepull.backOffTimeline({ untilMs: 60_000, ...more }),
  simulatePulls: (more) => imagepull.simulatePulls({ ...scenario, ...more }),
  checkKubeletConfig: (more) => imagepull.checkKubeletConfig("serializeImagePulls: true\n", more),
  matchCredentials: (more) => imagepull.matchCredentials({ image: "busybox", ...more }),
  checkCredentialProviderConfig: (more) => imagepull.checkCredentialProviderConfig("kind: A", more),
  readIndex: (more) => imagepull.readIndex("{}", "linux/amd64", more),
  inspectManifest: (more) => imagepull.inspectManifest("kind: Pod\nspec: {containers: [{image: a}]}\n", more),
  pinImages: (more) => imagepull.pinImages("kind: Pod\nspec: {containers: [{image: a}]}\n", "", more),
  explainEvents: (more) => imagepull.explainEvents("toomanyrequests", more),
};

/** The errors of an answer; those of a simulation are a list of their own. */
function errors({ errors: ofSimulation, diagnostics = ofSimulation }) {
  return diagnostics.filter(({ severity }) => severity === "error");
}

/** Whether nothing is in an answer but what is wrong with the request. */
function isEmpty(report) {
  const { errors, diagnostics, summary, pods, implied, input, containerd, registryDigest, ...fields } = report;
  // The release stands for nothing that was read.
  fields.registryDigest = registryDigest?.digest ?? null;
  // A readIndex that read nothing is that of an empty text.
  const [ofEmptyText, kind] = [imagepull.readIndex("", "").digest, "unknown"];
  const isNothing = (value) =>
    value === null || value === false || value === "" || value === 0 || value === kind || value === ofEmptyText ||
    (typeof value === "object" && Object.keys(value).length === 0);
  return Object.values(fields).every(isNothing);
}

test("a release by any name that clusters give it is that release", () => {
  for (const [name, call] of Object.entries(calls)) {
    const expected = call({ kubernetes: "1.30" });
    for (const kubernetes of ["v1.30", "1.30.2", "v1.30.14", "v1.30.2-gke.1587003"]) {
      assert.deepEqual(call({ kubernetes }), expected, `${name} ${kubernetes}`);
    }
    assert.notDeepEqual(errors(expected).map(({ code }) => code), ["REQ001"], name);
  }
});

test("an answer is in the language that its request asks for, and the next one in English again", () => {
  for (const [name, call] of Object.entries(calls)) {
    const plain = call({});
    assert.deepEqual(call({ language: "en" }), plain, name);
    call({ language: "ko" });
    assert.deepEqual(call({}), plain, name);
    assert.deepEqual(errors(call({ language: "fr" })).map(({ code }) => code), ["REQ003"], name);
    assert.throws(() => call({ language: 1 }), { name: "TypeError", message: /language must be a string$/ }, name);
  }
  assert.match(imagepull.parseImage("Nginx", { language: "ko" }).diagnostics[0].message, /[가-힣]/);
  assert.match(imagepull.parsePlatform("linux/armv7l", null, { language: "ko" }).diagnostics[0].message, /[가-힣]/);
  assert.match(imagepull.matchUrl("ghcr.io", "ghcr.io/a", { language: "ko" }).why[0].text, /[가-힣]/);
});

test("a release that is not known is refused by every function in the same words", () => {
  for (const kubernetes of ["1.26", "latest", "abc", "", "1.30.x", "v1"]) {
    const words = `kubernetes: ${JSON.stringify(kubernetes)} is not a known Kubernetes release; the known ones are 1.27 to 1.37`;
    for (const [name, call] of Object.entries(calls)) {
      const report = call({ kubernetes });
      assert.deepEqual(errors(report).map(({ message }) => message), [words], name);
      assert.ok(isEmpty(report), `${name}: ${JSON.stringify(report)}`);
    }
    assert.deepEqual(imagepull.normalizeImages(["a", "b"], { kubernetes }), [null, null]);
    const [run] = imagepull.manifestSarif("kind: Pod", { kubernetes }).runs;
    assert.deepEqual(run.results, []);
    const [{ executionSuccessful, toolConfigurationNotifications: notes }] = run.invocations;
    assert.deepEqual([executionSuccessful, notes[0].level, notes[0].message.text], [false, "error", words]);
  }
});

test("a field that does not exist is refused by every function, with the likely right name", () => {
  for (const [name, call] of Object.entries(calls)) {
    const report = call({ kubernets: "1.30" });
    const [{ code, message }] = errors(report);
    // Where passwords may be, a key that somebody chose is not named.
    const key = name === "matchCredentials" ? "…" : "kubernets";
    assert.deepEqual([code, message], ["REQ002", `${key}: there is no such field; did you mean kubernetes?`], name);
    assert.ok(isEmpty(report), name);
  }
  assert.deepEqual(imagepull.normalizeImages(["a"], { kubernets: "1.30" }), [null]);
  const nested = imagepull.simulatePulls({ ...scenario, nodes: [{ name: "a", kubelet: { serializeImagePull: false } }] });
  assert.equal(nested.errors[0].message, "nodes[0].kubelet.serializeImagePull: there is no such field; did you mean serializeImagePulls?");
  assert.deepEqual(nested.pulls, []);
});

test("values that do not exist, and numbers and times that cannot be", () => {
  const { ensureImage: ensure, simulatePulls: simulate, backOffTimeline: backOff, checkCredentialProviderConfig: check } = calls;
  const attempts = (...list) => ensure({ attempts: list });
  const rows = [
    [ensure({ imagePullPolicy: "always" }), `imagePullPolicy: "always" is not a valid value`],
    [simulate({ pods: [{ name: "a", containers: [{ name: "a", image: "busybox", imagePullPolicy: "always" }] }] }), `pods[0].containers[0].imagePullPolicy: "always" is not a valid value`],
    [ensure({ imagePullCredentialsVerificationPolicy: "Never" }), `imagePullCredentialsVerificationPolicy: "Never" is not a valid value`],
    [ensure({ featureGates: { KubeletEnsureSecretPulledImage: true } }), 'featureGates: "KubeletEnsureSecretPulledImage" is not a known feature gate'],
    [check({ featureGates: { Gate: false } }), 'featureGates: "Gate" is not a known feature gate'],
    [ensure({ registryPullQPS: -1 }), "registryPullQPS: -1 is not a valid amount"],
    [ensure({ registryBurst: 0.5 }), "registryBurst: 0.5 is not an integer"],
    [ensure({ backOff: { initialMs: NaN, maxMs: 1 } }), "backOff.initialMs: NaN is not a valid amount"],
    [ensure({ backOff: { initialMs: 1, maxMs: Infinity } }), "backOff.maxMs: Infinity is not a valid amount"],
    [attempts({ atMs: NaN }), "attempts[0].atMs: NaN is not a valid amount"],
    [attempts({ atMs: -1 }), "attempts[0].atMs: -1 is not a valid amount"],
    [attempts({ atMs: 0 }, { atMs: 5, pullMs: -Infinity }), "attempts[1].pullMs: -Infinity is not a valid amount"],
    [attempts({ atMs: 0, imageBytes: NaN }), "attempts[0].imageBytes: NaN is not a valid amount"],
    [attempts({ atMs: 20 }, { atMs: 10 }), "attempts[1].atMs: 10 ms is before 20 ms, the previous time in the list"],
    [backOff({ untilMs: NaN }), "untilMs is NaN: a time must be 0 to 86400000 ms (24 h)."],
    [backOff({ sharedBy: Infinity }), "sharedBy is Infinity: it must be an integer from 1 to 100."],
    [backOff({ image: "a".repeat(2 ** 20) }), "image: 1048576 bytes is too long for a name"],
    [ensure({ image: "a".repeat(1025) }), "image: 1025 bytes is too long for a name"],
    [simulate({ untilMs: 1e300 }), "untilMs: 1e300 is more than a week"],
    [simulate({ seed: -Infinity }), "seed: -Infinity is not an integer from 0 to 9007199254740991"],
  ];
  for (const [report, message] of rows) {
    assert.deepEqual(errors(report).map((it) => it.message), [message]);
    assert.ok(isEmpty(report), message);
  }
});

test("too much work is said before it begins, with an estimate", () => {
  const layers = new Array(10_000).fill({ bytes: 1e6 });
  const huge = (kubelet) => ({
    images: { app: { layers } },
    nodes: [{ name: "node", kubelet }],
    pods: [{ name: "web", replicas: 10_000, containers: [{ name: "a", image: "app" }] }],
  });
  const time = /^This takes about \d+ s; the limit for a call is 10 s$/;
  const memory = /^This needs about \d+ MB of memory; the limit for a call is 1500 MB$/;
  const answer = /^The answer would be about \d+ MB; the limit is 130 MB$/;
  const rows = [
    [() => imagepull.simulatePulls(huge({ serializeImagePulls: false })), [time, memory, answer]],
    [() => imagepull.simulatePulls(huge({ serializeImagePulls: false }), { detail: "summary" }), [time, memory]],
    [() => imagepull.backOffTimeline({ untilMs: 86_400_000, sharedBy: 100 }), [answer]],
    [() => imagepull.ensureImage({ image: "a", attempts: [{ atMs: 0, pullError: "e".repeat(60_000) }, ...new Array(1000).fill({ atMs: 0 })] }), [answer]],
  ];
  for (const [call, messages] of rows) {
    const report = call();
    assert.deepEqual(errors(report).map(({ code }) => code), messages.map(() => "REQ009"));
    for (const [index, message] of messages.entries()) assert.match(errors(report)[index].message, message);
    assert.ok(isEmpty(report));
  }
});

test("a required field that is missing, or null, is named", () => {
  const rows = [
    [() => imagepull.simulatePulls({}), "scenario.images"],
    [() => imagepull.simulatePulls({ ...scenario, pods: null }), "scenario.pods"],
    [() => imagepull.simulatePulls({ ...scenario, images: { a: {} } }), "scenario.images.a.layers"],
    [() => imagepull.simulatePulls({ ...scenario, images: { "a b": { layers: [{}] } } }), 'scenario.images["a b"].layers[0].bytes'],
    [() => imagepull.ensureImage({}), "request.image"],
    [() => imagepull.ensureImage({ image: "a" }), "request.attempts"],
    [() => imagepull.ensureImage({ image: "a", attempts: [{}] }), "request.attempts[0].atMs"],
    [() => imagepull.ensureImage({ image: "a", attempts: [], backOff: { initialMs: 1 } }), "request.backOff.maxMs"],
    [() => imagepull.ensureImage({ image: "a", attempts: [], pullSecrets: [{ name: "a", uid: "b" }] }), "request.pullSecrets[0].namespace"],
    [() => imagepull.ensureImage({ image: "a", attempts: [], registryCredentials: [{ name: "a" }] }), "request.registryCredentials[0].source"],
    [() => imagepull.ensureImage({ image: "a", attempts: [], pullRecords: { allowedSecrets: { a: [{ name: "a", uid: "b" }] } } }), "request.pullRecords.allowedSecrets.a[0].namespace"],
    [() => imagepull.backOffTimeline({}), "request.untilMs"],
    [() => imagepull.admitPod({}), "request.operation"],
    [() => imagepull.admitPod({ operation: "CREATE", alwaysPullImages: true }), "request.pod"],
    [() => imagepull.admitPod({ operation: "CREATE", alwaysPullImages: true, pod: { containers: [{ image: "a" }] } }), "request.pod.containers[0].name"],
    [() => imagepull.admitPod({ operation: "CREATE", alwaysPullImages: true, pod: { volumes: [{ name: "a" }] } }), "request.pod.volumes[0].reference"],
    [() => imagepull.matchCredentials({ image: null }), "request.image"],
    [() => imagepull.matchCredentials({ image: "a", pullSecrets: [{}] }), "request.pullSecrets[0].type"],
    [() => imagepull.matchCredentials({ image: "a", providers: [{ name: "a", matchImages: [] }] }), "request.providers[0].auth"],
  ];
  for (const [call, path] of rows) {
    assert.throws(call, { name: "TypeError", message: `${path} is required` });
  }
});

test("a value of the wrong type is named with what it must be, in the words of JavaScript", () => {
  const ensure = (more) => () => imagepull.ensureImage({ image: "a", attempts: [], ...more });
  const rows = [
    [() => imagepull.ensureImage(null), "request must be an object"],
    [() => imagepull.ensureImage([]), "request must be an object"],
    [() => imagepull.ensureImage("a"), "request must be an object"],
    [() => imagepull.parseImage("a", 1), "options must be an object"],
    [() => imagepull.parseImage("a", { kubernetes: 1.3 }), "options.kubernetes must be a string"],
    [() => imagepull.normalizeImages(["a"], "1.30"), "options must be an object"],
    [() => imagepull.explainEvents("a", { kubernetes: [] }), "options.kubernetes must be a string"],
    [() => imagepull.simulatePulls(scenario, { detail: "some" }), 'options.detail must be "full", "pulls" or "summary"'],
    [() => imagepull.inspectManifest("", { runtime: "docker" }), 'options.runtime must be "containerd" or "cri-o"'],
    [ensure({ attempts: {} }), "request.attempts must be an array"],
    [ensure({ attempts: [1] }), "request.attempts[0] must be an object"],
    [ensure({ attempts: [{ atMs: "soon" }] }), "request.attempts[0].atMs must be a number"],
    [ensure({ attempts: [{ atMs: 0, present: "yes" }] }), "request.attempts[0].present must be true or false"],
    [ensure({ featureGates: { a: 1 } }), "request.featureGates.a must be true or false"],
    [ensure({ registryCredentials: [{ source: "other" }] }), 'request.registryCredentials[0].source must be "secret", "serviceAccount" or "node"'],
    [() => imagepull.admitPod({ operation: "DELETE", alwaysPullImages: true, pod }), 'request.operation must be "CREATE" or "UPDATE"'],
    [() => imagepull.backOffTimeline({ untilMs: 1n }), "request must be plain data: it holds a bigint"],
    [() => imagepull.backOffTimeline({ untilMs: 1, image: () => "a" }), "request must be plain data: it holds a function"],
    [() => imagepull.backOffTimeline(new Map([["untilMs", 1]])), "request must be plain data: it holds an object of another kind"],
  ];
  for (const [call, message] of rows) assert.throws(call, { name: "TypeError", message });
});
