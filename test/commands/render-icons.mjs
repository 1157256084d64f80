import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "puppeteer-core";
import { findChromium } from "./find-browsers.mjs";
import { root } from "./run.mjs";

// `npm run icons`: draws public/icons/calltag.svg as the PNG files that manifest.json names. They are committed.
const sizes = [16, 32, 48, 128];
const folder = join(root, "public", "icons");

const executablePath = findChromium();
if (executablePath === undefined) throw new Error("Install Chromium, Chrome or Edge to draw the icons.");

const svg = await readFile(join(folder, "calltag.svg"), "utf8");
const profile = await mkdtemp(join(tmpdir(), "calltag-icons-"));
const browser = await launch({ executablePath, userDataDir: profile, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  for (const size of sizes) {
    await page.setViewport({ width: size, height: size });
    const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
    await page.setContent(
      `<body style="margin:0"><img style="display:block" width="${size}" height="${size}" src="${source}">`,
    );
    await page.screenshot({ path: join(folder, `calltag-${size}.png`), omitBackground: true });
  }
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
