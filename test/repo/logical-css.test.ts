import { describe, expect, it } from "vitest";
import { filesBelow } from "./project-files.ts";

/** A value's parts: what stands in brackets is one. */
function parts(value: string): string[] {
  return value.match(/(?:[^\s(]|\([^)]*\))+/g) ?? [];
}

/** What of a style sheet names a side of the screen instead of the beginning or end of a line. */
function physicalSides(css: string): string[] {
  const declarations = [...css.replace(/\/\*.*?\*\//gs, "").matchAll(/([\w-]+)\s*:\s*([^;{}]+);/g)];
  return declarations.flatMap(([whole, property = "", value = ""]) => {
    const [, second, , fourth] = parts(value);
    const isLopsided =
      /^(padding|margin|inset|border-width)$/.test(property) && fourth !== undefined && second !== fourth;
    return isLopsided || /\b(left|right)\b|translateX/.test(whole) ? [whole] : [];
  });
}

describe("Arabic and Hebrew readers see the mirrored layout, for", () => {
  it.each(filesBelow("src", ".css"))("$path names no side of the screen", ({ text }) => {
    expect(physicalSides(text)).toEqual([]);
  });

  it("the law sees what breaks it", () => {
    const broken = "a { padding: 0 var(--a) 0 calc(1px + 2px); } b { margin-left: 1px; } c { float: right; }";
    expect(physicalSides(broken)).toHaveLength(3);
    expect(physicalSides("a { padding: 1px 2px 3px 2px; margin-inline-start: 1px; }")).toEqual([]);
  });
});
