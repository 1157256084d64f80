import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPattern } from "../../../../src/attributes/policy/pattern.ts";

function why(pattern: string): string {
  const read = readPattern(pattern);
  return read.ok ? "allowed" : read.why;
}

function matches(pattern: string, text: string): boolean {
  const read = readPattern(pattern);
  if (!read.ok) throw new Error(`${pattern} is refused: ${read.why}`);
  return read.matches(text);
}

describe("A pattern", () => {
  it.each([
    ["^\\d{3}-\\d{2}-\\d{4}$", "123-45-6789", "123-45-67890"],
    ["^\\d{3}\\-\\d{2}$", "123-45", "12345"],
    ["^\\p{L}+$", "Müller", "Müller 2"],
    ["^[A-Z]{2}\\d{2}(?: ?\\d{4}){4} ?\\d{2}$", "DE89 3704 0044 0532 0130 00", "DE89"],
    ["^(?:gold|silver|bronze)$", "silver", "lead"],
    ["^(?<year>\\d{4})-W\\d{2}$", "2026-W47", "2026-47"],
    ["@[\\w.]+\\.\\w+$", "anna@example.com", "anna@example"],
    ["^[^,;]{1,40}$", "one", "one,two"],
    ["\\bVIP\\b", "a VIP caller", "VIPER"],
    ["^\\u00e9\\x41\\cA?.$", "éA!", "éB!"],
    ["^a{2,}$", "aaa", "a"],
    ["^[\\]a-c]+?$", "a]b", "d"],
    ["", "anything", null],
  ])("%s is tried", (pattern, fitting, other) => {
    expect(matches(pattern, fitting)).toBe(true);
    if (other !== null) expect(matches(pattern, other)).toBe(false);
  });

  it.each([
    ["a".repeat(201), "too-long"],
    ["(a)\\1", "backreference"],
    ["(?<x>a)\\k<x>", "backreference"],
    ["a(?=b)", "lookaround"],
    ["a(?!b)", "lookaround"],
    ["(?<=a)b", "lookaround"],
    ["(?<!a)b", "lookaround"],
    ["a*b*c*", "too-many-repeats"],
    ["a{1,}b+c*", "too-many-repeats"],
    ["(a+)+$", "too-many-repeats"],
    ["(a|b)*", "too-many-repeats"],
    ["(?:ab){2,}", "too-many-repeats"],
    [`${"(".repeat(28)}${"){500}".repeat(28)}`, "too-large"],
    ["(a{99}){99}", "too-large"],
    ["a{9999}", "too-large"],
    ["(", "not-a-pattern"],
    [")", "not-a-pattern"],
    ["[a", "not-a-pattern"],
    ["a**", "not-a-pattern"],
    ["*a", "not-a-pattern"],
    ["\\", "not-a-pattern"],
    ["a{3,1}", "not-a-pattern"],
    ["[b-a]", "not-a-pattern"],
    ["{", "not-a-pattern"],
    ["(?i:a)", "not-a-pattern"],
    ["^*", "not-a-pattern"],
  ])("%s is refused: %s", (pattern, reason) => {
    expect(why(pattern)).toBe(reason);
  });

  it("is tried on the first 500 characters only", () => {
    expect(matches("x", `${"a".repeat(499)}x`)).toBe(true);
    expect(matches("x", `${"a".repeat(500)}x`)).toBe(false);
  });

  // On these, `RegExp` takes from 15 s to longer than the universe is old.
  it.each([
    "a*a*a{13}b",
    "(a?){40}a{40}b",
    `${"a?".repeat(60)}${"a".repeat(60)}b`,
    "(a|a){30}b",
    "((a{0,9}){0,9}){0,9}b",
  ])("%s is done at once", (pattern) => {
    const begun = performance.now();
    expect(matches(pattern, "a".repeat(500))).toBe(false);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it("made of any pieces never throws, and says what `RegExp` says where it is allowed", () => {
    const piece = fc.constantFrom(
      ...["a", "b", ".", "^", "$", "|", "(", ")", "[", "]", "{", "}", "*", "+", "?", "\\", "-", "1", ","],
      ...[
        "(?:",
        "a*",
        "a+?",
        "{2,3}",
        "[ab]",
        "[^a]",
        "\\d",
        "\\1",
        "(?=",
        "a?",
        "(a|b)",
        "{0,5}",
        "\\b",
        "\\B",
        "(a|)",
        "\\w",
      ],
    );
    let allowed = 0;
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.array(fc.constantFrom(...["a", "b", "1", "-", " ", "\n", "é"]), { maxLength: 12 }),
        (pieces, text) => {
          const pattern = pieces.join("");
          const read = readPattern(pattern);
          if (!read.ok) return;
          allowed += 1;
          expect(read.matches(text.join(""))).toBe(new RegExp(pattern).test(text.join("")));
        },
      ),
      { numRuns: 10_000 },
    );
    expect(allowed).toBeGreaterThan(1_000);
  });

  it("runs in time on 500 characters, whatever it is", () => {
    const piece = fc.constantFrom("a", "a*", "a?", "(a|a)", "{0,50}", "{20}", "(", ")", "(?:a?a?)", "\\b", "[ab]+");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const read = readPattern(pieces.join(""));
        if (!read.ok) return;
        const begun = performance.now();
        read.matches("a".repeat(500));
        expect(performance.now() - begun).toBeLessThan(1_000);
      }),
      { numRuns: 500 },
    );
  });
});
