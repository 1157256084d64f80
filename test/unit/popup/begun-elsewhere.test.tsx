import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { addingKey } from "../../../src/protocol/draft-key.ts";
import { fakeBrowser } from "./fake-browser.ts";
import { button, closePopups, commandsSent, openPopup, publish, row, storeDraft } from "./open-popup.tsx";
import { conversationId, participantId, publishedState, shownCall, shownLeg, signedIn } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));
afterEach(closePopups);

const title = "Begun in “Add attribute”";
const key = addingKey({ owner: signedIn.owner, conversationId, participantId });
const newLegId = "66666666-6666-4666-8666-666666666666";
const endedCall = shownCall(undefined, {
  phase: "ended",
  participants: [shownLeg({ id: participantId, editable: false })],
});
const callWithNewLeg = shownCall(undefined, {
  callerId: newLegId,
  participants: [shownLeg({ id: participantId, editable: false, successorId: newLegId }), shownLeg({ id: newLegId })],
});
const otherCall = shownCall(undefined, {
  ...{ conversationId: "55555555-5555-4555-8555-555555555555", callerId: newLegId },
  participants: [shownLeg({ id: newLegId })],
});

function begin(name: string, value: string): Promise<void> {
  return fakeBrowser.storage.session.set({ [key]: { name, value } });
}
async function section() {
  return within(await waitFor(() => screen.getByRole("region", { name: title })));
}
async function listed(): Promise<(string | null)[]> {
  return (await section()).getAllByRole("listitem").map(({ textContent }) => textContent);
}

describe("What was begun in “Add attribute” where nothing can be added any more", () => {
  test.each([
    ["a call that has ended", [endedCall]],
    ["a leg that was replaced", [callWithNewLeg]],
    ["a call that is not listed", []],
    ["a call that is not listed, beside another one", [otherCall]],
  ])("is shown for %s, can be copied and thrown away", async (_, calls) => {
    const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await begin("Policy", "4711");
    await openPopup(publishedState(calls));
    expect(await listed()).toEqual(["Policy4711"]);
    const begun = await section();
    fireEvent.click(begun.getByRole("button", { name: "Copy Policy" }));
    await waitFor(() => expect(copied).toHaveBeenCalledWith("4711"));
    fireEvent.click(begun.getByRole("button", { name: "Discard" }));
    await waitFor(() => expect(screen.queryByRole("region", { name: title })).toBeNull());
    expect(fakeBrowser.items.has(key)).toBe(false);
  });

  test.each([
    ["a value without a name", "", "4711", "Add attribute4711"],
    ["a name without a value", "Policy", "", "PolicyPolicy"],
  ])("is shown where it is %s", async (_, name, value, text) => {
    await begin(name, value);
    await openPopup(publishedState([]));
    expect(await listed()).toEqual([text]);
  });

  test("is shown to nobody but who began it", async () => {
    const another = addingKey({ owner: "organization/ben", conversationId, participantId });
    await fakeBrowser.storage.session.set({ [another]: { name: "Policy", value: "4711" } });
    await begin("Tier", "gold");
    await openPopup(publishedState([]));
    expect(await listed()).toEqual(["Tiergold"]);
  });

  test("comes into sight when the call ends under the open dialog", async () => {
    await openPopup();
    fireEvent.click(await waitFor(() => button(/^Add attribute$/)));
    const dialog = within(screen.getByRole("dialog", { name: "Add attribute" }));
    fireEvent.input(dialog.getByRole("textbox", { name: "Value" }), { target: { value: "half a sen" } });
    await publish(publishedState([endedCall]));
    expect(await listed()).toEqual(["Add attributehalf a sen"]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("is not shown while its leg can be added to: it stands in the dialog", async () => {
    await begin("Policy", "4711");
    await openPopup();
    await waitFor(() => screen.getByRole("dialog", { name: "Add attribute" }));
    expect(screen.queryByRole("region", { name: title })).toBeNull();
  });

  test("is not shown before the list of calls is there", async () => {
    await begin("Policy", "4711");
    await openPopup(publishedState([]));
    await section();
    const unread = publishedState([]);
    await publish({ ...unread, calls: { ...unread.calls, status: "loading" } });
    await waitFor(() => expect(screen.queryByRole("region", { name: title })).toBeNull());
  });

  test("is nothing where the dialog was merely opened", async () => {
    await begin("", "");
    await openPopup(publishedState([endedCall]));
    await screen.findByText("Sign out");
    expect(screen.queryByRole("region", { name: title })).toBeNull();
    fireEvent.click(screen.getByText("Sign out"));
    await waitFor(() => expect(commandsSent("sign-out")).toEqual([{ owner: signedIn.owner, everywhere: false }]));
  });
});

describe("Signing out with something begun in “Add attribute”", () => {
  test.each([
    ["where nothing can be added any more", [endedCall]],
    ["on a live leg", [shownCall()]],
  ])("asks first %s", async (_, calls) => {
    await begin("Policy", "4711");
    await openPopup(publishedState(calls));
    fireEvent.click(await screen.findByText("Sign out"));
    await screen.findByText("1 change is not saved and will be lost.");
    expect(commandsSent("sign-out")).toEqual([]);
  });

  test("counts it beside drafts", async () => {
    await begin("Policy", "4711");
    await storeDraft("CallerType", "Member", "Broker");
    await openPopup();
    await row("CallerType");
    fireEvent.click(screen.getByText("Sign out"));
    await screen.findByText(/^2 changes/);
  });
});
