// Inspects large manifests in its own thread, one after another: see crates/playground/js/browser.js.

import init, { ManifestInspector } from "./large_manifests.js";

/** So often, in ms, it is said how far it is. */
const often = 100;

let program;
let inspector;

self.addEventListener("message", async ({ data: { number, text, kubernetes, alwaysPullImages, runtime } }) => {
  try {
    // Here, so that the page hears where it does not load.
    program ??= init({ module_or_path: new URL("./large_manifests_bg.wasm", location.href) });
    await program;
    inspector ??= new ManifestInspector();
    let said = performance.now();
    const report = inspector.inspect(text, kubernetes, alwaysPullImages, runtime, (read, bytes) => {
      if (performance.now() - said < often) return;
      said = performance.now();
      self.postMessage({ number, share: read / bytes });
    });
    self.postMessage({ number, report });
  } catch (error) {
    self.postMessage({ number, error: String(error?.message ?? error) });
  }
});
