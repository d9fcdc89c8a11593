// Starts the playground in the page.

import watch from "./initializer.js";
import init from "./playground.js";
import { mainProgram } from "./program.js";

const { onFailure } = watch();
try {
  await init({ module_or_path: await mainProgram });
} catch (error) {
  onFailure(error);
}
