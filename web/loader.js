// Starts the playground in the page.

import watch from "./initializer.js";
import init from "./playground.js";

const { onFailure } = watch();
try {
  await init({ module_or_path: new URL("./playground_bg.wasm", document.baseURI) });
} catch (error) {
  onFailure(error);
}
