// Makes WebAssembly files as small as they get, in place: what `wasm-opt -Oz` does to each.

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "../../../../../tests/node_modules/binaryen/index.js";

const { BulkMemory, BulkMemoryOpt, CallIndirectOverlong, MutableGlobals, Multivalue, NontrappingFPToInt, ReferenceTypes, SignExt } =
  binaryen.Features;

/** What rustc uses by default, and every browser of the last years has. */
const features =
  BulkMemory | BulkMemoryOpt | CallIndirectOverlong | MutableGlobals | Multivalue | NontrappingFPToInt | ReferenceTypes | SignExt;

binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
for (const file of process.argv.slice(2)) {
  const module = binaryen.readBinary(readFileSync(file));
  module.setFeatures(features);
  module.optimize();
  module.runPasses(["strip-debug", "strip-producers"]);
  writeFileSync(file, module.emitBinary());
  module.dispose();
}
