// Scenarios for the Pulls view, and the links that carry them.

import { deflateRawSync } from "node:zlib";

const mb = 1_000_000;

/** So many nodes with so many pods each, whose images share their base. */
export function cluster(nodes, pods, more = {}) {
  const base = { digest: `sha256:${"1".repeat(64)}`, bytes: 30 * mb };
  const names = [..."abcde"].map((letter) => `registry.example/app-${letter}:v1`);
  return {
    images: Object.fromEntries(names.map((name, place) => [name, { layers: [base, { bytes: (place + 1) * 5 * mb }] }])),
    nodes: [{ name: "node", count: nodes, kubelet: { registryPullQPS: 0 } }],
    pods: names.map((image, place) => ({ name: `app-${place}`, replicas: (nodes * pods) / names.length, containers: [{ name: "app", image }] })),
    ...more,
  };
}

/** The fragment that opens a scenario. */
export const link = (scenario) => `#/pulls?scenario=1.${deflateRawSync(JSON.stringify(scenario)).toString("base64url")}`;

/** The program that runs large scenarios beside the page. */
export const program = "**/pull_runs_bg-*.wasm";

/** The program of the view itself. */
export const pullsProgram = "**/pulls-*.wasm";
