// How the package answers calls: nulls, spans, and calls of the wrong shape.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, {
  admitPod,
  analyzeRuns,
  backOffTimeline,
  checkCredentialProviderConfig,
  checkKubeletConfig,
  defaultPullPolicy,
  digestOf,
  ensureImage,
  explainEvents,
  matchCredentials,
  matchPlatforms,
  matchUrl,
  inspectManifest,
  normalizeImages,
  parseImage,
  parsePlatform,
  readIndex,
  recognize,
  safeFixes,
  simulatePulls,
  sweep,
  verifyDigest,
} from "../../target/package/imagepull/imagepull.js";

before(() => init());

const scenario = {
  images: { busybox: { layers: [{ bytes: 1e6 }] } },
  nodes: [{ name: "node-a" }],
  pods: [{ name: "web", containers: [{ name: "app", image: "busybox" }] }],
};

test("spans are UTF-16 units of the input", () => {
  const [error] = parseImage("busybox:😀").diagnostics;
  assert.deepEqual(error.span, { start: 8, end: 10 });
});

test("a text that is no Unicode is an answer, not an exception", () => {
  assert.equal(parseImage("busybox:\ud83d").valid, false);
  assert.deepEqual(normalizeImages(["\udc00", "a\u0000b", "busybox"]), [null, null, "docker.io/library/busybox:latest"]);
});

test("a list of names is read as the release reads each of them", () => {
  const names = ["[2001:db8::1]:5000/a", "Host/a", "nginx", "\udc00"];
  for (const kubernetes of ["1.27", "1.30", "v1.36.3"]) {
    const each = names.map((name) => parseImage(name, { kubernetes }).withDefaultTag);
    assert.deepEqual(normalizeImages(names, { kubernetes }), each);
  }
  assert.equal(normalizeImages(names, { kubernetes: "1.27" })[0], null);
  assert.equal(normalizeImages(names)[0], "[2001:db8::1]:5000/a:latest");
});

test("what is missing is null and what is empty is a list", () => {
  const report = parseImage("");
  assert.equal(report.canonical, null);
  assert.equal(report.kubelet, null);
  assert.deepEqual(report.parts, []);
  assert.deepEqual(normalizeImages([]), []);
});

test("the policy says why, with its source", () => {
  const { policy, effectiveTag, why } = defaultPullPolicy("busybox", { kubernetes: null });
  assert.equal(policy, "Always");
  assert.equal(effectiveTag, "latest");
  assert.equal(why[0].rule, "default-policy-no-tag");
  assert.match(why[0].source, /^https:/);
});

test("a digest that is another one is no error", () => {
  const check = verifyDigest(new TextEncoder().encode("a"), digestOf(new Uint8Array()));
  assert.equal(check.matches, false);
  assert.deepEqual(check.diagnostics.map(({ severity }) => severity), ["warning"]);
});

test("a scenario gives a trace, with as much detail as is asked for", () => {
  const full = simulatePulls(scenario);
  assert.deepEqual(full.errors, []);
  assert.equal(full.pulls[0].outcome, "pulled");
  assert.equal(full.pulls[0].layers.length, 1);
  assert.equal(full.pulls[0].layers[0].digest, null);
  assert.deepEqual(simulatePulls(scenario, { detail: "pulls" }).pulls[0].layers, []);
  const summary = simulatePulls(scenario, { detail: "summary" });
  assert.deepEqual(summary.pulls, []);
  assert.deepEqual(summary.summary, full.summary);
});

test("a point of a sweep is the run with its number", () => {
  const points = sweep(scenario, { over: "maxParallelImagePulls", values: [1, 4], containerd: ["2.0", "2.1"] });
  assert.deepEqual(points.map(({ value, containerd }) => [value, containerd]), [[1, "2.0"], [4, "2.0"], [1, "2.1"], [4, "2.1"]]);
  for (const { value, containerd, medianReadyMs, p95ReadyMs, lastReadyMs, bytesDownloaded, peakPulls, errors } of points) {
    const runtime = { downloadLimit: containerd === "2.0" ? "perImage" : "perNode" };
    const kubelet = { serializeImagePulls: false, maxParallelImagePulls: value };
    const { summary } = simulatePulls({ ...scenario, nodes: [{ name: "node-a", kubelet, runtime }] });
    assert.deepEqual({ p50: medianReadyMs, p95: p95ReadyMs, max: lastReadyMs }, summary.podStartMs);
    assert.deepEqual([bytesDownloaded, peakPulls, errors], [summary.bytesDownloaded, summary.peakPulls, []]);
  }
  const [refused, ...others] = sweep(scenario, { over: "maxParallelImagePulls", containerd: ["1.0"] });
  assert.deepEqual([refused.errors[0].code, refused.lastReadyMs, others], ["REQ003", null, []]);
});

test("phases cover a pull, and what follows from runs needs no more than the traces", () => {
  const run = (serializeImagePulls) =>
    simulatePulls({
      images: { huge: { layers: [{ bytes: 4e9 }] }, small: { layers: [{ bytes: 2e7 }] } },
      nodes: [{ name: "node-a", bandwidth: 1e8, kubelet: { serializeImagePulls } }],
      pods: ["huge", "small"].map((image) => ({ name: image, containers: [{ name: "c", image }] })),
    });
  const runs = [run(true), run(false)];
  for (const { pulls } of runs) {
    for (const { phases, requestedMs, finishedMs } of pulls) {
      assert.deepEqual(phases.map(({ endMs }) => endMs), [...phases.slice(1).map(({ startMs }) => startMs), finishedMs]);
      assert.equal(phases[0].startMs, requestedMs);
    }
  }
  assert.equal(runs[0].pulls[1].phases[0].waitsFor.pod, "huge");
  const [serial, parallel] = analyzeRuns(runs);
  assert.equal(serial.comparison, null);
  assert.equal(parallel.comparison.kind, "changes");
  assert.deepEqual(parallel.comparison.start.both, { serialMs: serial.facts.halfReadyMs, parallelMs: parallel.facts.halfReadyMs });
  assert.deepEqual(analyzeRuns([]), []);
  assert.throws(() => analyzeRuns({}), { name: "TypeError", message: /runs must be an array/ });
  assert.throws(() => analyzeRuns([{}]), { name: "TypeError", message: /runs\[0\]/ });
});

test("safe fixes are those without a choice that contradict no other", () => {
  const manifest = (image) => inspectManifest(`kind: Pod\nspec: {containers: [{name: a, image: '${image}'}]}\n`);
  const [fix, ...others] = safeFixes(manifest("https://ghcr.io/acme/web:1"));
  assert.match(fix.replacement, /image: '?ghcr\.io/);
  assert.deepEqual(others, []);
  assert.deepEqual(safeFixes(manifest("localhost:5000")), []);
});

test("numbers that are none are errors of the scenario", () => {
  for (const bandwidth of [NaN, Infinity, -1, 0]) {
    const { errors } = simulatePulls({ ...scenario, nodes: [{ name: "node-a", bandwidth }] });
    assert.equal(errors.length, 1, String(bandwidth));
    assert.match(errors[0].message, /nodes\[0\]\.bandwidth/);
  }
});

test("a pod that cannot pull tries again within the bounds, and a new pod at once", () => {
  const { attempts, bounds, afterFix, states, why } = backOffTimeline({ untilMs: 600_000, pullMs: 800, fixedAtMs: 60_000, seed: 7 });
  attempts.forEach(({ startMs }, index) => {
    assert.ok(startMs >= bounds[index].earliestMs && startMs <= bounds[index].latestMs);
  });
  assert.deepEqual(bounds.slice(0, 3).map(({ earliestMs, latestMs }) => [earliestMs, latestMs]), [
    [0, 0],
    [11_000, 16_000],
    [33_000, 47_000],
  ]);
  assert.equal(afterFix.attemptMs, attempts.at(-1).startMs);
  assert.equal(afterFix.newPodMs, 60_000);
  assert.equal(states[0].at(-1).state, "running");
  for (const { source } of why) assert.match(source, /^https:/);
});

test("a back-off that cannot be is an answer", () => {
  const { attempts, afterFix, diagnostics } = backOffTimeline({ untilMs: -1, sharedBy: 0 });
  assert.deepEqual(attempts, []);
  assert.equal(afterFix, null);
  assert.deepEqual(diagnostics.map(({ code }) => code), ["BKO001", "BKO002"]);
});

test("a configuration that the kubelet refuses, with the place in UTF-16 units and a fix", () => {
  const yaml = "# 😀\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nserializeImagePulls: true\nmaxParallelImagePulls: 3\n";
  const { starts, errors, diagnostics } = checkKubeletConfig(yaml);
  assert.equal(starts, false);
  const refused = diagnostics.find(({ message }) => message === errors[0]);
  assert.equal(yaml.slice(refused.span.start, refused.span.end), "3");
  const fixed = checkKubeletConfig(refused.fixes[0].replacement);
  assert.deepEqual([fixed.starts, fixed.serializeImagePulls, fixed.maxParallelImagePulls], [true, false, 3]);
});

test("a pasted text names its cause, with the place in UTF-16 units", () => {
  const text = "# 😀\nFailed to pull image: toomanyrequests: You have reached your pull rate limit";
  const { causes, diagnostics } = explainEvents(text);
  assert.deepEqual(causes.map(({ code }) => code), ["EVT003"]);
  assert.deepEqual(causes[0].evidence.map(({ start, end }) => text.slice(start, end)), ["toomanyrequests: You have reached your pull rate limit"]);
  assert.match(causes[0].nextAttempt, /back-off/);
  assert.match(causes[0].source, /^https:/);
  assert.deepEqual(diagnostics, []);
});

test("a pasted text is recognized, with the place of the name in UTF-16 units", () => {
  const text = "“😀” docker run nginx:1.27";
  const { found } = recognize(text);
  assert.equal(text.slice(found.span.start, found.span.end), "nginx:1.27");
  const { kind, view, confidence, why } = recognize("kind: KubeletConfiguration");
  assert.deepEqual([kind, view, confidence], ["kubeletConfig", "pulls", "certain"]);
  assert.match(why[0].source, /^https:/);
  assert.deepEqual([recognize("").view, recognize("").found], [null, null]);
});

test("a configuration that is no YAML is an answer", () => {
  const { starts, errors, serializeImagePulls, diagnostics } = checkKubeletConfig("a: [1\nb: }");
  assert.deepEqual([starts, errors, serializeImagePulls], [false, ["failed to decode: yaml: line 1: did not find expected ',' or ']'"], null]);
  assert.deepEqual(diagnostics.map(({ code }) => code), ["KUB005"]);
});

test("AlwaysPullImages looks at updates only where they bring a new image", () => {
  const oldPod = { containers: [{ name: "a", image: "one:1" }, { name: "b", image: "two:1" }] };
  const request = { operation: "UPDATE", alwaysPullImages: true, oldPod };
  const swapped = { containers: [{ name: "a", image: "two:1" }, { name: "b", image: "one:1" }], initContainers: null };
  const report = admitPod({ ...request, pod: swapped });
  assert.deepEqual(report.containers.map((it) => it.imagePullPolicy), ["IfNotPresent", "IfNotPresent"]);
  assert.deepEqual(report.initContainers, []);
  assert.equal(report.allowed, true);
  const changed = admitPod({ ...request, pod: { containers: [{ name: "a", image: "three:1" }, { name: "b", image: "two:1" }] } });
  assert.deepEqual(changed.changes.map(({ path, from, to }) => [path, from, to]), [
    ["spec.containers[0].imagePullPolicy", null, "Always"],
    ["spec.containers[1].imagePullPolicy", null, "Always"],
  ]);
  // The stored Pod has IfNotPresent, and the field cannot be changed.
  assert.equal(changed.allowed, false);
  assert.match(changed.diagnostics[0].message, /^spec: Forbidden: pod updates may not change fields/);
});

test("the API server refuses a policy it does not know, and an image with white space", () => {
  const pod = { containers: [{ name: "a", image: " nginx", imagePullPolicy: "always" }] };
  const { allowed, diagnostics } = admitPod({ operation: "CREATE", alwaysPullImages: false, pod });
  assert.equal(allowed, false);
  assert.deepEqual(diagnostics.map(({ message }) => message), [
    'spec.containers[0].imagePullPolicy: Unsupported value: "always": supported values: "Always", "IfNotPresent", "Never"',
    'spec.containers[0].image: Invalid value: " nginx": must not have leading or trailing whitespace',
  ]);
});

test("credentials come back without what is secret", () => {
  const auth = { auth: btoa("joe:s3cret") };
  const data = { ".dockerconfigjson": JSON.stringify({ auths: { "https://joe:s3cret@ghcr.io": auth, "quay.io": auth } }) };
  const report = matchCredentials({
    image: "ghcr.io/acme/app:v1",
    namespace: null,
    pullSecrets: [{ name: "regcred", type: "kubernetes.io/dockerconfigjson", data }],
    providers: [{ name: "p", matchImages: ["ghcr.io"], auth: { "ghcr.io": { username: "robot", password: "s3cret" } } }],
  });
  assert.equal(report.repository, "ghcr.io/acme/app");
  assert.deepEqual(report.candidates.map(({ source, name, key, username, order }) => [source, name, key, username, order]), [
    ["pullSecret", "regcred", "https://ghcr.io", "joe", 0],
    ["provider", "p", "ghcr.io", "robot", 1],
  ]);
  assert.deepEqual(report.rejected.map(({ key, why }) => [key, why[0].rule]), [["quay.io", "host-differs"]]);
  assert.doesNotMatch(JSON.stringify(report), /s3cret/);
  const { anonymous, candidates } = matchCredentials({ image: "nginx", pullSecrets: [], providers: null, nodeConfig: null });
  assert.deepEqual([anonymous, candidates], [true, []]);
});

test("the places of a provider configuration are UTF-16 units", () => {
  const text = "# 😀\napiVersion: kubelet.config.k8s.io/v1\nkind: CredentialProviderConfig\nproviders:\n- name: a b\n";
  const { diagnostics, valid } = checkCredentialProviderConfig(text, { kubernetes: "1.35", featureGates: null });
  const { span } = diagnostics.find(({ code }) => code === "PRV002");
  assert.equal(text.slice(span.start, span.end), "a b");
  assert.equal(valid, false);
});

test("an image of a manifest has its place in UTF-16 units, and the pods can be simulated", () => {
  const yaml = "# 😀\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - image: '한:x' # 😀\n";
  const { images, workloads, completions, defaultedYaml, pods, secrets } = inspectManifest(yaml, { kubernetes: "1.30" });
  const [{ path, imageSpan, policy, policySpan, image }] = images;
  assert.equal(path, "spec.template.spec.containers[0].image");
  assert.equal(yaml.slice(imageSpan.start, imageSpan.end), "'한:x'");
  assert.deepEqual([policy, policySpan, image.valid, workloads[0].pods, secrets], ["IfNotPresent", null, false, { replicas: 1 }, []]);
  const [{ edit }] = completions;
  assert.equal(yaml.slice(0, edit.span.start) + edit.text + yaml.slice(edit.span.end), defaultedYaml);
  assert.deepEqual(simulatePulls(pods).errors, []);
});

test("a text that is no manifest is an answer, with its place", () => {
  for (const yaml of ["", "\ud83d", "- a", "null", "{"]) assert.deepEqual(inspectManifest(yaml).images, []);
  const yaml = "# 😀\na: ]\n";
  const [{ code, span }] = inspectManifest(yaml).diagnostics;
  assert.equal(code, "YML001");
  assert.equal(yaml.slice(span.start, span.end), "]");
});

test("a fix of a manifest is edits, and the whole text where it is asked for: copies of the report stay small", () => {
  const yaml = "# 😀\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: https://ghcr.io/acme/api:v1 # 😀\n";
  const { images, diagnostics } = inspectManifest(yaml);
  const fixes = [...diagnostics, ...images[0].findings].flatMap((finding) => finding.fixes);
  for (const fix of fixes) {
    const [copy, written] = [structuredClone(fix), JSON.parse(JSON.stringify(fix))];
    assert.deepEqual([Object.keys(copy), Object.keys(written)], [["title", "edits"], ["title", "edits"]]);
    assert.ok(fix.replacement.startsWith("# 😀\n") && fix.replacement.includes("# 😀\n", 5));
  }
});

test("an index is read with its places in UTF-16 units", () => {
  const manifest = '{"schemaVersion": 2, "annotations": {"a": "😀"}, "config": {}, "layers": [{"size": 1}]}';
  const digest = digestOf(new TextEncoder().encode(manifest));
  const entry = `{"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "${digest}", "size": 1}`;
  const index = `{"annotations": {"a": "😀"}, "schemaVersion": 2, "manifests": [${entry}]}`;
  const report = readIndex(index, "linux/arm64", { documents: [manifest], image: `api@${digest}` });
  const written = ({ span }) => index.slice(span.start, span.end);
  assert.equal(written(report.entries[0]), entry);
  assert.equal(report.entries[0].isGiven, true);
  assert.deepEqual(report.pinned, { digest, matches: false, isDocument: false, entry: 0, runs: null });
  assert.deepEqual([report.layers[0].size, report.layers[0].span], [1, null]);
  const [layer] = readIndex(manifest, "linux/arm64").layers;
  assert.equal(manifest.slice(layer.span.start, layer.span.end), '{"size": 1}');
  assert.equal(readIndex(manifest, "linux/arm64").digest, digest);
});

test("null and left out are the same in a request", () => {
  const nodes = [{ name: "node-a", count: null, kubelet: null, present: null }];
  assert.deepEqual(simulatePulls({ ...scenario, nodes, registry: null, seed: null }), simulatePulls(scenario));
  const nothing = { documents: null, image: null };
  assert.deepEqual(readIndex("{}", "linux", nothing), readIndex("{}", "linux"));
});

test("a call of the wrong shape throws a TypeError that names the argument", () => {
  const wrong = [
    [() => parseImage(1), /input/],
    [() => parseImage(), /input/],
    [() => normalizeImages("busybox"), /inputs/],
    [() => normalizeImages(["a", 2]), /inputs\[1\]/],
    [() => defaultPullPolicy(null), /image/],
    [() => defaultPullPolicy("a", { kubernetes: 1.35 }), /options\.kubernetes/],
    [() => digestOf("a"), /bytes/],
    [() => digestOf(new Uint8Array(), "md5"), /algorithm/],
    [() => verifyDigest(new Uint8Array(), null), /digest/],
    [() => ensureImage({ attempts: [] }), /request\.image/],
    [() => ensureImage({ image: "a", attempts: [{ atMs: "0" }] }), /request\.attempts\[0\]\.atMs/],
    [() => backOffTimeline({ untilMs: "600" }), /request\.untilMs/],
    [() => explainEvents(null), /text/],
    [() => recognize(1), /text/],
    [() => checkKubeletConfig({}), /yaml/],
    [() => checkKubeletConfig("", { kubernetes: 1.35 }), /options\.kubernetes/],
    [() => inspectManifest(null), /yaml/],
    [() => inspectManifest("", { alwaysPullImages: "yes" }), /options\.alwaysPullImages/],
    [() => inspectManifest("", { runtime: "docker" }), /options\.runtime/],
    [() => admitPod({ operation: "DELETE", alwaysPullImages: true, pod: {} }), /request\.operation/],
    [() => admitPod({ operation: "CREATE", alwaysPullImages: true }), /pod/],
    [() => simulatePulls(null), /scenario/],
    [() => simulatePulls({ ...scenario, nodes: [{ name: 1 }] }), /scenario\.nodes\[0\]\.name/],
    [() => simulatePulls({ ...scenario, pods: undefined }), /pods/],
    [() => simulatePulls(scenario, { detail: "some" }), /options\.detail/],
  ];
  const secret = (rest) => ({ image: "a", pullSecrets: [{ type: "Opaque", ...rest }] });
  const provider = (auth) => ({ image: "a", providers: [{ name: "p", matchImages: [], auth }] });
  wrong.push(
    [() => matchUrl("a"), /target/],
    [() => parsePlatform(null), /input/],
    [() => parsePlatform("linux", 1), /host/],
    [() => matchPlatforms("linux", "linux"), /candidates/],
    [() => matchPlatforms("linux", [1]), /candidates\[0\]/],
    [() => readIndex({}, "linux"), /document/],
    [() => readIndex("{}"), /platform/],
    [() => readIndex("{}", "linux", { documents: "{}" }), /options\.documents/],
    [() => readIndex("{}", "linux", { image: 1 }), /options\.image/],
    [() => matchCredentials({}), /request\.image/],
    [() => matchCredentials({ image: "a", lookup: 1 }), /request\.lookup/],
    [() => matchCredentials(secret({ data: "s3cret" })), /request\.pullSecrets\[0\]\.data must be an object of strings$/],
    [() => matchCredentials(secret({ data: { password: ["s3cret"] } })), /request\.pullSecrets\[0\]\.data must be a string$/],
    [() => matchCredentials({ image: "a", nodeConfig: { auth: "s3cret" } }), /request\.nodeConfig must be a string$/],
    [() => matchCredentials({ image: "a", pullSecrets: "s3cret" }), /request\.pullSecrets must be an array$/],
    [() => matchCredentials({ image: "a", pullSecrets: ["s3cret"] }), /request\.pullSecrets\[0\] must be an object$/],
    [() => matchCredentials(secret({ type: 1 })), /request\.pullSecrets\[0\]\.type must be a string$/],
    [() => matchCredentials(provider("s3cret")), /request\.providers\[0\]\.auth must be an object$/],
    [() => matchCredentials(provider({ "s3cret@ghcr.io": { password: 1 } })), /request\.providers\[0\]\.auth must be a string$/],
    [() => checkCredentialProviderConfig(null), /yaml/],
    [() => checkCredentialProviderConfig("", { featureGates: { a: 1 } }), /options\.featureGates\.a/],
  );
  for (const [call, message] of wrong) assert.throws(call, (error) => error instanceof TypeError && message.test(error.message), call.toString());
});
