// Prints the rows of the package beside its peers in Node, one JSON object a line.

import * as imagepull from "../../../target/package/imagepull/imagepull.js";
import { rows } from "./contest.js";
import { corpus } from "./corpus.js";

await imagepull.default();
for (const row of rows(imagepull, await corpus(), "Node")) console.log(JSON.stringify(row));
