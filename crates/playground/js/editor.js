// Loads the text editor: web/editor/, a script of its own.
export const loadEditor = () => import(new URL("./editor.js", document.baseURI));
