import { describe, expect, it } from "vitest";
import { createRules } from "../../../../src/attributes/policy/rules.ts";
import { policySchema } from "../../../../src/attributes/policy/schema.ts";
import type { ValueProblem } from "../../../../src/attributes/policy/value-problem.ts";

function rulesOf(policy: unknown) {
  return createRules(policySchema.parse(policy));
}

describe("Who may edit what", () => {
  const attributes = [
    { name: "Both" },
    { name: "Agents", edit: ["agent"] },
    { name: "Supervisors", edit: ["supervisor"] },
    { name: "Nobody", edit: [] },
  ];

  it.each([
    ["Both", "edit", "edit"],
    ["Agents", "edit", "read"],
    ["Supervisors", "read", "edit"],
    ["Nobody", "read", "read"],
    ["both", "hide", "hide"],
  ] as const)("%s: an agent %s, a supervisor %s", (name, agent, supervisor) => {
    const rules = rulesOf({ attributes, unlisted: "hide" });
    expect(rules.access(name, "agent")).toBe(agent);
    expect(rules.access(name, "supervisor")).toBe(supervisor);
  });

  it.each(["edit", "read", "hide"] as const)("what is not listed follows `unlisted`: %s", (unlisted) => {
    expect(rulesOf({ attributes, unlisted }).access("Other", "agent")).toBe(unlisted);
  });

  it.each(["edit", "read", "hide"] as const)(
    "tags and note are for whom the policy names, where unlisted is %s",
    (unlisted) => {
      const rules = rulesOf({ tags: { attribute: "T", noteAttribute: "N" }, unlisted });
      for (const name of ["T", "N"]) {
        expect(rules.access(name, "supervisor")).toBe("edit");
        expect(rules.access(name, "agent")).toBe(unlisted === "hide" ? "hide" : "read");
      }
      const stamped = rulesOf({ tags: { attribute: "T", stamp: true }, unlisted });
      for (const role of ["agent", "supervisor"] as const)
        expect(stamped.access("T.by", role)).toBe(unlisted === "hide" ? "hide" : "read");
      // Nobody decided about tags: then they are attributes like any other.
      expect(rulesOf({ unlisted }).access("calltag.tags", "agent")).toBe(unlisted);
    },
  );

  it.each(["edit", "read", "hide"] as const)(
    "Calltag's own tags are for supervisors where nobody decided about tags, and unlisted is %s",
    (unlisted) => {
      for (const name of ["calltag.tags", "calltag.note"])
        expect(rulesOf({ unlisted }).access(name, "supervisor")).toBe("edit");
      const elsewhere = rulesOf({ tags: { attribute: "T", noteAttribute: "N" }, unlisted });
      expect(elsewhere.access("calltag.tags", "supervisor")).toBe(unlisted);
    },
  );
});

describe("What may be saved", () => {
  const rules = rulesOf({
    attributes: [
      { name: "Must", required: true },
      { name: "Tier", type: "enum", values: ["gold", "silver"] },
      { name: "Skills", type: "list", values: ["de", "en"] },
      { name: "Size", values: ["s", "m"] },
      { name: "Age", type: "number", maxLength: 3 },
      { name: "Id", pattern: "^C\\d+" },
      { name: "Day", type: "date", required: true },
    ],
  });

  it.each<[string, string, ValueProblem | null]>([
    ["Must", "", { reason: "required" }],
    ["Must", "  ", { reason: "required" }],
    ["Must", "x", null],
    ["Tier", "gold", null],
    ["Tier", "", null],
    ["Tier", "lead", { reason: "values", values: ["gold", "silver"] }],
    ["Skills", "de,en", null],
    ["Skills", "de,fr", { reason: "values", values: ["de", "en"] }],
    ["Size", "xl", { reason: "values", values: ["s", "m"] }],
    ["Age", "old", { reason: "type", type: "number" }],
    ["Age", "1000", { reason: "too-long", most: 3 }],
    ["Age", "99", null],
    ["Id", "C1", null],
    ["Id", "1", { reason: "pattern" }],
    ["Id", "", null],
    ["Id", `C1${"x".repeat(499)}`, { reason: "pattern" }],
    ["Day", "2026-02-30", { reason: "type", type: "date" }],
    ["Unlisted", "anything", null],
  ])("%s = %j: %o", (name, value, problem) => {
    expect(rules.problemOf(name, value)).toEqual(problem);
  });
});

describe("What is masked", () => {
  const rules = rulesOf({
    attributes: [{ name: "Pin", sensitive: true }, { name: "Open" }],
    mask: ["^\\d{3}-\\d{2}-\\d{4}$"],
  });

  it.each([
    ["Pin", "1", true],
    ["Open", "1", false],
    ["Open", "123-45-6789", true],
    ["Unlisted", "123-45-6789", true],
    ["Unlisted", "4111 1111 1111 1111", true],
    ["Unlisted", "4111 1111 1111 1112", false],
    ["conversationDetails.participantData.SSN", "identifier:123-45-6789", true],
    ["conversationDetails.participantData.SSN", "identifier:123-45-678", false],
    // Only under these names is it a type.
    ["Unlisted", "identifier:123-45-6789", false],
  ])("%s = %s: %s", (name, value, isMasked) => {
    expect(rules.isSensitive(name, value)).toBe(isMasked);
  });
});
