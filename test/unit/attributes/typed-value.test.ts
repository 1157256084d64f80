import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitTypedValue } from "../../../src/attributes/typed-value.ts";

const typed = "conversationDetails.participantData.Example";

describe("A typed value", () => {
  // The examples of genesys-platform-api.md 1.6 [DOC S14].
  it.each([
    ["checkbox:true", "checkbox:", "true"],
    ["date: 2025-3-12", "date: ", "2025-3-12"],
    ["datetime: 2025-04-15T10:30:00.000Z", "datetime: ", "2025-04-15T10:30:00.000Z"],
    ["enum:example", "enum:", "example"],
    ["identifier:example", "identifier:", "example"],
    ["integer:4", "integer:", "4"],
    ["number:1090.56", "number:", "1090.56"],
    ["longtext:two\nlines", "longtext:", "two\nlines"],
    ["something: else", "", "something: else"],
    ["", "", ""],
  ])("%j is shown without its type", (value, prefix, text) => {
    expect(splitTypedValue(typed, value)).toEqual({ prefix, text });
  });

  it("is one only under Genesys' own names", () => {
    expect(splitTypedValue("Number", "number:5")).toEqual({ prefix: "", text: "number:5" });
  });

  it("loses nothing: prefix and text are the value", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const { prefix, text } = splitTypedValue(typed, value);
        expect(prefix + text).toBe(value);
      }),
    );
  });
});
