// Loads a view that is a WebAssembly module of its own: `<name>.js` and
// `<name>_bg.wasm` beside the page.
export async function load(name) {
  const view = await import(new URL(`${name}.js`, document.baseURI));
  await view.default({ module_or_path: new URL(`${name}_bg.wasm`, document.baseURI) });
  return view;
}
