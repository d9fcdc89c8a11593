// Cases from public reports and files (tests/vectors/street, whose README says what a row means) through
// the package.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import * as imagepull from "../../target/package/imagepull/imagepull.js";

const vectors = new URL("../vectors/street/", import.meta.url);
const rows = (await readFile(new URL("rows.jsonl", vectors), "utf8")).trim().split("\n").map((line) => JSON.parse(line));
const waiting = new Set(Object.values(JSON.parse(await readFile(new URL("waiting.json", vectors), "utf8"))).flat());

before(() => imagepull.default());

const isObject = (value) => typeof value === "object" && value !== null;

/** An argument of a row as a caller gives it. */
function argument(value) {
  if (Array.isArray(value)) return value.map(argument);
  if (!isObject(value)) return value;
  if ("$bytes" in value) return new TextEncoder().encode(value.$bytes);
  if ("$number" in value) return Number(value.$number);
  if ("$parts" in value) return value.$parts.map((part) => (Array.isArray(part) ? part[0].repeat(part[1]) : part)).join("");
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, argument(field)]));
}

/** The answer to a call, or what it throws. */
function answerTo({ call, args }) {
  try {
    return imagepull[call](...args.map(argument));
  } catch (error) {
    assert.ok(error instanceof Error, `${call} throws ${error}`);
    return { thrown: String(error) };
  }
}

/** The diagnostics and findings of the whole text: those of a name in an image have places in the name. */
function notesOf(value) {
  if (Array.isArray(value)) return value.flatMap(notesOf);
  if (!isObject(value)) return [];
  if ([value.code, value.severity, value.message].every((field) => typeof field === "string")) {
    return value.code === "MAN017" ? [] : [value];
  }
  return Object.entries(value).flatMap(([name, field]) => (name === "image" && isObject(field) ? [] : notesOf(field)));
}

const readFields = new Set(["message", "help", "text", "title", "error", "errors", "thrown"]);
const inputFields = new Set(["edit", "edits", "replacement", "parts", "defaultedYaml", "documents", "workloads", "serviceAccounts", "secrets"]);

/** Every text that a person reads, behind the field `name`. */
function saidIn(value, name) {
  if (typeof value === "string") return readFields.has(name) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => saidIn(item, name));
  if (!isObject(value) || value.code === "MAN017") return [];
  return Object.entries(value).flatMap(([field, inner]) => (inputFields.has(field) ? [] : saidIn(inner, field)));
}

/** The lines that a note covers; of more than five the first alone. */
function linesOf({ span }, text) {
  if (!span || typeof text !== "string") return [];
  const lineAt = (place) => text.slice(0, place).split("\n").length;
  const first = lineAt(span.start);
  const last = lineAt(Math.max(span.start, span.end - 1));
  return last - first >= 5 ? [first] : Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const fixesOf = ({ fixes }) => fixes ?? [];
const wordsOf = (note) => [note.message, note.help ?? "", ...fixesOf(note).map(({ title }) => title)].join(" | ");

/** What a path over all that is said lists; nothing for another path. */
function listed(path, answer, text) {
  const notes = notesOf(answer);
  const errors = notes.filter(({ severity }) => severity === "error");
  const warnings = notes.filter(({ severity }) => severity !== "info");
  const lines = (some) => [...new Set(some.flatMap((note) => linesOf(note, text)))].sort((a, b) => a - b);
  const line = /^diagnostics@line\((\d+)\)$/.exec(path)?.[1];
  if (line) return notes.filter((note) => linesOf(note, text).includes(Number(line))).map(wordsOf);
  const lists = {
    "diagnostics@line": () => lines(notes),
    "diagnostics@warnLine": () => lines(warnings),
    "diagnostics@text": () => notes.map(wordsOf),
    "diagnostics@warn": () => warnings.map(wordsOf),
    "diagnostics@error": () => errors.map(wordsOf),
    "diagnostics@code": () => notes.map(({ code }) => code),
    "diagnostics@span": () => notes.flatMap(({ span }) => (span && typeof text === "string" ? [text.slice(span.start, span.end)] : [])),
    "fixes@replacement": () => notes.flatMap(fixesOf).map(({ replacement }) => replacement),
    said: () => saidIn(answer),
    thrown: () => (answer?.thrown ? [answer.thrown] : []),
    answer: () => [JSON.stringify(answer)],
  };
  return lists[path]?.();
}

/** What a path picks: a value, or a list. */
function picked(path, answer, text) {
  const list = listed(path, answer, text);
  if (list) return list;
  if (path.endsWith(".length")) return picked(path.slice(0, -".length".length), answer, text)?.length;
  const steps = path.replace(/\[(\*|\d+)\]/g, ".$1").split(".").filter((step) => step !== "");
  let values = [answer];
  for (const step of steps) {
    values = step === "*" ? values.flatMap((value) => (isObject(value) ? Object.values(value) : [])) : values.map((value) => value?.[step]);
  }
  return steps.includes("*") ? values : values[0];
}

function isEqual(one, other) {
  try {
    assert.deepStrictEqual(one ?? null, other);
    return true;
  } catch {
    return false;
  }
}

/** Whether a value, or a list of them, is what a matcher wants. */
function fits(matcher, value) {
  if (!isObject(matcher) || !Object.keys(matcher).some((name) => name.startsWith("$"))) return isEqual(value, matcher);
  const list = Array.isArray(value) ? value : [value];
  const shown = list.map((item) => (typeof item === "string" ? item : String(JSON.stringify(item))));
  const has = (wanted) => list.some((item) => isEqual(item, wanted));
  const operators = {
    $has: has,
    $hasNot: (wanted) => !has(wanted),
    $hasAny: (wanted) => wanted.some(has),
    $some: (pattern) => shown.some((item) => new RegExp(pattern, "iu").test(item)),
    $none: (pattern) => !shown.some((item) => new RegExp(pattern, "iu").test(item)),
    $min: (bound) => typeof value === "number" && value >= bound,
    $max: (bound) => typeof value === "number" && value <= bound,
    $ne: (other) => !isEqual(value, other),
    $maxLength: (bound) => shown.every((item) => item.length <= bound),
  };
  return Object.entries(matcher).every(([name, operand]) => operators[name](operand));
}

/** What of an expectation does not fit. */
function mismatches(expect, answer, text) {
  return Object.entries(expect).flatMap(([path, matcher]) => {
    if (path === "$or") {
      const all = matcher.map((alternative) => mismatches(alternative, answer, text));
      return all.some((some) => some.length === 0) ? [] : [`neither: ${all.join("; nor: ")}`];
    }
    const value = picked(path, answer, text);
    return fits(matcher, value) ? [] : [`${path} is not ${JSON.stringify(matcher)} but ${JSON.stringify(value)}`];
  });
}

const areas = new Map();
for (const row of rows) areas.set(row.area, [...(areas.get(row.area) ?? []), row]);

for (const [area, rowsOfArea] of areas) {
  test(`${area}: rows fit but those that wait for an issue`, () => {
    const report = [];
    for (const row of rowsOfArea) {
      const answer = answerTo(row);
      const wrong = mismatches(row.expect, answer, argument(row.args[0]));
      if (answer?.thrown && !JSON.stringify(row.expect).includes('"thrown"')) wrong.push(answer.thrown);
      const waits = waiting.has(row.id);
      if (wrong.length > 0 && !waits) report.push(`${row.id}: ${wrong.join("\n  ")}`);
      if (wrong.length === 0 && waits) report.push(`${row.id} waits for an issue no longer`);
    }
    assert.deepEqual(report, []);
  });
}
