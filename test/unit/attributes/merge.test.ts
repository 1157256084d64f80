import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeFromJson } from "../../../src/attributes/attribute.ts";
import { mapAfter, mergeEdits } from "../../../src/attributes/merge.ts";

const there = [attributeFromJson("Tier", "gold"), attributeFromJson("Note", "")];
const nothingPending = (): undefined => undefined;

describe("Merging by key", () => {
  it.each([
    ["the base is still there", { name: "Tier", base: "gold", value: "silver" }, "accepted"],
    ["the key is new to everybody", { name: "New", base: null, value: "x" }, "accepted"],
    ["the key is new and empty", { name: "New", base: null, value: "" }, "accepted"],
    ["the value is there already", { name: "Tier", base: "silver", value: "gold" }, "settled"],
    ["somebody else wrote a third value", { name: "Tier", base: "bronze", value: "silver" }, "conflicts"],
    ["the key appeared meanwhile", { name: "Tier", base: null, value: "silver" }, "conflicts"],
    ["the key was cleared meanwhile", { name: "Note", base: "call back", value: "done" }, "conflicts"],
  ] as const)("where %s", (_, edit, list) => {
    const merged = mergeEdits([edit], there, nothingPending);
    expect(merged).toEqual({ accepted: [], settled: [], conflicts: [], [list]: [edit] });
  });

  it("takes one's own pending change for the base", () => {
    const edit = { name: "Tier", base: "silver", value: "bronze" };
    expect(mergeEdits([edit], there, () => "silver").accepted).toEqual([edit]);
  });

  it("of the source document leaves every other key as it is", () => {
    const external = { external_crm_id: "CRM-12345", customer_tier: "Platinum", last_purchase_date: "2023-10-15" };
    const edits = Object.entries(external).map(([name, value]) => ({ name, value, base: null }));
    const { accepted } = mergeEdits(edits, there, nothingPending);
    const after = mapAfter(there, accepted, () => "string");
    expect(Object.fromEntries(after.map(({ name, value }) => [name, value]))).toEqual({
      ...{ Tier: "gold", Note: "" },
      ...external,
    });
  });

  it("puts every edit on exactly one list, and accepts none whose server value left the base", () => {
    const value = fc.constantFrom("a", "b", "c", "");
    const name = fc.constantFrom("x", "y", "__proto__");
    const edits = fc.array(fc.record({ name, value, base: fc.option(value) }));
    const map = fc.dictionary(name, value);
    fc.assert(
      fc.property(edits, map, (wanted, server) => {
        const attributes = Object.entries(server).map(([key, text]) => attributeFromJson(key, text));
        const { accepted, settled, conflicts } = mergeEdits(wanted, attributes, nothingPending);
        expect([...accepted, ...settled, ...conflicts]).toHaveLength(wanted.length);
        for (const { name: key, base } of accepted) {
          expect(attributes.find((attribute) => attribute.name === key)?.value ?? null).toBe(base);
        }
      }),
    );
  });
});
