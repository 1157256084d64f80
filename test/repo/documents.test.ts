import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { filesBelow, type ProjectFile } from "./project-files.ts";

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

const topDocuments = readdirSync(".").filter((name) => name.endsWith(".md"));
const documents = [
  ...topDocuments.map((path) => ({ path, text: readFileSync(path, "utf8") })),
  ...filesBelow("docs", ".md"),
  ...filesBelow("test", ".md"),
];

/** Targets of Markdown links and HTML `src` and `href` that are not of the web. */
function relativeLinks(text: string): string[] {
  const markdown = [...text.matchAll(/\]\(([^)\s]+)[^)]*\)/g)];
  const html = [...text.matchAll(/\b(?:src|href)="([^"]+)"/g)];
  return [...markdown, ...html]
    .map(([, target = ""]) => target.replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z][a-z+.-]*:/.test(target));
}

function missingLinks({ path, text }: ProjectFile): string[] {
  return relativeLinks(text)
    .filter((target) => !existsSync(posix.join(posix.dirname(path), decodeURIComponent(target))))
    .map((target) => `${path} → ${target}`);
}

describe("The documents", () => {
  it("link to files that exist", () => {
    expect(documents.flatMap(missingLinks)).toEqual([]);
  });

  it("name npm scripts that exist", () => {
    const named = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/npm run ([a-z][a-z:-]*)/g)].map(([, name = ""]) => ({ path, name })),
    );
    expect(named.filter(({ name }) => !(name in scripts))).toEqual([]);
  });

  it("would be caught with a dead link", () => {
    expect(
      missingLinks({ path: "docs/x.md", text: "[a](../README-of-another.md#b) [c](https://example.com)" }),
    ).toEqual(["docs/x.md → ../README-of-another.md"]);
  });
});
