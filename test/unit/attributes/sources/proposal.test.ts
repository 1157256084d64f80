import { describe, expect, it } from "vitest";
import { attributesFromJson, valueOf } from "../../../../src/attributes/attribute.ts";
import { propose } from "../../../../src/attributes/sources/proposal.ts";

const attributes = attributesFromJson({ Tier: "silver", Language: "de", Empty: "" });
const there = (name: string): string | null => valueOf(attributes, name);
const answered = attributesFromJson({ Tier: "gold", Language: "de", Empty: "x", CustomerId: "C-1" });

describe("A proposal", () => {
  it("says what each value would do, and chooses what is new or empty", () => {
    expect(propose(answered, there, [])).toEqual([
      { name: "Tier", now: "silver", proposed: "gold", effect: "changes", isByRule: false },
      { name: "Language", now: "de", proposed: "de", effect: "same", isByRule: false },
      { name: "Empty", now: "", proposed: "x", effect: "fills", isByRule: true },
      { name: "CustomerId", now: null, proposed: "C-1", effect: "new", isByRule: true },
    ]);
  });

  it("also chooses what the rule overwrites", () => {
    expect(propose(answered, there, ["Tier", "Language"]).map(({ name, isByRule }) => [name, isByRule])).toEqual([
      ["Tier", true],
      ["Language", false],
      ["Empty", true],
      ["CustomerId", true],
    ]);
  });
});
