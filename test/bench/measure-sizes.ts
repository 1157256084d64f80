import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import type { Line } from "./line.ts";

const build = fileURLToPath(new URL("../../dist/chrome", import.meta.url));

function bytesOf(path: string): number {
  return statSync(join(build, path)).size;
}

/** Scripts that the popup's page loads before anything is seen. */
function popupScripts(): string[] {
  const html = readFileSync(join(build, "src/popup/index.html"), "utf8");
  return [...html.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map(([, name = ""]) => name);
}

/** As a zip has it: each file deflated, with its two headers (APPNOTE 6.3.10, 4.3.7 and 4.3.12); without source maps. */
function zipBytes(): number {
  const files = readdirSync(build, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".map"))
    .map((entry) => join(entry.parentPath, entry.name));
  return files.reduce((sum, path) => {
    const name = Buffer.byteLength(path.slice(build.length + 1));
    return sum + deflateRawSync(readFileSync(path), { level: 9 }).length + 30 + 46 + 2 * name;
  }, 22);
}

export function measureSizes(): Line[] {
  const sizes: [string, number, number][] = [
    ["content script, minified", bytesOf("src/content/index.js"), 25],
    ["background script, minified", bytesOf("src/background/index.js"), 90],
    ["popup scripts, minified", popupScripts().reduce((sum, path) => sum + bytesOf(path), 0), 70],
    ["package without source maps, as a zip", zipBytes(), 180],
  ];
  return sizes.map(([what, bytes, wanted]) => {
    const figure = bytes / 1000;
    return {
      ...{ what, browser: "both", floor: null, product: figure, unit: "kB", figure, wanted },
      asked: `≤ ${wanted.toString()} kB`,
    };
  });
}
