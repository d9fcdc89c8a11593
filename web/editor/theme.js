// How the editor looks: the tokens of web/styles/tokens.css, which reach into its shadow root.
// web/styles/editor.css has its frame, and the text area that is there before it.

import { EditorView } from "@codemirror/view";

const control = {
  boxSizing: "border-box",
  font: "inherit",
  color: "inherit",
  background: "var(--card)",
  border: "1px solid var(--edge)",
  borderRadius: "8px",
};

/** The sign of a severity in the gutter: a shape, so that colour is not all that tells. */
const sign = (character, colour) => ({
  content: "none",
  color: `var(${colour})`,
  "&::before": { content: `"${character}"`, display: "block", lineHeight: "1", textAlign: "center" },
});

/** The line under a part of the text. */
const underlined = (style, colour) => ({
  backgroundImage: "none",
  textDecoration: `underline ${style} var(${colour})`,
  textDecorationSkipInk: "none",
  textUnderlineOffset: ".2em",
});

const point = (colour) => ({ "&:after": { borderBottomColor: `var(${colour})` } });

export const theme = EditorView.theme({
  "&": {
    flex: "1 1 auto",
    minHeight: "0",
    background: "var(--card)",
    color: "var(--ink)",
    border: "1px solid var(--edge)",
    borderRadius: "8px",
    overflow: "hidden",
  },
  // The frame has the outline.
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { font: "var(--editor-font)", minHeight: "var(--editor-least)", overflow: "auto" },
  ".cm-content": { padding: "var(--s3) 0", caretColor: "var(--ink)", wordBreak: "normal" },
  ".cm-line": { padding: "0 var(--s3) 0 var(--s2)" },
  ".cm-content ::selection": { background: "color-mix(in srgb, var(--focus) 30%, transparent)" },
  ".cm-gutters": { background: "var(--card)", color: "var(--ghost)", border: "0" },
  ".cm-activeLineGutter": { background: "none", color: "var(--ink)" },
  ".cm-specialChar": { color: "var(--bad)" },

  ".cm-lintRange-error": underlined("wavy", "--bad"),
  ".cm-lintRange-warning": underlined("dashed", "--warn"),
  ".cm-lintRange-info": underlined("dotted", "--domain"),
  ".cm-lintPoint-error": point("--bad"),
  ".cm-lintPoint-warning": point("--warn"),
  ".cm-lintPoint-info": point("--domain"),
  ".cm-gutter-lint": { width: "1.5em" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0", display: "grid", placeItems: "center" },
  ".cm-lint-marker-error": sign("✖", "--bad"),
  ".cm-lint-marker-warning": sign("▲", "--warn"),
  ".cm-lint-marker-info": sign("●", "--domain"),

  ".cm-tooltip": {
    background: "var(--card)",
    color: "var(--ink)",
    border: "1px solid var(--edge)",
    borderRadius: "8px",
    font: "14px/1.45 var(--sans)",
    maxWidth: "min(52ch, calc(100vw - 2 * var(--s4)))",
    overflowWrap: "anywhere",
  },
  ":is(.cm-tooltip, .cm-said) code": { font: ".92em var(--mono)" },
  ".cm-tooltip ul": { margin: "0", padding: "var(--s1) 0" },
  ".cm-diagnostic": { padding: "var(--s1) var(--s3)", margin: "0", whiteSpace: "pre-wrap" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--bad)" },
  ".cm-diagnostic-warning": { borderLeft: "3px dashed var(--warn)" },
  ".cm-diagnostic-info": { borderLeft: "3px dotted var(--domain)" },

  ".cm-panels": { background: "var(--card)", color: "var(--ink)", font: "13px/1.45 var(--sans)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--rule)" },
  ".cm-panels-bottom": { borderTop: "1px solid var(--rule)" },
  ".cm-said": { padding: "var(--s1) var(--s3)", maxHeight: "9em", overflow: "auto", overflowWrap: "anywhere" },
  ".cm-said p": { margin: "0", color: "var(--soft)" },
  ".cm-said [role=status] p": { color: "var(--ink)" },
  // Still read out as the description of the text box.
  ".cm-said-something > p": { display: "none" },
  ".cm-said-error::before": { content: '"✖ " / ""', color: "var(--bad)" },
  ".cm-said-warning::before": { content: '"▲ " / ""', color: "var(--warn)" },
  ".cm-said-info::before": { content: '"● " / ""', color: "var(--domain)" },

  ".cm-panel.cm-search": {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "var(--s1) var(--s2)",
    padding: "var(--s2) calc(28px + 2 * var(--s2)) var(--s2) var(--s2)",
  },
  ".cm-search br": { display: "none" },
  ".cm-panel.cm-search :is(input, button, label)": { margin: "0", fontSize: "13px" },
  ".cm-panel.cm-search label": { display: "flex", alignItems: "center", gap: "var(--s1)", fontSize: "13px" },
  ".cm-textfield": { ...control, flex: "1 1 8em", minWidth: "0", minHeight: "28px", padding: "2px 8px" },
  ".cm-textfield::placeholder": { color: "var(--ghost)" },
  ".cm-button": { ...control, backgroundImage: "none", minHeight: "28px", padding: "2px 8px", cursor: "pointer" },
  ".cm-button:active": { backgroundImage: "none" },
  ".cm-button:hover": { borderColor: "var(--ink)" },
  ".cm-panel.cm-search [name=close], .cm-dialog-close": {
    top: "var(--s2)",
    right: "var(--s2)",
    minWidth: "28px",
    minHeight: "28px",
    color: "inherit",
    fontSize: "18px",
    cursor: "pointer",
  },
  ":is(.cm-button, .cm-textfield, input, [name=close]):focus-visible": { outline: "3px solid var(--focus)", outlineOffset: "1px" },
  ".cm-searchMatch": { background: "none", outline: "1px solid var(--edge)" },
  ".cm-searchMatch-selected": { background: "color-mix(in srgb, var(--focus) 30%, transparent)" },
});
