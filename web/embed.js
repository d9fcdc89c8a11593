// In embed.html: talks with the page around it. docs/embedding.md describes the messages,
// crates/playground/src/hooks/host_page.rs the events of the document between this and the
// playground. It stores nothing, and needs no origin of its own.
{
  const root = document.documentElement;
  const longest = 1 << 20;
  const themes = ["auto", "light", "dark"];
  const languages = ["en", "ko"];

  let language;
  let state = location.hash || "#/";
  let listens = false; // Whether the playground has begun.
  let late = false; // Whether something was asked for since, which it may not have read.

  const tell = (message) => {
    if (parent !== window) parent.postMessage({ imagepull: 1, ...message }, "*");
  };

  /** A fragment with another language, or without one. */
  const inLanguage = (fragment, ...languages) => {
    const [view, ...rest] = fragment.split("?");
    const query = rest.join("?");
    const others = query.split("&").filter((parameter) => parameter && !parameter.startsWith("lang="));
    return [view, [...others, ...languages.map((code) => `lang=${code}`)].join("&")].filter(Boolean).join("?");
  };

  /** The state in the language of the page around it, if that asks for one. */
  const fragment = () => (language ? inLanguage(state, language) : state);

  /** Takes over what a message or the address asks for, as far as it can be. */
  const apply = (asked) => {
    if (themes.includes(asked.theme)) root.dataset.theme = asked.theme;
    const before = fragment();
    const wanted = typeof asked.lang === "string" && /^[a-z]{2,3}(?![a-z])/i.exec(asked.lang)?.[0].toLowerCase();
    if (wanted) root.lang = language = languages.includes(wanted) ? wanted : "en";
    const given = typeof asked.state === "string" && asked.state.startsWith("#/") && asked.state.length <= longest;
    if (given) state = asked.state;
    if (!given && fragment() === before) return;
    if (listens) return show();
    history.replaceState(null, "", fragment());
    late = true;
  };

  const show = () => document.dispatchEvent(new CustomEvent("imagepull:show", { detail: fragment() }));

  const settings = new URLSearchParams(location.search);
  if (settings.get("link") === "off") root.dataset.noLink = "";
  if (/^(true|on)$/.test(settings.get("bare"))) root.dataset.bare = "";
  apply({ theme: settings.get("theme"), lang: settings.get("lang") });
  late = false;

  addEventListener("message", ({ source, data }) => {
    if (source === parent && source !== window && data?.imagepull === 1) apply(data);
  });
  document.addEventListener("imagepull:ready", () => {
    listens = true;
    if (late) show();
  });
  document.addEventListener("imagepull:state", ({ detail }) => {
    // The page knows the language, which is no part of what a person changes.
    state = language ? inLanguage(detail) : detail;
    tell({ state });
  });

  let height = 0;
  new ResizeObserver(() => {
    const now = Math.ceil(root.getBoundingClientRect().height);
    // What is not drawn, such as a frame in a closed tab of the page, has no height.
    if (now && now !== height) tell({ height: (height = now) });
  }).observe(root);

  // A link to the same view shows there what it leads to, and leaves no entry in the history of
  // the page around it. All others have their own tab.
  const view = (hash) => hash.split("?")[0];
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const href = link?.getAttribute("href");
    if (!href || event.defaultPrevented) return;
    if (!href.startsWith("#/")) {
      link.target = "_blank";
      link.rel = "noopener";
    } else if (!(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      if (view(href) === view(state === "#/" ? "#/name" : state)) location.replace(href);
      else open(`index.html${href}`, "_blank", "noopener");
    }
  });
}
