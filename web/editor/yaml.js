// YAML, which JSON is a part of, and how its parts look. It is coloured line by line: a grammar that
// makes a tree of the text takes longer for a key press than everything said about the images.

import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { yaml as mode } from "@codemirror/legacy-modes/mode/yaml";
import { tags } from "@lezer/highlight";

/** What the names that the mode gives to its tokens stand for. */
const tokenTable = {
  atom: tags.propertyName,
  def: tags.meta,
  meta: tags.punctuation,
  variable: tags.labelName,
};

/** Longer lines are not coloured, in UTF-16 units: the mode reads the rest of a line at each character of it. */
const longestLine = 2000;

function token(stream, state) {
  if (stream.string.length <= longestLine) return mode.token(stream, state);
  stream.skipToEnd();
  return null;
}

const language = StreamLanguage.define({ ...mode, token, tokenTable });

// The colours of the page stand for the parts of an image name, so there are few here.
const look = HighlightStyle.define([
  { tag: tags.propertyName, fontWeight: "620" },
  { tag: tags.meta, color: "var(--soft)", fontWeight: "620" },
  { tag: [tags.keyword, tags.labelName], color: "var(--soft)" },
  { tag: tags.comment, color: "var(--ghost)", fontStyle: "italic" },
]);

export const yaml = [language, syntaxHighlighting(look)];
