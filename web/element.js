// <image-playground>: the playground in a page of your own. docs/embedding.md describes it.

const base = new URL("./", import.meta.url);
const titles = {
  en: "Imagepull, a Kubernetes image playground",
  ko: "Imagepull, Kubernetes 이미지 플레이그라운드",
};
const defaults = {
  view: "name",
  preset: "",
  image: "",
  kubernetes: "",
  predict: "",
  theme: "auto",
  loading: "lazy",
  link: "on",
  ratio: "16/9",
};

// Made by a script: a Content-Security-Policy refuses style elements and attributes, not this.
const sheet = new CSSStyleSheet();
sheet.replaceSync(
  ":host{display:block;min-height:20rem}:host([hidden]){display:none}" +
    "iframe{display:block;width:100%;height:20rem;border:0;border-radius:10px;box-shadow:0 0 0 1px #8884}" +
    "iframe.loading{visibility:hidden}" +
    ":host([bare]){min-height:0}:host([bare]) iframe{height:100%;border-radius:0;box-shadow:none}",
);

// The page's colours and language are watched once, for all elements in it.
const page = document.documentElement;
const system = matchMedia("(prefers-color-scheme:dark)");
const followers = new Set();
const followAll = () => followers.forEach((follow) => follow());
// A background that fades has its new colour at the end of that.
const faded = ({ target }) => (target === page || target === document.body) && followAll();
const changes = new MutationObserver(followAll);
const watch = (listen) => {
  system[listen]("change", followAll);
  page[listen]("transitionend", faded);
  changes.disconnect();
  if (followers.size) for (const node of [page, document.body]) changes.observe(node, { attributes: true });
};

const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

/** "light" or "dark": as the page says it is, or else as it looks behind the element. */
function colours(element) {
  for (const { dataset, classList } of [page, document.body]) {
    for (const word of [dataset.theme, dataset.bsTheme, dataset.colorMode, dataset.mode, ...classList]) {
      const said = /^(?:theme-)?(dark|light)(?:-mode|-theme)?$/.exec(word);
      if (said) return said[1];
    }
  }
  for (let node = element; node; node = node.parentElement ?? node.getRootNode().host) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = getComputedStyle(node).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    if (alpha > 127) return red * 3 + green * 6 + blue < 1280 ? "dark" : "light";
  }
  const schemes = getComputedStyle(page).colorScheme;
  return /dark/.test(schemes) && (system.matches || !/light/.test(schemes)) ? "dark" : "light";
}

class ImagePlayground extends HTMLElement {
  static observedAttributes = [...Object.keys(defaults), "state", "lang", "bare"];

  #frame;
  #near;
  #state;
  #sent; // What the frame shows.
  #listens; // Whether the frame has loaded.
  #isDue;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
  }

  /** Whether the drawing stands alone, as high as its ratio makes it. */
  get bare() {
    return this.hasAttribute("bare");
  }

  /** What is shown: a fragment such as `#/pulls?preset=two-pods`. */
  get state() {
    if (this.#state) return this.#state;
    const given = this.getAttribute("state");
    if (given) return given.replace(/^#?\/?/, "#/");
    const names = ["preset", "image", "predict", "kubernetes"].filter((name) => this[name]);
    const query = names.map((name) => `${name}=${encodeURIComponent(this[name])}`);
    return [`#/${this.view}`, ...(query.length ? [query.join("&")] : [])].join("?");
  }

  set state(state) {
    this.#state = String(state);
    this.#follow();
  }

  connectedCallback() {
    for (const name of [...Object.keys(defaults), "state"]) {
      // A property that was set before this script came.
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    addEventListener("message", this);
    followers.add(this.#follow);
    watch("addEventListener");
    this.#near = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.#open(),
      { rootMargin: "600px", scrollMargin: "600px" },
    );
    this.#near.observe(this);
    this.#follow();
  }

  disconnectedCallback() {
    this.#near.disconnect();
    removeEventListener("message", this);
    followers.delete(this.#follow);
    if (!followers.size) watch("removeEventListener");
    this.#frame?.remove();
    this.#frame = this.#listens = undefined;
  }

  /** `moveBefore` leaves the frame alone. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (["view", "preset", "image", "kubernetes", "predict", "state"].includes(name)) this.#state = undefined;
    // Known before anything has loaded: what is below does not move.
    this.style.aspectRatio = this.bare ? this.ratio : "";
    this.#follow();
  }

  handleEvent({ source, origin, data }) {
    // Only in a page without its own origin a frame has none.
    const isOurs = origin === base.origin || (origin === "null" && self.origin === "null");
    if (!this.#frame || source !== this.#frame.contentWindow || !isOurs || data?.imagepull !== 1) return;
    const { height, state } = data;
    if (!this.bare && Number.isFinite(height) && height > 0 && height < 1e5) this.#frame.style.height = `${height}px`;
    if (typeof state !== "string" || !state.startsWith("#/") || state.length > 1 << 20) return;
    if (state === this.state) return;
    this.#state = this.#sent.state = state;
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #wanted() {
    const theme = /^(dark|light)$/.test(this.theme) ? this.theme : colours(this);
    return { theme, lang: this.lang || page.lang, state: this.state };
  }

  #open() {
    this.#near.disconnect();
    if (this.#frame) return;
    const { theme, lang, state } = this.#wanted();
    const frame = (this.#frame = document.createElement("iframe"));
    frame.className = "loading";
    frame.part = "frame";
    frame.allow = "clipboard-write";
    frame.src = `${base}embed.html?${new URLSearchParams({ theme, lang, link: this.link, bare: this.bare })}${state}`;
    frame.addEventListener("load", () => {
      frame.className = "";
      // It may have loaded itself again, as its address says.
      this.#sent = { state: this.#sent.state };
      this.#listens = true;
      this.#follow();
    });
    this.#sent = { state };
    this.#name(lang);
    this.shadowRoot.append(frame);
  }

  #name(lang) {
    const title = titles[lang.slice(0, 2)] ?? titles.en;
    this.#frame.title = this.title || `${title} (${this.preset || this.image || this.view})`;
  }

  /** Tells the frame what it does not know yet, once for all that changes at one time. */
  #follow = () => {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      if (!this.isConnected) return;
      if (this.loading === "eager") this.#open();
      if (!this.#listens) return;
      const wanted = this.#wanted();
      const news = Object.entries(wanted).filter(([name, value]) => value && value !== this.#sent[name]);
      if (!news.length) return;
      this.#sent = wanted;
      this.#name(wanted.lang);
      const target = self.origin === "null" ? "*" : base.origin;
      this.#frame.contentWindow.postMessage({ imagepull: 1, ...Object.fromEntries(news) }, target);
    });
  };
}

for (const [name, initial] of Object.entries(defaults)) {
  Object.defineProperty(ImagePlayground.prototype, name, {
    get() {
      return this.getAttribute(name) ?? initial;
    },
    set(value) {
      if (value == null) this.removeAttribute(name);
      else this.setAttribute(name, value);
    },
    enumerable: true,
  });
}

if (!customElements.get("image-playground")) customElements.define("image-playground", ImagePlayground);
