// What the types of the package promise. Only type-checked, never run.

import init, {
  type BackOffReport,
  type CredentialsReport,
  type ImageReport,
  type ManifestReport,
  type Scenario,
  type Span,
  type Trace,
  admitPod,
  analyzeRuns,
  backOffTimeline,
  backOffTimelineAsync,
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
  inspectManifestAsync,
  inspectManifests,
  manifestSarif,
  normalizeImages,
  parseImage,
  parsePlatform,
  pinImages,
  readIndex,
  recognize,
  safeFixes,
  simulatePulls,
  simulatePullsAsync,
  sweep,
  sweepAsync,
  type SweepPoint,
  verifyDigest,
  version,
} from "imagepull";

const loaded: Promise<void> = init();
const fromAddress: Promise<void> = init(new URL("https://example.org/imagepull_js_bg.wasm"));
const fromBytes: Promise<void> = init(new Uint8Array());
const fromModule: Promise<void> = init(await WebAssembly.compile(new Uint8Array()));
const releases: string[] = version().kubernetes;

// @ts-expect-error a number is no source
init(1);
// @ts-expect-error the version is a string
const number: number = version().package;

const report: ImageReport = parseImage("busybox");
const normalised: (string | null)[] = normalizeImages(["busybox", ""]);
const policy: "Always" | "IfNotPresent" | null = defaultPullPolicy("busybox", { kubernetes: "1.35" }).policy;
const normalisedFor: (string | null)[] = normalizeImages(["busybox"], { kubernetes: "v1.35.2" });
const digest: string = digestOf(new Uint8Array(), "sha512");
const actual: string | null = verifyDigest(new Uint8Array(), digest).actual;
const scenario: Scenario = {
  images: { busybox: { layers: [{ bytes: 2e6, digest: null }] } },
  nodes: [{ name: "node-a", kubelet: { registryPullQPS: 0 }, runtime: { downloadLimit: "perImage" } }],
  pods: [{ name: "web", replicas: 2, containers: [{ name: "app", image: "busybox" }] }],
};
const trace: Trace = simulatePulls(scenario, { detail: "pulls" });
const reason: string | null = ensureImage({ image: "a", attempts: [{ atMs: 0, pullError: null }] }).attempts[0].reason;
const refused: string | undefined = ensureImage({ image: "a", attempts: [] }).diagnostics[0]?.code;
const holder: string | undefined = trace.pulls[0].phases[0].waitsFor?.pod;
const half: number | null = analyzeRuns([trace], { scenario })[0].facts.halfReadyMs;
const kind: "nothingPulled" | "nothingWaits" | "changes" | undefined = analyzeRuns([trace, trace])[1].comparison?.kind;
const repairs: string[] = safeFixes(inspectManifest("")).map((fix) => fix.replacement);
const signal: AbortSignal = AbortSignal.timeout(1000);
const later: Promise<Trace> = simulatePullsAsync(scenario, { detail: "summary", signal, onProgress: ({ done, total }) => done / total });
const median: number | null = sweep(scenario, { over: "maxParallelImagePulls", values: [1, 2] })[0].medianReadyMs;
const curve: Promise<SweepPoint[]> = sweepAsync(scenario, { over: "maxParallelImagePulls", containerd: ["2.1"], signal });
const timeline: Promise<BackOffReport> = backOffTimelineAsync({ untilMs: 6e5 }, { signal: null });
const manifest: Promise<ManifestReport> = inspectManifestAsync("", { kubernetes: "1.35", signal });
const latest: number | undefined = backOffTimeline({ untilMs: 6e5, fixedAtMs: 9e4 }).afterFix?.latestMs;
const starts: boolean = checkKubeletConfig("", { kubernetes: "1.35" }).starts;
const command: string | null = explainEvents("").causes[0].fixes[0].command;
const stored: string | null = admitPod({ operation: "CREATE", alwaysPullImages: true, pod: {} }).containers[0].imagePullPolicy;
const whole: string = inspectManifest("", { runtime: "cri-o" }).images[0].findings[0].fixes[0].replacement;
const pods: Trace = simulatePulls(inspectManifest("").pods);
const start: number | null = trace.pulls[0].startedMs;
const place: Span | null = report.diagnostics[0].span;

const credentials: CredentialsReport = matchCredentials({ image: "a", pullSecrets: [{ type: "Opaque" }], nodeConfig: null });
const username: string | null = credentials.candidates[0].username;
const rejectedKey: string | null = credentials.rejected[0].key;
const matches: boolean = matchUrl("*.example.com", "a.example.com").matches;
const variant: string | null | undefined = parsePlatform("arm64", "linux/arm64").parsed?.variant;
const role: "image" | "attestation" | "index" | "artifact" | undefined = readIndex("{}", "linux/arm64", { image: "api" }).entries[0]?.role;
const nameInText: string | undefined = recognize("FROM nginx:1.27").found?.text;
const order: string[] = matchPlatforms("linux/arm64", ["linux/arm"]).order;
const providerErrors: string[] = checkCredentialProviderConfig("", { featureGates: { Gate: true } }).errors;

// @ts-expect-error the data of a Secret are texts
matchCredentials({ image: "a", pullSecrets: [{ type: "Opaque", data: { key: 1 } }] });
// @ts-expect-error an image name is a string
parseImage(1);
// @ts-expect-error a list of names
normalizeImages("busybox");
// @ts-expect-error bytes, not a text
digestOf("busybox");
// @ts-expect-error a runtime has one of two names
inspectManifest("", { runtime: "docker" });
// @ts-expect-error a scenario has images
simulatePulls({ nodes: [], pods: [] });
// @ts-expect-error a text aborts nothing
simulatePullsAsync(scenario, { signal: "abort" });
const results: { ruleId: string }[] = manifestSarif("", { path: "web.yaml", runtime: "cri-o" }).runs[0].results;
// @ts-expect-error no such runtime
manifestSarif("", { runtime: "docker" });
const rendered: string | null = inspectManifests([{ path: "a.yaml", text: "" }])[0].images[0].rendered;
const commands: string[] = pinImages("", { nginx: "sha256:" }).commands;
