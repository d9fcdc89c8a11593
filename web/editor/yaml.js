// YAML, which JSON is a part of: its grammar and how its parts look.

import { HighlightStyle, LRLanguage, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";
import { parser } from "@lezer/yaml";

const language = LRLanguage.define({ name: "yaml", parser, languageData: { commentTokens: { line: "#" } } });

// The colours of the page stand for the parts of an image name, so there are few here.
const look = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), fontWeight: "620" },
  { tag: tags.meta, color: "var(--soft)", fontWeight: "620" },
  { tag: [tags.keyword, tags.labelName, tags.typeName, tags.special(tags.string)], color: "var(--soft)" },
  { tag: tags.lineComment, color: "var(--ghost)", fontStyle: "italic" },
]);

export const yaml = [language, syntaxHighlighting(look)];
