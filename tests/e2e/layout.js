// Layout by program: edges, the first screen, long cards, what is cut or covered, names broken in two, pale marks, the
// reader's own colours, large screens, paper. Each check answers what is wrong, as texts; looks.spec.js plants each
// mistake once.

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

/** What of a card is no line to read: its title, what is folded, controls, names and commands, tables, drawings. */
const UNREAD = ":is(h2, h3, hgroup, summary, button, label, select, input, textarea, pre, .cm-editor, code, .code, .related, .tries, .button, table, svg, figure, .key, .strips, .visually-hidden)";

/** Cards of more than six lines, as they are before anything is unfolded. */
export const longCards = (page) =>
  page.locator("main .card").evaluateAll(
    (all, unread) =>
      all.flatMap((card) => {
        const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
        const bottoms = [];
        while (texts.nextNode()) {
          const holder = texts.currentNode.parentElement;
          const isUnread = [...card.querySelectorAll(unread)].some((it) => it.contains(holder));
          if (!texts.currentNode.data.trim() || isUnread || !holder.checkVisibility()) continue;
          const range = document.createRange();
          range.selectNodeContents(texts.currentNode);
          bottoms.push(...[...range.getClientRects()].filter((rect) => rect.width > 1).map((rect) => rect.bottom));
        }
        bottoms.sort((one, other) => one - other);
        // Letters of several sizes are in one line.
        const lines = bottoms.filter((bottom, at) => at === 0 || bottom - bottoms[at - 1] > 6).length;
        return lines > 6 ? [`${card.querySelector("h2, h3")?.textContent}: ${lines} lines`] : [];
      }),
    UNREAD,
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
  for (const item of await page.locator(".key li:has(.swatch)").filter({ visible: true }).all()) {
    const image = (await item.locator(".swatch").screenshot()).toString("base64");
    const contrast = await item.evaluate(contrastOf, image);
    if (contrast < 3) pale.push(`${await item.textContent()}: ${contrast.toFixed(2)}`);
  }
  return pale;
}

/** What cannot be told apart where the reader chose the colours: marks of drawings, and the open tab. */
export async function lostColours(page) {
  const tab = await page.locator("header nav a[aria-current]").evaluate((it) => getComputedStyle(it).outlineStyle);
  return [...(await paleMarks(page)), ...(tab === "none" ? ["the open tab has no line"] : [])];
}

/** The width that a drawing leaves on a large screen, where that is much. */
export const unusedWidth = (page) =>
  page.locator("main").evaluate((main) => {
    const { width } = main.getBoundingClientRect();
    const room = Math.min(innerWidth, 1600);
    return width >= room ? [] : [`the drawing has ${width} of ${room} px`];
  });

/** A page of A4 without its margins, in px. */
const PAPER = { width: 718, height: 1000 };

/** What is wrong with the page on paper: controls, ink for a background, what is cut, pages with hardly anything. */
export async function wrongOnPaper(page) {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.setViewportSize(PAPER);
  const wrong = await page.evaluate(() => {
    const isShown = (it) => it.checkVisibility({ checkVisibilityCSS: true });
    const name = (it) => `${it.localName}.${it.className}`;
    const controls = [...document.querySelectorAll("button, header nav, .controls")].filter(isShown);
    const isCut = (it) => {
      const { overflowX, overflowY } = getComputedStyle(it);
      return (overflowX !== "visible" && it.scrollWidth > it.clientWidth + 1) || (overflowY !== "visible" && it.scrollHeight > it.clientHeight + 1);
    };
    const cut = [...document.querySelectorAll("main, .scrolls, .lanes, .feed ol, .remarks")].filter((it) => isShown(it) && isCut(it));
    const paper = getComputedStyle(document.body).backgroundColor;
    return [
      ...controls.map((it) => `${name(it)} is printed`),
      ...cut.map((it) => `${name(it)} is cut`),
      ...(paper === "rgb(255, 255, 255)" ? [] : [`the paper is ${paper}`]),
      ...(document.documentElement.scrollWidth > innerWidth ? ["the page is wider than the paper"] : []),
    ];
  });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const pdf = (await page.pdf({ format: "A4", margin: { top: "1cm", right: "1cm", bottom: "1cm", left: "1cm" } })).toString("latin1");
  const pages = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
  const needed = Math.ceil(height / PAPER.height);
  // What is not divided leaves the end of a page empty.
  if (pages < needed || pages > needed * 1.5 + 1) wrong.push(`${height} px are printed on ${pages} pages`);
  return wrong;
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
