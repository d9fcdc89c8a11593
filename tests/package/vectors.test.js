// The vectors of the real libraries through the package: the rows whose result
// it carries.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import init, { digestOf, normalizeImages, parseImage, verifyDigest } from "../../target/package/imagepull/imagepull.js";

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
