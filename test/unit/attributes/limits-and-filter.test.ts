import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesFilter } from "../../../src/attributes/filter.ts";
import { anyText } from "../any-text.ts";
import { mapBytes, totalLimit } from "../../../src/attributes/limits.ts";

function sizeOf(entries: Iterable<readonly [string, string]>): number {
  return mapBytes(Array.from(entries, ([name, value]) => ({ name, value, kind: "string" })));
}

describe("The size of a map", () => {
  it.each([
    ["nothing", {}, 2],
    ["plain text", { a: "b" }, 9],
    ["an umlaut: 2 bytes", { a: "ü" }, 10],
    ["an emoji: 4 bytes", { a: "🙂" }, 12],
    ["a family of three: 18 bytes", { a: "👨‍👩‍👧" }, 26],
    ["a quotation mark and a backslash: 2 bytes each", { a: '"\\' }, 12],
    ["a line break: 2 bytes", { a: "\n" }, 10],
    ["a control character: 6 bytes", { a: "\u0001" }, 14],
    ["half of an emoji: 6 bytes", { a: "\ud83d" }, 14],
  ])("of %s is that of its UTF-8 JSON", (_, map, bytes) => {
    expect(sizeOf(Object.entries(map))).toBe(bytes);
  });

  it("counts a name that every object has", () => {
    expect(sizeOf([["__proto__", "b"]])).toBe('{"__proto__":"b"}'.length);
    expect(sizeOf([["constructor", "b"]])).toBe('{"constructor":"b"}'.length);
  });

  it("is what goes over the wire, for any text", () => {
    const text = anyText();
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (entries) => {
        const map = new Map(entries);
        expect(sizeOf(map)).toBe(Buffer.byteLength(JSON.stringify(Object.fromEntries(map))));
      }),
    );
  });

  it.each([
    ["a number", { name: "a", value: "12500", kind: "number" }, { a: 12500 }],
    ["a boolean", { name: "a", value: "true", kind: "boolean" }, { a: true }],
    ["an object", { name: "a", value: '{"b":["c"]}', kind: "json" }, { a: { b: ["c"] } }],
    ["what is no number any more", { name: "a", value: "many", kind: "number" }, { a: "many" }],
  ] as const)("of %s is that of the native JSON that is sent", (_, attribute, sent) => {
    expect(mapBytes([attribute])).toBe(JSON.stringify(sent).length);
  });

  it("counts the last one of several with one name", () => {
    expect(mapBytes(["aaa", "b"].map((value) => ({ name: "x", value, kind: "string" })))).toBe('{"x":"b"}'.length);
  });

  it("may be 10,240 bytes by default", () => {
    expect(totalLimit).toBe(10_240);
  });
});

describe("The filter", () => {
  const attribute = { name: "CallerType", value: "Member\nPlatinum" };

  it.each(["", "  ", "caller", "TYPE", " member ", "platinum", "erty"])(
    "“%s” finds by name or value, whatever the case",
    (text) => {
      expect(matchesFilter(attribute, text)).toBe(true);
    },
  );

  it.each(["gold", "caller type", "^caller", ".*"])("“%s” does not: it is text, not a pattern", (text) => {
    expect(matchesFilter(attribute, text)).toBe(false);
  });
});
