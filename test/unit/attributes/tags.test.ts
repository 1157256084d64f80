import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeRule, rebased } from "../../../src/attributes/reconcile.ts";
import { defaultTagsPolicy, stampNames } from "../../../src/attributes/tags-policy.ts";
import { mergeTagChanges, mergeTags, tagsIn, toggleTag } from "../../../src/attributes/tags.ts";

const tag = fc.constantFrom("a", "b", "c", "legal", "Zebra", "follow up", "ü");
/** A list as Calltag writes it, or as anybody may have: unsorted, doubled, with blanks and empty places; or none at all. */
const messy = fc
  .array(fc.tuple(tag, fc.constantFrom("", " ", "  ")), { maxLength: 6 })
  .map((parts) => parts.map(([one, blank]) => blank + one + blank).join(","));
const list = fc.option(fc.oneof(messy, fc.constant(","), fc.constant("")), { nil: null });
const text = list.map((one) => one ?? "");

function tags(one: string | null): Set<string> {
  return new Set(tagsIn(one));
}

describe("The list of tags", () => {
  it("is sorted, each tag once, without blanks around it", () => {
    expect(tagsIn(" legal,complaint,, legal ")).toEqual(["complaint", "legal"]);
    expect(tagsIn(null)).toEqual([]);
    expect(tagsIn("")).toEqual([]);
  });

  it("is toggled one at a time, and keeps tags that nobody predefined", () => {
    expect(toggleTag("vip,legal", "complaint")).toBe("complaint,legal,vip");
    expect(toggleTag("vip,legal", "legal")).toBe("vip");
    expect(toggleTag(null, "legal")).toBe("legal");
  });

  it("is the same again after two toggles of one tag, and no other tag is touched", () => {
    fc.assert(
      fc.property(list, tag, (before, one) => {
        const once = toggleTag(before, one);
        expect(tags(once).has(one)).toBe(!tags(before).has(one));
        expect(tags(toggleTag(once, one))).toEqual(tags(before));
        const others = (all: string | null): string[] => tagsIn(all).filter((other) => other !== one);
        expect(others(once)).toEqual(others(before));
      }),
    );
  });
});

describe("Three-way merge of tags", () => {
  it.each([
    ["both add", "a", "a,b", "a,c", "a,b,c"],
    ["both add the same", "a", "a,b", "a,b", "a,b"],
    ["mine removes, theirs adds", "a", "", "a,c", "c"],
    ["mine adds, theirs removes", "a", "a,b", "", "b"],
    ["both remove the same", "a,b", "b", "b", "b"],
    ["the attribute appeared", null, "b", "c", "b,c"],
    ["the attribute is gone", "a", "a,b", null, "b"],
    ["theirs has tags that nobody knows", "a", "a,b", "a,x-9,ü", "a,b,x-9,ü"],
  ])("%s", (_, base, value, theirs, merged) => {
    expect(mergeTags({ base, value }, theirs)).toBe(merged);
  });

  it("answers exactly theirs where nothing is left to do, however it is written", () => {
    expect(mergeTags({ base: "a", value: "a" }, " b ,a")).toBe(" b ,a");
    expect(mergeTags({ base: "b", value: "" }, null)).toBeNull();
    expect(mergeTags({ base: null, value: "a,b" }, "b, a")).toBe("b, a");
  });

  it("has every tag that either added and neither removed, and no other", () => {
    fc.assert(
      fc.property(list, text, list, (base, value, theirs) => {
        const [before, mine, there, merged] = [base, value, theirs, mergeTags({ base, value }, theirs)].map(tags);
        for (const one of new Set([...(before ?? []), ...(mine ?? []), ...(there ?? [])])) {
          const votes = [mine, there].map((side) => side?.has(one) === true);
          const wanted = before?.has(one) === true ? !votes.includes(false) : votes.includes(true);
          expect(merged?.has(one)).toBe(wanted);
        }
      }),
    );
  });

  it("comes to the same whoever is merged into whom", () => {
    fc.assert(
      fc.property(list, text, text, (base, value, theirs) => {
        expect(tags(mergeTags({ base, value }, theirs))).toEqual(tags(mergeTags({ base, value: theirs }, value)));
      }),
    );
  });

  it("changes nothing when it is done twice", () => {
    fc.assert(
      fc.property(list, text, list, (base, value, theirs) => {
        const once = mergeTags({ base, value }, theirs);
        expect(mergeTags({ base, value }, once)).toBe(once);
      }),
    );
  });

  it("lets two people's toggles of different tags come in any order", () => {
    fc.assert(
      fc.property(list, fc.uniqueArray(tag, { minLength: 2, maxLength: 2 }), (base, [one = "", other = ""]) => {
        const [mine, theirs] = [toggleTag(base, one), toggleTag(base, other)];
        const both = mergeTags({ base, value: mine }, theirs);
        expect(tags(both)).toEqual(tags(mergeTags({ base, value: theirs }, mine)));
        expect(tags(both)).toEqual(tags(toggleTag(toggleTag(base, one), other)));
      }),
    );
  });
});

describe("The rule by which edits come together", () => {
  const stamps = stampNames(defaultTagsPolicy);

  it("is: sets for the tags, the later one for stamps if there are any, and to ask for everything else", () => {
    expect(mergeRule(defaultTagsPolicy, "calltag.tags")).toBe("set");
    expect(mergeRule(defaultTagsPolicy, "calltag.note")).toBe("ask");
    expect(mergeRule(defaultTagsPolicy, stamps.by)).toBe("ask");
    const stamping = { ...defaultTagsPolicy, attribute: "Labels", stamp: true };
    expect(mergeRule(stamping, "Labels")).toBe("set");
    expect(mergeRule(stamping, "calltag.tags")).toBe("ask");
    expect([mergeRule(stamping, "Labels.by"), mergeRule(stamping, "Labels.at")]).toEqual(["last", "last"]);
  });

  it("moves an edit of tags onto what is on its way, else on what is there", () => {
    const edit = { name: "calltag.tags", base: "a", value: "a,b" };
    expect(rebased(edit, "set", { server: "c", pending: undefined })).toEqual({ ...edit, base: "c", value: "b,c" });
    expect(rebased(edit, "set", { server: "c", pending: "d" })).toEqual({ ...edit, base: "d", value: "b,d" });
    expect(rebased(edit, "set", { server: "b,c", pending: undefined })).toBeUndefined();
    expect(rebased({ base: "a", value: "" }, "set", { server: null, pending: undefined })).toBeUndefined();
  });

  it("keeps the value of a stamp, and leaves all other edits alone", () => {
    const edit = { base: null, value: "Sara" };
    expect(rebased(edit, "last", { server: "Tom", pending: undefined })).toEqual({ base: "Tom", value: "Sara" });
    expect(rebased(edit, "last", { server: "Sara", pending: undefined })).toBeUndefined();
    expect(rebased(edit, "ask", { server: "Tom", pending: undefined })).toBe(edit);
  });
});

describe("Several changes of one list", () => {
  it("count as the last of them says, tag by tag", () => {
    const changes = [
      { base: null, value: "a,b" },
      { base: "a,b", value: "b" },
    ];
    expect(mergeTagChanges(changes, "a,c")).toBe("b,c");
    expect(mergeTagChanges(changes.toReversed(), "c")).toBe("a,b,c");
    expect(mergeTagChanges([], "b, a")).toBe("b, a");
  });

  it("bring somebody else's tags in again, but take none of theirs away because they once had", () => {
    const mend = { base: "mine,legal", value: "mine,praise", isMend: true };
    expect(mergeTagChanges([{ base: null, value: "mine" }, mend], "legal")).toBe("legal,mine,praise");
  });
});
