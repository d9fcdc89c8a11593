// Asks for the parts of the view that the link names while the main program is still on its way. When
// that runs and opens the view, they are there: parts.js.
//
// It reads no more of the link than the name of the view, and leaves alone what it does not know.

const files = JSON.parse(document.getElementById("parts").textContent);
const view = /^#\/([a-z-]+)/.exec(location.hash)?.[1] ?? "name";
const part = view.replace("-", "_");
const editor = ["manifest", "platforms"].includes(view) ? ["./editor.js"] : [];

for (const file of Object.hasOwn(files, part) ? [...files[part], ...editor] : []) {
  const how = file.endsWith(".js") ? { rel: "modulepreload" } : { rel: "preload", as: "fetch" };
  const link = Object.assign(document.createElement("link"), how);
  // As the program fetches it later; where the line is narrow, the main program comes first.
  Object.assign(link, { href: file, crossOrigin: "anonymous", fetchPriority: "low" });
  document.head.append(link);
}
