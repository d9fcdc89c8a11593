// The text editor of the page: CodeMirror 6, bundled into one module by
// crates/xtask/src/build/finish/editor.rs and loaded where a view has a text to edit.
// crates/playground/src/components/text_editor/ is all that talks to it.
//
// Places are UTF-16 units of a text whose lines end in one "\n".

import { isolateHistory } from "@codemirror/commands";
import { Annotation, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { areAlike, marking, moved, withMarks } from "./marks.js";
import { setUp } from "./set_up.js";
import { speaking, spoken } from "./phrases.js";

/** Says of a change that the page made it, which knows the text then. */
const fromPage = Annotation.define();

/**
 * Puts an editor into `host` that goes on where the text area `field` is: with its text,
 * size, selection, scroll position and focus, and hides that. `words` are those of `phrases.js`, as
 * JSON; `changed` is called with the whole text when a person has changed it.
 */
export function open(host, field, words, changed) {
  return new Editor(host, field, JSON.parse(words), changed);
}

class Editor {
  #view;
  /** What is marked, at its places by now. */
  #marks = [];

  constructor(host, field, words, changed) {
    const tell = EditorView.updateListener.of(({ docChanged, changes, state, transactions }) => {
      if (!docChanged) return;
      this.#marks = moved(this.#marks, changes);
      if (!transactions.some((it) => it.annotation(fromPage))) changed(state.doc.toString());
    });
    const state = EditorState.create({
      doc: field.value,
      selection: selectionOf(field),
      extensions: [speaking(words), setUp, marking, tell],
    });
    // Styles of a shadow root are no inline styles: the page forbids those (docs/hosting.md).
    const root = host.attachShadow({ mode: "open" });
    const view = new EditorView({ state, root, parent: root });
    const { scrollLeft, scrollTop } = field;
    const hasFocus = document.activeElement === field;
    // Where a person has drawn it larger.
    host.style.height = field.style.height;
    field.hidden = true;
    // Lines are as high as in the text area. Asked for a place, the editor measures them.
    view.coordsAtPos(0);
    view.scrollDOM.scrollTo(scrollLeft, scrollTop);
    if (hasFocus) view.focus();
    this.#view = view;
  }

  /** Replaces a part of the text, as one change that can be undone. */
  replace(from, to, insert) {
    this.#view.dispatch({
      changes: { from, to, insert },
      annotations: [fromPage.of(true), isolateHistory.of("full")],
      userEvent: "input.replace",
    });
  }

  /**
   * Marks what is said about the text, in place of what was marked before: `places` has the start and
   * the end of each mark, the lists have its severity, the parts of its message, of which every second
   * is code, and the language of that, which is empty where it is the language of the page.
   */
  mark(places, severities, messages, languages) {
    const mark = (parts, index) => ({
      from: places[2 * index],
      to: places[2 * index + 1],
      severity: severities[index],
      language: languages[index],
      parts,
    });
    const marks = messages.map(mark);
    // Marking lays out the text anew, and after most keys the same is said at places that moved.
    if (areAlike(this.#marks, marks)) return;
    this.#marks = marks;
    this.#view.dispatch(withMarks(this.#view.state, marks));
  }

  /** Scrolls to a part of the text, selects it, and takes the focus. */
  reveal(from, to) {
    const selection = { anchor: from, head: to };
    this.#view.dispatch({ selection, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    this.#view.focus();
  }

  /** Says everything in other words. */
  speak(words) {
    spoken(this.#view, JSON.parse(words));
  }

  /** Takes the editor out of the page. */
  close() {
    this.#view.destroy();
  }
}

function selectionOf({ selectionStart, selectionEnd, selectionDirection }) {
  return selectionDirection === "backward"
    ? { anchor: selectionEnd, head: selectionStart }
    : { anchor: selectionStart, head: selectionEnd };
}
