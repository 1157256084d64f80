import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExactly } from "../../../src/genesys/parse-exactly.ts";

describe("JSON that is parsed exactly", () => {
  it.each([
    ['{"id":9007199254740993}', { id: "9007199254740993" }],
    ['{"id":-9007199254740993}', { id: "-9007199254740993" }],
    ["[12345678901234567890]", ["12345678901234567890"]],
    ['{"id":9007199254740991}', { id: 9_007_199_254_740_991 }],
    ['{"a":12500.00,"b":1e21,"c":0.30000000000000004}', { a: 12_500, b: 1e21, c: 0.1 + 0.2 }],
    [String.raw`{"text":"9007199254740993, \"9007199254740993\""}`, { text: '9007199254740993, "9007199254740993"' }],
    ['{"9007199254740993":1}', { "9007199254740993": 1 }],
  ])("keeps every digit of a whole number, and nothing else: %s", (text, expected) => {
    expect(parseExactly(text)).toEqual(expected);
  });

  it.each(["{9007199254740993:1}", "09007199254740993", "9007199254740993 9007199254740993", "-", ""])(
    "takes nothing that is no JSON: %s",
    (text) => {
      expect(() => parseExactly(text)).toThrow(SyntaxError);
    },
  );

  it("changes nothing in what JavaScript can say itself", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(parseExactly(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 2_000 },
    );
  });
});
