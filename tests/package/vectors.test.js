// The vectors of the real libraries through the package: the rows whose result
// it carries.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import init, {
  admitPod,
  checkCredentialProviderConfig,
  checkKubeletConfig,
  digestOf,
  ensureImage,
  matchCredentials,
  matchPlatforms,
  matchUrl,
  normalizeImages,
  parseImage,
  parsePlatform,
  readIndex,
  simulatePulls,
  verifyDigest,
} from "../../target/package/imagepull/imagepull.js";

before(() => init());

async function vectors(name) {
  return JSON.parse(await readFile(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
}

/** Compares each row and reports all that differ at once. */
function everyRow(rows, compare) {
  assert.ok(rows.length > 0, "the table has no rows");
  const differences = [];
  for (const row of rows) {
    try {
      compare(row);
    } catch (error) {
      differences.push(`${JSON.stringify(row)}\n  ${error.message}`);
    }
  }
  assert.equal(differences.length, 0, differences.join("\n"));
}

test("what distribution/reference was seen to answer", async () => {
  const { observed } = (await vectors("reference_observed")).tables;
  everyRow(observed, ({ input, ParseNormalizedNamed: named, ParseDockerRef: pulled, TagNameOnly: tagged }) => {
    const report = parseImage(input);
    assert.equal(report.upstreamError, named.error ?? null);
    assert.equal(report.canonical, named.string ?? null);
    assert.equal(report.familiar, named.familiar_string ?? null);
    assert.equal(report.tag, named.tag ?? null);
    assert.equal(report.digest, named.digest ?? null);
    assert.equal(report.pulled, pulled.string ?? null);
    assert.equal(report.withDefaultTag, tagged ?? null);
    assert.deepEqual(normalizeImages([input]), [tagged ?? null]);
    if (report.valid) {
      assert.equal(report.domain, named.domain ?? "");
      assert.equal(report.path, named.path);
    }
  });
});

test("the tables of normalize_test.go", async () => {
  const { tables } = await vectors("reference_normalize");
  everyRow(tables["TestValidateReferenceName.invalidRepoNames"], (name) => assert.equal(parseImage(name).valid, false));
  everyRow(tables["TestValidateReferenceName.validRepoNames"], (name) => assert.equal(parseImage(name).valid, true));
  everyRow(tables.TestParseDockerRef, ({ input, expected }) => assert.equal(parseImage(input).pulled, expected));
  everyRow(tables.TestParseRepositoryInfo, (row) => {
    const report = parseImage(row.AmbiguousName || row.FullName);
    assert.equal(report.domain, row.Domain);
    assert.equal(report.path, row.RemoteName);
    assert.equal(report.familiar, row.FamiliarName);
    assert.equal(report.canonical, row.FullName);
  });
});

test("ParseImageName and the default tag of Kubernetes", async () => {
  const { cases, also } = await vectors("parse_image_name");
  everyRow(cases, ({ input, repo, tag, digest, error_contains: error }) => {
    const report = parseImage(input);
    if (error === null) {
      assert.deepEqual(report.kubelet, { repository: repo, tag: tag || null, digest: digest || null });
    } else {
      assert.ok(report.upstreamError?.includes(error), report.upstreamError);
    }
  });
  everyRow(also.apply_default_image_tag, ({ input, output }) => assert.equal(parseImage(input).criImage, output));
});

test("the digests of go-digest", async () => {
  const { TestParseDigest: rows } = (await vectors("digest")).tables;
  everyRow(rows, ({ Input: input, Err: error = "" }) => {
    const check = verifyDigest(new Uint8Array(), input);
    const refused = check.diagnostics.some(({ severity }) => severity === "error");
    assert.equal(refused, error !== "");
    assert.equal(check.actual === null, error !== "" && error !== "unsupported digest algorithm");
  });
  assert.equal(digestOf(new Uint8Array()), "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("the kubelet's image manager, with the gate KubeletEnsureSecretPulledImages and without", async () => {
  const { cases } = await vectors("image_manager");
  everyRow(cases, (row) => {
    const isGated = row.feature_gates !== undefined;
    const records = row.pull_manager;
    const request = {
      image: row.image,
      imagePullPolicy: row.pull_policy,
      featureGates: { KubeletEnsureSecretPulledImages: isGated },
      imagePullCredentialsVerificationPolicy: isGated ? "AlwaysVerify" : null,
      backOff: { initialMs: 1000, maxMs: 60_000 },
      registryPullQPS: row.qps,
      registryBurst: row.burst,
      pullSecrets: row.pull_secrets?.map(({ registry_key: registryKey, ...secret }) => ({ ...secret, registryKey })),
      registryCredentials: row.registry_credentials?.map((it) => ({ ...it, source: "serviceAccount" })),
      pullRecords: records && {
        allowAll: records.allow_all,
        allowedSecrets: records.allowed_secrets,
        allowedServiceAccounts: records.allowed_service_accounts,
      },
      // The clock of the test goes on by 1 s before each tick.
      attempts: row.ticks.map((_, tick) => ({
        atMs: (tick + 1) * 1000,
        present: row.image === "present_image",
        inspectError: row.inspect_error,
        pullError: row.pull_error,
      })),
    };
    // The pull manager of the test answers the same at every tick, whatever was pulled before.
    const isAlone = request.pullRecords && row.pull_error === null;
    const attempts = isAlone
      ? request.attempts.flatMap((attempt) => ensureImage({ ...request, attempts: [attempt] }).attempts)
      : ensureImage(request).attempts;
    assert.equal(attempts.length, row.ticks.length);
    attempts.forEach((attempt, tick) => {
      const expected = row.ticks[tick];
      assert.deepEqual(attempt.criCalls, expected.cri_calls);
      assert.equal(attempt.reason, expected.error);
      assert.deepEqual(attempt.events.map(({ reason }) => reason), expected.event_reasons);
      assert.ok((attempt.message ?? "").includes(expected.message_contains), attempt.message);
    });
  });
});

test("what the image manager makes of errors, ServiceAccounts and the limit of pulls", async () => {
  const { eval_cri_pull_err, service_account_coordinates, parallel_limit } = await vectors("image_manager");
  everyRow(eval_cri_pull_err, (row) => {
    const [attempt] = ensureImage({ image: "test", attempts: [{ atMs: 0, pullError: row.cri_error }] }).attempts;
    assert.equal(attempt.reason, row.reason);
    assert.equal(attempt.message, row.message ?? row.message_contains);
  });
  everyRow(service_account_coordinates, (row) => {
    const own = row.expected_sa;
    const remembered = row.pull_manager_says_must_pull ? { ...own, name: "another", uid: "another" } : own;
    const [attempt] = ensureImage({
      image: row.image,
      imagePullPolicy: row.pull_policy,
      featureGates: { KubeletEnsureSecretPulledImages: row.gate_enabled },
      registryCredentials: own && [{ ...own, source: "serviceAccount" }],
      pullRecords: own && { allowedServiceAccounts: { [row.image]: [remembered] } },
      attempts: [{ atMs: 0, present: true }],
    }).attempts;
    assert.equal(attempt.criCalls.includes("PullImage"), row.image_pulled);
  });
  const numbers = [0, 1, 2, 3, 4, 5, 6];
  const trace = simulatePulls({
    images: Object.fromEntries(numbers.map((n) => [`image-${n}:1`, { layers: [{ bytes: n < 2 ? 1e7 : 1e8 }] }])),
    nodes: [{ name: "node", kubelet: { serializeImagePulls: false, maxParallelImagePulls: parallel_limit.max_parallel } }],
    pods: numbers.map((n) => ({
      name: `pod-${n}`,
      createdAtMs: n < 5 ? 0 : 100,
      containers: [{ name: "app", image: `image-${n}:1`, imagePullPolicy: parallel_limit.policy }],
    })),
  });
  assert.equal(trace.summary.peakPulls, parallel_limit.max_parallel);
  const ends = trace.pulls.map(({ finishedMs }) => finishedMs).sort((a, b) => a - b);
  const callsBy = (atMs) => trace.pulls.filter(({ startedMs }) => startedMs <= atMs).length;
  assert.deepEqual([callsBy(0), callsBy(ends[0] - 1), callsBy(ends[1]), ends.length], [5, 5, 7, 7]);
});

test("the test of the admission plug-in AlwaysPullImages", async () => {
  const { cases } = await vectors("always_pull_images");
  everyRow(cases, (row) => {
    const list = row.field ?? "containers";
    const { allowed, [list]: containers } = admitPod({
      operation: "CREATE",
      alwaysPullImages: true,
      resource: row.resource,
      subresource: row.subresource,
      // The object of a row is a Pod unless the row names another.
      kind: row.object === "Pod" ? row.kind : row.object,
      // The rows try the plug-in alone; the API server wants a container in every Pod.
      pod: { containers: [{ name: "app", image: "image" }], [list]: [{ name: row.container ?? "ctr2", image: row.image ?? "image", imagePullPolicy: row.policy_in }] },
    });
    assert.equal(allowed, !row.error);
    if (!row.error) assert.equal(containers[0].imagePullPolicy, row.policy_out);
  });
});

test("the validation of a KubeletConfiguration", async () => {
  const { cases } = await vectors("kubelet_config_validation");
  everyRow(cases, ({ set, error }) => {
    const { errors, starts } = checkKubeletConfig(JSON.stringify({ apiVersion: "kubelet.config.k8s.io/v1beta1", kind: "KubeletConfiguration", ...set }));
    assert.deepEqual(errors, error === null ? [] : [error]);
    assert.equal(starts, error === null);
  });
});

test("the tests of the keyring and of imagePullSecrets", async () => {
  const { cases } = await vectors("keyring_match");
  const kind = (name) => cases.filter((row) => row.kind === name);
  everyRow(kind("url_match"), ({ glob, target, match }) => assert.equal(matchUrl(glob, target).matches, match));
  everyRow(kind("lookup"), (row) => {
    const auths = Object.fromEntries(row.config_entries.map(({ key, username, password, email }) => [key, { auth: btoa(`${username}:${password}`), email }]));
    const { candidates, anonymous } = matchCredentials({ lookup: row.lookup_image, nodeConfig: JSON.stringify({ auths }) });
    assert.equal(candidates.length > 0, row.found);
    assert.equal(anonymous, !row.found);
    if (row.expected_first_credential) assert.equal(candidates[0].username, row.expected_first_credential.username);
    const expected = row.expected_credentials_in_order?.map(({ username }) => username);
    if (expected) assert.deepEqual(candidates.map(({ username }) => username), expected);
    assert.deepEqual(candidates.map(({ order }) => order), candidates.map((_, index) => index));
  });
  everyRow(kind("pull_secrets_union"), (row) => {
    const auths = Object.fromEntries(row.default_keyring_credentials.map((entry) => [row.image, entry]));
    const { candidates } = matchCredentials({ lookup: row.image, pullSecrets: row.pull_secrets, nodeConfig: JSON.stringify({ auths }) });
    assert.deepEqual(candidates.map(({ username }) => username), row.expected_credentials_in_order.map(({ username }) => username));
  });
});

test("the tests of credential providers and of their configuration", async () => {
  const { cases } = await vectors("credential_provider_match");
  const kind = (name) => cases.filter((row) => row.kind === name);
  everyRow(kind("provide"), (row) => {
    const answer = { username: row.expected_username, password: row.expected_password };
    const auth = Object.fromEntries(row.plugin_auth_keys.map((key) => [key, answer]));
    const provider = { name: "provider", matchImages: row.matchImages, auth, cacheKeyType: row.plugin_cache_key_type };
    const { candidates } = matchCredentials({ lookup: row.image, providers: [provider] });
    assert.deepEqual(candidates.map(({ key }) => key), row.expected_auth_keys);
    assert.equal(candidates[0].username, row.expected_username);
  });
  // Since 1.34 the reader of the files refuses it before the validation.
  const refusedEarlier = { "duplicate names": 'duplicate provider name "foobar" found in configuration file(s)' };
  everyRow(kind("config_validation"), ({ name, providers, sa_token_gate: gate, error }) => {
    const configuration = { apiVersion: "kubelet.config.k8s.io/v1", kind: "CredentialProviderConfig", providers };
    const featureGates = { KubeletServiceAccountTokenForCredentialProviders: gate };
    const { errors, valid } = checkCredentialProviderConfig(JSON.stringify(configuration), { featureGates });
    assert.deepEqual(errors, error === null ? [] : [refusedEarlier[name] ?? error]);
    assert.equal(valid, error === null);
  });
});

test("the platforms that containerd was seen to read and to match", async () => {
  const { parse, select } = (await vectors("platform_observed")).tables;
  const fields = ({ os, architecture, variant, osVersion, osFeatures }) => ({
    os,
    architecture,
    ...(variant && { variant }),
    ...(osVersion && { "os.version": osVersion }),
    ...(osFeatures.length > 0 && { "os.features": osFeatures }),
  });
  everyRow(parse, ({ input, error, parsed, normalized, format, format_all, normalized_format_all }) => {
    const report = parsePlatform(input);
    assert.equal(report.valid, error === undefined);
    if (error) return assert.equal(report.diagnostics[0].message, error);
    assert.deepEqual([fields(report.parsed), fields(report.normalized)], [parsed, normalized]);
    assert.deepEqual([report.format, report.formatAll, report.normalizedFormatAll], [format, format_all, normalized_format_all]);
  });
  everyRow(select, ({ host, candidates, vector, only_order, only_matches, only_strict_matches }) => {
    const { why, diagnostics, ...report } = matchPlatforms(host, candidates);
    assert.deepEqual(report, { vector, order: only_order, matches: only_matches ?? [], strictMatches: only_strict_matches ?? [] });
    assert.equal(why.length, candidates.length);
    assert.deepEqual(diagnostics, []);
  });
});

test("the tests of the JSON schemas of the OCI image-spec", async () => {
  const { tables } = await vectors("image_spec_schema");
  everyRow(Object.values(tables).flat(), ({ valid, ...documents }) => {
    const [document] = Object.values(documents);
    assert.equal(readIndex(document, "linux/amd64").valid, valid);
  });
});

test("the tests of containerd's platforms", async () => {
  const { TestParseSelector, TestParseSelectorInvalid } = (await vectors("platform_parse")).tables;
  everyRow(TestParseSelector.filter(({ skip }) => !skip), ({ input, formatted, useV2Format }) => {
    const report = parsePlatform(input);
    assert.equal(useV2Format ? report.formatAll : report.format, formatted);
  });
  everyRow(TestParseSelectorInvalid, ({ input }) => assert.equal(parsePlatform(input).valid, false));
  const { TestOnly, TestOnlyStrict } = (await vectors("platform_match")).tables;
  const taken = (rows, list) =>
    everyRow(rows, ({ platform, matches }) => {
      const all = [...matches.true, ...matches.false];
      assert.deepEqual(matchPlatforms(platform, all)[list], matches.true);
    });
  taken(TestOnly, "matches");
  taken(TestOnlyStrict, "strictMatches");
});
