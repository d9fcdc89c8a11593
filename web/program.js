// The WebAssembly programs of the page: the main one, and what parts of it lie in.

/** The module in a file. */
export async function compile(file) {
  const response = await fetch(new URL(file, document.baseURI));
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  // While it arrives, where the server says what it is.
  if (response.headers.get("Content-Type") === "application/wasm") return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** The main program. */
export const mainProgram = compile("./playground_bg.wasm");
