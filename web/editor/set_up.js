// What the editor can do, and its keys.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { search, searchKeymap } from "@codemirror/search";
import { EditorView, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { theme } from "./theme.js";
import { yaml } from "./yaml.js";

/** Files that are dropped are for the view, which can take several and says what is wrong with one. */
const noFiles = EditorView.domEventHandlers({ drop: ({ dataTransfer }) => dataTransfer.types.includes("Files") });

// Tab is not among the keys: it leaves the editor, as it leaves every other field.
export const setUp = [
  lineNumbers(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  search({ top: true }),
  noFiles,
  keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
  yaml,
  theme,
];
