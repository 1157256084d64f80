import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isInConflict, isOpen } from "../../../src/attributes/draft.ts";

const value = fc.constantFrom("a", "b", "c", "");
const nullable = fc.option(value, { nil: null });
const pending = fc.option(value, { nil: undefined });

describe("A draft", () => {
  it.each([
    // base, typed, server, pending → open, conflict
    ["untouched", "a", "a", "a", undefined, false, false],
    ["typed over", "a", "b", "a", undefined, true, false],
    ["of a new attribute", null, "b", null, undefined, true, false],
    ["of a new attribute, empty", null, "", null, undefined, true, false],
    ["the server's value moved to a third", "a", "b", "c", undefined, true, true],
    ["the server has the typed value by now", "a", "b", "b", undefined, false, false],
    ["an attribute that did not exist appeared meanwhile", null, "b", "c", undefined, true, true],
    ["the attribute is gone meanwhile", "a", "b", null, undefined, true, true],
    ["the attribute was cleared meanwhile", "a", "b", "", undefined, true, true],
    ["typed over one's own change, which is not there yet", "b", "c", "a", "b", true, false],
    ["typed over one's own change, which is there", "b", "c", "b", "b", true, false],
    ["typed over one's own change, back to what the server has", "b", "a", "a", "b", true, false],
    ["the same as one's own change", "a", "b", "a", "b", false, false],
    ["begun before one's own change of another page", "a", "c", "x", "b", true, true],
  ])("%s", (_, base, typed, server, own, open, conflict) => {
    const reference = { server, pending: own };
    expect(isOpen({ value: typed }, reference)).toBe(open);
    expect(isInConflict({ base, value: typed }, reference)).toBe(conflict);
  });

  it("is a conflict whenever the server's value left the base, and is neither the typed one nor follows one's own change", () => {
    fc.assert(
      fc.property(nullable, value, nullable, pending, (base, typed, server, own) => {
        const isSafe = server === base || server === typed || own === base;
        expect(isInConflict({ base, value: typed }, { server, pending: own })).toBe(!isSafe);
      }),
    );
  });

  it("that is in conflict is open: nothing in conflict can look saved", () => {
    fc.assert(
      fc.property(nullable, value, nullable, (base, typed, server) => {
        const reference = { server, pending: undefined };
        if (isInConflict({ base, value: typed }, reference)) expect(isOpen({ value: typed }, reference)).toBe(true);
      }),
    );
  });

  it("is no conflict any more after “Keep mine”, which makes the server's value its base", () => {
    fc.assert(
      fc.property(value, nullable, pending, (typed, server, own) => {
        expect(isInConflict({ base: server, value: typed }, { server, pending: own })).toBe(false);
      }),
    );
  });
});
