import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkTo } from "../../../../src/attributes/policy/link.ts";
import { anyText } from "../../any-text.ts";

describe("A link", () => {
  it.each([
    ["https://crm.example/c/{value}", "C 1/2", "https://crm.example/c/C%201%2F2"],
    ["https://crm.example/?a={value}&b={value}", "x&y=1", "https://crm.example/?a=x%26y%3D1&b=x%26y%3D1"],
    ["https://crm.example/c/{value}", "$&", "https://crm.example/c/%24%26"],
    ["https://crm.example/c/{value}", "half \ud800", "https://crm.example/c/half%20%EF%BF%BD"],
    ["https://crm.example/start", "x", "https://crm.example/start"],
  ])("%s of %j leads to %s", (link, value, url) => {
    expect(linkTo(link, value)).toEqual({ url, host: "crm.example" });
  });

  it.each([
    ["", "x"],
    ["https://crm.example/{value}", ""],
    ["http://crm.example/{value}", "x"],
    ["javascript:alert({value})", "1"],
    ["https://{value}.example/", "evil.test/"],
  ])("%s of %j leads nowhere", (link, value) => {
    expect(linkTo(link, value)).toBeNull();
  });

  it("stays on its host, whatever the value is", () => {
    fc.assert(
      fc.property(anyText({ minLength: 1 }), (value) => {
        const link = linkTo("https://crm.example/c/{value}", value);
        expect(link && new URL(link.url).origin).toBe("https://crm.example");
      }),
      { numRuns: 500 },
    );
  });
});
