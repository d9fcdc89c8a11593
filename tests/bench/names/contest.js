// The package beside its peers, per name and with the crossing of the boundary. Runs in Node and in
// pages.

import { sideBySide } from "../side-by-side.js";
import { peers } from "./peers.js";

/** So many names have the lists. */
const count = 1000;

/** A list as a person has it who asks a cluster for its images. */
const ofACluster = Array.from({ length: count }, (_, index) => {
  const kinds = [
    `registry.example.com/team-${index % 20}/service-${index}:v1.${index % 50}.0`,
    `ghcr.io/owner/project/tool-${index}:2024.${index % 12}`,
    `bitnami/redis-${index}`,
    `nginx:1.${index}-alpine`,
  ];
  return kinds[index % kinds.length];
});

/**
 * The rows of `ours`, the functions of the package, where `where` is; `corpus` holds names that are valid.
 */
export function rows(ours, corpus, where) {
  const valid = corpus.filter((name) => Object.values(peers).every((peer) => answers(peer, name)));
  const ofTheCorpus = Array.from({ length: count }, (_, index) => valid[index % valid.length]);
  return [
    ...rowsOf(ours, ofACluster, `${count} names of a cluster, ${where}`),
    ...rowsOf(ours, ofTheCorpus, `${count} names of the corpus, ${where}`),
  ];
}

function rowsOf({ normalizeImages, parseImage }, names, what) {
  const all = Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, () => names.map((it) => peer(it))]));
  const lists = sideBySide({ normalizeImages: () => normalizeImages(names), ...all });
  const row = (ours, peer, times) => ({
    name: `${ours}, ${what}, beside ${peer}`,
    ours: (times[ours] / names.length) * 1e6,
    peer: (times[peer] / names.length) * 1e6,
    unit: "ns",
    ratio: times[ours] / times[peer],
  });
  // A report is looked at and dropped; a thousand of them kept would measure the garbage collector.
  const oneByOne = (run) => () => names.forEach((name) => run(name));
  const rival = "@swimlane/docker-reference";
  const single = sideBySide({ parseImage: oneByOne(parseImage), [rival]: oneByOne(peers[rival]) });
  return [...Object.keys(peers).map((peer) => row("normalizeImages", peer, lists)), row("parseImage", rival, single)];
}

/** Whether a peer takes a name: some throw for valid ones. */
function answers(peer, name) {
  try {
    peer(name);
    return true;
  } catch {
    return false;
  }
}
