import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeFromJson, attributesFromJson, valueOf } from "../../../src/attributes/attribute.ts";
import { anyText } from "../any-text.ts";
import { realCalls } from "../../simulator/real-calls.ts";

describe("The value of an attribute", () => {
  it.each([
    ["a string", "gold", "gold", "string"],
    ["an empty string", "", "", "string"],
    ["a string that looks like a number", "007", "007", "string"],
    ["a string with line breaks and outer spaces", " a\r\nb\t ", " a\r\nb\t ", "string"],
    ["a number", 7, "7", "number"],
    ["a large number", 1e21, "1e+21", "number"],
    ["zero below zero", -0, "0", "number"],
    ["true", true, "true", "boolean"],
    ["false", false, "false", "boolean"],
    ["null", null, "null", "json"],
    ["nothing", undefined, "null", "json"],
    ["a list", ["a", 1], '["a",1]', "json"],
    ["an object", { a: { b: null } }, '{"a":{"b":null}}', "json"],
  ])("%s has a canonical string and keeps its kind", (_, json, value, kind) => {
    expect(attributeFromJson("n", json)).toEqual({ name: "n", value, kind });
  });

  it("is null where the attribute does not exist, and not where it is empty", () => {
    const attributes = attributesFromJson({ a: "" });
    expect(valueOf(attributes, "a")).toBe("");
    expect(valueOf(attributes, "b")).toBeNull();
  });

  it("is found by the exact name: case and outer spaces count", () => {
    const attributes = attributesFromJson({ ANI: "1", "ANI ": "2", ani: "3" });
    expect(["ANI", "ANI ", "ani", " ANI"].map((name) => valueOf(attributes, name))).toEqual(["1", "2", "3", null]);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "under the name “%s” is one like any other",
    (name) => {
      expect(valueOf(attributesFromJson({}), name)).toBeNull();
      const parsed = JSON.parse(`{${JSON.stringify(name)}:"mine"}`) as object;
      expect(attributesFromJson(parsed)).toEqual([{ name, value: "mine", kind: "string" }]);
      expect(valueOf(attributesFromJson(parsed), name)).toBe("mine");
    },
  );
});

describe("Names and values", () => {
  it("of real calls survive the way from the server and back, byte for byte and in order", () => {
    const maps = realCalls.map(({ customer }) => customer);
    expect(maps.map((map) => Object.keys(map).length)).toEqual([54, 42, 61]);
    for (const map of maps) {
      const attributes = attributesFromJson(map);
      expect(JSON.stringify(Object.fromEntries(attributes.map(({ name, value }) => [name, value])))).toBe(
        JSON.stringify(map),
      );
    }
  });

  it("of any text survive it", () => {
    const text = anyText();
    fc.assert(
      fc.property(fc.dictionary(text, text), (map) => {
        const parsed = JSON.parse(JSON.stringify(map)) as object;
        const back = new Map(attributesFromJson(parsed).map(({ name, value }) => [name, value]));
        expect(back).toEqual(new Map(Object.entries(map)));
      }),
    );
  });

  it("of any JSON have one canonical string, whose JSON is the value again", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const { value, kind } = attributeFromJson("n", json);
        const again: unknown = kind === "string" ? value : JSON.parse(value);
        expect(JSON.stringify(again)).toBe(JSON.stringify(json));
      }),
    );
  });
});
