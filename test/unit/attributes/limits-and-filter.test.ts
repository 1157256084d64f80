import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesFilter } from "../../../src/attributes/filter.ts";
import { anyText } from "../any-text.ts";
import { mapBytes, totalLimit } from "../../../src/attributes/limits.ts";

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
    expect(mapBytes(new Map(Object.entries(map)))).toBe(bytes);
  });

  it("counts a name that every object has", () => {
    expect(mapBytes(new Map([["__proto__", "b"]]))).toBe('{"__proto__":"b"}'.length);
    expect(mapBytes(new Map([["constructor", "b"]]))).toBe('{"constructor":"b"}'.length);
  });

  it("is what goes over the wire, for any text", () => {
    const text = anyText();
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (entries) => {
        const map = new Map(entries);
        expect(mapBytes(map)).toBe(Buffer.byteLength(JSON.stringify(Object.fromEntries(map))));
      }),
    );
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
