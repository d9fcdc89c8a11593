// Trunk calls this while it loads the playground. Where loading fails the page
// says why and keeps its text version of the examples.

const failed = {
  en: (error) =>
    `The playground did not load: ${error}. It needs a browser with WebAssembly. The examples below say the most important things without it.`,
  ko: (error) =>
    `플레이그라운드를 불러오지 못했습니다: ${error}. WebAssembly를 지원하는 브라우저가 필요합니다. 아래 예시는 플레이그라운드 없이도 가장 중요한 것을 알려 줍니다.`,
};

/** The language of the link, else the one chosen before, else the browser's, as hooks/language.rs has it. */
function language() {
  let chosen;
  try {
    chosen = localStorage.getItem("imagepull.language");
  } catch {
    // A sandboxed frame has no storage.
  }
  const asked = [/[?&]lang=(\w+)/.exec(location.hash)?.[1], chosen, ...navigator.languages];
  return asked.map((code) => code?.slice(0, 2)).find((code) => code in failed) ?? "en";
}

export default function initializer() {
  // After a crash the playground itself can answer nothing any more.
  document.getElementById("reload")?.addEventListener("click", () => location.reload());
  return {
    onFailure(error) {
      const place = document.getElementById("loading");
      if (place) {
        place.setAttribute("role", "alert");
        place.lang = language();
        place.textContent = failed[place.lang](error);
      }
    },
  };
}
