// Prints how long a page stands still when a mebibyte of anything is put into its fields, one JSON object
// a line: for each view the field and the text that it takes longest for beyond what the browser takes with
// that text on an empty page. With EVERY_FIELD set, what each took goes to the error output.

import { fields, goTo, open, places, put, textsOf } from "../../e2e/anything.js";
import { openSite } from "../browser.js";
import { print } from "../figures.js";

/** So long a page may stand still, in ms. */
const longest = 200;

const { address, browser, close: closeSite } = await openSite();
const bare = await onEmptyPage();
for (const [view, place] of Object.entries(places)) {
  const measured = await everyField(`${view} view`, place);
  const beyond = ({ time, text, kind }) => time - Math.max(bare[kind][text], longest);
  const { label, text, kind, time } = measured.reduce((one, other) => (beyond(other) > beyond(one) ? other : one));
  const name = `${view} view, 1 MiB of ${text} in “${label.slice(0, 40)}”, longest frame`;
  print(`${name}, beside 200 ms`, time, "ms", longest);
  print(`${name}, beside an empty page`, time, "ms", bare[kind][text]);
}
await closeSite();

/** What the browser takes on a page that does nothing with the texts, in ms: by the kind of field and the text. */
async function onEmptyPage() {
  const page = await browser.newPage();
  await page.setContent(`<textarea wrap="off"></textarea><input>`);
  const times = {};
  for (const [kind, field] of Object.entries({ lines: page.locator("textarea"), line: page.locator("input") })) {
    times[kind] = {};
    for (const [text, repeated] of Object.entries(textsOf({}))) {
      times[kind][text] = await stillness(page, field, repeated);
      say("an empty page", text, kind, times[kind][text]);
      await field.evaluate(put, "");
    }
  }
  await page.close();
  return times;
}

/** What every field of a view takes with every text. */
async function everyField(name, where) {
  const measured = [];
  for (const [text, repeated] of Object.entries(textsOf({}))) {
    const page = await browser.newPage();
    await open(page, address, where);
    for await (const { field, label } of fields(page, text)) {
      const kind = await field.evaluate((it) => (it instanceof HTMLInputElement ? "line" : "lines"));
      const time = await stillness(page, field, repeated);
      say(name, text, label, time);
      measured.push({ label, text, kind, time });
      await field.evaluate(put, "");
    }
    await page.close();
  }
  return measured;
}

function say(name, text, label, time) {
  if (process.env.EVERY_FIELD) console.error(`${name}, ${text} in “${label}”: ${Math.round(time)} ms`);
}

/** The longest time between two frames while a field gets a text, until nothing has happened for half a second, in ms. */
async function stillness(page, field, repeated) {
  await goTo(page, field);
  await page.evaluate(() => {
    globalThis.frames = { last: performance.now(), longest: 0, late: performance.now() };
    const look = () => {
      const now = performance.now();
      const gap = now - frames.last;
      if (gap > 50) frames.late = now;
      frames.longest = Math.max(frames.longest, gap);
      frames.last = now;
      if (now - frames.late < 500) requestAnimationFrame(look);
      else frames.done(frames.longest);
    };
    frames.rest = new Promise((done) => (frames.done = done));
    requestAnimationFrame(look);
  });
  await field.evaluate(put, repeated);
  return page.evaluate(() => frames.rest);
}
