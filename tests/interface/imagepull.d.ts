type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module & object : never;
export default function init(source?: string | URL | Request | ArrayBuffer | ArrayBufferView | CompiledModule): Promise<void>;
export function version(): { package: string; kubernetes: string[]; containerd: string[] };
export interface Span { start: number; end: number }
export interface Diagnostic {
  code: string;
  severity: "error" | "warning" | "info";
  message: string;
  span: Span | null;
  help: string | null;
  fixes: { title: string; replacement: string }[];
  docs: string | null;
}
export interface LanguageOptions {
  language?: "en" | "ko" | null;
}
export interface ReleaseOptions extends LanguageOptions {
  kubernetes?: string | null;
}
export interface Progress { done: number; total: number }
export interface WorkerOptions {
  signal?: AbortSignal | null;
  onProgress?: ((progress: Progress) => void) | null;
}
export interface Why { rule: string; text: string; source: string }
export interface ImageReport {
  input: string;
  valid: boolean;
  upstreamError: string | null;
  domain: string | null;
  path: string | null;
  tag: string | null;
  digest: string | null;
  canonical: string | null;
  familiar: string | null;
  withDefaultTag: string | null;
  pulled: string | null;
  kubelet: { repository: string; tag: string | null; digest: string | null } | null;
  criImage: string | null;
  parts: {
    kind: "domain" | "port" | "path" | "tag" | "digestAlgorithm" | "digestEncoded" | "separator";
    text: string;
    span: Span;
  }[];
  implied: { domain: boolean; library: boolean; tag: boolean };
  spellings: string[];
  diagnostics: Diagnostic[];
}
export function parseImage(input: string, options?: ReleaseOptions | null): ImageReport;
export function normalizeImages(inputs: string[], options?: ReleaseOptions | null): (string | null)[];
export interface PolicyReport {
  policy: "Always" | "IfNotPresent" | null;
  effectiveTag: string | null;
  why: Why[];
  diagnostics: Diagnostic[];
}
export function defaultPullPolicy(image: string, options?: ReleaseOptions | null): PolicyReport;
export function digestOf(bytes: Uint8Array, algorithm?: "sha256" | "sha384" | "sha512" | null): string;
export function verifyDigest(bytes: Uint8Array, digest: string, options?: LanguageOptions | null): { matches: boolean; actual: string | null; diagnostics: Diagnostic[] };
type Maybe<T> = T | null | undefined;
export interface Scenario {
  kubernetes?: Maybe<string>;
  language?: Maybe<"en" | "ko">;
  seed?: Maybe<number>;
  untilMs?: Maybe<number>;
  registry?: Maybe<{
    latencyMs?: Maybe<number>;
    bandwidth?: Maybe<number>;
    perConnection?: Maybe<number>;
    auth?: Maybe<"none" | "token">;
    redirects?: Maybe<boolean>;
    faults?: Maybe<{
      image?: Maybe<string>;
      node?: Maybe<string>;
      fromMs?: Maybe<number>;
      untilMs?: Maybe<number>;
      error: "notFound" | "unauthorized" | "rateLimited" | "unavailable" | "timeout";
    }[]>;
    rateLimit?: Maybe<{ pulls: number; perMs: number }>;
  }>;
  images: Record<string, {
    index?: Maybe<boolean>;
    layers: { digest?: Maybe<string>; bytes: number; unpackedBytes?: Maybe<number> }[];
  }>;
  nodes: {
    name: string;
    count?: Maybe<number>;
    kubelet?: Maybe<{
      serializeImagePulls?: Maybe<boolean>;
      maxParallelImagePulls?: Maybe<number>;
      registryPullQPS?: Maybe<number>;
      registryBurst?: Maybe<number>;
    }>;
    runtime?: Maybe<{
      containerd?: Maybe<string>;
      maxConcurrentDownloads?: Maybe<number>;
      downloadLimit?: Maybe<"perImage" | "perNode">;
    }>;
    bandwidth?: Maybe<number>;
    unpackRate?: Maybe<number>;
    cores?: Maybe<number>;
    present?: Maybe<string[]>;
  }[];
  pods: {
    name: string;
    node?: Maybe<string>;
    replicas?: Maybe<number>;
    createdAtMs?: Maybe<number>;
    everyNode?: Maybe<boolean>;
    imageVolumes?: Maybe<{ name: string; image: string; imagePullPolicy?: Maybe<string> }[]>;
    initContainers?: Maybe<{ name: string; image: string; imagePullPolicy?: Maybe<string>; runMs?: Maybe<number>; mounts?: Maybe<string[]> }[]>;
    containers: { name: string; image: string; imagePullPolicy?: Maybe<string>; mounts?: Maybe<string[]> }[];
  }[];
}
export interface LayerRow {
  digest: string | null;
  bytes: number;
  source: "registry" | "node" | "shared" | null;
  downloadStartMs: number | null;
  downloadEndMs: number | null;
  unpackStartMs: number | null;
  unpackEndMs: number | null;
}
export interface Percentiles { p50: number | null; p95: number | null; max: number | null }
export type Phase =
  | "queued"
  | "timingOut"
  | "token"
  | "resolving"
  | "waitingForSlot"
  | "readingDocuments"
  | "waitingForDocument"
  | "downloadingAndUnpacking"
  | "downloading"
  | "unpacking"
  | "waitingForLayer";
export interface PhaseSpan {
  phase: Phase;
  startMs: number;
  endMs: number;
  waitsFor: { node: string; pod: string; container: string; image: string; layer: string | null } | null;
}
export interface Trace {
  errors: (Diagnostic & { node: string | null })[];
  pulls: {
    node: string;
    pod: string;
    container: string;
    image: string;
    attempt: number;
    requestedMs: number;
    startedMs: number | null;
    finishedMs: number | null;
    outcome: "pulled" | "upToDate" | "failed" | null;
    error: string | null;
    refusedRequests: number;
    bytesDownloaded: number;
    phases: PhaseSpan[];
    layers: LayerRow[];
  }[];
  events: {
    atMs: number;
    node: string;
    pod: string;
    container: string;
    type: "Normal" | "Warning";
    reason: string;
    message: string;
  }[];
  containers: {
    node: string;
    pod: string;
    container: string;
    states: { fromMs: number; toMs: number | null; state: "waiting" | "running" | "terminated"; reason: string | null }[];
  }[];
  pods: { node: string; pod: string; createdMs: number | null; initializedMs: number | null; startedMs: number | null }[];
  nodes: {
    node: string;
    activePulls: [atMs: number, count: number][];
    queuedPulls: [atMs: number, count: number][];
    throughput: [atMs: number, bytesPerSecond: number][];
  }[];
  summary: {
    makespanMs: number;
    podStartMs: Percentiles;
    pullQueueMs: Percentiles;
    bytesDownloaded: number;
    bytesSavedBySharing: number;
    peakPulls: number;
    pullsStarted: number;
    pullsFailed: number;
  };
}
export interface SimulationOptions extends LanguageOptions { detail?: "full" | "pulls" | "summary" | null }
export function simulatePulls(scenario: Scenario, options?: SimulationOptions | null): Trace;
export function simulatePullsAsync(scenario: Scenario, options?: (SimulationOptions & WorkerOptions) | null): Promise<Trace>;
export interface SweepOptions extends LanguageOptions {
  over: "maxParallelImagePulls";
  values?: Maybe<number[]>;
  containerd?: Maybe<string[]>;
}
export interface SweepPoint {
  value: number;
  containerd: string;
  medianReadyMs: number | null;
  p95ReadyMs: number | null;
  lastReadyMs: number | null;
  podsReady: number;
  bytesDownloaded: number;
  peakPulls: number;
  pullsFailed: number;
  knee: Why | null;
  errors: Trace["errors"];
}
export function sweep(scenario: Scenario, options: SweepOptions): SweepPoint[];
export function sweepAsync(scenario: Scenario, options: SweepOptions & WorkerOptions): Promise<SweepPoint[]>;
export interface Bottleneck {
  kind: "network" | "registry" | "connections" | "downloads" | "unpacking" | "roundTrips" | "noPull";
  node: string;
  part: number;
}
export interface Change { serialMs: number; parallelMs: number }
export interface SlotWait {
  pod: string;
  waitMs: number;
  slots: number | null;
  isPerNode: boolean;
}
export type Comparison =
  | { kind: "nothingPulled" }
  | { kind: "nothingWaits"; onePodAtATime: boolean }
  | {
      kind: "changes";
      start: { both: Change } | { onlySerial: number } | { onlyParallel: number } | null;
      end: Change;
      bottleneck: Bottleneck | null;
      failures: { serial: number; parallel: number; error: string; isOnlyError: boolean } | null;
      slotWait: SlotWait | null;
    };
export interface RunFacts {
  refusals: string[];
  endMs: number;
  makespanMs: number;
  pullsStarted: number;
  pullsFailed: number;
  peakPulls: number;
  longestQueueMs: number | null;
  bytesDownloaded: number;
  bytesSaved: number;
  pods: number;
  neverReady: number;
  halfReadyMs: number | null;
  allReadyMs: number | null;
  waiting: { pod: string; reason: string } | null;
  podsPullRepeatedly: boolean;
  longestSlotMs: number;
  registryPeak: number;
  firstFailure: { error: string; isOnlyError: boolean } | null;
  slotWait: SlotWait | null;
  limiter: { qps: number; burst: number } | null;
}
export interface RunAnalysis {
  bottleneck: Bottleneck | null;
  comparison: Comparison | null;
  facts: RunFacts;
}
export function analyzeRuns(runs: Trace[], options?: { scenario?: Scenario | null } | null): RunAnalysis[];
export interface Coordinates { namespace: string; name: string; uid: string }
export interface EnsureRequest {
  image: string;
  imagePullPolicy?: "Always" | "IfNotPresent" | "Never" | null;
  podUid?: string | null;
  kubernetes?: string | null;
  language?: "en" | "ko" | null;
  featureGates?: Record<string, boolean> | null;
  backOff?: { initialMs: number; maxMs: number } | null;
  registryPullQPS?: number | null;
  registryBurst?: number | null;
  runtimeHandler?: string | null;
  imagePullCredentialsVerificationPolicy?: string | null;
  preloadedImagesVerificationAllowlist?: string[] | null;
  pullSecrets?: (Coordinates & { registryKey?: string | null })[] | null;
  serviceAccount?: string | null;
  registryCredentials?: (Partial<Coordinates> & { source: "secret" | "serviceAccount" | "node" })[] | null;
  pullRecords?: {
    allowAll?: boolean | null;
    allowedSecrets?: Record<string, Coordinates[]> | null;
    allowedServiceAccounts?: Record<string, Coordinates[]> | null;
  } | null;
  attempts: {
    atMs: number;
    present?: boolean | null;
    presentFor?: string[] | null;
    inspectError?: string | null;
    pullError?: string | null;
    pullMs?: number | null;
    imageBytes?: number | null;
  }[];
}
export interface KubeletEvent { type: "Normal" | "Warning"; reason: string; message: string }
export interface EnsureReport {
  attempts: {
    atMs: number;
    criCalls: ("GetImageRef" | "PullImage" | "GetImageSize")[];
    reason:
      | "ErrImagePull"
      | "ImagePullBackOff"
      | "ErrImageNeverPull"
      | "InvalidImageName"
      | "ImageInspectError"
      | "RegistryUnavailable"
      | "SignatureValidationFailed"
      | null;
    message: string | null;
    backOffUntilMs: number | null;
    events: KubeletEvent[];
    containerEvent: KubeletEvent | null;
    why: Why[];
  }[];
  diagnostics: Diagnostic[];
}
export function ensureImage(request: EnsureRequest): EnsureReport;
export interface BackOffRequest {
  image?: string | null;
  podUid?: string | null;
  seed?: number | null;
  untilMs: number;
  pullMs?: number | null;
  fixedAtMs?: number | null;
  sharedBy?: number | null;
  kubernetes?: string | null;
  language?: "en" | "ko" | null;
}
export interface BackOffReport {
  attempts: {
    attempt: number;
    container: number;
    startMs: number;
    endMs: number | null;
    outcome: "pulled" | "failed" | null;
    backOffMs: number | null;
  }[];
  waits: { fromMs: number; backOffUntilMs: number; toMs: number | null }[];
  states: { fromMs: number; toMs: number | null; state: "waiting" | "running"; reason: string | null; message: string | null }[][];
  events: (KubeletEvent & { atMs: number; container: number })[];
  bounds: { attempt: number; earliestMs: number; latestMs: number }[];
  afterFix: { attemptMs: number | null; earliestMs: number; latestMs: number; newPodMs: number } | null;
  why: Why[];
  diagnostics: Diagnostic[];
}
export function backOffTimeline(request: BackOffRequest): BackOffReport;
export function backOffTimelineAsync(request: BackOffRequest, options?: WorkerOptions | null): Promise<BackOffReport>;
export interface KubeletConfigReport {
  serializeImagePulls: boolean | null;
  maxParallelImagePulls: number | null;
  registryPullQPS: number | null;
  registryBurst: number | null;
  imagePullCredentialsVerificationPolicy: string | null;
  starts: boolean;
  errors: string[];
  diagnostics: Diagnostic[];
  why: Why[];
}
export function checkKubeletConfig(yaml: string, options?: ReleaseOptions | null): KubeletConfigReport;
export interface PodImages {
  initContainers?: PodContainer[] | null;
  containers?: PodContainer[] | null;
  ephemeralContainers?: PodContainer[] | null;
  volumes?: PodVolume[] | null;
}
export interface PodContainer { name: string; image: string; imagePullPolicy?: string | null }
export interface PodVolume { name: string; reference: string; pullPolicy?: string | null }
export interface AdmissionRequest {
  operation: "CREATE" | "UPDATE";
  alwaysPullImages: boolean;
  pod: PodImages;
  oldPod?: PodImages | null;
  resource?: string | null;
  subresource?: string | null;
  kind?: string | null;
  kubernetes?: string | null;
  language?: "en" | "ko" | null;
}
export interface AdmissionReport {
  initContainers: Required<PodContainer>[];
  containers: Required<PodContainer>[];
  ephemeralContainers: Required<PodContainer>[];
  volumes: Required<PodVolume>[];
  changes: { path: string; from: string | null; to: string; why: Why[] }[];
  allowed: boolean;
  diagnostics: Diagnostic[];
}
export function admitPod(request: AdmissionRequest): AdmissionReport;
export interface NextAttempt {
  earliestSeconds: number | null;
  latestSeconds: number | null;
  running: boolean;
}
export interface EventCause {
  code: string;
  title: string;
  headline: string;
  text: string;
  image: string | null;
  container: string | null;
  pod: string | null;
  namespace: string | null;
  subject: "container" | "initContainer" | "imageVolume" | "sandbox" | "admission" | null;
  reason: string | null;
  evidence: Span[];
  nextAttempt: string | null;
  next: NextAttempt | null;
  attempts: {
    number: number;
    earliestSeconds: number;
    latestSeconds: number;
    backOffSeconds: number;
  }[];
  waysOut: {
    action: "wait" | "deletePod" | "correctImage" | "restartKubelet";
    title: string;
    effect: string;
    earliestSeconds: number;
    latestSeconds: number;
  }[];
  fixes: { title: string; command: string | null }[];
  source: string;
}
export interface EventsReport {
  causes: EventCause[];
  statements: {
    kind: "event" | "status" | "log" | "text";
    reason: string | null;
    image: string | null;
    ageSeconds: number | null;
    count: number | null;
    span: Span;
  }[];
  diagnostics: Diagnostic[];
}
export function explainEvents(text: string, options?: ReleaseOptions | null): EventsReport;
export interface FoundText { text: string; span: Span }
export interface Recognition {
  kind:
    | "imageName" | "imageNames" | "command" | "loginCommand" | "dockerfile" | "compose"
    | "describe" | "events" | "podStatus" | "log" | "pullError" | "registryError"
    | "manifest" | "helmTemplate" | "helmValues" | "kustomization"
    | "kubeletConfig" | "credentialProviderConfig" | "dockerConfig" | "secret"
    | "imageIndex" | "imageManifest" | "imageConfig" | "imageInspection" | "imageList" | "pullOutput" | "digest"
    | "hostsToml" | "registriesConf" | "registriesYaml" | "scenario" | "unknown";
  view: "name" | "pulls" | "back-off" | "manifest" | "platforms" | "credentials" | null;
  confidence: "certain" | "likely" | "guess";
  found: FoundText | null;
  images: string[];
  why: Why[];
  diagnostics: Diagnostic[];
}
export function recognize(text: string, options?: LanguageOptions | null): Recognition;
export interface Platform {
  os: string;
  architecture: string;
  variant: string | null;
  osVersion: string | null;
  osFeatures: string[];
}
export interface PlatformReport {
  valid: boolean;
  parsed: Platform | null;
  normalized: Platform | null;
  format: string | null;
  formatAll: string | null;
  normalizedFormatAll: string | null;
  diagnostics: Diagnostic[];
}
export function parsePlatform(input: string, host?: string | null, options?: LanguageOptions | null): PlatformReport;
export interface MatchReport {
  vector: string[];
  order: string[];
  matches: string[];
  strictMatches: string[];
  why: Why[];
  diagnostics: Diagnostic[];
}
export function matchPlatforms(host: string, candidates: string[], options?: LanguageOptions | null): MatchReport;
export interface IndexEntry {
  digest: string | null;
  size: number | null;
  mediaType: string | null;
  platform: Platform | null;
  artifactType: string | null;
  role: "image" | "attestation" | "index" | "artifact";
  match: "chosen" | "matches" | "no";
  rank: number | null;
  about: string | null;
  annotations: Record<string, string>;
  entries: IndexEntry[];
  isGiven: boolean;
  span: Span | null;
  why: Why[];
}
export interface Blob {
  digest: string | null;
  size: number | null;
  mediaType: string | null;
  span: Span | null;
}
export interface ImageLayer extends Blob {
  isRepeated: boolean;
  annotations: Record<string, string>;
}
export interface IndexReport {
  valid: boolean;
  kind: "index" | "manifestList" | "manifest" | "dockerManifest" | "schema1" | "config" | "descriptor" | "unknown";
  mediaType: string | null;
  artifactType: string | null;
  digest: string;
  size: number;
  form:
    | "dockerManifestInspectVerbose" | "dockerImageInspect" | "podmanImageInspect" | "crictlInspecti" | "crictlImages"
    | "skopeoInspect" | "imagetoolsInspect" | "regctlManifestGet" | "orasManifestFetch" | "ctrImages" | "dockerImages"
    | "dockerPull" | "dockerHubApi" | "dockerSave" | "ociLayout" | "registryError" | "digest" | "httpHeaders" | "html" | "yaml"
    | "imagetoolsImage" | "buildMetadata" | "containerInspect" | "imageTable" | "imageId" | "nodeImages" | "orasDiscover"
    | "cosignTree" | "ecrDescribeImages" | "ecrBatchGetImage" | "acrListMetadata" | "harborApi" | "quayApi"
    | null;
  registryDigest: { digest: string | null; basis: "computed" | "compared" | "stated" | "unknown" };
  containerd: string;
  platform: Platform | null;
  ownPlatform: Platform | null;
  entries: IndexEntry[];
  chosen: string | null;
  resolved: string | null;
  otherReleases: { containerd: string; entry: number | null }[];
  error: string | null;
  config: Blob | null;
  layers: ImageLayer[];
  totalBytes: number | null;
  annotations: Record<string, string>;
  subject: string | null;
  pins: { digest: string; target: "index" | "platform" | "unknown"; isAdvised: boolean; why: Why }[];
  pinned: { digest: string; matches: boolean; isDocument: boolean; entry: number | null; runs: boolean | null } | null;
  why: Why[];
  diagnostics: Diagnostic[];
}
export function readIndex(
  document: string,
  platform: string,
  options?: (ReleaseOptions & { documents?: string[] | null; image?: string | null; containerd?: string | null }) | null,
): IndexReport;
export function matchUrl(pattern: string, target: string, options?: LanguageOptions | null): { matches: boolean; why: Why[] };
export interface CredentialsRequest {
  image?: string | null;
  lookup?: string | null;
  kubernetes?: string | null;
  language?: "en" | "ko" | null;
  namespace?: string | null;
  imagePullSecrets?: string[] | null;
  serviceAccount?: { name?: string | null; namespace?: string | null; imagePullSecrets?: string[] | null } | null;
  pullSecrets?: { name?: string | null; namespace?: string | null; type: string; data?: Record<string, string> | null }[] | null;
  nodeConfig?: string | null;
  providers?:
    | {
        name: string;
        matchImages: string[];
        auth: Record<string, { username: string; password: string }>;
        cacheKeyType?: "Image" | "Registry" | "Global" | null;
      }[]
    | null;
}
export interface CredentialsReport {
  repository: string | null;
  candidates: {
    source: "pullSecret" | "node" | "provider";
    name: string | null;
    key: string;
    username: string | null;
    order: number;
    why: Why[];
  }[];
  rejected: { source: "pullSecret" | "node" | "provider"; name: string | null; key: string | null; why: Why[] }[];
  missingSecrets: string[];
  anonymous: boolean;
  why: Why[];
  diagnostics: Diagnostic[];
}
export function matchCredentials(request: CredentialsRequest): CredentialsReport;
export function checkCredentialProviderConfig(
  yaml: string,
  options?: (ReleaseOptions & { featureGates?: Record<string, boolean> | null }) | null,
): {
  valid: boolean;
  errors: string[];
  diagnostics: Diagnostic[];
};
export interface Edit { span: Span; text: string }
export interface EditFix { title: string; edits: Edit[]; readonly replacement: string }
export interface Finding extends Omit<Diagnostic, "fixes"> {
  fixes: EditFix[];
}
export interface Placed { text: string; span: Span }
export interface Workload {
  document: number;
  apiVersion: string | null;
  kind: string | null;
  name: string | null;
  namespace: string | null;
  path: string;
  span: Span;
  isPod: boolean;
  pods: { replicas: number } | "everyNode";
  imagePullSecrets: Placed[];
  serviceAccountName: Placed | null;
  runtimeClassName: Placed | null;
}
export interface ImageUse {
  workload: number;
  path: string;
  kind: string | null;
  name: string | null;
  namespace: string | null;
  container: string | null;
  role: "init" | "sidecar" | "container" | "ephemeral" | "volume" | "reference";
  image: ImageReport;
  imageType: "missing" | "null" | "bool" | "number" | "text" | "nested";
  imageSpan: Span | null;
  foundBy: "kind" | "shape";
  isTemplate: boolean;
  rendered: string | null;
  policy: "Always" | "IfNotPresent" | "Never" | null;
  podPolicy: "Always" | "IfNotPresent" | "Never" | null;
  defaultBy: "apiServer" | "apiServerLater" | "digest" | "operator" | "nobody" | "unknown";
  policyWritten: string | null;
  policySpan: Span | null;
  why: Why[];
  findings: Finding[];
}
export interface ManifestReport {
  images: ImageUse[];
  documents: {
    apiVersion: string | null;
    kind: string | null;
    name: string | null;
    namespace: string | null;
    span: Span;
    images: number;
    read: "images" | "noImages" | "notLookedAt";
  }[];
  workloads: Workload[];
  serviceAccounts: { name: Placed; namespace: string | null; imagePullSecrets: Placed[] }[];
  secrets: { name: Placed; namespace: string | null; secretType: Placed | null; registries: string[] | null }[];
  template: "helm" | "jinja" | "erb" | "variables" | "ko" | null;
  diagnostics: Finding[];
  completions: { path: string; document: number; edit: Edit; why: Why[] }[];
  defaultedYaml: string;
  pods: Scenario;
}
export interface ManifestOptions extends ReleaseOptions {
  alwaysPullImages?: boolean | null;
  runtime?: "containerd" | "cri-o" | null;
}
export function inspectManifest(yaml: string, options?: ManifestOptions | null): ManifestReport;
export function inspectManifestAsync(yaml: string, options?: (ManifestOptions & WorkerOptions) | null): Promise<ManifestReport>;
export interface ManifestFile { path: string; text: string }
export function inspectManifests(files: ManifestFile[], options?: ManifestOptions | null): ManifestReport[];
export interface PinReport {
  fix: Finding["fixes"][number] | null;
  images: {
    path: string;
    image: string;
    outcome: "pinned" | "hasDigest" | "hasOtherDigest" | "unknown" | "noName" | "noRoom";
    pinned: string | null;
  }[];
  commands: string[];
  diagnostics: Diagnostic[];
}
export function pinImages(yaml: string, digests: string | Record<string, string>, options?: ManifestOptions | null): PinReport;
export interface SarifLog {
  $schema: string;
  version: "2.1.0";
  runs: [{
    tool: { driver: { name: string; rules: { id: string }[] } };
    invocations?: [{
      executionSuccessful: boolean;
      toolConfigurationNotifications: { descriptor: { id: string }; level: "error"; message: { text: string } }[];
    }];
    results: { ruleId: string; level: "error" | "warning" | "note"; message: { text: string } }[];
  }];
}
export function safeFixes(report: ManifestReport): EditFix[];
export function manifestSarif(yaml: string, options?: (ManifestOptions & { path?: string | null }) | null): SarifLog;
