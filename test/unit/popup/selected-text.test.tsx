import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { leftTextKey } from "../../../src/protocol/adding.ts";
import { addingKey } from "../../../src/protocol/draft-key.ts";
import { fakeBrowser } from "./fake-browser.ts";
import { button, closePopups, openPopup, storedDraft } from "./open-popup.tsx";
import { conversationId, participantId, publishedState, signedIn } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));
afterEach(closePopups);

const key = addingKey({ owner: signedIn.owner, conversationId, participantId });
const selected = { name: "", value: "Policy 4711", isBrought: true };
const dialog = () => screen.getByRole("dialog", { name: "Add attribute" });
const field = (name: string) => within(dialog()).getByRole<HTMLInputElement>("textbox", { name });

describe("Selected text that became an addition", () => {
  test("stands in the dialog of a popup that opens, with the focus on Name", async () => {
    await fakeBrowser.storage.session.set({ [key]: selected });
    await openPopup();
    await waitFor(() => expect(field("Value").value).toBe("Policy 4711"));
    expect(field("Name").value).toBe("");
    fireEvent.input(field("Name"), { target: { value: "Policy" } });
    fireEvent.click(within(dialog()).getByRole("button", { name: "Add" }));
    await waitFor(() => expect(storedDraft("Policy")).toMatchObject({ value: "Policy 4711", base: null }));
    expect(fakeBrowser.items.has(key)).toBe(false);
  });

  test("opens the dialog of a popup that was open already", async () => {
    await openPopup();
    await fakeBrowser.storage.session.set({ [key]: selected });
    await waitFor(() => expect(field("Value").value).toBe("Policy 4711"));
  });

  test("leaves the name that stands there", async () => {
    await openPopup();
    fireEvent.click(await waitFor(() => button(/^Add attribute$/)));
    fireEvent.input(field("Name"), { target: { value: "Policy" } });
    await fakeBrowser.storage.session.set({ [key]: selected });
    await waitFor(() => expect(field("Value").value).toBe("Policy 4711"));
    expect(field("Name").value).toBe("Policy");
  });

  test("leaves a value that was typed at that very moment, and says so", async () => {
    await openPopup();
    fireEvent.click(await waitFor(() => button(/^Add attribute$/)));
    fireEvent.input(field("Value"), { target: { value: "typed" } });
    await fakeBrowser.storage.session.set({ [key]: selected });
    await waitFor(() => expect(screen.getByRole("alert", { hidden: true }).textContent).toContain("another attribute"));
    expect(field("Value").value).toBe("typed");
  });

  test("closes here when it was added elsewhere, and stays where somebody types on", async () => {
    await fakeBrowser.storage.session.set({ [key]: selected });
    await openPopup();
    await waitFor(dialog);
    await fakeBrowser.storage.session.remove([key]);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await fakeBrowser.storage.session.set({ [key]: selected });
    await waitFor(dialog);
    fireEvent.input(field("Name"), { target: { value: "Policy" } });
    fakeBrowser.tell({ [key]: { oldValue: selected } });
    await fakeBrowser.storage.session.set({ other: 1 });
    await waitFor(() => expect(field("Name").value).toBe("Policy"));
  });

  test("does not come back by the late echo of one's own typing", async () => {
    await openPopup();
    fireEvent.click(await waitFor(() => button(/^Add attribute$/)));
    fireEvent.input(field("Value"), { target: { value: "typed" } });
    fireEvent.click(within(dialog()).getByRole("button", { name: "Cancel" }));
    fakeBrowser.tell({ [key]: { newValue: { name: "", value: "typed" } } });
    await fakeBrowser.storage.session.set({ other: 1 });
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("What another page began in “Add attribute”", () => {
  const elsewhere = { name: "Callback slot", value: "14:30, not before" };

  test("does not open the dialog here, and stands in it when someone opens it", async () => {
    await openPopup();
    await fakeBrowser.storage.session.set({ [key]: { name: "", value: "" } });
    await fakeBrowser.storage.session.set({ [key]: elsewhere });
    await fakeBrowser.storage.session.set({ other: 1 });
    expect(screen.queryByRole("dialog")).toBeNull();
    fireEvent.click(await waitFor(() => button(/^Add attribute$/)));
    expect(field("Name").value).toBe(elsewhere.name);
    expect(field("Value").value).toBe(elsewhere.value);
    expect(fakeBrowser.items.get(key)).toEqual(elsewhere);
  });

  test("is nothing any more once it was added or cancelled there", async () => {
    await openPopup();
    await fakeBrowser.storage.session.set({ [key]: elsewhere });
    await fakeBrowser.storage.session.remove([key]);
    fireEvent.click(await waitFor(() => button(/^Add attribute$/)));
    expect(field("Name").value).toBe("");
    expect(field("Value").value).toBe("");
  });
});

describe("Selected text that went nowhere", () => {
  test.each([
    ["no-call", "There is no call"],
    ["read-only", "can no longer be changed"],
    ["busy", "you have begun another attribute"],
    ["too-long", "Select less."],
  ])("is explained (%s), and then kept no longer", async (reason, says) => {
    await fakeBrowser.storage.session.set({ [leftTextKey]: { reason, text: "Policy 4711" } });
    await openPopup(reason === "no-call" ? publishedState([]) : publishedState());
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain(says));
    expect(fakeBrowser.items.has(leftTextKey)).toBe(false);
  });

  test("can be copied", async () => {
    const writeText = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await openPopup();
    await fakeBrowser.storage.session.set({ [leftTextKey]: { reason: "busy", text: "Policy 4711" } });
    fireEvent.click(await waitFor(() => button(/^Copy the selected text$/)));
    expect(writeText).toHaveBeenCalledWith("Policy 4711");
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Copied the selected text"));
  });
});
