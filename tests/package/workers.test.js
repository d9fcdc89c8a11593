// The asynchronous functions: the same answers, in a worker that ends on abort.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, * as imagepull from "../../target/package/imagepull/imagepull.js";

before(() => init());

const scenario = {
  images: { busybox: { layers: [{ bytes: 1e6 }] } },
  nodes: [{ name: "node", count: 20 }],
  pods: [{ name: "web", replicas: 400, containers: [{ name: "app", image: "busybox:1" }] }],
};
scenario.images = { "busybox:1": scenario.images.busybox };

/** More pulls at once than a call may run, and more than a test waits for. */
const endless = {
  images: { busybox: { layers: [{ bytes: 1e6 }] } },
  nodes: [{ name: "node" }],
  pods: [{ name: "web", replicas: 60_000, containers: [{ name: "app", image: "busybox" }] }],
};

const yaml = "kind: Pod\nspec:\n  containers:\n  - {name: a, image: https://ghcr.io/acme/api:v1}\n";

test("each answers as the function without Async does", async () => {
  const { simulatePulls, simulatePullsAsync, backOffTimeline, backOffTimelineAsync } = imagepull;
  assert.deepEqual(await simulatePullsAsync(scenario), simulatePulls(scenario));
  const [detail, request] = [{ detail: "pulls" }, { untilMs: 60_000, seed: 3 }];
  assert.deepEqual(await simulatePullsAsync(scenario, detail), simulatePulls(scenario, detail));
  assert.deepEqual(await backOffTimelineAsync(request), backOffTimeline(request));
  const numbers = { over: "maxParallelImagePulls", values: [1, 3] };
  assert.deepEqual(await imagepull.sweepAsync(scenario, numbers), imagepull.sweep(scenario, numbers));
  const options = { kubernetes: "1.30", runtime: "cri-o" };
  const report = await imagepull.inspectManifestAsync(yaml, options);
  assert.deepEqual(report, imagepull.inspectManifest(yaml, options));
  assert.match(report.images[0].findings[0].fixes[0].replacement, /image: ghcr\.io/);
});

test("what is wrong is said in the same words", async () => {
  const { simulatePulls, simulatePullsAsync, backOffTimelineAsync, inspectManifestAsync } = imagepull;
  const wrong = { ...scenario, kubernetes: "1.26" };
  assert.deepEqual(await simulatePullsAsync(wrong), simulatePulls(wrong));
  const { attempts, diagnostics } = await backOffTimelineAsync({ untilMs: 60_000 }, { detail: "full" });
  assert.deepEqual([attempts, diagnostics[0].message], [[], "detail: there is no such field"]);
  const rows = [
    [() => simulatePullsAsync({}), "scenario.images is required"],
    [() => simulatePullsAsync(scenario, { detail: "some" }), 'options.detail must be "full", "pulls" or "summary"'],
    [() => simulatePullsAsync(scenario, 5), "options must be an object"],
    [() => simulatePullsAsync(scenario, { signal: {} }), "options.signal must be an AbortSignal"],
    [() => imagepull.sweepAsync(scenario), "options.over is required"],
    [() => backOffTimelineAsync({ untilMs: 1 }, { onProgress: "yes" }), "options.onProgress must be a function"],
    [() => backOffTimelineAsync(null), "request must be an object"],
    [() => inspectManifestAsync(5), "yaml must be a string"],
  ];
  for (const [call, message] of rows) await assert.rejects(call, { name: "TypeError", message });
  const own = new Error("own");
  await assert.rejects(simulatePullsAsync({ get images() { throw own; } }), (error) => error === own);
});

test("progress comes from the start to the end", async () => {
  const seen = [];
  await imagepull.simulatePullsAsync(scenario, { onProgress: (progress) => seen.push(progress) });
  assert.deepEqual([seen[0], seen.at(-1)], [{ done: 0, total: 400 }, { done: 400, total: 400 }]);
  seen.length = 0;
  await imagepull.inspectManifestAsync(yaml, { onProgress: (progress) => seen.push(progress) });
  assert.deepEqual(seen, [{ done: 0, total: 1 }, { done: 1, total: 1 }]);
  const own = new Error("own");
  const onProgress = () => { throw own; };
  await assert.rejects(imagepull.simulatePullsAsync(scenario, { onProgress }), (error) => error === own);
});

test("a run that is too much for a call goes on in a worker until it is aborted", async () => {
  const [error] = imagepull.simulatePulls(endless, { detail: "summary" }).errors;
  assert.match(error.message, /^This takes about \d+ s; the limit for a call is 10 s$/);
  const controller = new AbortController();
  const reason = new Error("enough");
  const begun = performance.now();
  const run = imagepull.simulatePullsAsync(endless, {
    detail: "summary",
    signal: controller.signal,
    onProgress: ({ done, total }) => {
      assert.equal(total, 60_000);
      if (done > 0) controller.abort(reason);
    },
  });
  await assert.rejects(run, (error) => error === reason);
  assert.ok(performance.now() - begun < 20_000, "the worker went on");
  await assert.rejects(imagepull.simulatePullsAsync(scenario, { signal: AbortSignal.abort() }), { name: "AbortError" });
});
