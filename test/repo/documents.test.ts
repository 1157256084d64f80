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

/** `ending` for a heading "Ending", as GitHub makes anchors. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}\s_-]/gu, "")
      .replace(/\s/g, "-"),
  );
}

/** Links into a document, this one or another, to a heading that is not there. */
function missingAnchors({ path, text }: ProjectFile): string[] {
  return [...text.matchAll(/\]\((?<file>[^)\s#:]*)#(?<anchor>[^)\s]+)\)/g)].flatMap(({ groups }) => {
    const { file = "", anchor = "" } = groups ?? {};
    const target = file === "" ? path : posix.join(posix.dirname(path), file);
    const targetText = documents.find((other) => other.path === target)?.text ?? text;
    return anchorsOf(targetText).includes(anchor) ? [] : [`${path} → ${file}#${anchor}`];
  });
}

/** Programs of ours that are called by their paths: `node test/commands/build.mjs`, `vitest run … test/e2e/x.test.ts`. */
function missingFilesInCommands({ path, text }: ProjectFile): string[] {
  const named = [...text.matchAll(/`[^`\n]*?\b((?:src|test|docs|public)\/[\w./-]+\.\w+)[^`\n]*`/g)];
  return named.flatMap(([, file = ""]) => (existsSync(file) ? [] : [`${path} → ${file}`]));
}

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

  it("link to headings that exist", () => {
    expect(documents.flatMap(missingAnchors)).toEqual([]);
  });

  it("name files that exist in their commands", () => {
    expect(documents.flatMap(missingFilesInCommands)).toEqual([]);
  });

  it("are all to be found by links that begin at the README", () => {
    const found = new Set(["README.md"]);
    for (const path of found) {
      const text = documents.find((document) => document.path === path)?.text ?? "";
      for (const target of relativeLinks(text)) found.add(posix.join(posix.dirname(path), target));
    }
    expect(documents.map(({ path }) => path).filter((path) => !found.has(path))).toEqual([]);
  });

  it("name npm scripts that exist", () => {
    const named = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/npm run ([a-z][a-z:-]*)/g)].map(([, name = ""]) => ({ path, name })),
    );
    expect(named.filter(({ name }) => !(name in scripts))).toEqual([]);
  });

  it("would be caught with a dead heading, or a file that is gone", () => {
    const text = "# One heading\n[a](#one-heading) [b](#another) `npx vitest run test/e2e/gone.test.ts`";
    expect(missingAnchors({ path: "x.md", text })).toEqual(["x.md → #another"]);
    expect(missingFilesInCommands({ path: "x.md", text })).toEqual(["x.md → test/e2e/gone.test.ts"]);
  });

  it("would be caught with a dead link", () => {
    expect(
      missingLinks({ path: "docs/x.md", text: "[a](../README-of-another.md#b) [c](https://example.com)" }),
    ).toEqual(["docs/x.md → ../README-of-another.md"]);
  });
});
