// Layout by program: edges, the first screen, what is cut or covered, names broken in two, pale marks. Each check
// answers what is wrong, as texts; looks.spec.js plants each mistake once.

/** What does not begin at the left edge that the header has. */
export const offEdge = (page) =>
  page.evaluate(() => {
    const edge = (part) => part.getBoundingClientRect().left + Number.parseFloat(getComputedStyle(part).paddingLeft);
    const [header, main, footer] = ["header", "main", "footer"].map((part) => edge(document.querySelector(part)));
    const wrappers = [...document.querySelectorAll("main, main > div, main > div > .split:first-of-type > :first-child")];
    const isInColumns = (part) => {
      const { display, flexDirection, gridTemplateColumns } = getComputedStyle(part.parentElement);
      return display === "flex" ? flexDirection === "row" : gridTemplateColumns.includes(" ");
    };
    const parts = wrappers.flatMap((it) => [...it.children]).filter((part) => {
      const { position } = getComputedStyle(part);
      return part.getClientRects().length > 0 && !["absolute", "fixed"].includes(position) && !isInColumns(part);
    });
    const off = parts.filter((part) => Math.abs(part.getBoundingClientRect().left - main) > 1);
    return [
      ...(Math.abs(header - main) > 1 || Math.abs(footer - main) > 1 ? [`header ${header}, main ${main}, footer ${footer}`] : []),
      ...off.map((part) => `${part.localName}.${part.className} at ${part.getBoundingClientRect().left}, not ${main}`),
    ];
  });

/** The answer, where it begins further down than so many pixels. */
export const answerBelow = (page, most) =>
  page.evaluate((most) => {
    const tops = [...document.querySelectorAll("main :is(.answer, .cause, .stage)")].filter((it) => it.getClientRects().length).map((it) => it.getBoundingClientRect().top + scrollY);
    const top = Math.min(...tops);
    return top < most ? [] : [`the answer begins at ${top} px, not above ${most}`];
  }, most);

/** Sentences that nobody reads at one look: more than twenty words, or more than two lines. */
export const longHeadlines = (page) =>
  page.locator("main .answer").evaluateAll((all) =>
    all
      .filter((it) => {
        const words = it.textContent.trim().split(/\s+/).length;
        return words > 20 || it.getBoundingClientRect().height > 2.5 * Number.parseFloat(getComputedStyle(it).lineHeight);
      })
      .map((it) => it.textContent),
  );

/** Cards with more than six lines of prose that are not behind “Why”. */
export const longCards = (page) =>
  page.locator("main .card").evaluateAll((all) =>
    all.flatMap((card) => {
      const prose = [...card.querySelectorAll(":scope > p:not(.tries), :scope > div > p:not(.tries)")].filter((it) => it.checkVisibility());
      const lines = prose.map((it) => it.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(it).lineHeight));
      const sum = Math.round(lines.reduce((sum, it) => sum + it, 0));
      return sum > 6 ? [`${card.querySelector("h2, h3")?.textContent}: ${sum} lines`] : [];
    }),
  );

/** Texts that something else lies over, and texts that are cut. The whole page has to be in the viewport. */
export const coveredOrCut = (page) =>
  page.evaluate(() => {
    const isShown = (it) => it.checkVisibility({ checkVisibilityCSS: true }) && !it.closest(".visually-hidden, svg, .cm-editor, .veil, option, textarea, input");
    const name = (it) => `${it.localName}.${it.className} “${it.textContent.trim().slice(0, 40)}”`;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const wrong = [];
    while (texts.nextNode()) {
      const holder = texts.currentNode.parentElement;
      if (!texts.currentNode.data.trim() || !isShown(holder)) continue;
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      const [rect] = range.getClientRects();
      if (!rect?.width) continue;
      const scroller = holder.closest(".scrolls, nav, pre, [class*=feed], .remarks, .difference");
      const x = rect.left + Math.min(rect.width / 2, 20);
      const y = rect.top + rect.height / 2;
      const bounds = scroller?.getBoundingClientRect();
      const isScrolledAway = bounds && (x >= bounds.right || x <= bounds.left || y >= bounds.bottom || y <= bounds.top);
      if (isScrolledAway) continue;
      const top = document.elementFromPoint(x, y);
      // The button of a row is as large as the row, and what a field marks is behind its text.
      const row = holder.closest("li");
      if (holder.closest("pre[aria-hidden]") || (row && top?.localName === "button" && top.parentElement === row)) continue;
      if (top && top !== holder && !holder.contains(top) && !top.contains(holder)) wrong.push(`${name(holder)} is under ${name(top)}`);
    }
    for (const it of document.querySelectorAll("header *, main *, footer *")) {
      const { overflowX, textOverflow } = getComputedStyle(it);
      const isCut = ["hidden", "clip"].includes(overflowX) && it.scrollWidth > it.clientWidth + 1 && textOverflow !== "ellipsis";
      if (isCut && isShown(it) && it.localName !== "svg") wrong.push(`${name(it)} is cut`);
    }
    return wrong;
  });

/** Names that go on in the next line somewhere else than behind `/`, `:` or `@`, though there would be room. */
export const brokenNames = (page) =>
  page.evaluate(() => {
    const BREAKS = /[\s/:@,;|&=-]/;
    const broken = [];
    for (const it of document.querySelectorAll("main :is(code, .code, .answer strong, .reference)")) {
      if (!it.checkVisibility() || it.closest("textarea, input, pre, .cm-editor, .visually-hidden")) continue;
      if (it.getBoundingClientRect().height < 2 * Number.parseFloat(getComputedStyle(it).fontSize)) continue;
      let block = it;
      while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
      const style = getComputedStyle(block);
      const room = block.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      const texts = document.createTreeWalker(it, NodeFilter.SHOW_TEXT);
      // The piece that began last: where, how wide, and in which line.
      let piece = { text: "", width: 0, bottom: 0, isBroken: false };
      const end = () => {
        if (piece.isBroken && piece.width < room - 1) broken.push(`“${piece.text}” of “${it.textContent.slice(0, 60)}”`);
        piece = { text: "", width: 0, bottom: 0, isBroken: false };
      };
      while (texts.nextNode()) {
        const { data } = texts.currentNode;
        for (let at = 0; at < Math.min(data.length, 300); at += 1) {
          const range = document.createRange();
          range.setStart(texts.currentNode, at);
          range.setEnd(texts.currentNode, at + 1);
          const [rect] = range.getClientRects();
          if (!rect) continue;
          const isSpace = /\s/.test(data[at]);
          if (piece.text && !isSpace && rect.top >= piece.bottom - 2) piece.isBroken = true;
          piece.text += data[at];
          piece.width += rect.width;
          piece.bottom = rect.bottom;
          if (BREAKS.test(data[at])) end();
        }
      }
      end();
    }
    return broken;
  });

/** Marks of the key of a drawing that stand out less than 3:1, by the pixels of the screen. */
export async function paleMarks(page) {
  const pale = [];
  for (const item of await page.locator(".key li:has(.swatch)").all()) {
    const image = (await item.locator(".swatch").screenshot()).toString("base64");
    const contrast = await item.evaluate(contrastOf, image);
    if (contrast < 3) pale.push(`${await item.textContent()}: ${contrast.toFixed(2)}`);
  }
  return pale;
}

/** The contrast to the page of what stands out most in a picture of a mark. Runs in a page. */
async function contrastOf(_, image) {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${image}`)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = (at) => 0.2126 * linear(data[at]) + 0.7152 * linear(data[at + 1]) + 0.0722 * linear(data[at + 2]);
  const paper = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
  const below = 0.2126 * linear(paper[0]) + 0.7152 * linear(paper[1]) + 0.0722 * linear(paper[2]);
  const contrasts = Array.from({ length: data.length / 4 }, (_, pixel) => {
    const above = luminance(4 * pixel);
    return (Math.max(above, below) + 0.05) / (Math.min(above, below) + 0.05);
  });
  // One pixel in twenty at least, so that an edge alone is no mark.
  return contrasts.sort((one, other) => other - one)[Math.floor(contrasts.length / 20)];
}
