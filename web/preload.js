// Asks for the parts of the view that the link names, and for the texts in the reader's language, while
// the main program is still on its way. When that needs them, they are there: parts.js.
//
// It reads no more of the link than the view and the language, and leaves alone what it does not know.

import { language } from "./language.js";

/** The languages besides English, which every part has. */
const translations = { ko: "korean" };

const files = JSON.parse(document.getElementById("parts").textContent);
const view = /^#\/([a-z-]+)/.exec(location.hash)?.[1] ?? "name";
const parts = [view.replace("-", "_"), translations[language()]];
const editor = ["manifest", "platforms"].includes(view) ? ["./editor.js"] : [];

const as = {
  css: { rel: "preload", as: "style" },
  js: { rel: "modulepreload", crossOrigin: "anonymous" },
  wasm: { rel: "preload", as: "fetch", crossOrigin: "anonymous" },
};

const asked = parts.flatMap((part) => (Object.hasOwn(files, part) ? files[part] : []));

for (const file of new Set([...asked, ...editor])) {
  const link = document.createElement("link");
  // As it is fetched later; where the line is narrow, the main program comes first.
  Object.assign(link, as[file.split(".").at(-1)], { href: file, fetchPriority: "low" });
  document.head.append(link);
}
