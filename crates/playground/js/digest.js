// Takes the digest of a file of any size in a worker, so that the page goes on meanwhile.

/**
 * Begins with a file. `told` is called with the bytes that are read, then once with the digest and
 * nothing else, or with what went wrong. Answers a function that stops it.
 */
export function digestOfFile(file, algorithm, told) {
  const modules = JSON.parse(document.getElementById("modules").textContent);
  const address = (name) => new URL(modules[name], document.baseURI).href;
  const worker = new Worker(address("digest_worker"), { type: "module" });
  const end = (digest, error) => {
    worker.terminate();
    told(file.size, digest, error);
  };
  worker.addEventListener("message", ({ data: { read, digest, error } }) => {
    if (read === undefined) end(digest, error);
    else told(read);
  });
  // The worker itself did not load.
  worker.addEventListener("error", ({ message }) => end(undefined, message ?? ""));
  worker.postMessage({ module: address("platforms"), file, algorithm });
  return () => worker.terminate();
}
