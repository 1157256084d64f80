import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "./fake-browser.ts";
import { button, closePopups, commandsSent, field, openPopup, publish, row, typeInto } from "./open-popup.tsx";
import { conversationId, participantId, publishedState, shownCall, someValues } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

const undo = { id: 7, conversationId, participantId, names: ["CallerType", "Skills"] };

function noUndo(): void {
  expect(screen.queryByRole("button", { name: /^Undo/ })).toBeNull();
}

describe("Undo of the last save", () => {
  test("asks the background to write back what the save replaced, and says what comes back", async () => {
    fakeBrowser.answer("undo-save", () => ({ ok: true, value: { accepted: ["CallerType", "Skills"], conflicts: [] } }));
    await openPopup(publishedState(undefined, { undo }));
    fireEvent.click(await waitFor(() => button(/^Undo/)));
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Put back: CallerType, Skills"));
    expect(commandsSent("undo-save")).toEqual([{ owner: "organization/anna", conversationId, participantId, id: 7 }]);
  });

  test("says which attributes, and that an added one can only be emptied", async () => {
    await openPopup(publishedState(undefined, { undo }));
    const { title } = await waitFor(() => button(/^Undo/));
    expect(title).toContain("CallerType, Skills");
    expect(title).toContain("empty");
  });

  test("leaves to the person what somebody else changed since, and says that nothing was overwritten", async () => {
    fakeBrowser.answer("undo-save", () => ({ ok: true, value: { accepted: [], conflicts: ["CallerType"] } }));
    await openPopup(publishedState(undefined, { undo }));
    fireEvent.click(await waitFor(() => button(/^Undo/)));
    await waitFor(() =>
      expect(screen.getByRole("alert").textContent).toContain(
        "Not put back, because it was changed since: CallerType. Nothing was overwritten.",
      ),
    );
  });

  test("says so where something else was saved in the meantime", async () => {
    fakeBrowser.answer("undo-save", () => ({ ok: true, value: { accepted: [], conflicts: [] } }));
    await openPopup(publishedState(undefined, { undo }));
    fireEvent.click(await waitFor(() => button(/^Undo/)));
    await waitFor(() => expect(screen.getByRole("status").textContent).toContain("Nothing was put back"));
  });

  test("is one command, however impatient the person", async () => {
    await openPopup(publishedState(undefined, { undo }));
    const target = await waitFor(() => button(/^Undo/));
    fireEvent.click(target);
    fireEvent.click(target);
    await waitFor(() => expect(commandsSent("undo-save")).toHaveLength(1));
  });

  test("is not offered for another participant, nor on a call that has ended", async () => {
    const other = { ...undo, participantId: conversationId };
    await openPopup(publishedState(undefined, { undo: other }));
    await row("CallerType");
    noUndo();
    await publish(publishedState([shownCall(someValues, { phase: "ended" })], { undo }));
    await waitFor(() => expect(screen.getByText("Ended")).toBeTruthy());
    noUndo();
  });

  test("waits while a discard can be taken back: that was the last thing that happened", async () => {
    await openPopup(publishedState(undefined, { undo }));
    await typeInto("CallerType", "Broker");
    await waitFor(() => expect(button(/^Discard/).disabled).toBe(false));
    fireEvent.click(button(/^Discard/));
    await waitFor(() => expect(button(/^Undo/).title).toBe("Bring back what was discarded"));
    fireEvent.click(button(/^Undo/));
    await waitFor(async () => expect((await field("CallerType")).value).toBe("Broker"));
    expect(commandsSent("undo-save")).toEqual([]);
    await waitFor(() => expect(button(/^Undo/).title).toContain("last save"));
  });
});

describe("Ctrl+Z", () => {
  test("outside text fields takes the last save back", async () => {
    await openPopup(publishedState(undefined, { undo }));
    await waitFor(() => button(/^Undo/));
    fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
    await waitFor(() => expect(commandsSent("undo-save")).toHaveLength(1));
  });

  test("within a text field is the field's own", async () => {
    await openPopup(publishedState(undefined, { undo }));
    await waitFor(() => button(/^Undo/));
    expect(fireEvent.keyDown(await field("CallerType"), { key: "z", ctrlKey: true })).toBe(true);
    expect(commandsSent("undo-save")).toEqual([]);
  });

  test("without anything to take back is the browser's", async () => {
    await openPopup();
    await row("CallerType");
    expect(fireEvent.keyDown(document.body, { key: "z", metaKey: true })).toBe(true);
  });
});

describe("a discard on a call that has ended", () => {
  test("offers no Undo: nothing could be done with what comes back", async () => {
    await openPopup();
    await typeInto("CallerType", "Broker");
    await publish(publishedState([shownCall(someValues, { phase: "ended" })]));
    await waitFor(() => expect(screen.getByText("Ended")).toBeTruthy());
    expect((await field("CallerType")).value).toBe("Broker");
    fireEvent.click(button(/^Discard/));
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("1 change discarded"));
    noUndo();
  });
});
