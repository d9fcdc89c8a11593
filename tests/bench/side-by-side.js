// Measuring several things in turn, so that whatever else the machine does hits all of them. Runs in
// Node and in pages.

/** So many samples of each; the least counts, for what else the machine does only adds to it. */
const samples = 40;

/**
 * A sample takes at least this long, in ms, by repeating what is measured: the clock of a page is coarse,
 * and in a longer one something else runs as well.
 */
const sample = 10;

/** How long a run of each function takes, by the names of the functions, in ms. */
export function sideBySide(runs) {
  const contestants = Object.entries(runs).map(([name, run]) => ({ name, run, repeated: repetitions(run), times: [] }));
  for (let taken = 0; taken < samples; taken += 1) {
    for (const { run, repeated, times } of contestants) times.push(timed(run, repeated) / repeated);
  }
  return Object.fromEntries(contestants.map(({ name, times }) => [name, Math.min(...times)]));
}

/** So long everything runs before it is measured, in ms: engines compile it for speed meanwhile, beside it. */
const warmUp = 500;

function repetitions(run) {
  for (const started = performance.now(); performance.now() - started < warmUp; ) kept = run();
  let repeated = 1;
  while (timed(run, repeated) < sample) repeated *= 2;
  return repeated;
}

/** What is answered is kept, so that nothing is left out as of no use. */
export let kept;

function timed(run, repeated) {
  const started = performance.now();
  for (let count = 0; count < repeated; count += 1) kept = run();
  return performance.now() - started;
}
