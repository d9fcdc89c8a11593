// The entry of the package: the names that people use, over the functions of the core. One module for
// browsers, bundlers and Node.

import { askInWorker } from "./in_worker.js";
import { ask, askMuch, load } from "./instance.js";
import { json, plain } from "./plain.js";

/** The platform of a host that nobody named. */
const usualPlatform = "linux/amd64";

const ofViews = ["buffer", "byteOffset", "length"].map(
  (name) => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), name).get,
);

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

/**
 * Loads the WebAssembly module; every other function needs that first.
 * Calling it again, also while it is at work, loads nothing twice; after the module stopped, it starts afresh.
 * @param source where the module is, its bytes or itself; left out, the file beside this one
 */
export default function init(source) {
  return load(source);
}

/** The version of the package, the Kubernetes and the containerd releases it knows, oldest first. */
export function version() {
  return { package: ask("packageVersion"), kubernetes: ask("knownReleases"), containerd: ask("knownContainerdReleases") };
}

/** Everything about one image name. */
export function parseImage(input, options) {
  text("input", input);
  if (!isMissing(options)) return JSON.parse(ask("parseImageWith", input, settings(options)));
  const answer = ask("parseImage", input);
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
export function normalizeImages(inputs, options) {
  return completed(texts("inputs", inputs), isMissing(options) ? null : settings(options));
}

// The names, each with what it leaves out, as the options say.
function completed(names, options) {
  const lengths = room.lengths.take(names.length);
  let length = 0;
  for (let index = 0; index < names.length; index += 1) length += lengths[index] = names[index].length;
  const bytes = room.bytes.take(length);
  // Browsers take twice as long for `encode`, which makes an array itself.
  if (utf8.encodeInto(names.join(""), bytes).read < length) return completed(names.map(asciiOrNone), options);
  // A mark for each name, and what the marks stand for: `names.rs` says it.
  const answer = options === null ? ask("completions", bytes, lengths) : ask("completionsWith", bytes, lengths, options);
  const [marks, ...lines] = answer.split("\n");
  const forms = new Array(names.length);
  let otherwise = 12;
  for (let index = 0; index < names.length; index += 1) {
    const mark = marks.charCodeAt(index);
    if (mark >= letterA) {
      const form = 2 * (mark - letterA);
      forms[index] = lines[form] + names[index] + lines[form + 1];
    } else {
      forms[index] = marks[index] === "-" ? null : lines[otherwise++];
    }
  }
  return forms;
}

// A name with another character is as invalid as one without any.
function asciiOrNone(name) {
  return /^[\0-\x7f]*$/.test(name) ? name : "";
}

/** The default of imagePullPolicy and why it is so: the same in all releases known. */
export function defaultPullPolicy(image, options) {
  return JSON.parse(ask("defaultPullPolicy", text("image", image), settings(options)));
}

/** The digest of some bytes. */
export function digestOf(bytes, algorithm) {
  return ask("digestOf", octets("bytes", bytes), optional("algorithm", algorithm) ?? "sha256");
}

/** Whether some bytes have a digest. */
export function verifyDigest(bytes, digest, options) {
  return JSON.parse(ask("verifyDigest", octets("bytes", bytes), text("digest", digest), settings(options)));
}

/** Runs the pulls of a scenario. */
export function simulatePulls(scenario, options) {
  return JSON.parse(askMuch("simulatePulls", json("scenario", scenario), settings(options)));
}

/** Runs the pulls of a scenario in a worker, for as long as it takes. */
export async function simulatePullsAsync(scenario, options) {
  const { signal, onProgress, settings } = workerOptions(options);
  const values = [json("scenario", scenario), settings];
  return JSON.parse(await askInWorker({ signal, onProgress }, "simulatePullsInWorker", ...values));
}

/** Runs the pulls of a scenario with one number of parallel pulls after the other. */
export function sweep(scenario, options) {
  return JSON.parse(askMuch("sweep", json("scenario", scenario), settings(options)));
}

/** Runs the pulls of a scenario with one number after the other in a worker, for as long as it takes. */
export async function sweepAsync(scenario, options) {
  const { signal, onProgress, settings } = workerOptions(options);
  const values = [json("scenario", scenario), settings];
  return JSON.parse(await askInWorker({ signal, onProgress }, "sweepInWorker", ...values));
}

/** What follows from runs of one scenario: what each waits for, what it changes beside the first, and its figures. */
export function analyzeRuns(runs, options) {
  return JSON.parse(askMuch("analyzeRuns", json("runs", runs), settings(options)));
}

/** What the kubelet does at each start of a container. */
export function ensureImage(request) {
  return JSON.parse(askMuch("ensureImage", json("request", request)));
}

/** What happens to a pod whose pull fails until it is fixed. */
export function backOffTimeline(request) {
  return JSON.parse(askMuch("backOffTimeline", json("request", request)));
}

/** What happens to a pod whose pull fails until it is fixed, in a worker. */
export async function backOffTimelineAsync(request, options) {
  return JSON.parse(await askAtOnce("backOffTimelineInWorker", json("request", request), workerOptions(options)));
}

/** What a kubelet makes of the text of a KubeletConfiguration. */
export function checkKubeletConfig(yaml, options) {
  return JSON.parse(askMuch("checkKubeletConfig", text("yaml", yaml), settings(options)));
}

/** What the API server makes of the pull policies of a Pod. */
export function admitPod(request) {
  return JSON.parse(askMuch("admitPod", json("request", request)));
}

/** The causes that a pasted text names: `kubectl describe pod`, events or an error. */
export function explainEvents(input, options) {
  return JSON.parse(askMuch("explainEvents", text("text", input), settings(options)));
}

/** What a pasted text is, and the view of the playground that answers it. */
export function recognize(input, options) {
  return JSON.parse(askMuch("recognize", text("text", input), settings(options)));
}

/** What a text says about a platform, as containerd reads it; host fills in what a single word leaves out. */
export function parsePlatform(input, host, options) {
  const values = [text("input", input), optional("host", host) ?? usualPlatform, settings(options)];
  return JSON.parse(ask("parsePlatform", ...values));
}

/** Which of several platforms a node takes, best first, as containerd decides it. */
export function matchPlatforms(host, candidates, options) {
  const values = [text("host", host), texts("candidates", candidates), settings(options)];
  return JSON.parse(askMuch("matchPlatforms", ...values));
}

/**
 * What an image index or manifest is, what a node of a platform takes of it and why, and which digest to pin.
 */
export function readIndex(document, platform, options) {
  return JSON.parse(askMuch("readIndex", text("document", document), text("platform", platform), settings(options)));
}

/** Whether an entry of matchImages, or a key without its scheme, fits an image. */
export function matchUrl(pattern, target, options) {
  return JSON.parse(ask("matchUrl", text("pattern", pattern), text("target", target), settings(options)));
}

/** The credentials that the kubelet tries for an image, and why not the others. Passwords never come back. */
export function matchCredentials(request) {
  const copy = plain("request", request);
  if (copy !== null && isMissing(copy.image) && isMissing(copy.lookup)) throw new TypeError("request.image is required");
  return JSON.parse(askMuch("matchCredentials", JSON.stringify(copy)));
}

/** What a kubelet says to the text of a CredentialProviderConfig. */
export function checkCredentialProviderConfig(yaml, options) {
  return JSON.parse(askMuch("checkCredentialProviderConfig", text("yaml", yaml), settings(options)));
}

/** Every image of a manifest, and what the API server makes of it. */
export function inspectManifest(yaml, options) {
  return manifestReport(yaml, askMuch("inspectManifest", text("yaml", yaml), settings(options)));
}

/** Every image of a manifest, in a worker. */
export async function inspectManifestAsync(yaml, options) {
  return manifestReport(yaml, await askAtOnce("inspectManifest", text("yaml", yaml), workerOptions(options)));
}

/** Every image of several manifests that lie beside each other. */
export function inspectManifests(files, options) {
  const copy = plain("files", files);
  if (!Array.isArray(copy)) throw new TypeError("files must be an array");
  const reports = JSON.parse(askMuch("inspectManifests", JSON.stringify({ files: copy }), settings(options)));
  return reports.map((report, index) => withReplacements(copy[index].text, report));
}

/** The repair that writes the digests of the images of a manifest. */
export function pinImages(yaml, digests, options) {
  const known = typeof digests === "string" ? digests : JSON.stringify(plain("digests", digests));
  const report = JSON.parse(askMuch("pinImages", text("yaml", yaml), text("digests", known), settings(options)));
  if (report.fix !== null) addReplacement(report.fix, yaml);
  return report;
}

function manifestReport(yaml, answer) {
  return withReplacements(yaml, JSON.parse(answer));
}

function withReplacements(yaml, report) {
  for (const { fixes } of [...report.diagnostics, ...report.images.flatMap(({ findings }) => findings)]) {
    for (const fix of fixes) addReplacement(fix, yaml);
  }
  return report;
}

// The whole text after a fix is made when it is asked for, and by that alone: JSON and structured copies of a
// report with thousands of findings would hold a long text thousands of times.
function addReplacement(fix, text) {
  Object.defineProperty(fix, "replacement", { get: () => edited(text, fix.edits) });
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

/** So many findings, fixes and edits make more than any report. */
const maxEntries = 4_000_000;

/** The repairs of a report that can be applied together: each without an alternative, and none against another. */
export function safeFixes(report) {
  let left = maxEntries;
  // A copy, so that each is read once.
  const list = (name, value) => {
    if (!Array.isArray(value)) throw new TypeError(`${name} of report must be an array`);
    const { length } = value;
    if ((left -= length) < 0) throw new TypeError(`report has more than ${maxEntries} entries`);
    return Array.from({ length }, (_, index) => value[index]);
  };
  const images = list("images", report?.images);
  const lists = [list("diagnostics", report?.diagnostics), ...images.map((image) => list("findings", image?.findings))];
  const findings = lists.flat().map((finding) => ({ code: finding?.code, fixes: list("fixes", finding?.fixes) }));
  // Without the text after each fix, which is made when it is asked for.
  const edits = (fix) => list("edits", fix?.edits).map((edit) => ({ start: edit?.span?.start, end: edit?.span?.end, text: edit?.text }));
  const said = findings.map(({ code, fixes }) => ({ code, fixes: fixes.map(edits) }));
  return JSON.parse(askMuch("safeFixes", json("report", said))).map((place) => findings[place].fixes[0]);
}

/** What is said about a manifest, as a SARIF log for code scanning. */
export function manifestSarif(yaml, options) {
  return JSON.parse(askMuch("manifestSarif", text("yaml", yaml), settings(options)));
}

/** Asks something in a worker that is done at once, as far as anybody can tell. */
async function askAtOnce(name, argument, { signal, onProgress, settings }) {
  onProgress?.({ done: 0, total: 1 });
  const answer = await askInWorker({ signal }, name, argument, settings);
  onProgress?.({ done: 1, total: 1 });
  return answer;
}

// Only a call of the wrong shape throws; what people typed never does. The core says what is wrong with
// requests and options.

const isMissing = (value) => value === undefined || value === null;

function text(name, value) {
  if (typeof value !== "string") throw new TypeError(`${name} must be a string`);
  return value;
}

/** A copy, so that each is read once. */
function texts(name, values) {
  if (!Array.isArray(values)) throw new TypeError(`${name} must be an array of strings`);
  const { length } = values;
  const copy = [];
  for (let index = 0; index < length; index += 1) {
    const value = values[index];
    copy.push(typeof value === "string" ? value : text(`${name}[${index}]`, value));
  }
  return copy;
}

function optional(name, value) {
  return isMissing(value) ? undefined : text(name, value);
}

/** A view of the bytes whose length is their own: a subclass or a field may say another. */
function octets(name, value) {
  const isOctets = ArrayBuffer.isView(value) && value instanceof Uint8Array;
  if (!isOctets) throw new TypeError(`${name} must be a Uint8Array`);
  const [buffer, offset, length] = ofViews.map((get) => get.call(value));
  return new Uint8Array(buffer, offset, length);
}

function settings(options) {
  return isMissing(options) ? "{}" : json("options", options);
}

/** What is for the worker, and the other options as the core reads them. */
function workerOptions(options) {
  if (isMissing(options) || typeof options !== "object") return { settings: settings(options) };
  const { signal, onProgress, ...others } = options;
  if (!isMissing(signal) && !(signal instanceof AbortSignal)) throw new TypeError("options.signal must be an AbortSignal");
  if (!isMissing(onProgress) && typeof onProgress !== "function") throw new TypeError("options.onProgress must be a function");
  return { signal, onProgress, settings: settings(others) };
}
