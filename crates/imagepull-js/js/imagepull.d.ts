/** A compiled module, `WebAssembly.Module`, if the project has its type. */
type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module & object : never;

/**
 * Loads the WebAssembly module; every other function needs that first. May be called again.
 * @param source the module's location, its bytes, or the module itself; default: the file next to this one
 */
export default function init(source?: string | URL | Request | ArrayBuffer | ArrayBufferView | CompiledModule): Promise<void>;

/** The version of the package, the Kubernetes and the containerd releases it knows, oldest first. */
export function version(): { package: string; kubernetes: string[]; containerd: string[] };

/** A place in a text, in UTF-16 units. */
export interface Span { start: number; end: number }

/** Something said about an input. */
export interface Diagnostic {
  /** Stable, for example `IMG006`. */
  code: string;
  severity: "error" | "warning" | "info";
  message: string;
  span: Span | null;
  help: string | null;
  /** Changes that repair the input; `replacement` is the whole input after the change. */
  fixes: { title: string; replacement: string }[];
  /** A link to read on. */
  docs: string | null;
}

/** What every function takes that says something. */
export interface LanguageOptions {
  /** The language of messages, rules and fixes, default `"en"`. Output of Kubernetes and runtimes is never translated. */
  language?: "en" | "ko" | null;
}

/** Options of functions whose answer depends on the release; default: the newest known. */
export interface ReleaseOptions extends LanguageOptions {
  /** A release such as `"1.35"`, or the version of a cluster such as `"v1.35.2"`. */
  kubernetes?: string | null;
}

/** How far a call is: pods that have started, of how many; 0 and 1 of 1 where nothing can be counted. */
export interface Progress { done: number; total: number }

/** What the asynchronous functions take: they run in a worker. */
export interface WorkerOptions {
  /** Ends the worker; the promise is rejected with its reason. */
  signal?: AbortSignal | null;
  onProgress?: ((progress: Progress) => void) | null;
}

/** A rule that led to an answer. */
export interface Why { rule: string; text: string; source: string }

/** Everything about one image name. */
export interface ImageReport {
  input: string;
  valid: boolean;
  /** The exact text of the error of distribution/reference ParseNormalizedNamed. */
  upstreamError: string | null;
  /** Host and port; `""` where the first component looks like a host and is none. */
  domain: string | null;
  path: string | null;
  /** As written. */
  tag: string | null;
  digest: string | null;
  canonical: string | null;
  familiar: string | null;
  withDefaultTag: string | null;
  /** What a runtime resolves; with a digest the tag is gone. */
  pulled: string | null;
  /** The three parts that Kubernetes looks at. */
  kubelet: { repository: string; tag: string | null; digest: string | null } | null;
  /** What the kubelet sends to the runtime. */
  criImage: string | null;
  parts: {
    kind: "domain" | "port" | "path" | "tag" | "digestAlgorithm" | "digestEncoded" | "separator";
    text: string;
    span: Span;
  }[];
  implied: { domain: boolean; library: boolean; tag: boolean };
  /** Other ways to write the same image. */
  spellings: string[];
  /** First the error where the name is invalid, then warnings. */
  diagnostics: Diagnostic[];
}

/** Reads one image name. Never throws for any string. */
export function parseImage(input: string, options?: ReleaseOptions | null): ImageReport;

/** `withDefaultTag` of each name as the release reads it, null where it is invalid; all are null where the options are wrong. */
export function normalizeImages(inputs: string[], options?: ReleaseOptions | null): (string | null)[];

/** The default of imagePullPolicy and why it is so. */
export interface PolicyReport {
  /** Null only if the options are invalid. */
  policy: "Always" | "IfNotPresent" | null;
  effectiveTag: string | null;
  why: Why[];
  diagnostics: Diagnostic[];
}

/** The default of imagePullPolicy for an image name. */
export function defaultPullPolicy(image: string, options?: ReleaseOptions | null): PolicyReport;

/** The digest of some bytes, as `algorithm:hex`; sha256 where no algorithm is given. */
export function digestOf(bytes: Uint8Array, algorithm?: "sha256" | "sha384" | "sha512" | null): string;

/** Whether some bytes have a digest; `actual` is null only if the digest is malformed. */
export function verifyDigest(bytes: Uint8Array, digest: string, options?: LanguageOptions | null): { matches: boolean; actual: string | null; diagnostics: Diagnostic[] };

/** Left out and null are the same. */
type Maybe<T> = T | null | undefined;

/** What the nodes, the registry and the pods of a simulation are. Times in ms, sizes in bytes, rates in bytes a second. */
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
      /** A release such as `2.0`, which sets the default of `downloadLimit`; default: the newest known. */
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
    /** Images that are volumes: brought to the node at each sync of the pod, before any container starts. */
    imageVolumes?: Maybe<{ name: string; image: string; imagePullPolicy?: Maybe<string> }[]>;
    /** `mounts` names image volumes: the container fails where one of them does. */
    initContainers?: Maybe<{ name: string; image: string; imagePullPolicy?: Maybe<string>; runMs?: Maybe<number>; mounts?: Maybe<string[]> }[]>;
    containers: { name: string; image: string; imagePullPolicy?: Maybe<string>; mounts?: Maybe<string[]> }[];
  }[];
}

/** One layer of one pull. */
export interface LayerRow {
  digest: string | null;
  bytes: number;
  source: "registry" | "node" | "shared" | null;
  downloadStartMs: number | null;
  downloadEndMs: number | null;
  unpackStartMs: number | null;
  unpackEndMs: number | null;
}

/** Nearest-rank percentiles in ms; null without values. */
export interface Percentiles { p50: number | null; p95: number | null; max: number | null }

/** What a pull does at a moment: the first of these that holds. */
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

/** A stretch of time in which a pull did one thing. */
export interface PhaseSpan {
  phase: Phase;
  startMs: number;
  endMs: number;
  /** Who held what it waited for: who worked on it or, for a place in the queue or a slot, whose end freed it. */
  waitsFor: { node: string; pod: string; container: string; image: string; layer: string | null } | null;
}

/** All that happened in a simulation. */
export interface Trace {
  /** What is wrong with the scenario, or in the kubelet's words with the configuration of a node. */
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
    /** How many of its requests the registry refused: containerd asks again within one attempt. */
    refusedRequests: number;
    bytesDownloaded: number;
    /** From the request to the end of the pull or of the run, without gaps. */
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

/** With `pulls` a trace is without layers and steps, with `summary` it is errors and summary alone. */
export interface SimulationOptions extends LanguageOptions { detail?: "full" | "pulls" | "summary" | null }

/** Runs the pulls of a scenario. One that is too much for a call is refused before it runs, with an estimate. */
export function simulatePulls(scenario: Scenario, options?: SimulationOptions | null): Trace;

/** The same in a worker, for as long as it takes. */
export function simulatePullsAsync(scenario: Scenario, options?: (SimulationOptions & WorkerOptions) | null): Promise<Trace>;

/** What `sweep` changes from run to run, and with which releases of containerd. */
export interface SweepOptions extends LanguageOptions {
  /** All nodes pull in parallel, at most this many images at once. */
  over: "maxParallelImagePulls";
  /** Left out, 1 to 10. */
  values?: Maybe<number[]>;
  /** Releases such as `"2.0"`, which limits downloads per image, and `"2.1"`, which limits them per node; default: these two. */
  containerd?: Maybe<string[]>;
}

/** The run with one value and one release of containerd: that of `simulatePulls` with these settings on all nodes. */
export interface SweepPoint {
  value: number;
  containerd: string;
  /** `summary.podStartMs` of the run: p50, p95 and max of the pods that get ready. */
  medianReadyMs: number | null;
  p95ReadyMs: number | null;
  lastReadyMs: number | null;
  podsReady: number;
  bytesDownloaded: number;
  /** Most pulls taken up at once, over all nodes. */
  peakPulls: number;
  pullsFailed: number;
  /** On the number to set, one of each release: why it, and why not more. */
  knee: Why | null;
  errors: Trace["errors"];
}

/**
 * Runs the pulls of a scenario with one number of parallel pulls after the other: release by release, in the order
 * of the values. Where the options are wrong or it is too much for a call, it is one point with the errors.
 */
export function sweep(scenario: Scenario, options: SweepOptions): SweepPoint[];

/** The same in a worker, for as long as it takes; its progress counts the pods of all runs. */
export function sweepAsync(scenario: Scenario, options: SweepOptions & WorkerOptions): Promise<SweepPoint[]>;

/** What a run waits for most of the time, looked at on the node whose last pull ends last. */
export interface Bottleneck {
  /** `downloads`: which limit holds them back is known only with the scenario. */
  kind: "network" | "registry" | "connections" | "downloads" | "unpacking" | "roundTrips" | "noPull";
  node: string;
  /** The part of the time up to the end of its last pull, from 0.6 to 1. */
  part: number;
}

/** A time in the first run, and in the one that is compared with it. */
export interface Change { serialMs: number; parallelMs: number }

/** A wait for a download slot. */
export interface SlotWait {
  pod: string;
  waitMs: number;
  /** Downloads at once; null without the scenario. */
  slots: number | null;
  /** For the whole node, as from containerd 2.1 on, and not for each image. */
  isPerNode: boolean;
}

/** What a run changes beside the first one. */
export type Comparison =
  | { kind: "nothingPulled" }
  | { kind: "nothingWaits"; onePodAtATime: boolean }
  | {
      kind: "changes";
      /** When half of the pods are ready; null if fewer ever are. */
      start: { both: Change } | { onlySerial: number } | { onlyParallel: number } | null;
      /** The end of the last pull. */
      end: Change;
      /** Of the slower of the two. */
      bottleneck: Bottleneck | null;
      failures: { serial: number; parallel: number; error: string; isOnlyError: boolean } | null;
      slotWait: SlotWait | null;
    };

/** A run in figures. A pod is ready when its last container has started; that is counted from its creation. */
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
  /** The first pod that is not ready at the end. */
  waiting: { pod: string; reason: string } | null;
  podsPullRepeatedly: boolean;
  longestSlotMs: number;
  /** Most bytes a second that the registry sends to all nodes together. */
  registryPeak: number;
  firstFailure: { error: string; isOnlyError: boolean } | null;
  /** The longest wait for a slot, if it is long compared with the whole pull. */
  slotWait: SlotWait | null;
  /** Of the first kubelet that refused a pull; null without the scenario. */
  limiter: { qps: number; burst: number } | null;
}

/** What follows from a run. */
export interface RunAnalysis {
  /** Null where nothing takes most of the time. */
  bottleneck: Bottleneck | null;
  /** Null for the first run. */
  comparison: Comparison | null;
  facts: RunFacts;
}

/**
 * What follows from runs of one scenario that differ in the configuration of the kubelets. With the scenario it is
 * known which limit holds downloads back.
 */
export function analyzeRuns(runs: Trace[], options?: { scenario?: Scenario | null } | null): RunAnalysis[];

/** A Secret or ServiceAccount. */
export interface Coordinates { namespace: string; name: string; uid: string }

/** A container of a pod, its node, and the moments at which the kubelet starts the container. */
export interface EnsureRequest {
  image: string;
  /** Left out: the default of the name. */
  imagePullPolicy?: "Always" | "IfNotPresent" | "Never" | null;
  /** Part of the key of the back-off; `"pod"`. */
  podUid?: string | null;
  kubernetes?: string | null;
  language?: "en" | "ko" | null;
  /** Gates that are set; the others are as the release has them. */
  featureGates?: Record<string, boolean> | null;
  /** 10 000 and 300 000. */
  backOff?: { initialMs: number; maxMs: number } | null;
  /** 5; 0: no limit. */
  registryPullQPS?: number | null;
  /** 10. */
  registryBurst?: number | null;
  /** The handler of the Pod's RuntimeClass; matters with the gate RuntimeClassInImageCriApi. */
  runtimeHandler?: string | null;
  imagePullCredentialsVerificationPolicy?: string | null;
  preloadedImagesVerificationAllowlist?: string[] | null;
  /** `registryKey`: a key of its configuration; where it does not fit the image, the Secret does not count. */
  pullSecrets?: (Coordinates & { registryKey?: string | null })[] | null;
  serviceAccount?: string | null;
  registryCredentials?: (Partial<Coordinates> & { source: "secret" | "serviceAccount" | "node" })[] | null;
  /** The kubelet's records of earlier pulls; default: none, so that a present image is treated as preloaded. */
  pullRecords?: {
    allowAll?: boolean | null;
    allowedSecrets?: Record<string, Coordinates[]> | null;
    allowedServiceAccounts?: Record<string, Coordinates[]> | null;
  } | null;
  /** The starts of the container, in order. */
  attempts: {
    atMs: number;
    /** On the node; false. */
    present?: boolean | null;
    /** Runtime handlers that have the image. */
    presentFor?: string[] | null;
    inspectError?: string | null;
    pullError?: string | null;
    pullMs?: number | null;
    imageBytes?: number | null;
  }[];
}

/** An event of the kubelet. */
export interface KubeletEvent { type: "Normal" | "Warning"; reason: string; message: string }

/** What the kubelet did at each start. */
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
    /** The message of the container's status. */
    message: string | null;
    backOffUntilMs: number | null;
    /** Of the image manager, in order, in the words of the release. */
    events: KubeletEvent[];
    /** What starting the container adds after a failure. */
    containerEvent: KubeletEvent | null;
    why: Why[];
  }[];
  /** What is wrong with the request; then nothing was tried. */
  diagnostics: Diagnostic[];
}

/** What the kubelet does at each start of a container. */
export function ensureImage(request: EnsureRequest): EnsureReport;

/** A pod whose pull fails until it is fixed; times are milliseconds from its first sync. */
export interface BackOffRequest {
  /** `"busybox"`. */
  image?: string | null;
  /** Part of the key of the back-off; `"pod"`. */
  podUid?: string | null;
  /** Of the jitter of the syncs: whole, 0 to 2^53-1; 0. */
  seed?: number | null;
  /** At most 24 h. */
  untilMs: number;
  /** How long a pull takes, failing or not; 0. */
  pullMs?: number | null;
  /** A pull that ends from then on succeeds; never. */
  fixedAtMs?: number | null;
  /** So many containers of the pod have this image as it is written: 1 to 100; 1. */
  sharedBy?: number | null;
  kubernetes?: string | null;
  language?: "en" | "ko" | null;
}

/** What happens to a pod whose pull fails until it is fixed. */
export interface BackOffReport {
  /** The pulls of the pod; containers count from 1. `endMs` and `outcome` are null after the end of the run. */
  attempts: {
    attempt: number;
    container: number;
    startMs: number;
    endMs: number | null;
    outcome: "pulled" | "failed" | null;
    backOffMs: number | null;
  }[];
  /** From a failure to the next pull, which is the first sync after the back-off. */
  waits: { fromMs: number; backOffUntilMs: number; toMs: number | null }[];
  /** What each container shows, one list for each. */
  states: { fromMs: number; toMs: number | null; state: "waiting" | "running"; reason: string | null; message: string | null }[][];
  events: (KubeletEvent & { atMs: number; container: number })[];
  /** When each pull can begin, over all jitters. */
  bounds: { attempt: number; earliestMs: number; latestMs: number }[];
  /** The first pull after the fix, against that of a new pod. */
  afterFix: { attemptMs: number | null; earliestMs: number; latestMs: number; newPodMs: number } | null;
  why: Why[];
  /** What is wrong with the request; then nothing was run. */
  diagnostics: Diagnostic[];
}

/** What happens to a pod whose pull fails until it is fixed. */
export function backOffTimeline(request: BackOffRequest): BackOffReport;

/** The same in a worker. */
export function backOffTimelineAsync(request: BackOffRequest, options?: WorkerOptions | null): Promise<BackOffReport>;

/** A kubelet's image pull settings after defaulting, null if the text can't be read. */
export interface KubeletConfigReport {
  serializeImagePulls: boolean | null;
  /** Null: no limit. */
  maxParallelImagePulls: number | null;
  /** 0: no limit. */
  registryPullQPS: number | null;
  registryBurst: number | null;
  /** Null where the gate KubeletEnsureSecretPulledImages is off and nothing is written. */
  imagePullCredentialsVerificationPolicy: string | null;
  /** Whether a kubelet with this configuration starts. */
  starts: boolean;
  /** What its validation says, in its own words. */
  errors: string[];
  /** The same with places, and what else is wrong or remarkable. */
  diagnostics: Diagnostic[];
  why: Why[];
}

/** How a kubelet reads a KubeletConfiguration, YAML or JSON; other fields are ignored. */
export function checkKubeletConfig(yaml: string, options?: ReleaseOptions | null): KubeletConfigReport;

/** The images of a Pod. */
export interface PodImages {
  initContainers?: PodContainer[] | null;
  containers?: PodContainer[] | null;
  ephemeralContainers?: PodContainer[] | null;
  volumes?: PodVolume[] | null;
}

/** A container of a Pod; an unset policy is the default. */
export interface PodContainer { name: string; image: string; imagePullPolicy?: string | null }

/** An image volume of a Pod; an unset policy is the default. */
export interface PodVolume { name: string; reference: string; pullPolicy?: string | null }

/** A Pod that comes to the API server. */
export interface AdmissionRequest {
  operation: "CREATE" | "UPDATE";
  /** Whether the admission plug-in AlwaysPullImages is on. */
  alwaysPullImages: boolean;
  pod: PodImages;
  /** The Pod before an update. */
  oldPod?: PodImages | null;
  /** `"pods"`; others are left alone. */
  resource?: string | null;
  /** The plug-in leaves subresources alone. */
  subresource?: string | null;
  kind?: string | null;
  kubernetes?: string | null;
  language?: "en" | "ko" | null;
}

/** How the API server sets the pull policies of a Pod. */
export interface AdmissionReport {
  initContainers: Required<PodContainer>[];
  containers: Required<PodContainer>[];
  ephemeralContainers: Required<PodContainer>[];
  volumes: Required<PodVolume>[];
  changes: { path: string; from: string | null; to: string; why: Why[] }[];
  allowed: boolean;
  diagnostics: Diagnostic[];
}

/** How the API server sets the pull policies of a Pod. */
export function admitPod(request: AdmissionRequest): AdmissionReport;

/** When the next pull comes, counted from the moment at which the text was made. */
export interface NextAttempt {
  /** `null` while a pull may be running. */
  earliestSeconds: number | null;
  latestSeconds: number | null;
  /** Whether a pull may be running. */
  running: boolean;
}

/** A cause why a pod does not get its image. */
export interface EventCause {
  code: string;
  title: string;
  /** The same as a sentence with the names that the text gives, in at most 20 words. */
  headline: string;
  text: string;
  /** The image, as written. */
  image: string | null;
  container: string | null;
  pod: string | null;
  namespace: string | null;
  /** Whose pull it is; `sandbox`: the pause image of the node; `admission`: no pull at all. */
  subject: "container" | "initContainer" | "imageVolume" | "sandbox" | "admission" | null;
  /** The innermost error, as in the text. */
  reason: string | null;
  /** The places that name it. */
  evidence: Span[];
  /** When the kubelet tries again, in words. */
  nextAttempt: string | null;
  /** The same in figures. */
  next: NextAttempt | null;
  /** The pulls that failed so far, oldest first, in s from the moment at which the text was made: negative. */
  attempts: {
    number: number;
    /** It did not end before; the same as `latestSeconds` where the text says when it was. */
    earliestSeconds: number;
    latestSeconds: number;
    /** Nothing was pulled so long after it. */
    backOffSeconds: number;
  }[];
  /** What can be done and when the next pull comes then, where a back-off holds it. */
  waysOut: {
    action: "wait" | "deletePod" | "correctImage" | "restartKubelet";
    title: string;
    effect: string;
    earliestSeconds: number;
    latestSeconds: number;
  }[];
  /** What to do, best first; words in angle brackets of a command are not in the text. */
  fixes: { title: string; command: string | null }[];
  source: string;
}

/** The causes that a pasted text names. */
export interface EventsReport {
  causes: EventCause[];
  /** What the text consists of, in order; at most 1000. */
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

/** The causes that a pasted text names: `kubectl describe pod`, events, statuses, logs or an error. */
export function explainEvents(text: string, options?: ReleaseOptions | null): EventsReport;

/** A part of a text as it is written, and its place. */
export interface FoundText { text: string; span: Span }

/** What a pasted text is. */
export interface Recognition {
  kind:
    | "imageName" | "imageNames" | "command" | "loginCommand" | "dockerfile" | "compose"
    | "describe" | "events" | "podStatus" | "log" | "pullError" | "registryError"
    | "manifest" | "helmTemplate" | "helmValues" | "kustomization"
    | "kubeletConfig" | "credentialProviderConfig" | "dockerConfig" | "secret"
    | "imageIndex" | "imageManifest" | "imageConfig" | "imageInspection" | "imageList" | "pullOutput" | "digest"
    | "hostsToml" | "registriesConf" | "registriesYaml" | "scenario" | "unknown";
  /** The view of the playground that answers it, as in an address of the page; null where none reads it. */
  view: "name" | "pulls" | "back-off" | "manifest" | "platforms" | "credentials" | null;
  /** `certain` where the text says so itself, `likely` by its shape, `guess` by its words alone. */
  confidence: "certain" | "likely" | "guess";
  /** The part that counts: the image name, or the text inside a fence or here-document. Null where all of the text does. */
  found: FoundText | null;
  /**
   * The image names that a text for the Name view has in it, each once: those of a command, a Dockerfile or a Compose
   * file. Empty where the text is nothing but names, and where it is for another view.
   */
  images: string[];
  why: Why[];
  /** What is wrong with the options. */
  diagnostics: Diagnostic[];
}

/** What a pasted text is, without reading all of it: a text need not be valid to be recognized. */
export function recognize(text: string, options?: LanguageOptions | null): Recognition;

/** An operating system and an architecture, as in an image index. */
export interface Platform {
  os: string;
  architecture: string;
  variant: string | null;
  osVersion: string | null;
  osFeatures: string[];
}

export interface PlatformReport {
  valid: boolean;
  /** What is written, with what the host fills in. */
  parsed: Platform | null;
  /** Its normalised spelling: aliases replaced, a redundant variant removed. */
  normalized: Platform | null;
  /** What is written: operating system, architecture, variant. */
  format: string | null;
  /** The same with version and features. */
  formatAll: string | null;
  normalizedFormatAll: string | null;
  /** What is wrong, in the words of containerd, and names that no image has. */
  diagnostics: Diagnostic[];
}

/**
 * What a text such as `linux/arm64` says about a platform, as containerd reads it.
 * @param host the platform that completes a single word; default: `linux/amd64`
 */
export function parsePlatform(input: string, host?: string | null, options?: LanguageOptions | null): PlatformReport;

export interface MatchReport {
  /** The platforms that a node takes, best first. */
  vector: string[];
  /** The candidates that it takes, best first, each as containerd writes it. */
  order: string[];
  /** The candidates that it takes, as they are written. */
  matches: string[];
  /** Those that are its very platform. */
  strictMatches: string[];
  /** For each candidate that can be read why it is taken, or why not. */
  why: Why[];
  diagnostics: Diagnostic[];
}

/** Which of several platforms a node takes, as containerd decides it. */
export function matchPlatforms(host: string, candidates: string[], options?: LanguageOptions | null): MatchReport;

/** One entry of an image index. */
export interface IndexEntry {
  digest: string | null;
  /** Bytes of what it points to. */
  size: number | null;
  mediaType: string | null;
  /** As written. */
  platform: Platform | null;
  artifactType: string | null;
  role: "image" | "attestation" | "index" | "artifact";
  /** Whether the node takes it; `matches`: it would do, but another one is taken. */
  match: "chosen" | "matches" | "no";
  /** The place in the order of what fits, from 0. */
  rank: number | null;
  /** Of an attestation, the digest of the entry that it is about. */
  about: string | null;
  annotations: Record<string, string>;
  /** Of a nested index whose document was given. */
  entries: IndexEntry[];
  /** Whether the document that it points to was given. */
  isGiven: boolean;
  /** The place in the document; null in a nested index, which is another one. */
  span: Span | null;
  why: Why[];
}

/** What a manifest points to. */
export interface Blob {
  digest: string | null;
  /** Bytes as downloaded. */
  size: number | null;
  mediaType: string | null;
  /** The place in the document; null where the manifest is another one. */
  span: Span | null;
}

export interface ImageLayer extends Blob {
  /** Whether the same layer comes earlier: it is downloaded once. */
  isRepeated: boolean;
  annotations: Record<string, string>;
}

export interface IndexReport {
  /** Whether the JSON schema of the OCI image-spec accepts the document. */
  valid: boolean;
  kind: "index" | "manifestList" | "manifest" | "dockerManifest" | "schema1" | "config" | "descriptor" | "unknown";
  mediaType: string | null;
  artifactType: string | null;
  /** sha256 of the document's UTF-8 bytes. */
  digest: string;
  /** How many bytes these are. */
  size: number;
  /** What the text is where it is not a document as a registry has it. */
  form:
    | "dockerManifestInspectVerbose" | "dockerImageInspect" | "podmanImageInspect" | "crictlInspecti" | "crictlImages"
    | "skopeoInspect" | "imagetoolsInspect" | "regctlManifestGet" | "orasManifestFetch" | "ctrImages" | "dockerImages"
    | "dockerPull" | "dockerHubApi" | "dockerSave" | "ociLayout" | "registryError" | "digest" | "httpHeaders" | "html" | "yaml"
    | "imagetoolsImage" | "buildMetadata" | "containerInspect" | "imageTable" | "imageId" | "nodeImages" | "orasDiscover"
    | "cosignTree" | "ecrDescribeImages" | "ecrBatchGetImage" | "acrListMetadata" | "harborApi" | "quayApi"
    | null;
  /**
   * The digest that the registry has for the document: that of exactly the bytes given, the one given to compare where
   * only whitespace differs, or the one that the text states; null if it can't be known.
   */
  registryDigest: { digest: string | null; basis: "computed" | "compared" | "stated" | "unknown" };
  /** The release of containerd that the choice is that of. */
  containerd: string;
  /** The node, normalized. */
  platform: Platform | null;
  /** What a configuration or a descriptor says, or the configuration of a manifest where it was given. */
  ownPlatform: Platform | null;
  entries: IndexEntry[];
  /** The digest of the entry that the node selects; for a manifest its own, if known. */
  chosen: string | null;
  /** The digest of the image manifest that this leads to; null where a nested index was not given. */
  resolved: string | null;
  /** The releases of containerd that take another entry of the index, by its place; null where they take none. */
  otherReleases: { containerd: string; entry: number | null }[];
  /** The error with which containerd refuses the pull. */
  error: string | null;
  /** Config and layers of the selected image, if its manifest is known. */
  config: Blob | null;
  layers: ImageLayer[];
  /** Bytes of the layers, each counted once; null where they are not known. */
  totalBytes: number | null;
  annotations: Record<string, string>;
  /** The digest of the document that this one is about. */
  subject: string | null;
  /** The digests that can be pinned, the advised one first. */
  pins: { digest: string; target: "index" | "platform" | "unknown"; isAdvised: boolean; why: Why }[];
  /**
   * How the digest in `options.image` compares: `matches` with exactly these bytes, `isDocument` also if whitespace
   * differs or the text states it; `entry` is the place of the entry that has it, `runs` whether the node can run that
   * entry: a pinned manifest is pulled whatever its platform. null for a nested index, or where no platform is known.
   */
  pinned: { digest: string; matches: boolean; isDocument: boolean; entry: number | null; runs: boolean | null } | null;
  why: Why[];
  diagnostics: Diagnostic[];
}

/**
 * What an image index or manifest is, what a node of a platform takes of it and why, and which digest to pin.
 * @param options `documents`: the texts of nested indexes, manifests and configurations, found by their digests;
 *   `image`: the name or digest by which the document is used; `containerd`: the release on the node, such as `2.0`,
 *   default: the newest; from 2.1 on it only fetches the node's exact platform
 */
export function readIndex(
  document: string,
  platform: string,
  options?: (ReleaseOptions & { documents?: string[] | null; image?: string | null; containerd?: string | null }) | null,
): IndexReport;

/** Whether an entry of `matchImages`, or a key of a docker configuration without its scheme, fits an image. */
export function matchUrl(pattern: string, target: string, options?: LanguageOptions | null): { matches: boolean; why: Why[] };

/** An image of a Pod and everything that holds credentials. Passwords are dropped while it is read. */
export interface CredentialsRequest {
  /** As in the Pod. */
  image?: string | null;
  /** What the keyring is asked for, in the place of the image's normalised name. */
  lookup?: string | null;
  kubernetes?: string | null;
  language?: "en" | "ko" | null;
  /** Of the Pod; that of the Secrets. */
  namespace?: string | null;
  /** The names that the Pod lists; default: all of `pullSecrets`, or the ServiceAccount's. */
  imagePullSecrets?: string[] | null;
  /** Its imagePullSecrets count where the Pod lists none. */
  serviceAccount?: { name?: string | null; namespace?: string | null; imagePullSecrets?: string[] | null } | null;
  /** The Secrets of the cluster; `data` is decoded already. */
  pullSecrets?: { name?: string | null; namespace?: string | null; type: string; data?: Record<string, string> | null }[] | null;
  /** The text of a `config.json` or `.dockercfg`. */
  nodeConfig?: string | null;
  /** Credential providers and their answers. */
  providers?:
    | {
        name: string;
        matchImages: string[];
        auth: Record<string, { username: string; password: string }>;
        cacheKeyType?: "Image" | "Registry" | "Global" | null;
      }[]
    | null;
}

/** Which credentials the kubelet tries for an image, and why not the others. */
export interface CredentialsReport {
  /** What the keyrings are asked for; null where the image has no valid name. */
  repository: string | null;
  /** In the order in which they are tried; `order` counts from 0. The first that succeeds ends it. */
  candidates: {
    source: "pullSecret" | "node" | "provider";
    name: string | null;
    /** As written, without user and password before the host. */
    key: string;
    username: string | null;
    order: number;
    why: Why[];
  }[];
  /** All others; `key` is null where a Secret, the node's configuration or a provider does not count as a whole. */
  rejected: { source: "pullSecret" | "node" | "provider"; name: string | null; key: string | null; why: Why[] }[];
  /** The names in imagePullSecrets that no given Secret has. */
  missingSecrets: string[];
  /** Whether the image is pulled without credentials. */
  anonymous: boolean;
  /** How this order came about, and what follows. */
  why: Why[];
  diagnostics: Diagnostic[];
}

/** The credentials that the kubelet tries for an image, and why not the others. */
export function matchCredentials(request: CredentialsRequest): CredentialsReport;

/** What a kubelet says to the text of a CredentialProviderConfig, YAML or JSON. */
export function checkCredentialProviderConfig(
  yaml: string,
  options?: (ReleaseOptions & { featureGates?: Record<string, boolean> | null }) | null,
): {
  /** Whether a kubelet with it starts. */
  valid: boolean;
  /** What is wrong, in its own words. */
  errors: string[];
  /** The same with places, and what else is wrong or remarkable. */
  diagnostics: Diagnostic[];
};

/** A change of a text: what takes the place of a stretch of it; an empty stretch is an insertion. */
export interface Edit { span: Span; text: string }

/** A repair; `replacement`, the whole text after it, is made when it is read and in no copy of the report. */
export interface EditFix { title: string; edits: Edit[]; readonly replacement: string }

/** Something said about a manifest; its place is one of the whole text. */
export interface Finding extends Omit<Diagnostic, "fixes"> {
  fixes: EditFix[];
}

/** A text and its place; of an alias, the place of its anchor. */
export interface Placed { text: string; span: Span }

/** Something that has a pod or makes some. */
export interface Workload {
  /** An index of `documents`. */
  document: number;
  apiVersion: string | null;
  kind: string | null;
  name: string | null;
  /** `null` is the namespace of whoever sends it. */
  namespace: string | null;
  /** The pod specification in its document, for example `spec.template.spec`. */
  path: string;
  span: Span;
  /** Whether it is a Pod itself and no template. */
  isPod: boolean;
  pods: { replicas: number } | "everyNode";
  imagePullSecrets: Placed[];
  serviceAccountName: Placed | null;
  runtimeClassName: Placed | null;
}

/** An image where it is used. */
export interface ImageUse {
  /** An index of `workloads`. */
  workload: number;
  /** The field in its document, for example `spec.containers[0].image`. */
  path: string;
  kind: string | null;
  name: string | null;
  namespace: string | null;
  /** The name of the container or volume. */
  container: string | null;
  /** `reference`: an image that the object names but none of its containers runs. */
  role: "init" | "sidecar" | "container" | "ephemeral" | "volume" | "reference";
  /** Places in it are those of the name, not of the text. */
  image: ImageReport;
  /** The field's text. */
  imageType: "missing" | "null" | "bool" | "number" | "text" | "nested";
  /** The value as written, quotes included. */
  imageSpan: Span | null;
  /** How it is known that this is an image: by the kind of the object, or by its shape alone. */
  foundBy: "kind" | "shape";
  /** Whether a tool has to fill it in; `image.input` is the text as written then. */
  isTemplate: boolean;
  /** The image after the files beside this one; only `inspectManifests` knows it. */
  rendered: string | null;
  /** The policy that the API server stores; `null` where it refuses it, has no such field, or stores none in a custom resource. */
  policy: "Always" | "IfNotPresent" | "Never" | null;
  /** The policy of the Pods created from it, if known. */
  podPolicy: "Always" | "IfNotPresent" | "Never" | null;
  /** Who decides on the policy where none is written: the API server at once or when Pods are created, also of a name with a digest that the controller wrote; the controller; nobody; not known. */
  defaultBy: "apiServer" | "apiServerLater" | "digest" | "operator" | "nobody" | "unknown";
  policyWritten: string | null;
  policySpan: Span | null;
  why: Why[];
  findings: Finding[];
}

/** Every image of a manifest, and its defaults from the API server. */
export interface ManifestReport {
  images: ImageUse[];
  documents: {
    apiVersion: string | null;
    kind: string | null;
    name: string | null;
    namespace: string | null;
    span: Span;
    /** How many images it uses. */
    images: number;
    /** What was read of it; a kind that is not known and has nothing that looks like an image is not looked at. */
    read: "images" | "noImages" | "notLookedAt";
  }[];
  workloads: Workload[];
  serviceAccounts: { name: Placed; namespace: string | null; imagePullSecrets: Placed[] }[];
  /** The Secrets of the text, without their values. */
  secrets: { name: Placed; namespace: string | null; secretType: Placed | null; registries: string[] | null }[];
  /** What has to fill in the text before it is a manifest. */
  template: "helm" | "jinja" | "erb" | "variables" | "ko" | null;
  /** Problems of the text, and findings for the text as a whole. */
  diagnostics: Finding[];
  /** What the API server fills in. */
  completions: { path: string; document: number; edit: Edit; why: Why[] }[];
  /** The text with that; comments and order stay. */
  defaultedYaml: string;
  /** The input of simulatePulls: each image has one layer of 100 MB, to be replaced by its real size. */
  pods: Scenario;
}

/** The settings of the cluster that a manifest is meant for. */
export interface ManifestOptions extends ReleaseOptions {
  /** Whether the admission plug-in AlwaysPullImages is on. */
  alwaysPullImages?: boolean | null;
  runtime?: "containerd" | "cri-o" | null;
}

/** Every image of every workload in a text of YAML or JSON documents. */
export function inspectManifest(yaml: string, options?: ManifestOptions | null): ManifestReport;

/** The same in a worker. */
export function inspectManifestAsync(yaml: string, options?: (ManifestOptions & WorkerOptions) | null): Promise<ManifestReport>;

/** A text and its path; `/` separates directories, and all paths begin at the same directory. */
export interface ManifestFile { path: string; text: string }

/**
 * The same of several files, in their order, with `rendered`: templates of Helm by the values.yaml and Chart.yaml of
 * their chart, manifests by the `images` of the kustomization.yaml whose `resources` name them.
 */
export function inspectManifests(files: ManifestFile[], options?: ManifestOptions | null): ManifestReport[];

/** The result of pinning the images of a manifest. */
export interface PinReport {
  /** The repair that writes all digests; `null` where none is to be written. */
  fix: Finding["fixes"][number] | null;
  /** In the order of `images` of inspectManifest. */
  images: {
    path: string;
    image: string;
    outcome: "pinned" | "hasDigest" | "hasOtherDigest" | "unknown" | "noName" | "noRoom";
    /** The name with the digest, if the fix writes it. */
    pinned: string | null;
  }[];
  /** What prints the digests that are not known. */
  commands: string[];
  /** What is wrong with the options. */
  diagnostics: Diagnostic[];
}

/**
 * Writes `name:tag@digest` for every image whose digest is known. `digests` maps names to digests, or is what `crane
 * digest`, `docker buildx imagetools inspect`, `docker pull` and `docker images --digests` print.
 */
export function pinImages(yaml: string, digests: string | Record<string, string>, options?: ManifestOptions | null): PinReport;

/** A log of SARIF 2.1.0 with one run; the npm package @types/sarif describes all of it. */
export interface SarifLog {
  $schema: string;
  version: "2.1.0";
  runs: [{
    tool: { driver: { name: string; rules: { id: string }[] } };
    /** Where the options are wrong, what is wrong with them. */
    invocations?: [{
      executionSuccessful: boolean;
      toolConfigurationNotifications: { descriptor: { id: string }; level: "error"; message: { text: string } }[];
    }];
    results: { ruleId: string; level: "error" | "warning" | "note"; message: { text: string } }[];
  }];
}

/** The repairs of a report that can be applied together: each without an alternative, and none against another. */
export function safeFixes(report: ManifestReport): EditFix[];

/**
 * The findings for the images of a manifest, YAML or JSON of one or many documents, as a SARIF log
 * for code scanning. `path` is the manifest's path in its repository; default: `manifest.yaml`.
 */
export function manifestSarif(yaml: string, options?: (ManifestOptions & { path?: string | null }) | null): SarifLog;
