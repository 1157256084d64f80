import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { launch } from "puppeteer-core";
import { findChromium } from "./find-browsers.mjs";
import { root } from "./run.mjs";
import { smallIcon } from "./small-icon.mjs";

// `npm run icons`: draws src/icons as the PNG files that manifest.json and the toolbar button (src/background/toolbar.ts) name. They are committed.
const drawings = join(root, "src", "icons");
const folder = join(root, "public", "icons");
/** Stores and settings pages show the first larger; the states are seen in the toolbar alone. */
const sizesOf = (name) => (name === "calltag" ? [16, 32, 48, 128] : [16, 32]);

const executablePath = findChromium();
if (executablePath === undefined) throw new Error("Install Chromium, Chrome or Edge to draw the icons.");

const names = (await readdir(drawings)).map((file) => basename(file, ".svg"));
const profile = await mkdtemp(join(tmpdir(), "calltag-icons-"));
const browser = await launch({ executablePath, userDataDir: profile, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  for (const name of names) {
    const svg = await readFile(join(drawings, `${name}.svg`));
    const source = `data:image/svg+xml;base64,${svg.toString("base64")}`;
    for (const size of sizesOf(name)) {
      const rgba = await page.evaluate(pixelsOf, source, size);
      await writeFile(join(folder, `${name}-${size}.png`), smallIcon(rgba, size));
    }
  }
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/**
 * Runs in the page.
 * @param {string} source
 * @param {number} size
 */
async function pixelsOf(source, size) {
  const image = new Image(size, size);
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext("2d");
  context?.drawImage(image, 0, 0, size, size);
  return [...(context?.getImageData(0, 0, size, size).data ?? [])];
}
