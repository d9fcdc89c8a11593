/** The languages that the page speaks. */
const known = ["en", "ko"];

/** The language of the link, else the one chosen before, else the browser's, as hooks/language.rs has it. */
export function language() {
  let chosen;
  try {
    chosen = localStorage.getItem("imagepull.language");
  } catch {
    // A sandboxed frame has no storage.
  }
  const asked = [/[?&]lang=(\w+)/.exec(location.hash)?.[1], chosen, ...navigator.languages];
  return asked.map((code) => code?.slice(0, 2)).find((code) => known.includes(code)) ?? "en";
}
