import { describe, expect, it } from "vitest";
import { importLawBreaches } from "./import-law.ts";
import { importsOf } from "./imports.ts";
import { filesBelow } from "./project-files.ts";

const sources = filesBelow("src", ".ts", ".tsx");

function breaches(path: string, text: string): string[] {
  return importLawBreaches({ path, text });
}

describe("The import law", () => {
  it("is kept by every file of src", () => {
    expect(sources.flatMap(importLawBreaches)).toEqual([]);
  });

  it("has files to look at", () => {
    expect(sources.length).toBeGreaterThan(5);
  });

  it.each([
    ["src/popup/a.tsx", `import { x } from "../background/x.ts";`],
    ["src/popup/a.tsx", `import type { X } from "../background/x.ts";`],
    ["src/content/a.ts", `export { x } from "../popup/x.ts";`],
    ["src/content/a.ts", `export * from "../genesys/request.ts";`],
    ["src/options/a.ts", `const x = await import("../genesys/sign-in.ts");`],
    ["src/options/a.ts", `type X = import("../background/x.ts").X;`],
    ["src/background/a.ts", `import "../popup/x.ts";`],
    ["src/genesys/a.ts", `import { x } from "../protocol/x.ts";`],
    ["src/genesys/a.ts", `import browser from "webextension-polyfill";`],
    ["src/genesys/a.ts", `const id = chrome.runtime.id;`],
    ["src/genesys/a.ts", `const id = globalThis.browser.runtime.id;`],
    ["src/attributes/a.ts", `import { x } from "../protocol/x.ts";`],
    ["src/protocol/a.ts", `import { x } from "../platform/x.ts";`],
    ["src/protocol/a.ts", `import { regions } from "../genesys/regions.ts";`],
    ["src/platform/a.ts", `import { regions } from "../genesys/regions.ts";`],
    ["src/popup/a.ts", `import { x } from "../../test/x.ts";`],
    ["src/popup/a.ts", `import { name } from "../../package.json";`],
    ["src/popup/a.ts", `import "..";`],
    ["src/stray.ts", ``],
    ["src/another-room/a.ts", ``],
  ])("is broken by %s with %s", (path, text) => {
    expect(breaches(path, text)).toHaveLength(1);
  });

  it.each([
    ["src/popup/a.tsx", `import { regions } from "../genesys/regions.ts"; import { x } from "./deep/x.ts";`],
    ["src/popup/deep/a.tsx", `import { x } from "../../protocol/x.ts"; import "../b.ts";`],
    ["src/background/a.ts", `import { x } from "../genesys/request.ts"; import browser from "webextension-polyfill";`],
    ["src/platform/a.ts", `import { x } from "../protocol/x.ts"; import { y } from "../attributes/y.ts";`],
  ])("allows %s with %s", (path, text) => {
    expect(breaches(path, text)).toEqual([]);
  });
});

describe("Classic zod, 79 kB in every script,", () => {
  it("is imported by no file of src", () => {
    const importers = sources.filter((file) =>
      importsOf(file.path, file.text).some((name) => /^zod(?!\/mini$)/.test(name)),
    );
    expect(importers.map((file) => file.path)).toEqual([]);
  });
});
