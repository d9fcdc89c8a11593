// The views of the site that are measured: their names, addresses, and where their answers are.

export const views = [
  { name: "Name", fragment: "#/name?image=busybox", answer: "[role=status]" },
  { name: "Policy", fragment: "#/policy", answer: "main h2" },
  { name: "Pulls", fragment: "#/pulls?preset=small-behind-huge", answer: "svg[role=img]" },
  { name: "Diagnose", fragment: "#/back-off", answer: "main h2" },
  { name: "Manifest", fragment: "#/manifest", answer: "main h2" },
  { name: "Platforms", fragment: "#/platforms", answer: "main h2" },
  { name: "Credentials", fragment: "#/credentials", answer: "main h2" },
  { name: "Guides", fragment: "#/use-cases", answer: "main h2" },
];

/** So many times slower than it is the processor is made. */
export const slowDown = 4;
