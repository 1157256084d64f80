import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeFromJson } from "../../../../src/attributes/attribute.ts";
import { anyText } from "../../any-text.ts";
import { nativeValue } from "../../../../src/attributes/encoding.ts";
import { createRules } from "../../../../src/attributes/policy/rules.ts";
import { noPolicy, policySchema } from "../../../../src/attributes/policy/schema.ts";
import {
  attributeTypes,
  displayValue,
  shownValue,
  storedValue,
  type TypeName,
} from "../../../../src/attributes/policy/types.ts";

const values = ["bronze", "silver", "gold"];
const locales = ["en", "de", "ja"];

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value));
const day = fc
  .date({ min: new Date("0001-01-02"), max: new Date("9999-12-30"), noInvalidDate: true })
  .map((date) => date.toISOString());
const digits = (most: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: most });
const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.option(digits(6)))
  .map(([minus, whole, part]) => `${minus ? "-" : ""}${whole}${part ? `.${part.join("")}` : ""}`);

/** What each type is for: stored texts that fit it. A new type needs a line here. */
const fitting: Record<TypeName, fc.Arbitrary<string>> = {
  text: fc.string(),
  multiline: fc.string({ unit: fc.constantFrom("a", "ü", "\n", "\r\n", "\r", " ", "日") }),
  number: fc.oneof(
    decimal,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
  ),
  boolean: fc.constantFrom("true", "false"),
  date: day.map((iso) => iso.slice(0, 10)),
  datetime: fc.oneof(
    day,
    day.map((iso) => iso.replace(/\.\d+/, "")),
    day.map((iso) => iso.slice(0, 16)),
    day.map((iso) => iso.replace("Z", "+05:30")),
    day.map((iso) => iso.replace(/\d{3}Z$/, "123456Z")),
  ),
  enum: fc.constantFrom(...values),
  list: fc.oneof(
    fc
      .array(
        fc.string({ minLength: 1, unit: "grapheme-ascii" }).filter((item) => !item.includes("[")),
        { minLength: 1 },
      )
      .map((items) => items.join(",")),
    fc.array(fc.string({ unit: "grapheme-ascii" })).map((items) => JSON.stringify(items)),
  ),
  phone: fc
    .tuple(
      fc.constantFrom("", "tel:", "+", "tel:+", "(0)"),
      digits(3),
      fc.constantFrom("", " ", "-", "/", "."),
      digits(10),
    )
    .map(([start, area, gap, rest]) => `${start}${area.join("")}${gap}11${rest.join("")}`),
  url: fc.webUrl({ validSchemes: ["http", "https"], withQueryParameters: true }),
  json: fc.oneof(
    json,
    json.map((text) => ` ${text}\n`),
    fc.constant("12345678901234567890"),
  ),
};

const names = Object.keys(attributeTypes).filter((name): name is TypeName => name in attributeTypes);

describe.each(names)("A stored %s", (type) => {
  const rule = { type, values };

  it("comes back identical, in both dialects, in every language", () => {
    const rules = createRules(policySchema.parse({ attributes: [{ name: "A", type, values }] }));
    fc.assert(
      fc.property(fitting[type], (stored) => {
        const { text, fits } = shownValue(stored, rule);
        expect(fits).toBe(true);
        const back = storedValue(text, stored, rule);
        expect(back).toBe(stored);
        // Written as text, as the published API has it.
        expect(attributeFromJson("A", back).value).toBe(stored);
        // Written as native JSON, of the kind that the rule gives, whatever the kind was.
        for (const known of ["string", "number", "boolean", "json"] as const) {
          const native: unknown = JSON.parse(
            JSON.stringify(nativeValue({ value: stored, kind: rules.kindOf("A", known) })),
          );
          expect(attributeFromJson("A", native).value).toBe(stored);
        }
        for (const locale of locales) expect(displayValue(stored, rule, locale)).toBeTypeOf("string");
        expect(storedValue(text, stored, rule)).toBe(stored);
      }),
      { numRuns: 200 },
    );
  });

  it("that somebody retypes over another one fits again, and shows what was typed", () => {
    fc.assert(
      fc.property(fitting[type], fitting[type], (before, wanted) => {
        const { text } = shownValue(wanted, rule);
        const stored = storedValue(text, before, rule);
        expect(stored).not.toBeNull();
        if (stored !== null && stored !== "") expect(shownValue(stored, rule).fits).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("of any text whatever is shown and kept as it is where it does not fit", () => {
    fc.assert(
      fc.property(anyText(), (stored) => {
        const { text, fits } = shownValue(stored, rule);
        if (!fits) expect(text).toBe(stored);
        expect(storedValue(text, stored, rule)).toBe(stored);
        for (const locale of locales) expect(displayValue(stored, rule, locale)).toBeTypeOf("string");
        if (!fits) expect(displayValue(stored, rule, "de")).toBe(stored);
      }),
      { numRuns: 500 },
    );
  });

  it("that is empty is no value yet, and stays empty", () => {
    expect(shownValue("", rule)).toEqual({ text: "", fits: true });
    expect(storedValue("", "", rule)).toBe("");
    expect(displayValue("", rule)).toBe("");
  });
});

describe("A value that does not fit its type", () => {
  it.each<[TypeName, string]>([
    ["number", "1.234,5"],
    ["number", "00123"],
    ["number", "12 "],
    ["number", "NaN"],
    ["boolean", "True"],
    ["boolean", "yes"],
    ["date", "2025-3-12"],
    ["date", "2025-02-30"],
    ["date", "0000-01-01"],
    ["date", "2025-03-12T10:00:00Z"],
    ["datetime", "2025-03-12"],
    ["datetime", "2025-02-30T10:00:00Z"],
    ["datetime", "2025-03-12T24:00:00Z"],
    ["datetime", "0001-01-01T00:00:00+14:00"],
    ["enum", "Gold"],
    ["list", '["a\\nb"]'],
    ["phone", "sip:anna@example.com"],
    ["phone", "anonymous"],
    ["url", "javascript:alert(1)"],
    ["url", "example.com"],
    ["json", "{a:1}"],
  ])("is flagged: %s %j", (type, stored) => {
    expect(shownValue(stored, { type, values })).toEqual({ text: stored, fits: false });
  });
});

describe("What somebody types", () => {
  it.each<[TypeName, string, string, string | null]>([
    ["number", " 12.50 ", "3", "12.50"],
    ["number", "12,50", "3", null],
    ["boolean", "true", "", "true"],
    ["date", "2026-11-23", "garbage", "2026-11-23"],
    ["date", "tomorrow", "", null],
    ["enum", "gold", "lead", "gold"],
    ["enum", "lead", "gold", null],
    ["list", "a\n b \n\nc,d", "x", "a,b,c,d"],
    ["list", "a,1\nb", '["x"]', '["a,1","b"]'],
    ["list", "", "a,b", ""],
    ["phone", "+49 30 5550", "", "+49 30 5550"],
    ["url", "https://example.com/a b", "", null],
    ["json", '{ "a" : "b  c",\n "n": 1.0 }', "", '{"a":"b  c","n":1.0}'],
    ["json", "{", "", null],
    ["text", "  kept  ", "x", "  kept  "],
  ])("as %s: %j over %j is stored as %j", (type, shown, before, stored) => {
    expect(storedValue(shown, before, { type, values })).toBe(stored);
  });

  // In the person's own zone, so that this is the same wherever the test runs.
  it("as a time keeps the form of the time before", () => {
    const rule = { type: "datetime", values } as const;
    const utc = new Date(2026, 10, 23, 10, 30).toISOString();
    expect(storedValue("2026-11-23T10:30", "2025-01-01T00:00:00.000Z", rule)).toBe(utc);
    expect(storedValue("2026-11-23T10:30", "2025-01-01T00:00:00Z", rule)).toBe(utc.replace(".000", ""));
    expect(storedValue("2026-11-23T10:30", "", rule)).toBe(utc.replace(".000", ""));
    expect(storedValue("2026-11-23T10:30", "2025-01-01T00:00", rule)).toBe("2026-11-23T10:30");
    expect(storedValue("noon", "", rule)).toBeNull();
  });

  it.each([
    ["2025-03-12T10:00:00", "2026-11-23T10:30", "2026-11-23T10:30:00"],
    ["2025-03-12T10:00:00.000", "2026-11-23T10:30", "2026-11-23T10:30:00.000"],
    ["2025-03-12T10:00:00.123456", "2026-11-23T10:30:05.5", "2026-11-23T10:30:05.500000"],
    ["2025-03-12T10:00:00", "2026-11-23T10:30:05.500", "2026-11-23T10:30:05.500"],
    ["2025-03-12T10:00", "2026-11-23T10:30:00.000", "2026-11-23T10:30"],
    ["2025-03-12T10:00", "2026-11-23T10:30:05", "2026-11-23T10:30:05"],
  ])("as a time without a zone over %s keeps its seconds: %s is stored as %s", (before, shown, stored) => {
    expect(storedValue(shown, before, { type: "datetime", values })).toBe(stored);
  });
});

describe("For reading", () => {
  it.each<[TypeName, string, string, string]>([
    ["number", "12500.00", "en", "12,500.00"],
    ["number", "12500.00", "de", "12.500,00"],
    ["number", "12500.00", "ja", "12,500.00"],
    ["number", "12345678901234567890", "de", "12.345.678.901.234.567.890"],
    ["number", "1e21", "de", "1e21"],
    ["date", "2026-11-23", "en", "Nov 23, 2026"],
    ["date", "2026-11-23", "de", "23.11.2026"],
    ["date", "2026-11-23", "ja", "2026/11/23"],
    ["list", "a,b", "en", "a, b"],
    ["list", "a,b", "de", "a, b"],
    ["list", "a,b", "ja", "a b"],
    ["phone", "tel:+16065550123", "en", "+16065550123"],
    ["text", "12500", "de", "12500"],
  ])("a %s %j in %s is %j", (type, stored, locale, shown) => {
    expect(displayValue(stored, { type, values }, locale)).toBe(shown);
  });

  it("a time is the person's own", () => {
    const local = new Date(2026, 10, 23, 10, 30).toISOString();
    expect(displayValue(local, { type: "datetime", values }, "de")).toBe("23.11.2026, 10:30");
  });
});

it("Without a rule the kind is the one that the server had", () => {
  expect(createRules(noPolicy).kindOf("A", "number")).toBe("number");
});
