import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { ShownChange } from "../../../src/protocol/published-state.ts";
import { fakeBrowser } from "./fake-browser.ts";
import { acceptSaves, button, closePopups, field, openPopup, publish, row, typeInto } from "./open-popup.tsx";
import { publishedState, shownCall, shownChange, someValues } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

const observers: MutationObserver[] = [];
afterEach(() => {
  for (const observer of observers.splice(0)) observer.disconnect();
  closePopups();
});

/** What a screen reader is given to say from now on: each text that comes to stand in a live region, in order. */
function listen(): string[] {
  const said: string[] = [];
  const last = new Map<Element, string>();
  const regions = ["status", "alert"].map((role) => ({ role, element: screen.getByRole(role) }));
  for (const { element } of regions) last.set(element, element.textContent);
  const observer = new MutationObserver(() => {
    for (const { role, element } of regions) {
      const text = element.textContent;
      if (text !== "" && text !== last.get(element)) said.push(`${role}: ${text}`);
      last.set(element, text);
    }
  });
  for (const { element } of regions) observer.observe(element, { childList: true, characterData: true, subtree: true });
  observers.push(observer);
  return said;
}

function withChanges(...changes: ShownChange[]) {
  return publishedState(undefined, { changes });
}
const change = (status: ShownChange["status"], name = "CallerType"): ShownChange =>
  shownChange({ name, value: "Broker", base: "Member", status });
const refused: ShownChange = { ...change("failed", "DNIS"), problem: { kind: "rejected", status: 400, detail: "no" } };
const confirmed = publishedState([shownCall({ ...someValues, CallerType: "Broker" })]);

describe("A screen reader is told", () => {
  test("the way of a save once, in order, however often the state is published meanwhile", async () => {
    acceptSaves();
    await openPopup();
    await typeInto("CallerType", "Broker");
    await waitFor(() => expect(button(/^Save/).disabled).toBe(false));
    const said = listen();
    fireEvent.click(button(/^Save/));
    for (const state of ["waiting", "sending", "sending", "sent", "sent"] as const)
      await publish(withChanges(change(state)));
    await waitFor(() => expect(said).toContain("status: Sent: CallerType"));
    await publish(confirmed);
    await publish(confirmed);
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("saved"));
    await waitFor(() => expect(said).toContain("status: Saved: CallerType"));
    expect(said).toEqual(["status: Sent: CallerType", "status: Saved: CallerType"]);
  });

  test("the result of a second save of the same attribute again", async () => {
    acceptSaves();
    await openPopup();
    await row("CallerType");
    const said = listen();
    for (const value of ["Broker", "Member"]) {
      await publish(withChanges(shownChange({ name: "CallerType", value, status: "sending" })));
      await publish(publishedState([shownCall({ ...someValues, CallerType: value })]));
      await waitFor(() => expect(said.at(-1)).toBe("status: Saved: CallerType"));
      await typeInto("CallerType", "more");
      await waitFor(() => expect(screen.getByRole("status").textContent).toBe(""));
    }
    expect(said).toEqual(["status: Saved: CallerType", "status: Saved: CallerType"]);
  });

  test("a refusal at once and once, and beside it what was saved", async () => {
    await openPopup(withChanges(change("sending"), change("sending", "DNIS")));
    await row("CallerType");
    const said = listen();
    await publish({ ...confirmed, changes: [refused] });
    await publish({ ...confirmed, changes: [refused] });
    await waitFor(async () => expect((await row("DNIS")).dataset.state).toBe("failed"));
    await waitFor(() => expect(said).toHaveLength(2));
    expect(said).toEqual([
      "status: Saved: CallerType",
      "alert: DNIS was not saved. The reason stands at the attribute.Show",
    ]);
  });

  test("once that a change waits, and why, however often it is tried; and what was accepted, but is not shown", async () => {
    const offline = { ...change("waiting"), problem: { kind: "offline" } as const };
    const again = { ...offline, retryAt: Date.now() + 60_000 };
    await openPopup();
    await row("CallerType");
    const said = listen();
    for (const next of [change("waiting"), change("sending"), offline, offline, change("sending"), again])
      await publish(withChanges(next));
    await waitFor(async () => expect((await row("CallerType")).textContent).toContain("Next try at"));
    expect(said).toEqual(["status: 1 change waits. There is no connection to Genesys Cloud."]);
    // It stands above the status for all to see.
    expect(screen.getByRole("status").className).toBe("visually-hidden");
    for (const next of [change("sent"), change("unseen"), change("unseen")]) await publish(withChanges(next));
    await waitFor(() => expect(said).toHaveLength(3));
    expect(said.slice(1)).toEqual([
      "status: Sent: CallerType",
      "status: 1 change was accepted by Genesys Cloud, but is not shown yet.",
    ]);
    await publish(withChanges(offline));
    await waitFor(() => expect(said).toHaveLength(4));
  });

  test("what is copied in a dialog there, for the page below is inert", async () => {
    vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await openPopup(withChanges(change("sending")));
    await publish(withChanges(change("sent")));
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Sent: CallerType"));
    fireEvent.click(button(/^Call details$/));
    const dialog = await waitFor(() => screen.getByRole("dialog"));
    const region = dialog.querySelector("[aria-live]");
    expect(region?.textContent).toBe("");
    fireEvent.click(within(dialog).getByRole("button", { name: "Copy Conversation ID" }));
    await waitFor(() => expect(region?.textContent).toContain("Copied"));
  });

  test("nothing when others write, for rows change all the time", async () => {
    await openPopup();
    await row("CallerType");
    const said = listen();
    await publish(publishedState([shownCall({ ...someValues, CallerType: "Agency" })]));
    await waitFor(async () => expect((await field("CallerType")).value).toBe("Agency"));
    expect(said).toEqual([]);
  });

  test("by regions that stand there before anything is said in them", async () => {
    await openPopup();
    await row("CallerType");
    expect([screen.getByRole("status").textContent, screen.getByRole("alert").textContent]).toEqual(["", ""]);
    expect(fakeBrowser.sent).toEqual([]);
  });
});
