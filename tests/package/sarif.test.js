// The SARIF logs of the package, against the schema of SARIF 2.1.0 and against what code scanning
// of GitHub asks for beyond it.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { before, test } from "node:test";
import Ajv from "ajv";
import init, { manifestSarif } from "../../target/package/imagepull/imagepull.js";

before(() => init());

// The schema is one of draft 4, which the validator takes with these settings.
const schema = createRequire(import.meta.url)("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const isValid = new Ajv({ schemaId: "auto", validateSchema: false, allErrors: true }).compile(schema);

const manifests = {
  empty: "",
  "no YAML": "kind: [",
  "no findings": "kind: ConfigMap\napiVersion: v1\n",
  findings: `# 😀
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  imagePullSecrets: [{ name: regcred }]
  containers:
  - { name: 😀, image: "Nginx:1", imagePullPolicy: always }
  - name: other
    image: nginx
    imagePullPolicy: IfNotPresent
`,
};

for (const [name, yaml] of Object.entries(manifests)) {
  test(`the log of a manifest is valid: ${name}`, () => {
    const log = manifestSarif(yaml, { path: "deploy/web app.yaml", kubernetes: "1.35", runtime: "cri-o" });
    assert.ok(isValid(log), JSON.stringify(isValid.errors, null, 1));
  });
}

test("the log has what code scanning asks for", () => {
  const [run] = manifestSarif(manifests.findings).runs;
  assert.equal(run.tool.driver.name, "imagepull");
  assert.ok(run.results.length > 4);
  for (const rule of run.tool.driver.rules) {
    for (const text of [rule.shortDescription, rule.fullDescription, rule.help]) assert.ok(text.text, rule.id);
    assert.match(rule.helpUri, /^https:/, rule.id);
  }
  const lines = manifests.findings.split("\n");
  for (const { ruleId, ruleIndex, level, message, locations } of run.results) {
    assert.equal(run.tool.driver.rules[ruleIndex].id, ruleId);
    assert.ok(["error", "warning", "note"].includes(level));
    assert.ok(message.text);
    const { artifactLocation, region } = locations[0].physicalLocation;
    assert.equal(artifactLocation.uri, "manifest.yaml");
    const place = lines[region.startLine - 1].slice(region.startColumn - 1);
    assert.notEqual(place.trim(), "", `${ruleId} stands at a text`);
  }
});

test("a repair of the log does to the manifest what it says", () => {
  const [run] = manifestSarif(manifests.findings).runs;
  const { fixes } = run.results.find(({ ruleId }) => ruleId === "ADM004");
  const [{ deletedRegion, insertedContent }] = fixes[0].artifactChanges[0].replacements;
  const line = manifests.findings.split("\n")[deletedRegion.startLine - 1];
  const fixed = line.slice(0, deletedRegion.startColumn - 1) + insertedContent.text + line.slice(deletedRegion.endColumn - 1);
  assert.equal(fixed.trim(), '- { name: 😀, image: "Nginx:1", imagePullPolicy: Always }');
});

test("a call of the wrong shape throws", () => {
  assert.throws(() => manifestSarif(1), { name: "TypeError", message: "yaml must be a string" });
  assert.throws(() => manifestSarif("", { path: 1 }), { name: "TypeError", message: "options.path must be a string" });
  assert.throws(() => manifestSarif("", { alwaysPullImages: "yes" }), { name: "TypeError", message: "options.alwaysPullImages must be true or false" });
  assert.throws(() => manifestSarif("", { runtime: "docker" }), { name: "TypeError", message: /options\.runtime/ });
});
