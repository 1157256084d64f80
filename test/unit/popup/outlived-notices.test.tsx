import { screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { leftTextKey } from "../../../src/protocol/adding.ts";
import type { PublishedState, ShownCall } from "../../../src/protocol/published-state.ts";
import { fakeBrowser } from "./fake-browser.ts";
import { closePopups, field, openPopup, publish, row } from "./open-popup.tsx";
import { publishedState, shownCall, shownChange } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

const otherId = "33333333-3333-4333-8333-333333333333";
const other = shownCall({ Tier: "silver" }, { conversationId: otherId, caller: "Jordan" });

function refused(name: string, status: "failed" | "conflict" = "failed") {
  const problem = status === "failed" ? ({ kind: "rejected", status: 400, detail: "too long" } as const) : null;
  return shownChange({ name, value: "Broker", base: "Member", status, problem });
}
/** The change stays in the outbox when its call is gone. */
function withCalls(calls: ShownCall[], selectedId = calls[0]?.conversationId ?? null): PublishedState {
  const state = publishedState(calls, { changes: [refused("CallerType")] });
  return { ...state, calls: { ...state.calls, selectedId } };
}
const alertText = (): string => screen.getByRole("alert").textContent;

describe("That something was not saved is said", () => {
  beforeEach(async () => {
    await openPopup();
    await row("CallerType");
    await publish(withCalls([shownCall()]));
    await waitFor(() => expect(alertText()).toContain("CallerType was not saved."));
  });

  test("as long as its call is shown, be it over", async () => {
    await publish(withCalls([shownCall(undefined, { phase: "ended" })]));
    await screen.findByText("The call has ended: values can be copied, not changed.");
    expect(alertText()).toContain("CallerType was not saved.");
  });

  test("no longer than its call is there", async () => {
    await publish(withCalls([]));
    await screen.findByText("No call right now");
    expect(alertText()).toBe("");
  });

  test("no longer when another call is shown", async () => {
    await publish(withCalls([shownCall(), other], otherId));
    expect(await field("Tier")).toBeTruthy();
    expect(alertText()).toBe("");
  });

  test("until it is put right on another page", async () => {
    await publish(publishedState(undefined, { changes: [refused("DNIS", "conflict")] }));
    await waitFor(() => expect(alertText()).toContain("DNIS"));
    await publish(publishedState());
    await waitFor(() => expect(alertText()).toBe(""));
  });
});

describe("Of a call that is gone", () => {
  test("what was sent is no longer said", async () => {
    await openPopup();
    await row("CallerType");
    await publish(
      publishedState(undefined, { changes: [shownChange({ name: "CallerType", value: "Broker", status: "sent" })] }),
    );
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Sent: CallerType"));
    await publish(publishedState([]));
    await screen.findByText("No call right now");
    expect(screen.getByRole("status").textContent).toBe("");
  });

  test("it is said that a change comes back, until a call is shown", async () => {
    await openPopup(publishedState([]));
    await publish(withCalls([]));
    await waitFor(() => expect(alertText()).toContain("CallerType was not saved."));
    await publish(withCalls([other]));
    expect(await field("Tier")).toBeTruthy();
    expect(alertText()).toBe("");
  });

  test("text that went nowhere stays, to be copied", async () => {
    await openPopup();
    await row("CallerType");
    await fakeBrowser.storage.session.set({ [leftTextKey]: { reason: "busy", text: "AB-123" } });
    await waitFor(() => screen.getByRole("button", { name: "Copy the selected text" }));
    const said = alertText();
    await publish(publishedState([]));
    await screen.findByText("No call right now");
    expect(alertText()).toBe(said);
  });
});
