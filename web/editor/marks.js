// What is said about the text: underlined, shown in the gutter and where the pointer is, and read
// out and shown below the text for the line of the cursor.

import { forEachDiagnostic, lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics, setDiagnosticsEffect } from "@codemirror/lint";
import { EditorView, keymap, showPanel } from "@codemirror/view";
import { hint, hintId } from "./phrases.js";

/** So many messages of a line are shown below the text. */
const MAX_SHOWN = 3;

/** The transaction that shows marks in place of those before: see `Editor.mark`. */
export function withMarks(state, marks) {
  return setDiagnostics(state, marks.map((mark) => within(state.doc.length, mark)));
}

/** Marks after changes of the text. */
export function moved(marks, changes) {
  return marks.map((mark) => ({ ...mark, from: changes.mapPos(mark.from, 1), to: changes.mapPos(mark.to, -1) }));
}

/** Whether two lists mark the same. Of an empty place nobody knows whether its mark is there still. */
export function areAlike(some, others) {
  const isSame = (mark, index) => mark.from < mark.to && JSON.stringify(mark) === JSON.stringify(others[index]);
  return some.length === others.length && some.every(isSame);
}

function within(length, { from, to, severity, parts, language }) {
  return {
    from: Math.min(from, length),
    to: Math.min(to, length),
    severity,
    message: parts.join(""),
    renderMessage: () => message("span", { parts, language }),
    parts,
    language,
  };
}

/** The panel below the text: what is said about the line of the cursor, else how the editor is used. */
function panel(view) {
  const dom = element("div", "");
  dom.className = "cm-said";
  const messages = element("div", "");
  messages.setAttribute("role", "status");
  const help = element("p", view.state.facet(hint));
  help.id = hintId;
  dom.append(messages, help);
  let shown = "";
  const show = (state) => {
    const said = saidOfLine(state);
    const now = JSON.stringify(said);
    // A screen reader reads out what changes, and not what is written anew.
    if (now !== shown) messages.replaceChildren(...said.map(line));
    shown = now;
    help.textContent = state.facet(hint);
    dom.classList.toggle("cm-said-something", said.length > 0);
  };
  show(view.state);
  return {
    dom,
    update({ state, startState, docChanged, selectionSet, transactions }) {
      const marked = transactions.some((it) => it.effects.some((effect) => effect.is(setDiagnosticsEffect)));
      if (docChanged || selectionSet || marked || state.facet(hint) !== startState.facet(hint)) show(state);
    },
  };
}

function line(mark) {
  const row = message("p", mark);
  row.className = `cm-said-${mark.severity}`;
  return row;
}

/** An element with a message: every second part of that is code. */
function message(name, { parts, language }) {
  const made = element(name, "");
  made.append(...parts.map((part, index) => (index % 2 ? element("code", part) : part)));
  if (language) made.lang = language;
  return made;
}

/** The first messages of the line that the cursor is in. */
function saidOfLine(state) {
  const cursor = state.doc.lineAt(state.selection.main.head);
  const said = [];
  forEachDiagnostic(state, (mark, from, to) => {
    if (from <= cursor.to && to >= cursor.from && said.length < MAX_SHOWN) said.push(mark);
  });
  return said.map(({ severity, parts, language }) => ({ severity, parts, language }));
}

function hasError(state) {
  let found = false;
  forEachDiagnostic(state, ({ severity }) => (found ||= severity === "error"));
  return found;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

export const marking = [
  lintGutter(),
  showPanel.of(panel),
  EditorView.contentAttributes.of(({ state }) => (hasError(state) ? { "aria-invalid": "true" } : null)),
  keymap.of([{ key: "F8", run: nextDiagnostic, shift: previousDiagnostic }]),
];
