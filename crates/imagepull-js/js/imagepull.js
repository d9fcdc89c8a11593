// The entry of the package: the names that people use, over the bindings that
// wasm-bindgen makes. One module for browsers, bundlers and Node.

import start, * as bindings from "./imagepull_js.js";

/** The platform of a host that nobody named. */
const usualPlatform = "linux/amd64";

const utf8 = new TextEncoder();
const letterA = "a".charCodeAt(0);

/** Room for a list of numbers, which grows with the longest. */
class Room {
  #array;

  constructor(Kind) {
    this.#array = new Kind(0);
  }

  /** So many elements, with what was in them. */
  take(length) {
    if (this.#array.length < length) this.#array = new this.#array.constructor(length);
    return this.#array.subarray(0, length);
  }
}

/** Arrays that one list after the other is written to: a browser takes long to make one. */
const room = { lengths: new Room(Uint32Array), bytes: new Room(Uint8Array) };

let ready;
let isReady = false;

/**
 * Loads the WebAssembly module; every other function needs that first.
 * Calling it again, also while it is at work, loads nothing twice.
 * @param source where the module is or its bytes; left out, the file beside this one
 */
export default function init(source) {
  ready ??= load(source).catch((error) => {
    ready = undefined; // The next call may have a better source.
    throw error;
  });
  return ready;
}

/** The version of the package and the Kubernetes releases it knows, oldest first. */
export function version() {
  return { package: core().packageVersion(), kubernetes: core().knownReleases() };
}

/** Everything about one image name. */
export function parseImage(input) {
  const answer = core().parseImage(text("input", input));
  return answer[0] === "{" ? JSON.parse(answer) : reportOfLines(input, answer.split("\n"));
}

// A report in JSON takes several times as long to write, to carry over and to read. What the lines
// are, `names.rs` says.
function reportOfLines(input, lines) {
  const [implied, canonical] = [lines[0], lines[5]];
  const form = (line) => lines[line] || canonical;
  const parts = [];
  const spellingsAt = 12 + 2 * (implied.charCodeAt(3) - letterA);
  for (let line = 12, start = 0; line < spellingsAt; line += 2) {
    const text = lines[line + 1];
    parts.push({ kind: lines[line], text, span: { start, end: (start += text.length) } });
  }
  const said = lines.at(-1);
  return {
    input,
    valid: true,
    upstreamError: null,
    domain: lines[1],
    path: lines[2],
    tag: lines[3] || null,
    digest: lines[4] || null,
    canonical,
    familiar: form(6),
    withDefaultTag: form(7),
    pulled: form(8),
    kubelet: { repository: lines[10], tag: lines[11] || null, digest: lines[4] || null },
    criImage: form(9),
    parts,
    implied: { domain: implied[0] === "y", library: implied[1] === "y", tag: implied[2] === "y" },
    spellings: lines.slice(spellingsAt, -1),
    diagnostics: said === "" ? [] : JSON.parse(said),
  };
}

/** The canonical form with a default tag of each name, null where it is invalid. */
export function normalizeImages(inputs) {
  const names = texts("inputs", inputs);
  const lengths = room.lengths.take(names.length);
  let length = 0;
  for (let index = 0; index < names.length; index += 1) length += lengths[index] = names[index].length;
  const bytes = room.bytes.take(length);
  // Browsers take twice as long for `encode`, which makes an array itself.
  if (utf8.encodeInto(names.join(""), bytes).read < length) return normalizeImages(names.map(asciiOrNone));
  // A mark for each name, and what the marks stand for: `names.rs` says it.
  const [marks, ...lines] = core().completions(bytes, lengths).split("\n");
  const completed = new Array(names.length);
  let otherwise = 12;
  for (let index = 0; index < names.length; index += 1) {
    const mark = marks.charCodeAt(index);
    if (mark >= letterA) {
      const form = 2 * (mark - letterA);
      completed[index] = lines[form] + names[index] + lines[form + 1];
    } else {
      completed[index] = marks[index] === "-" ? null : lines[otherwise++];
    }
  }
  return completed;
}

// A name with another character is as invalid as one without any.
function asciiOrNone(name) {
  return /^[\0-\x7f]*$/.test(name) ? name : "";
}

/** The default of imagePullPolicy and why it is so: the same in all releases known. */
export function defaultPullPolicy(image, options) {
  optional("options.kubernetes", settings(options).kubernetes);
  return JSON.parse(core().defaultPullPolicy(text("image", image)));
}

/** The digest of some bytes. */
export function digestOf(bytes, algorithm) {
  return core().digestOf(octets("bytes", bytes), optional("algorithm", algorithm) ?? "sha256");
}

/** Whether some bytes have a digest. */
export function verifyDigest(bytes, digest) {
  return JSON.parse(core().verifyDigest(octets("bytes", bytes), text("digest", digest)));
}

/** Runs the pulls of a scenario. */
export function simulatePulls(scenario, options) {
  const detail = optional("options.detail", settings(options).detail) ?? "full";
  return JSON.parse(core().simulatePulls(object("scenario", scenario), detail));
}

/** What the kubelet does at each start of a container. */
export function ensureImage(request) {
  text("request.image", object("request", request).image);
  return JSON.parse(core().ensureImage(request));
}

/** What happens to a pod whose pull fails until it is fixed. */
export function backOffTimeline(request) {
  return JSON.parse(core().backOffTimeline(object("request", request)));
}

/** What a kubelet makes of the text of a KubeletConfiguration. */
export function checkKubeletConfig(yaml, options) {
  const kubernetes = optional("options.kubernetes", settings(options).kubernetes);
  return JSON.parse(core().checkKubeletConfig(text("yaml", yaml), kubernetes));
}

/** What the API server makes of the pull policies of a Pod. */
export function admitPod(request) {
  return JSON.parse(core().admitPod(object("request", request)));
}

/** The causes that a pasted text names: `kubectl describe pod`, events or an error. */
export function explainEvents(input) {
  return JSON.parse(core().explainEvents(text("text", input)));
}

/** What a text says about a platform, as containerd reads it; host fills in what a single word leaves out. */
export function parsePlatform(input, host) {
  return JSON.parse(core().parsePlatform(text("input", input), optional("host", host) ?? usualPlatform));
}

/** Which of several platforms a node takes, best first, as containerd decides it. */
export function matchPlatforms(host, candidates) {
  return JSON.parse(core().matchPlatforms(text("host", host), texts("candidates", candidates)));
}

/**
 * What an image index or manifest is, what a node of a platform takes of it and why, and which digest to pin.
 */
export function readIndex(document, platform, options) {
  const { documents, image } = settings(options);
  return JSON.parse(
    core().readIndex(
      text("document", document),
      text("platform", platform),
      texts("options.documents", documents ?? []),
      optional("options.image", image),
    ),
  );
}

/** Whether an entry of matchImages, or a key without its scheme, fits an image. */
export function matchUrl(pattern, target) {
  return JSON.parse(core().matchUrl(text("pattern", pattern), text("target", target)));
}

/** The credentials that the kubelet tries for an image, and why not the others. Passwords never come back. */
export function matchCredentials(request) {
  const lookup = optional("request.lookup", object("request", request).lookup);
  if (lookup === undefined) text("request.image", request.image);
  return JSON.parse(core().matchCredentials(request));
}

/** What a kubelet says to the text of a CredentialProviderConfig. */
export function checkCredentialProviderConfig(yaml, options) {
  const { kubernetes, featureGates } = settings(options);
  const release = optional("options.kubernetes", kubernetes);
  return JSON.parse(core().checkCredentialProviderConfig(text("yaml", yaml), release, featureGates));
}

/** Every image of a manifest, and what the API server makes of it. */
export function inspectManifest(yaml, options) {
  const { kubernetes, alwaysPullImages, runtime } = settings(options);
  const answer = core().inspectManifest(
    text("yaml", yaml),
    optional("options.kubernetes", kubernetes),
    optionalSwitch("options.alwaysPullImages", alwaysPullImages) ?? false,
    optional("options.runtime", runtime),
  );
  const report = JSON.parse(answer);
  for (const { fixes } of [...report.diagnostics, ...report.images.flatMap(({ findings }) => findings)]) {
    for (const fix of fixes) addReplacement(fix, yaml);
  }
  return report;
}

// The whole text after a fix is made when it is asked for: thousands of findings would copy a long
// text thousands of times. JSON and structured copies have it, too.
function addReplacement(fix, text) {
  Object.defineProperty(fix, "replacement", { enumerable: true, get: () => edited(text, fix.edits) });
}

// The edits of one fix do not overlap.
function edited(text, edits) {
  const ordered = [...edits].sort((one, other) => one.span.start - other.span.start);
  let done = 0;
  let result = "";
  for (const { span, text: added } of ordered) {
    result += text.slice(done, span.start) + added;
    done = span.end;
  }
  return result + text.slice(done);
}

/** What is said about a manifest, as a SARIF log for code scanning. */
export function manifestSarif(yaml, options) {
  const { kubernetes, alwaysPullImages, runtime, path } = settings(options);
  return JSON.parse(
    core().manifestSarif(
      text("yaml", yaml),
      optional("options.path", path) ?? "manifest.yaml",
      optional("options.kubernetes", kubernetes),
      optionalSwitch("options.alwaysPullImages", alwaysPullImages) ?? false,
      optional("options.runtime", runtime),
    ),
  );
}

// Only a call of the wrong shape throws; what people typed never does.

function text(name, value) {
  if (typeof value !== "string") throw new TypeError(`${name} must be a string`);
  return value;
}

function texts(name, values) {
  if (!Array.isArray(values)) throw new TypeError(`${name} must be an array of strings`);
  for (let index = 0; index < values.length; index += 1) {
    if (typeof values[index] !== "string") text(`${name}[${index}]`, values[index]);
  }
  return values;
}

function optional(name, value) {
  return value === undefined || value === null ? undefined : text(name, value);
}

function optionalSwitch(name, value) {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw new TypeError(`${name} must be true or false`);
  return value;
}

function object(name, value) {
  if (typeof value !== "object" || value === null) throw new TypeError(`${name} must be an object`);
  return value;
}

function octets(name, value) {
  if (!(value instanceof Uint8Array)) throw new TypeError(`${name} must be a Uint8Array`);
  return value;
}

function settings(options) {
  if (options === undefined || options === null) return {};
  if (typeof options !== "object") throw new TypeError("options must be an object");
  return options;
}

function core() {
  if (!isReady) throw new Error("imagepull is not loaded: await init() first");
  return bindings;
}

async function load(source) {
  // Written out here, because bundlers look for just this expression.
  const place = source ?? new URL("./imagepull_js_bg.wasm", import.meta.url);
  await start({ module_or_path: (await contentOfFile(place)) ?? place });
  isReady = true;
}

/** The content of a file in Node, whose fetch reads none; undefined elsewhere. */
async function contentOfFile(place) {
  if (!(place instanceof URL) || place.protocol !== "file:") return undefined;
  // Not an import, which bundlers for browsers would refuse or warn of.
  return globalThis.process?.getBuiltinModule?.("node:fs/promises").readFile(place);
}
