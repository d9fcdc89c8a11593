// loader.js calls this while it loads the playground. It says in the page what the playground cannot:
// why it does not load, which leaves the text version of the examples, and that it has stopped.

import { language } from "./language.js";

const words = {
  en: {
    failed: (error) =>
      `The playground didn’t load: ${error}. It needs a browser with WebAssembly. The examples below work without it.`,
    stopped:
      "The playground crashed because of a bug. What a link holds of your input is still in this page’s address.",
    again: "Reload",
    anew: "If it crashes again, start empty",
  },
  ko: {
    failed: (error) =>
      `플레이그라운드를 불러오지 못했습니다: ${error}. WebAssembly를 지원하는 브라우저가 필요합니다. 아래 예시는 플레이그라운드 없이도 볼 수 있습니다.`,
    stopped:
      "버그 때문에 플레이그라운드가 멈췄습니다. 입력한 내용 가운데 링크에 담기는 것은 이 페이지의 주소에 남아 있습니다.",
    again: "다시 불러오기",
    anew: "다시 멈추면 빈 상태로 열기",
  },
};

// The scripts that the page starts are its workers, from its own folder. Where a
// Content-Security-Policy asks for trusted types, the browser asks this about every such address,
// and refuses all text that would become HTML or code.
self.trustedTypes?.createPolicy("default", {
  createScriptURL(address) {
    const { href } = new URL(address, document.baseURI);
    return href.startsWith(new URL("./", document.baseURI).href) ? href : null;
  },
});

/** A trap of WebAssembly, or no room on the stack: the program that it happened in answers nothing any more. */
function isTrap(error) {
  return (
    error instanceof self.WebAssembly?.RuntimeError ||
    (error instanceof RangeError && /call stack/i.test(error.message)) ||
    error?.name === "InternalError"
  );
}

/** Says that the playground has stopped. The first error counts: others follow from it. */
function say(error) {
  const notice = document.getElementById("crash");
  if (!notice?.hidden) return;
  notice.lang = language();
  const { stopped, again, anew } = words[notice.lang];
  for (const [place, text] of Object.entries({ p: stopped, code: error, button: again, a: anew })) {
    notice.querySelector(place).textContent = text;
  }
  notice.hidden = false;
}

export default function initializer() {
  document.getElementById("reload")?.addEventListener("click", () => location.reload());
  // crates/playground/src/crash.rs: a panic says what went wrong, the trap after it does not.
  document.addEventListener("imagepull:panic", ({ detail }) => say(detail));
  addEventListener("error", ({ error }) => isTrap(error) && say(error));
  addEventListener("unhandledrejection", ({ reason }) => isTrap(reason) && say(reason));
  return {
    onFailure(error) {
      const place = document.getElementById("loading");
      if (place) {
        place.setAttribute("role", "alert");
        place.lang = language();
        place.textContent = words[place.lang].failed(error);
      }
    },
  };
}
