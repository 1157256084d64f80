import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";

const names = z.record(z.string(), z.string());
const schema = z.object({
  version: z.string(),
  license: z.string(),
  scripts: names,
  dependencies: names,
  devDependencies: names,
});
const manifest = schema.parse(JSON.parse(readFileSync("package.json", "utf8")));
const exactVersion = /^\d+\.\d+\.\d+$/;

describe("package.json", () => {
  it("names exact versions", () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(all.filter(([, version]) => !exactVersion.test(version))).toEqual([]);
    expect(manifest.version).toMatch(exactVersion);
  });

  it("has these runtime dependencies and no others", () => {
    expect(Object.keys(manifest.dependencies).toSorted()).toEqual([
      "@preact/signals",
      // Reads the paths of a source's map: 2 kB, no dependencies, and refuses paths that lead to prototypes.
      "dot-prop",
      "idb",
      "oauth4webapi",
      "preact",
      "webextension-polyfill",
      "zod",
    ]);
  });

  it("names only commands that exist", () => {
    for (const command of Object.values(manifest.scripts)) {
      const script = /^node (\S+)$/.exec(command)?.[1];
      if (script !== undefined) expect(readFileSync(script, "utf8")).not.toBe("");
    }
  });
});

it("Installing runs no script of a package", () => {
  expect(readFileSync(".npmrc", "utf8")).toContain("ignore-scripts=true");
});
