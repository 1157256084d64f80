import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOfMappedShape, mappedValues, stepsOf } from "../../../../src/attributes/sources/mapped-values.ts";

describe("What an answer says of attributes", () => {
  it("is the document's own example, numbers plain", () => {
    const answer = { crm_customer_id: "CUST-998877", lifetime_value: 12500.0, preferred_language: "en-US" };
    const map = {
      crm_customer_id: "$.crm_customer_id",
      lifetime_value: "$.lifetime_value",
      preferred_language: "$.preferred_language",
    };
    expect(mappedValues(answer, map)).toEqual([
      { name: "crm_customer_id", value: "CUST-998877", kind: "string" },
      { name: "lifetime_value", value: "12500", kind: "number" },
      { name: "preferred_language", value: "en-US", kind: "string" },
    ]);
  });

  it("is found deep inside, in lists and under names with dots", () => {
    const answer = { customer: { tiers: [{ name: "gold" }], "a.b": true, address: { city: "Berlin" } } };
    const map = {
      Tier: "$.customer.tiers[0].name",
      Dotted: "$.customer.a\\.b",
      Address: "$.customer.address",
    };
    expect(mappedValues(answer, map)).toEqual([
      { name: "Tier", value: "gold", kind: "string" },
      { name: "Dotted", value: "true", kind: "boolean" },
      { name: "Address", value: '{"city":"Berlin"}', kind: "json" },
    ]);
  });

  it("is found in a list", () => {
    expect(mappedValues([{ id: 7 }], { Id: "$[0].id" })).toEqual([{ name: "Id", value: "7", kind: "number" }]);
  });

  it("leaves out what the answer does not say", () => {
    const map = { a: "$.a", b: "$.b", c: "$.c", d: "$.d.e", f: "$.f[3]" };
    expect(mappedValues({ a: null, b: "", d: "text", f: [] }, map)).toEqual([]);
  });

  it.each(["$.toString", "$.constructor", "$.__proto__", "$.a.__proto__.b", "$.a.length", "$.a.hasOwnProperty"])(
    "never reads what an object inherits: %s",
    (path) => {
      expect(mappedValues({ a: "text" }, { stolen: path })).toEqual([]);
    },
  );

  it.each(["customer.id", "$", "", "$x", "$.a[", "$.a[b", "$[x]", "$.a[0]b", "$.__proto__"])(
    "knows that %s is no path",
    (path) => {
      expect(stepsOf(path)).toBeNull();
    },
  );

  it.each([
    [{ customer: null }, true],
    [{ customer: { id: 7 } }, true],
    [["not", "what", { was: "expected" }], false],
    [{ client: { id: 7 } }, false],
    [{}, false],
    ["text", false],
    [null, false],
  ])("knows whether %j has the shape that the map expects", (answer, isExpected) => {
    expect(isOfMappedShape(answer, { Id: "$.customer.id", Tier: "$.customer.tier" })).toBe(isExpected);
  });

  it("is nothing but strings of mapped names, whatever 10,000 answers hold", () => {
    const key = fc.oneof(fc.constantFrom("customer", "id", "__proto__", "constructor", "tier", "0"), fc.string());
    const { answer } = fc.letrec<{ answer: unknown }>((tie) => ({
      answer: fc.oneof(
        { maxDepth: 4 },
        fc.anything({ maxDepth: 2, withNullPrototype: true, withDate: true, withBigInt: true, withMap: true }),
        fc.dictionary(key, tie("answer")),
        fc.array(tie("answer"), { maxLength: 4 }),
        fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, undefined, null, ""),
      ),
    }));
    const map = {
      Id: "$.customer.id",
      Tier: "$.tier",
      First: "$[0]",
      Deep: "$.customer.tier[0].id",
      Whole: "$.customer",
    };
    const names = new Set(Object.keys(map));
    fc.assert(
      fc.property(answer, (found) => {
        const values = mappedValues(found, map);
        return values.every(({ name, value }) => names.has(name) && typeof value === "string" && value !== "");
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);
});
