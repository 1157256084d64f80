import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { PublishedState } from "../../../src/protocol/published-state.ts";
import { fakeBrowser } from "./fake-browser.ts";
import { button, closePopups, commandsSent, field, openPopup, publish, typeInto } from "./open-popup.tsx";
import { conversationId, publishedState, shownCall } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

const pastedId = "33333333-3333-4333-8333-333333333333";
const jordan = shownCall({ Tier: "silver" }, { conversationId: pastedId, caller: "Jordan", phase: "connected" });

function pasteField(): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>("Conversation link or ID");
}
function type(text: string): void {
  pasteField().focus();
  fireEvent.input(pasteField(), { target: { value: text } });
}
function selected(id: string, list = [shownCall(), jordan]): PublishedState {
  const state = publishedState(list);
  return { ...state, calls: { ...state.calls, selectedId: id } };
}

describe("A call's link can be pasted", () => {
  test.each([
    ["without a call", 0],
    ["beside the one call that is there", 1],
    ["beside several", 2],
  ])("%s", async (_, count) => {
    fakeBrowser.answer("show-conversation", () => ({ ok: true, value: {} }));
    await openPopup(publishedState([shownCall(), jordan].slice(0, count)));
    type(`https://apps.mypurecloud.de/directory/#/analytics/interactions/${pastedId}/admin`);
    fireEvent.click(button(/^Show call$/));
    await waitFor(() => expect(commandsSent("show-conversation")).toEqual([{ conversationId: pastedId }]));
    await waitFor(() => expect(pasteField().value).toBe(""));
  });

  test("and a page that stays with another call goes there", async () => {
    fakeBrowser.answer("show-conversation", () => ({ ok: true, value: {} }));
    await openPopup();
    await typeInto("CallerType", "Broker");
    await publish(selected(pastedId));
    expect(await field("CallerType")).toBeTruthy();
    type(pastedId);
    fireEvent.keyDown(pasteField(), { key: "Enter" });
    expect(await field("Tier")).toBeTruthy();
  });

  test("and where it cannot be shown, the page stays where it is, with the text", async () => {
    fakeBrowser.answer("show-conversation", () => ({ ok: false, error: { kind: "not-found" } }));
    await openPopup();
    type(pastedId);
    fireEvent.keyDown(pasteField(), { key: "Enter" });
    await waitFor(() => screen.getByRole("alert"));
    expect([pasteField().value, (await field("CallerType")).value]).toEqual([pastedId, "Member"]);
  });
});

describe("A link that is half typed", () => {
  test("is typed on when the first call comes in, and when the last one goes", async () => {
    await openPopup(publishedState([]));
    type("7c2f1f0e");
    await publish(publishedState());
    await field("CallerType");
    expect([pasteField().value, document.activeElement]).toEqual(["7c2f1f0e", pasteField()]);
    expect(pasteField().closest("details")?.open).toBe(true);
    type("7c2f1f0e-6d1b");
    await publish(publishedState([]));
    await waitFor(() => screen.getByText("No call right now"));
    expect([pasteField().value, document.activeElement]).toEqual(["7c2f1f0e-6d1b", pasteField()]);
  });

  test("stays when the list shrinks, and nobody's focus is taken who types elsewhere", async () => {
    await openPopup(selected(conversationId));
    type("7c2f1f0e");
    const value = await field("CallerType");
    value.focus();
    await publish(publishedState());
    await waitFor(() => expect(screen.queryByRole("listbox")).toBeNull());
    expect([pasteField().value, document.activeElement]).toEqual(["7c2f1f0e", value]);
  });
});
