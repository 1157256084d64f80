import { describe, expect, it } from "vitest";
import type { ChangeStatus } from "../../../src/attributes/change.ts";
import { type RowState, rowState, rowValue } from "../../../src/attributes/row.ts";

const withoutDraft: Record<ChangeStatus, RowState> = {
  waiting: "saving",
  sending: "saving",
  sent: "sent",
  unseen: "sent",
  failed: "failed",
  conflict: "conflict",
};
const statuses: ChangeStatus[] = ["waiting", "sending", "sent", "unseen", "failed", "conflict"];

describe("A row", () => {
  it("without draft and change is saved, also where the attribute does not exist", () => {
    expect(rowState({ server: "a", draft: undefined, change: undefined })).toBe("saved");
    expect(rowState({ server: null, draft: undefined, change: undefined })).toBe("saved");
    expect(rowValue({ server: "a", draft: undefined, change: undefined })).toBe("a");
    expect(rowValue({ server: null, draft: undefined, change: undefined })).toBe("");
  });

  describe.each(statuses)("whose change is %s", (status) => {
    const change = { status, base: "a", value: "b" };

    it("says so, and shows the change's text", () => {
      const sources = { server: "a", draft: undefined, change };
      expect(rowState(sources)).toBe(withoutDraft[status]);
      expect(rowValue(sources)).toBe("b");
    });

    it("with a draft over it is edited, and shows what is typed", () => {
      const sources = { server: "a", draft: { base: "b", value: "c" }, change };
      expect(rowState(sources)).toBe("edited");
      expect(rowValue(sources)).toBe("c");
    });

    it("with a draft that says the same follows the change, unless that came back: then it is an edit like any other", () => {
      const cameBack = status === "failed" || status === "conflict";
      const state = rowState({ server: "a", draft: { base: "a", value: "b" }, change });
      expect(state).toBe(cameBack ? "edited" : withoutDraft[status]);
    });

    it("with a draft typed on over it is in conflict when it came back and somebody else wrote meanwhile", () => {
      const cameBack = status === "failed" || status === "conflict";
      const state = rowState({ server: "x", draft: { base: "b", value: "c" }, change });
      expect(state).toBe(cameBack ? "conflict" : "edited");
    });

    it("with a draft that began on neither the change nor the server's value is a conflict", () => {
      expect(rowState({ server: "x", draft: { base: "a", value: "c" }, change })).toBe("conflict");
    });
  });

  it("with a draft that says what is there over a change that came back is edited: it takes the place of that", () => {
    const draft = { base: "a", value: "a" };
    for (const status of ["failed", "conflict"] as const)
      expect(rowState({ server: "a", draft, change: { status, base: "a", value: "b" } })).toBe("edited");
    expect(
      rowState({
        server: "x",
        draft: { base: "a", value: "x" },
        change: { status: "conflict", base: "a", value: "b" },
      }),
    ).toBe("edited");
  });

  it("with a draft that says what is there is saved", () => {
    expect(rowState({ server: "a", draft: { base: "a", value: "a" }, change: undefined })).toBe("saved");
    expect(rowState({ server: "b", draft: { base: "a", value: "b" }, change: undefined })).toBe("saved");
  });

  it("with a draft is edited, or in conflict when the server's value moved; what is typed stays on screen", () => {
    expect(rowState({ server: "a", draft: { base: "a", value: "b" }, change: undefined })).toBe("edited");
    const moved = { server: "c", draft: { base: "a", value: "b" }, change: undefined };
    expect(rowState(moved)).toBe("conflict");
    expect(rowValue(moved)).toBe("b");
  });

  it("shows an empty draft as empty, not as the server's value", () => {
    expect(
      rowValue({ server: "a", draft: { base: "a", value: "" }, change: { status: "sent", base: "a", value: "b" } }),
    ).toBe("");
    expect(rowValue({ server: "a", draft: undefined, change: { status: "sent", base: "a", value: "" } })).toBe("");
  });
});
