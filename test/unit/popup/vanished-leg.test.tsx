import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "./fake-browser.ts";
import { closePopups, commandsSent, field, openPopup, row, storeDraft, storedDraft } from "./open-popup.tsx";
import {
  conversationId,
  participantId,
  publishedState,
  shownCall,
  shownChange,
  shownLeg,
  someValues,
} from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

const goneId = "44444444-4444-4444-8444-444444444444";
const title = "Typed for a leg that is gone";

function typedForGoneLeg(name: string, base: string | null, value: string): Promise<string> {
  return storeDraft(name, base, value, { conversationId, participantId: goneId });
}

function savedForGoneLeg(name: string, status: "waiting" | "sending" | "failed") {
  const problem = status === "failed" ? ({ kind: "participant-gone" } as const) : null;
  return shownChange({ name, value: "Broker", base: "Member", status, participantId: goneId, problem });
}

async function section() {
  return within(await waitFor(() => screen.getByRole("region", { name: title })));
}

describe("work on a leg that is gone", () => {
  test("is shown above the list and can be copied", async () => {
    const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await typedForGoneLeg("Skills", "", "billing");
    await openPopup(publishedState(undefined, { changes: [savedForGoneLeg("CallerType", "failed")] }));
    const strayed = await section();
    expect(strayed.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
      "CallerTypeBroker",
      "Skillsbilling",
    ]);
    fireEvent.click(strayed.getByRole("button", { name: "Copy Skills" }));
    await waitFor(() => expect(copied).toHaveBeenCalledWith("billing"));
    expect(screen.getByRole("alert").textContent).toBe(
      "The caller's leg is gone. What you typed for it is kept above the list.",
    );
  });

  test("that is being sent is not shown: it may still arrive", async () => {
    await openPopup(publishedState(undefined, { changes: [savedForGoneLeg("CallerType", "sending")] }));
    await row("CallerType");
    expect(screen.queryByRole("region", { name: title })).toBeNull();
  });

  test("moves to the caller's new leg with the base that it had, and asks where that differs", async () => {
    const old = await typedForGoneLeg("DNIS", "before the transfer", "1");
    await openPopup(publishedState(undefined, { changes: [savedForGoneLeg("CallerType", "failed")] }));
    let draftThen: unknown;
    fakeBrowser.answer("discard", () => {
      draftThen = storedDraft("CallerType");
      return { ok: true, value: {} };
    });
    fireEvent.click((await section()).getByRole("button", { name: "Move to the caller's new leg" }));
    await waitFor(() =>
      expect(commandsSent("discard")).toMatchObject([{ conversationId, participantId: goneId, names: ["CallerType"] }]),
    );
    expect(draftThen).toMatchObject({ base: "Member", value: "Broker" });
    expect(storedDraft("DNIS")).toMatchObject({ base: "before the transfer", value: "1" });
    expect(fakeBrowser.items.has(old)).toBe(false);
    expect((await row("CallerType")).dataset.state).toBe("edited");
    expect((await row("DNIS")).dataset.state).toBe("conflict");
    await waitFor(async () => expect(document.activeElement).toBe(await field("CallerType")));
  });

  test("does not run over what was typed for the new leg", async () => {
    await storeDraft("CallerType", "Member", "typed here");
    const old = await typedForGoneLeg("CallerType", "Member", "typed there");
    await openPopup();
    fireEvent.click((await section()).getByRole("button", { name: "Move to the caller's new leg" }));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("You typed something else"));
    expect(storedDraft("CallerType")).toMatchObject({ value: "typed here" });
    expect(fakeBrowser.items.has(old)).toBe(true);
  });

  test("can be discarded, and that can be taken back", async () => {
    const old = await typedForGoneLeg("Skills", "", "billing");
    await openPopup();
    fireEvent.click((await section()).getByRole("button", { name: "Discard" }));
    await waitFor(() => expect(fakeBrowser.items.has(old)).toBe(false));
    fireEvent.click(await waitFor(() => screen.getByRole("button", { name: /^Undo/ })));
    await section();
    expect(fakeBrowser.items.get(old)).toMatchObject({ value: "billing" });
  });

  test("and was replaced, can be discarded too, and that can be taken back", async () => {
    const old = await typedForGoneLeg("Skills", "", "billing");
    const call = shownCall();
    const replaced = shownLeg({ id: goneId, successorId: participantId, editable: false });
    await openPopup(publishedState([{ ...call, participants: [...call.participants, replaced] }]));
    fireEvent.click((await section()).getByRole("button", { name: "Discard" }));
    fireEvent.click(await waitFor(() => screen.getByRole("button", { name: /^Undo/ })));
    await section();
    expect(fakeBrowser.items.get(old)).toMatchObject({ value: "billing" });
  });

  test("cannot be moved while the caller has no leg, but copied", async () => {
    await typedForGoneLeg("Skills", "", "billing");
    await openPopup(publishedState([shownCall(someValues, { callerId: null, participants: [] })]));
    const strayed = await section();
    expect(strayed.queryByRole("button", { name: /^Move/ })).toBeNull();
    expect(strayed.getByRole("button", { name: "Copy Skills" })).toBeTruthy();
  });

  test("of a call that has ended can be copied, not moved", async () => {
    await typedForGoneLeg("Skills", "", "billing");
    await openPopup(publishedState([shownCall(someValues, { phase: "ended" })]));
    expect((await section()).queryByRole("button", { name: /^Move/ })).toBeNull();
  });
});
