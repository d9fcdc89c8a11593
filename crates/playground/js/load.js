// Loads a view that is a WebAssembly module of its own. The page says which file
// it is in, because the names of files carry a hash of their content.
export async function load(name) {
  const modules = JSON.parse(document.getElementById("modules").textContent);
  const view = await import(new URL(modules[name], document.baseURI));
  await view.default();
  return view;
}
