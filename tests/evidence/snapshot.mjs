// Keeps a page as MHTML and as PDF, with headless Chromium: node snapshot.mjs ADDRESS FILE.mhtml FILE.pdf
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../browser/", import.meta.url));
const { chromium } = require("playwright-core");
const [address, mhtml, pdf] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});
const page = await browser.newPage();
await page.goto(address);
const session = await page.context().newCDPSession(page);
const { data } = await session.send("Page.captureSnapshot", { format: "mhtml" });
writeFileSync(mhtml, data);
await page.pdf({ path: pdf, displayHeaderFooter: true, format: "A5" });
await browser.close();
