import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { chromeId, geckoId } from "../browsers/extension-ids.ts";
import type { BrowserName } from "../browsers/browser-under-test.ts";
import { findChromium } from "../commands/find-browsers.mjs";

/** The folder of the machine's own settings for the Chromium, Chrome or Edge that is tested. */
function chromiumFolder(): string {
  const program = findChromium() ?? "";
  if (program.includes("edge")) return "/etc/opt/edge";
  return program.includes("chrome") ? "/etc/opt/chrome" : "/etc/chromium";
}

/** Where the tested browser looks for what an administrator rolled out; the file is the machine's (engineering.md, "Policy in tests"). */
function pathOf(name: BrowserName): string {
  return name === "firefox"
    ? "/etc/firefox/policies/policies.json"
    : join(chromiumFolder(), "policies/managed/calltag-test.json");
}

/** Beside the policies: nobody else writes it. */
const mark = { calltagTest: true };

function contentOf(name: BrowserName, policy: object): object {
  return name === "firefox"
    ? { ...mark, policies: { "3rdparty": { Extensions: { [geckoId]: policy } } } }
    : { "3rdparty": { extensions: { [chromeId]: policy } } };
}

function isOurs(name: BrowserName, path: string): boolean {
  return name === "chromium" || readFileSync(path, "utf8").includes('"calltagTest"');
}

/** Hands the policy to every browser of this kind on the machine, as an administrator does. Throws, in a sentence, where that cannot be. */
export function rollOut(name: BrowserName, policy: object): void {
  const path = pathOf(name);
  if (process.platform !== "linux")
    throw new Error("The organization's policy is tested on Linux only: elsewhere it is no file.");
  if (existsSync(path) && !isOurs(name, path))
    throw new Error(`${path} is there already, and not by these tests: they do not replace a real policy.`);
  // Chromium reads every file in that folder: the new one is to be there whole, at once.
  const draft = join(dirname(dirname(path)), ".calltag-test");
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, JSON.stringify(contentOf(name, policy)));
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    const why = error instanceof Error ? error.message : "";
    throw new Error(`Cannot write ${path}, which needs root: the organization's policy was NOT tested. ${why}`);
  }
}

/** Takes it away again, with the folders that were made for it. */
export function withdraw(name: BrowserName): void {
  const path = pathOf(name);
  if (!existsSync(path) || !isOurs(name, path)) return;
  rmSync(path);
  for (let folder = dirname(path); !["/etc", "/etc/opt"].includes(folder); folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      // Something else is in it.
      return;
    }
  }
}
