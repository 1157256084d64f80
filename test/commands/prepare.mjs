import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findChromium, findFirefox } from "./find-browsers.mjs";
import { installDebianPackages } from "./install-debian-packages.mjs";
import { isMain, root, runNpm } from "./run.mjs";

const oldestNode = [20, 19];

// Beside the browsers: without it Chinese, Japanese and Korean values are boxes in the pictures (1.9 MB).
const fontPackage = "fonts-droid-fallback";

// `npm ci` empties the folder that the link leads to, and with it every other working copy that shares it.
const linkSentence =
  "node_modules is a symbolic link and not what package-lock.json says: remove the link, and run this again.";

/**
 * Checks Node, and runs `npm ci` unless node_modules is what package-lock.json says. Every command calls it itself, for
 * `ignore-scripts=true` in .npmrc also skips `pretest` and `prestart`. Resolves to one sentence if it did not work.
 */
export async function installPackages() {
  return nodeObstacle() ?? (await packagesObstacle());
}

/**
 * Finds both browsers, and on Debian installs those that are missing.
 * Returns one sentence for each browser that is still missing, under its name.
 */
export async function provideBrowsers() {
  const wanted = [
    {
      name: "chromium",
      found: findChromium,
      debian: "chromium",
      sentence: sentence("Chromium, Chrome or Edge", "CALLTAG_CHROMIUM"),
    },
    { name: "firefox", found: findFirefox, debian: "firefox-esr", sentence: sentence("Firefox", "CALLTAG_FIREFOX") },
  ];
  const missing = () => wanted.filter((browser) => browser.found() === undefined);
  if (missing().length > 0) await installDebianPackages([...missing().map((browser) => browser.debian), fontPackage]);
  return Object.fromEntries(missing().map((browser) => [browser.name, browser.sentence]));
}

function nodeObstacle() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return undefined;
  return `Calltag needs Node ${oldestNode.join(".")} or newer to be built; this is Node ${process.versions.node}.`;
}

async function packagesObstacle() {
  const lock = join(root, "package-lock.json");
  const stamp = join(root, "node_modules", ".calltag-lock-hash");
  const hash = createHash("sha256").update(readFileSync(lock)).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return undefined;
  if (!installedByHand(lock)) {
    if (lstatSync(join(root, "node_modules"), { throwIfNoEntry: false })?.isSymbolicLink()) return linkSentence;
    console.log("Installing the packages of package-lock.json …");
    // A level of its own: called by `npm --silent`, it would hide what went wrong.
    if (!(await runNpm(["ci", "--no-audit", "--no-fund", "--loglevel=warn"]))) return "`npm ci` failed: see above.";
  }
  writeFileSync(stamp, hash);
  return undefined;
}

function sentence(browsers, variable) {
  return `Install ${browsers}, or name its program in the environment variable ${variable}, and run this again.`;
}

/** npm leaves `.package-lock.json` when it is done: newer than ours, it was made from it. */
function installedByHand(lock) {
  const installed = join(root, "node_modules", ".package-lock.json");
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

if (isMain(import.meta.url)) {
  const obstacle = await installPackages();
  const sentences = obstacle === undefined ? Object.values(await provideBrowsers()) : [obstacle];
  for (const line of sentences) console.error(line);
  process.exitCode = sentences.length === 0 ? 0 : 1;
}
