// Trunk calls this while it loads the playground. Where loading fails the page
// says why and keeps its text version of the examples.
export default function initializer() {
  // After a crash the playground itself can answer nothing any more.
  document.getElementById("reload")?.addEventListener("click", () => location.reload());
  return {
    onFailure(error) {
      const place = document.getElementById("loading");
      if (place) {
        place.setAttribute("role", "alert");
        place.textContent = `The playground did not load: ${error}. It needs a browser with WebAssembly. The examples below say the most important things without it.`;
      }
    },
  };
}
