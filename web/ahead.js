// Asks for the files of the view that the link names while the page's own program is still on its way.
// When that runs and opens the view, they are there: crates/playground/js/load.js.
//
// It reads no more of the link than the name of the view, and leaves alone what it does not know.

const views = JSON.parse(document.getElementById("ahead").textContent);
const view = /^#\/([a-z-]+)/.exec(location.hash)?.[1];

for (const file of Object.hasOwn(views, view) ? views[view] : []) {
  const how = file.endsWith(".js") ? { rel: "modulepreload" } : { rel: "preload", as: "fetch" };
  const link = Object.assign(document.createElement("link"), how);
  // As the program is fetched later; where the line is narrow, the page's own comes first.
  Object.assign(link, { href: file, crossOrigin: "anonymous", fetchPriority: "low" });
  document.head.append(link);
}
