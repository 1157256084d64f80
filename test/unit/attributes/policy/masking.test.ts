import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSecret, masked } from "../../../../src/attributes/policy/masking.ts";

describe("A masked value", () => {
  it.each([
    ["", ""],
    ["a", "••••••••"],
    ["1234567", "••••••••"],
    ["12345678", "••••••••78"],
    ["4111 1111 1111 1111", "••••••••11"],
    ["aaaaaa😀😀", "••••••••😀😀"],
  ])("%j reads %j", (value, shown) => {
    expect(masked(value)).toBe(shown);
  });

  it("tells neither its length nor more than two characters", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 300 }), (value) => {
        expect(Array.from(masked(value)).length).toBe(Array.from(value).length >= 8 ? 10 : 8);
      }),
    );
  });
});

describe("A card number", () => {
  // Test numbers of the schemes themselves.
  it.each([
    "4111111111111111",
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "5555555555554444",
    "378282246310005",
    "6011 1111 1111 1117",
    "3530111333300000",
    "4222222222222",
    "card 4111 1111 1111 1111 12/29",
    "3 4111111111111111",
    '{"card":"4111111111111111"}',
  ])("is masked wherever it stands: %s", (value) => {
    expect(isSecret(value, [])).toBe(true);
  });

  it.each([
    "4111111111111112",
    "+4111111111111111",
    "tel:+16065550123",
    "1111111111111117",
    "41111111111111114111111111111111",
    "4111,1111,1111,1111",
    "2026-11-23T03:46:10.000Z",
    "",
  ])("is not %s", (value) => {
    expect(isSecret(value, [])).toBe(false);
  });

  it("is searched for in a text of 10,000 digits without delay", () => {
    const begun = performance.now();
    expect(isSecret("1 ".repeat(10_000), [])).toBe(false);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

it("What a mask of the policy finds is a secret", () => {
  const patterns = [(text: string) => text.includes("7")];
  expect(isSecret("17", patterns)).toBe(true);
  expect(isSecret("18", patterns)).toBe(false);
});
