import { describe, expect, it } from "vitest";
import { filesBelow } from "./project-files.ts";

/** Without comments and keyframes, which move nothing by themselves. */
function rulesOf(css: string): string {
  return css.replace(/\/\*.*?\*\//gs, "").replace(/@keyframes [^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, "");
}

/** What a style sheet moves, and does not leave still for whoever wants less motion. */
function unquiet(css: string): string[] {
  const rules = rulesOf(css);
  const still = [...rules.matchAll(/@media \(prefers-reduced-motion: reduce\) \{((?:[^{}]*\{[^{}]*\})*)/g)]
    .flatMap(([, block = ""]) => [...block.matchAll(/([^{}]+)\{[^{}]*animation:\s*none/g)])
    .flatMap(([, selectors = ""]) => selectors.split(",").map((selector) => selector.trim()));
  return [...rules.matchAll(/([^{};]+)\{([^{}]*)\}/g)].flatMap(([, selector = "", body = ""]) => {
    const moves = /\b(animation|transition)(-[a-z]+)?\s*:(?!\s*none)([^;]+)/.exec(body);
    if (!moves || /var\(--(quick|slow)\)/.test(moves[0]) || still.includes(selector.trim())) return [];
    return [`${selector.trim()} { ${moves[0]} }`];
  });
}

describe("Whoever wants less motion is shown none, for", () => {
  it.each(filesBelow("src", ".css"))("$path takes its times from tokens.css, or stands still", ({ text }) => {
    expect(unquiet(text)).toEqual([]);
  });

  it("tokens.css has no time left then", () => {
    const [tokens] = filesBelow("src/platform", "tokens.css");
    const reduced = /prefers-reduced-motion: reduce\) \{\s*:root \{([^}]*)\}/.exec(tokens?.text ?? "")?.[1];
    expect(reduced?.match(/--[a-z]+: \w+/g)).toEqual(["--quick: 0ms", "--slow: 0ms"]);
  });

  it("no script scrolls smoothly", () => {
    const scripts = filesBelow("src", ".ts", ".tsx");
    expect(scripts.filter(({ text }) => /"smooth"|\.animate\(/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("the law sees what breaks it", () => {
    expect(unquiet("a { transition: color 1s; }")).toHaveLength(1);
    expect(
      unquiet("a { animation: x 1s; } @media (prefers-reduced-motion: reduce) { b { animation: none; } }"),
    ).toHaveLength(1);
    expect(
      unquiet("a { animation: x 1s; } @media (prefers-reduced-motion: reduce) { a { animation: none; } }"),
    ).toEqual([]);
    expect(unquiet("a { animation: x var(--slow); }")).toEqual([]);
  });
});
