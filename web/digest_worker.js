// Takes the digest of a file, piece by piece, in a thread of its own: see
// crates/playground/js/digest.js.

/** So often, in ms, it is said how far it is. */
const often = 100;

self.addEventListener("message", async ({ data: { module, file, algorithm } }) => {
  try {
    const { default: start, Hashing } = await import(module);
    await start();
    const hashing = new Hashing(algorithm);
    const pieces = file.stream().getReader();
    let [read, said] = [0, 0];
    for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
      hashing.update(piece.value);
      read += piece.value.length;
      if (performance.now() - said < often) continue;
      said = performance.now();
      self.postMessage({ read });
    }
    self.postMessage({ digest: hashing.digest() });
  } catch (error) {
    self.postMessage({ error: String(error?.message ?? error) });
  }
});
