import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeFromJson } from "../../../src/attributes/attribute.ts";
import { encodeValue, nativeValue } from "../../../src/attributes/encoding.ts";

describe("A native value", () => {
  it.each([
    ["a text of the kind string stays a string", { value: "5", kind: "string" }, "5"],
    ["a number stays a number", { value: "12500", kind: "number" }, 12500],
    [
      "a number of another spelling is a string, or it would read back otherwise",
      { value: "12500.00", kind: "number" },
      "12500.00",
    ],
    ["what is no number any more is a string", { value: "many", kind: "number" }, "many"],
    ["true stays a boolean", { value: "true", kind: "boolean" }, true],
    ["yes is a string", { value: "yes", kind: "boolean" }, "yes"],
    ["an object stays an object", { value: '{"a":[1]}', kind: "json" }, { a: [1] }],
    // “Never `null`” (issue 3, section 1).
    ["null is a string", { value: "null", kind: "json" }, "null"],
    ["null inside stays null", { value: '{"a":null,"b":[null]}', kind: "json" }, { a: null, b: [null] }],
    ["broken JSON is a string", { value: '{"a":', kind: "json" }, '{"a":'],
    ["a number typed over an object is a string, as the kind says", { value: "5", kind: "json" }, "5"],
  ] as const)("%s", (_, attribute, expected) => {
    expect(nativeValue(attribute)).toEqual(expected);
  });

  it("reads back as the very text that was written, whatever kind was there before", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("string", "number", "boolean", "json"), (value, kind) => {
        expect(attributeFromJson("a", nativeValue({ value, kind })).value).toBe(value);
      }),
    );
  });

  // Only keys that somebody changes are sent, so a `null` on the server stays; who brings it back brings the text that people see of it.
  it("of any JSON that was read goes back unchanged, but for null itself", () => {
    const proto: unknown = JSON.parse('{"__proto__":0}');
    expect(nativeValue(attributeFromJson("a", proto))).toEqual(proto);
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const wire: unknown = JSON.parse(JSON.stringify(json));
        expect(nativeValue(attributeFromJson("a", wire))).toEqual(wire ?? "null");
      }),
    );
  });
});

describe("A value from outside", () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;

  it.each([
    ["text", "plain"],
    [12500.0, "12500"],
    [-0.5, "-0.5"],
    [true, "true"],
    [null, "null"],
    [new Date("2023-10-15T00:00:00Z"), "2023-10-15T00:00:00.000Z"],
    [{ tier: "gold", since: new Date(0) }, '{"tier":"gold","since":"1970-01-01T00:00:00.000Z"}'],
    [[1, "a", [null]], '[1,"a",[null]]'],
  ])("%j is encoded", (value, text) => {
    expect(encodeValue(value)).toEqual({ ok: true, text: value === "text" ? "text" : text });
  });

  it.each([
    ["a function", () => 1, "not-a-value"],
    ["a symbol", Symbol("x"), "not-a-value"],
    ["undefined", undefined, "not-a-value"],
    ["undefined inside", { a: undefined }, "not-a-value"],
    ["a function inside", [() => 1], "not-a-value"],
    ["a bigint", 5n, "not-a-value"],
    ["NaN", Number.NaN, "not-finite"],
    ["infinity inside", { a: [Infinity] }, "not-finite"],
    ["an invalid date", new Date(Number.NaN), "not-finite"],
    ["a cycle", cyclic, "cyclic"],
  ])("%s is refused, not silently dropped", (_, value, reason) => {
    expect(encodeValue(value)).toEqual({ ok: false, reason });
  });

  it("that JSON can say is encoded as JSON.stringify does, strings as they are", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(encodeValue(json)).toEqual({ ok: true, text: typeof json === "string" ? json : JSON.stringify(json) });
      }),
    );
  });
});
