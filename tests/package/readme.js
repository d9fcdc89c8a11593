// The examples in the README of the package, and what they say they print.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { builtPackage } from "./project.js";

/** The text of the README. */
export const readme = readFileSync(join(builtPackage, "README.md"), "utf8");

/**
 * The fenced blocks of code, in order: the language, the text, the line of the README it
 * begins at, the heading it is under and, where its first line is a comment with
 * just a file name, that name.
 */
export const blocks = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language, 2: code, index }) => ({
  language,
  code,
  line: readme.slice(0, index).split("\n").length,
  heading: readme.slice(0, index).match(/^#+ (.*)$/gm).at(-1).replace(/^#+ /, ""),
  file: code.match(/^(?:\/\/|<!--) (\S+\.\w+)(?: -->)?\n/)?.[1],
}));

/** The examples for Node: whole modules, with the lines in front of them that the README says they begin with. */
export function nodeExamples() {
  const examples = blocks.filter(({ language, file }) => language === "js" && !file);
  const opening = examples.find(({ heading }) => heading === "Functions").code;
  return examples.map((example) => ({
    ...example,
    code: example.code.includes("import init") ? example.code : `${opening}\n${example.code}`,
  }));
}

/** The files of an example that is a project, by name. */
export function filesUnder(heading) {
  const named = blocks.filter((block) => block.heading === heading && block.file);
  return Object.fromEntries(named.map(({ file, code }) => [file, code]));
}

/** What code says that it prints: the lines after `// ->`. */
export function promisedLines(code) {
  return [...code.matchAll(/\/\/ -> (.*)$/gm)].map(([, text]) => text);
}
