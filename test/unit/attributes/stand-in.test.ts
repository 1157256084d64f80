import { describe, expect, it } from "vitest";
import { shownText, standInFor, weighedText } from "../../../src/attributes/stand-in.ts";

describe("A stand-in", () => {
  it.each(["4711-secret-pin", 'ä\n"', "x".repeat(9_999)])(
    "is shown as a mask, and weighs what it stands for",
    (value) => {
      const standIn = standInFor("a", value);
      expect(shownText(standIn)).toMatch(/^•{8}.{0,2}$/);
      expect(weighedText(standIn)).toHaveLength(new TextEncoder().encode(JSON.stringify(value)).length - 2);
      expect(weighedText(`identifier: ${standIn}`)).toMatch(/^identifier: 0+$/);
    },
  );

  it.each(["999999999999", "99999999", "9".repeat(40), "-1", "1e9", ""])(
    "that came from outside and says %s is text like any other",
    (bytes) => {
      const text = `\uFDD0:${bytes}\uFDD1 and more`;
      expect(weighedText(text)).toBe(text);
      expect(shownText(text)).toBe(text);
    },
  );
});
