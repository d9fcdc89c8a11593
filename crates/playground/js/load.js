// Loads a part of the page that comes when it is needed: a view, which is a WebAssembly module of
// its own, or the text editor, which is a script. The page says which file it is in, because the
// names of files carry a hash of their content.
export async function load(name) {
  const modules = JSON.parse(document.getElementById("modules").textContent);
  const part = await import(new URL(modules[name], document.baseURI));
  // WebAssembly has to be started.
  await part.default?.();
  return part;
}
