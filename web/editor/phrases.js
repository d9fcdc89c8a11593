// What the editor says, in the language of the page.
//
// The page gives the words: { label, hint, phrases }: the name of the editor, how it is used, and
// the phrases of CodeMirror by what they are in English.

import { closeSearchPanel, openSearchPanel, searchPanelOpen } from "@codemirror/search";
import { Compartment, EditorState, Facet } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** How the editor is used, in a sentence. */
export const hint = Facet.define({ combine: (hints) => hints[0] ?? "" });

/** The element with that sentence. */
export const hintId = "hint";

const words = new Compartment();

/** The extension that says everything in these words. */
export function speaking(said) {
  return words.of(inWords(said));
}

/** Says everything in other words. */
export function spoken(view, said) {
  view.dispatch({ effects: words.reconfigure(inWords(said)) });
  // The panel has its words from when it was opened.
  if (searchPanelOpen(view.state)) {
    closeSearchPanel(view);
    openSearchPanel(view);
  }
}

function inWords(said) {
  return [
    EditorState.phrases.of(said.phrases),
    // It is in the order of Tab anyway; programs that check a page do not know that without a number.
    EditorView.contentAttributes.of({ "aria-label": said.label, "aria-describedby": hintId, tabindex: "0" }),
    hint.of(said.hint),
  ];
}
