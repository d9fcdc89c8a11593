// Rows that the code of Kubernetes 1.27 to 1.36 printed (tests/vectors/kubernetes, whose README says what ran)
// through the package, each in every release that it names. tests/conformance/kubernetes_rows holds the same
// rows natively.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import init, {
  admitPod,
  checkCredentialProviderConfig,
  checkKubeletConfig,
  defaultPullPolicy,
  ensureImage,
  matchCredentials,
  matchUrl,
  parseImage,
  simulatePulls,
} from "../../target/package/imagepull/imagepull.js";

before(() => init());

/** U+20C1 is a character of Unicode 17, which the Go of the rows does not know. */
const known = new Set(["unicode-026"]);

/** Reports at once what throws, of all rows of a file in each of their releases. */
async function everyRow(file, compare) {
  const packed = await readFile(new URL(`../vectors/kubernetes/${file}.jsonl.gz`, import.meta.url));
  const rows = gunzipSync(packed).toString().trim().split("\n").map((line) => JSON.parse(line));
  const differences = [];
  for (const row of rows.filter(({ id }) => !known.has(id))) {
    for (const kubernetes of [row.kubernetes].flat()) {
      try {
        compare(row, kubernetes);
      } catch (error) {
        differences.push(`${row.id} ${kubernetes}: ${error.message}`);
      }
    }
  }
  assert.equal(differences.length, 0, differences.slice(0, 10).join("\n"));
}

const errorsOf = ({ diagnostics }) => diagnostics.filter(({ severity }) => severity === "error");

test("what the API server makes of Pods", () =>
  everyRow("admitPod", ({ input, expected }, kubernetes) => {
    const report = admitPod({ ...input, kubernetes });
    assert.equal(report.allowed, expected.allowed);
    const firstLines = (expected.errors ?? []).map((error) => error.split("\n")[0]);
    assert.deepEqual(errorsOf(report).map(({ message }) => message), firstLines);
    for (const list of ["initContainers", "containers", "ephemeralContainers", "volumes"]) {
      const policies = report[list].map((it) => (list === "volumes" ? it.pullPolicy : it.imagePullPolicy) ?? "");
      assert.deepEqual(policies, expected.stored[list], list);
    }
  }));

test("which present images the allowlist frees", () =>
  everyRow("allowlist", ({ input, expected }, kubernetes) => {
    const { attempts, diagnostics } = ensureImage({ ...input, kubernetes });
    assert.equal(diagnostics.length > 0, expected.error !== null);
    // A policy that does not exist is refused in words of the package, and a name that cannot be parsed before.
    if (expected.error?.startsWith("unknown image pull credential")) return;
    if (expected.error) assert.ok(diagnostics.some(({ message }) => message.includes(expected.error)), expected.error);
    else if (attempts[0].reason !== "InvalidImageName") assert.equal(attempts[0].criCalls.includes("PullImage"), expected.verify);
  }));

test("the configuration of credential providers", () =>
  everyRow("checkCredentialProviderConfig", ({ input, expected }, kubernetes) => {
    const { valid, errors } = checkCredentialProviderConfig(input.yaml, { kubernetes, featureGates: input.featureGates });
    assert.equal(valid, expected.error === null);
    // Older releases list the versions that they support in the order of a Go map.
    const inAnyOrder = (text) => text?.replace(/supported values: .*?(?=[\],]? ?providers|$)/gs, (list) => [...list].sort().join(""));
    const words = expected.error?.replace("failed to validate credential provider config: ", "");
    const got = errors.length > 1 ? `[${errors.join(", ")}]` : errors[0];
    assert.equal(inAnyOrder(got), inAnyOrder(words));
  }));

test("the configuration of kubelets", () =>
  everyRow("checkKubeletConfig", ({ input, expected }, kubernetes) => {
    const report = checkKubeletConfig(input, { kubernetes });
    assert.equal(report.starts, expected.starts);
    assert.deepEqual(report.errors, expected.error ? [expected.error] : (expected.errors ?? []));
    if (!expected.starts) return;
    const { SerializeImagePulls, MaxParallelImagePulls, RegistryPullQPS, RegistryBurst, ImagePullCredentialsVerificationPolicy: policy } = expected.effective;
    assert.equal(report.serializeImagePulls, SerializeImagePulls);
    assert.deepEqual([report.maxParallelImagePulls, report.registryPullQPS, report.registryBurst], [MaxParallelImagePulls, RegistryPullQPS, RegistryBurst]);
    assert.equal(report.imagePullCredentialsVerificationPolicy, ["", "no such field"].includes(policy) ? null : policy);
  }));

test("how a container gets its image", () =>
  everyRow("ensure_image", ({ request, expected }, kubernetes) => {
    const { attempts } = ensureImage({ ...request, kubernetes });
    assert.equal(attempts.length, expected.attempts.length);
    attempts.forEach((attempt, index) => {
      const { atMs, criCalls, reason, message, events, containerEvent } = attempt;
      const got = { atMs, criCalls, reason, message, events, containerEvent };
      for (const [field, value] of Object.entries(expected.attempts[index])) {
        if (field in got) assert.deepEqual(got[field], value, field);
      }
    });
  }));

test("whose credentials are tried", () =>
  everyRow("matchCredentials", ({ input, expected }, kubernetes) => {
    const report = matchCredentials({ ...input, kubernetes });
    const orders = expected.orders ?? [expected.credentials ?? []];
    const users = report.candidates.map(({ username }) => username ?? "").join("\n");
    assert.ok(orders.some((order) => order.map(({ username }) => username).join("\n") === users), users);
    if (expected.error ?? expected.keyringError) assert.ok(errorsOf(report).length > 0, expected.error);
  }));

test("which patterns fit", () =>
  everyRow("matchUrl", ({ input: { pattern, target }, expected }) => assert.equal(matchUrl(pattern, target).matches, expected.matches)));

test("names of images, and the default of their policy", () =>
  everyRow("parseImage", ({ input, expected }, kubernetes) => {
    const { kubelet, upstreamError } = parseImage(input, { kubernetes });
    const { repository, tag, digest } = kubelet ?? {};
    assert.deepEqual([repository ?? "", tag ?? "", digest ?? ""], [expected.repo, expected.tag, expected.digest]);
    assert.equal(upstreamError !== null, expected.error !== null);
    if (expected.error) assert.ok(expected.error.endsWith(upstreamError), expected.error);
    assert.equal(defaultPullPolicy(input, { kubernetes }).policy, expected.policy);
  }));

for (const release of ["1.27", "1.33", "1.36"]) {
  test(`the puller of ${release}`, () =>
    everyRow(`puller_${release}`, ({ scenario, calls, expected }) => {
      const { pulls } = simulatePulls(scenario);
      assert.equal(pulls.length, calls.length);
      const isNear = (one, other) => (one ?? null) === (other ?? null) || Math.abs(one - other) < 1e-3;
      calls.forEach((call, index) => {
        const pull = pulls.find(({ pod, requestedMs }) => pod === call.pod && isNear(requestedMs, call.atMs));
        const { startedMs, endMs } = expected.calls[index];
        assert.ok(pull, JSON.stringify(call));
        // A pull that the limit of registryPullQPS refuses never comes to the puller.
        if (pull.error !== "pull QPS exceeded" || startedMs) assert.ok(isNear(pull.startedMs, startedMs), "startedMs");
        if (pull.error !== "pull QPS exceeded" || endMs) assert.ok(isNear(pull.finishedMs, endMs), "endMs");
      });
    }));
}
