// Opens pages from file:// in headless Chromium and says what is wrong with them, as JSON on stdout.
//
//     node look.mjs check FILE...                  requests, errors, scrolling, anchors, labels, axe
//     node look.mjs shoot DIR FILE...              pictures: wide, narrow, light, dark; and the page as printed
//     node look.mjs filter FILE WORDS              how many rows the first table shows before and after
//     node look.mjs days FILE [DIR]                what the slider shows, stop by stop, with a keyboard alone
//     node look.mjs search FILE WORDS [DIR]        what the search of a site shows, with a keyboard alone
//     node look.mjs texts < ["<html>…"...]         the innerText of pages
//     node look.mjs mermaid < [{"id", "text"}...]  what Mermaid's own parser makes of diagrams
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const WIDTHS = [360, 768, 1280];
const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";

const browser = await chromium.launch({
  executablePath,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"],
});

async function texts(pages) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: true });
  const page = await context.newPage();
  const found = [];
  for (const each of pages) {
    await page.setContent(each);
    found.push(await page.evaluate(() => document.body.innerText));
  }
  await context.close();
  return found;
}

async function check(file) {
  const found = [];
  const context = await browser.newContext({ bypassCSP: false });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  page.on("request", (request) => request.url() !== url && found.push(`request: ${request.url()}`));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && found.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => found.push(`error: ${error}`));
  await page.goto(url);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`scrolls sideways by ${over} px at ${width} px`);
    found.push(...(await page.evaluate(overlaps)).map((each) => `at ${width} px: ${each}`));
    found.push(...(await page.evaluate(unseen)).map((each) => `at ${width} px: ${each}`));
  }
  found.push(...(await page.evaluate(lost)));
  found.push(...(await page.evaluate(lacking)));
  await context.close();
  found.push(...(await axe(url)));
  return found;
}

// Labels of one picture that lie over each other, or leave it.
function overlaps() {
  const found = [];
  for (const picture of document.querySelectorAll("svg")) {
    const frame = picture.getBoundingClientRect();
    if (!frame.width) continue;
    const boxes = [...picture.querySelectorAll("text")].map((text) => [text.textContent, letters(text)]);
    for (const [words, box] of boxes)
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        found.push(`label leaves its picture: ${words}`);
    boxes.forEach(([one, a], at) => {
      for (const [other, b] of boxes.slice(at + 1)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 0.5 && down > 1) found.push(`labels overlap: ${one} | ${other}`);
      }
    });
  }
  return found;

  // Where the letters of a label stand: a line box is taller than they are, by how much is up to the font.
  function letters(text) {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const scale = text.getScreenCTM().d;
    const spare = Math.max(0, (bottom - top - parseFloat(getComputedStyle(text).fontSize) * scale) / 2);
    return { left, right, top: top + spare, bottom: bottom - spare };
  }
}

// Figures of which no drawing is to be seen, or two.
function unseen() {
  const drawn = (figure) => [...figure.querySelectorAll("svg")].filter((each) => each.getBoundingClientRect().width);
  return [...document.querySelectorAll("figure.drawing")]
    .filter((figure) => figure.getBoundingClientRect().width && drawn(figure).length !== 1)
    .map((figure) => `${drawn(figure).length} drawings of ${figure.id}`);
}

// Links to places that are not there, and places that are there twice.
function lost() {
  const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  const links = [...document.querySelectorAll('a[href^="#"]')].map((each) => each.getAttribute("href").slice(1));
  return [
    ...twice.map((id) => `two places are called ${id}`),
    ...links.filter((id) => !ids.includes(decodeURIComponent(id))).map((id) => `no place is called ${id}`),
  ];
}

// What every page must say about itself and its links.
function lacking() {
  const found = [];
  for (const link of document.querySelectorAll("a"))
    if (!/^(#|https?:|(?![a-z][a-z0-9+.-]*:|\/\/))/i.test(link.getAttribute("href"))) found.push(`leads to ${link.href}`);
  for (const quote of document.querySelectorAll("blockquote p, q"))
    if (!quote.closest("[lang]") || quote.dir !== "auto") found.push(`quote without lang or dir: ${quote.textContent}`);
  for (const name of ["main", "h1", "meta[http-equiv=Content-Security-Policy]", "meta[name=referrer]"])
    if (document.querySelectorAll(name).length !== 1) found.push(`not exactly one ${name}`);
  return found;
}

async function axe(url) {
  const source = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const found = [];
  for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [360, "light"]]) {
    const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.goto(url);
    await page.evaluate(source);
    const result = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    for (const each of result.violations)
      found.push(`axe ${each.id} (${width} px, ${colorScheme}): ${each.nodes.length} x ${each.nodes[0].html.slice(0, 200)} ${each.nodes[0].failureSummary}`);
    await context.close();
  }
  return found;
}

async function shoot(folder, file) {
  const name = join(folder, basename(file, ".html"));
  for (const [label, width, colorScheme] of [["wide", 1280, "light"], ["dark", 1280, "dark"], ["narrow", 360, "light"], ["widest", 1600, "light"]]) {
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    await page.goto(pathToFileURL(file).href);
    await page.screenshot({ path: `${name}.${label}.png`, fullPage: true });
    if (label === "wide") await page.pdf({ path: `${name}.pdf`, format: "A4", preferCSSPageSize: true });
    await page.close();
  }
}

async function filter(file, words) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  const table = page.locator("table").first();
  const before = await table.locator("tbody tr:visible").count();
  await page.getByRole("searchbox").first().fill(words);
  const after = await table.locator("tbody tr:visible").count();
  return { before, after, says: await page.locator("output").first().textContent() };
}

// The record day by day, with a keyboard alone: where the slider is, what it says, and what can be seen then.
async function days(file, folder) {
  const found = { plain: 0, stops: [], every: 0, printed: 0, requests: [] };
  const still = await browser.newContext({ javaScriptEnabled: false });
  const silent = await still.newPage();
  await silent.goto(pathToFileURL(file).href);
  found.plain = await silent.locator(".spell:visible").count();
  found.words = await silent.locator("main").innerText();
  await still.close();
  for (const width of [1280, 390]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    page.on("request", (request) => request.url() !== pathToFileURL(file).href && found.requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    const active = () => page.evaluate(() => document.activeElement.type ?? "");
    for (let presses = 0; presses < 2000 && (await active()) !== "range"; presses++) await page.keyboard.press("Tab");
    await page.keyboard.press("Home");
    const most = Number(await page.getByRole("slider").getAttribute("max"));
    const stops = [];
    for (let at = 0; at <= most; at++) {
      stops.push({
        text: await page.getByRole("slider").evaluate((each) => each.getAttribute("aria-valuetext")),
        says: await page.locator(".slider output").textContent(),
        seen: await page.locator(".spell:visible").evaluateAll((all) => all.map((each) => [each.dataset.first, each.dataset.last])),
      });
      if (at === Math.floor(most / 2) && folder) {
        await page.locator(".slider").scrollIntoViewIfNeeded();
        await page.screenshot({ path: join(folder, `days.${width}.png`) });
      }
      await page.keyboard.press("ArrowRight");
    }
    found.stops.push(stops);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    found.every = await page.locator(".spell:visible").count();
    await page.keyboard.press("Space");
    await page.emulateMedia({ media: "print" });
    found.printed = await page.locator(".spell:visible").count();
    await page.close();
  }
  return found;
}

// The search, with a keyboard alone, at two widths; and how many rows there are without a script.
async function search(file, words, folder) {
  const still = await browser.newContext({ javaScriptEnabled: false });
  const silent = await still.newPage();
  await silent.goto(pathToFileURL(file).href);
  const found = { plain: await silent.locator("tbody tr:visible").count(), rows: [], requests: [] };
  found.words = await silent.locator("main").innerText();
  await still.close();
  for (const width of [1280, 390]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    page.on("request", (request) => request.url() !== pathToFileURL(file).href && found.requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    const active = () => page.evaluate(() => document.activeElement.type ?? "");
    for (let presses = 0; presses < 50 && (await active()) !== "search"; presses++) await page.keyboard.press("Tab");
    await page.keyboard.type(words);
    const rows = page.locator("tbody tr:visible");
    found.rows.push([await rows.count(), await page.locator("output").first().textContent(), await rows.first().innerText()]);
    if (folder) await page.screenshot({ path: join(folder, `search.${width}.png`) });
    await page.close();
  }
  return found;
}

async function mermaid(diagrams) {
  const page = await browser.newPage();
  await page.goto("about:blank");
  await page.addScriptTag({ path: join(import.meta.dirname, "node_modules/mermaid/dist/mermaid.min.js") });
  return page.evaluate(async (all) => {
    globalThis.mermaid.initialize({ startOnLoad: false });
    const results = {};
    for (const { id, text } of all) {
      try {
        const { svg } = await globalThis.mermaid.render(`m${Object.keys(results).length}`, text);
        const holder = document.createElement("div");
        holder.innerHTML = svg;
        const labels = [...holder.querySelectorAll("foreignObject, text")].map((each) => each.textContent.trim());
        const bad = holder.querySelectorAll("script, img, a, b, iframe, [onerror], [onclick]").length;
        results[id] = { labels, bad, error: null };
      } catch (error) {
        results[id] = { labels: [], bad: 0, error: String(error) };
      }
    }
    return results;
  }, diagrams);
}

const [what, ...rest] = process.argv.slice(2);
let result = {};
if (what === "check") for (const file of rest) result[file] = await check(file);
else if (what === "shoot") for (const file of rest.slice(1)) await shoot(rest[0], file);
else if (what === "filter") result = await filter(...rest);
else if (what === "days") result = await days(...rest);
else if (what === "search") result = await search(...rest);
else if (what === "texts") result = await texts(JSON.parse(readFileSync(0, "utf8")));
else if (what === "mermaid") result = await mermaid(JSON.parse(readFileSync(0, "utf8")));
await browser.close();
process.stdout.write(`${JSON.stringify(result, null, 1)}\n`);
