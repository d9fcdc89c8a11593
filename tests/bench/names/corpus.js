// The image names that distribution/reference was seen to take.

import { readFile } from "node:fs/promises";

/** The valid names of the reference corpus. */
export async function corpus() {
  const text = await readFile(new URL("../../vectors/reference_observed.json", import.meta.url), "utf8");
  const { observed } = JSON.parse(text).tables;
  return observed.filter((row) => row.ParseNormalizedNamed.error === undefined).map(({ input }) => input);
}
