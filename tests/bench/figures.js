// Figures of measurements: what stands for many of them, and their rows. Runs in Node and in pages.

/** So long a frame of a screen with 60 Hz is there, in ms. */
export const frame = 1000 / 60;

/** The number in the middle. */
export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** The number that this share of the numbers does not exceed. */
export function quantile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}

/** Prints a row of a measurement. */
export function print(name, ours, unit, peer = null) {
  console.log(JSON.stringify({ name, ours, peer, unit, ratio: peer === null || peer === 0 ? null : ours / peer }));
}
