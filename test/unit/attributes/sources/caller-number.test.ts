import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { e164Of } from "../../../../src/attributes/sources/caller-number.ts";

/** Addresses as calls have them, and the E.164 number that stands in them, or none. */
const addresses: readonly (readonly [string, address: string | null, number: string | null])[] = [
  ["tel, international", "tel:+4930555010", "+4930555010"],
  ["tel, Australia", "tel:+61386512000", "+61386512000"],
  ["tel, USA", "tel:+13175550100", "+13175550100"],
  ["tel, Japan", "tel:+81355501234", "+81355501234"],
  ["tel with visual separators", "tel:+49-30-555.010", "+4930555010"],
  ["tel with brackets", "tel:+1(317)555-0100", "+13175550100"],
  ["tel with blanks", "tel:+49 30 555010", "+4930555010"],
  ["tel with an extension", "tel:+4930555010;ext=22", "+4930555010"],
  ["tel with isub", "tel:+4930555010;isub=1", "+4930555010"],
  ["tel in capitals", "TEL:+4930555010", "+4930555010"],
  ["tel between blanks", " tel:+4930555010 ", "+4930555010"],
  ["tel, 15 digits", "tel:+123456789012345", "+123456789012345"],
  ["tel, percent-encoded plus", "tel:%2B4930555010", "+4930555010"],
  ["sip with number", "sip:+4930555010@10.0.0.1", "+4930555010"],
  ["sip with number and user=phone", "sip:+4930555010@10.0.0.1;user=phone", "+4930555010"],
  ["sip with a parameter in the user", "sip:+4930555010;phone-context=example@10.0.0.1", "+4930555010"],
  ["sip with port", "sip:+13175550100@trunk.example:5061;transport=tls", "+13175550100"],
  ["sips with number", "sips:+4930555010@10.0.0.1", "+4930555010"],
  ["sip without host", "sip:+4930555010", "+4930555010"],
  ["sip with headers", "sip:+4930555010@10.0.0.1?Subject=x", "+4930555010"],
  ["tel, national", "tel:030555010", null],
  ["tel, national with context", "tel:0555010;phone-context=+4930", null],
  ["tel, 00 for plus", "tel:004930555010", null],
  ["tel, 16 digits", "tel:+1234567890123456", null],
  ["tel, a leading zero after the plus", "tel:+04930555010", null],
  ["tel, two digits", "tel:+49", null],
  ["tel, letters", "tel:+1-800-FLOWERS", null],
  ["tel, nothing", "tel:", null],
  ["tel, a plus alone", "tel:+", null],
  ["tel, two pluses", "tel:++4930555010", null],
  ["sip, an extension", "sip:4711@10.0.0.1", null],
  ["sip, anonymous", "sip:anonymous@anonymous.invalid", null],
  ["sip, a user's name", "sip:anna.agent@example.com", null],
  ["sip, an IVR", "sip:44444444-0000-4000-8000-0000000000cc@127.0.0.1;language=de-DE;user=ivr", null],
  ["sip, an agent", "sip:5f2885408f05c815b2b570e8+acme.orgspan.com;tgrp=6666@localhost", null],
  ["sip, malformed escape", "sip:%E0%A4%A@10.0.0.1", null],
  ["an extension", "4711", null],
  ["a bare number: of no address", "+4930555010", null],
  ["anonymous", "anonymous", null],
  ["withheld", "Restricted", null],
  ["mailto", "mailto:+4930555010@example.com", null],
  ["nothing", "", null],
  ["no address", null, null],
];

describe("The E.164 number of a caller's address", () => {
  it.each(addresses)("%s", (_, address, number) => {
    expect(e164Of(address)).toBe(number);
  });

  it("is a plus and up to 15 digits or none, whatever the address", () => {
    const address = fc.oneof(
      fc.string(),
      fc.string().map((text) => `tel:+${text}`),
      fc.string().map((text) => `sip:${text}`),
    );
    fc.assert(
      fc.property(address, (text) => {
        const number = e164Of(text);
        return number === null || /^\+[1-9]\d{2,14}$/.test(number);
      }),
      { numRuns: 2_000 },
    );
  });
});
