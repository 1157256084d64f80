import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildIn, targets } from "./built-extension.ts";

// Below the project, so that both find the same node_modules; in dist, for no checker and no Git looks there.
const checkouts = ["dist/checkouts/one", "dist/checkouts/another"] as const;
const sources = ["src", "public", "manifest.json", "package.json", "tsconfig.json", "vite.config.ts"];

function removeCheckouts(): void {
  rmSync("dist/checkouts", { recursive: true, force: true });
}

beforeAll(() => {
  removeCheckouts();
  for (const checkout of checkouts) {
    for (const source of sources) cpSync(source, join(checkout, source), { recursive: true });
  }
});

afterAll(removeCheckouts);

it.each(targets)("Two checkouts of the same source give the same bytes for %s", async (target) => {
  const [one, another] = await Promise.all(checkouts.map((checkout) => buildIn(checkout, target)));
  const first = hashes(one);
  expect(Object.keys(first)).toContain(join("src", "background", "index.js"));
  expect(hashes(another)).toEqual(first);
});

/** Path and hash of every file below a folder. */
function hashes(folder = ""): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, sha256(readFileSync(join(folder, path)))]));
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
