import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { ShownCall } from "../../../src/protocol/published-state.ts";
import { fakeBrowser } from "./fake-browser.ts";
import {
  button,
  closePopups,
  commandsSent,
  field,
  keyOf,
  openPopup,
  publish,
  row,
  storeDraft,
  typeInto,
} from "./open-popup.tsx";
import { conversationId, participantId, publishedState, shownCall, shownLeg, someValues } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

const otherId = "33333333-3333-4333-8333-333333333333";
const ownId = "44444444-4444-4444-8444-444444444444";
const queueId = "55555555-5555-4555-8555-555555555555";

function jordan(more: Partial<ShownCall> = {}): ShownCall {
  return shownCall({ Tier: "silver" }, { conversationId: otherId, caller: "Jordan", phase: "ringing", ...more });
}
function withTwo(selectedId: string, other = jordan(), first = shownCall()) {
  const state = publishedState([first, other]);
  return { ...state, calls: { ...state.calls, selectedId } };
}
async function banner() {
  return waitFor(() => button(/^Go to call$/));
}

describe("a call that comes in", () => {
  test("announces itself and takes nothing away; by the button the person goes there", async () => {
    fakeBrowser.answer("select-call", () => ({ ok: true, value: {} }));
    await openPopup();
    await publish(withTwo(conversationId));
    const go = await banner();
    expect(screen.getByRole("status").textContent).toBe("Another call: Jordan, Ringing");
    expect(await field("CallerType")).toBeTruthy();
    fireEvent.click(go);
    await waitFor(() => expect(commandsSent("select-call")).toEqual([{ conversationId: otherId }]));
    await publish(withTwo(otherId));
    expect(await field("Tier")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Go to call" })).toBeNull();
    expect(screen.getByRole("status").textContent).toBe("Showing the call of Jordan, Ringing");
  });

  test("in front closes the details of the one before: nobody copies an ID of the wrong call", async () => {
    await openPopup();
    fireEvent.click(button(/^Call details$/));
    await waitFor(() => screen.getByRole("dialog"));
    await publish(withTwo(otherId));
    expect(await field("Tier")).toBeTruthy();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("can be dismissed, and goes away when it ends", async () => {
    await openPopup();
    await publish(withTwo(conversationId));
    await banner();
    await publish(withTwo(conversationId, jordan({ phase: "ended" })));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Go to call" })).toBeNull());
    await publish(withTwo(conversationId));
    fireEvent.click(await waitFor(() => button(/^Dismiss$/)));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Go to call" })).toBeNull());
  });

  test("is not announced by a popup that has just opened", async () => {
    await openPopup(withTwo(conversationId));
    expect(await field("CallerType")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Go to call" })).toBeNull();
  });

  test("in front does not replace the one in which a field has the focus, though nothing is typed yet", async () => {
    await openPopup();
    (await field("CallerType")).focus();
    await publish(withTwo(otherId));
    await banner();
    expect(document.activeElement).toBe(await field("CallerType"));
    await typeInto("CallerType", "Broker");
    expect((await row("CallerType")).dataset.state).toBe("edited");
  });

  test("in front does not replace the one that is kept on screen after the typing, until somebody goes there", async () => {
    await openPopup();
    const typedIn = await field("CallerType");
    typedIn.focus();
    await publish(withTwo(otherId));
    await banner();
    typedIn.blur();
    await publish(withTwo(otherId, jordan({ phase: "connected" })));
    expect(await field("CallerType")).toBeTruthy();
    await waitFor(() =>
      expect(screen.getByText("Another call: Jordan, Connected", { selector: ".banner p" })).toBeTruthy(),
    );
  });

  test("in front replaces the one on screen where nobody types, and that is said", async () => {
    await openPopup();
    await field("CallerType");
    await publish(withTwo(otherId, jordan({ phase: "connected" })));
    expect(await field("Tier")).toBeTruthy();
    expect(screen.getByRole("status").textContent).toBe("Showing the call of Jordan, Connected");
    expect(screen.queryByRole("button", { name: "Go to call" })).toBeNull();
  });

  test("in front replaces one that has ended, though the filter has the focus", async () => {
    const over = shownCall(undefined, { phase: "ended" });
    await openPopup(publishedState([over]));
    (await waitFor(() => screen.getByRole("searchbox"))).focus();
    await publish(withTwo(otherId, jordan(), over));
    expect(await field("Tier")).toBeTruthy();
  });
});

describe("several legs", () => {
  const legs = [
    shownLeg({
      id: queueId,
      role: "queue",
      purpose: "acd",
      label: "Service DE",
      phase: "ended",
      attributes: [{ name: "CallerType", value: "Guest", kind: "string" }],
    }),
    shownLeg({
      id: ownId,
      role: "you",
      label: "Dana Example",
      attributes: [{ name: "Note", value: "", kind: "string" }],
    }),
  ];
  const call = shownCall({ CallerType: "Member" });
  const several = { ...call, participants: [...legs, ...call.participants] };
  async function choose(value: string): Promise<void> {
    const picker = await waitFor(() => screen.getByRole("combobox", { name: "Participant" }));
    fireEvent.change(picker, { target: { value } });
  }

  test("are chosen by what they are; the caller's is shown first", async () => {
    await openPopup(publishedState([several]));
    const picker = await waitFor(() => screen.getByRole<HTMLSelectElement>("combobox", { name: "Participant" }));
    expect([...picker.options].map(({ text }) => text)).toEqual([
      "Service DE – Queue (left)",
      "Dana Example – You",
      "+1 606 555 0123 – Caller",
      "All participants",
    ]);
    expect((await field("CallerType")).value).toBe("Member");
  });

  test("that are not the caller's are to read only, and it is said whose they are", async () => {
    await openPopup(publishedState([several]));
    await choose(ownId);
    expect((await field("Note")).readOnly).toBe(true);
    expect(screen.getByText(/^This is your own leg/)).toBeTruthy();
    await choose(queueId);
    expect((await field("CallerType")).readOnly).toBe(true);
    expect(screen.getByText("Only the caller's attributes can be changed.")).toBeTruthy();
  });

  test("of a colleague say so", async () => {
    const colleague = shownLeg({
      id: ownId,
      role: "agent",
      label: "Ben",
      attributes: [{ name: "Note", value: "x", kind: "string" }],
    });
    await openPopup(publishedState([{ ...call, participants: [...call.participants, colleague] }]));
    await choose(ownId);
    expect(screen.getByText(/^This is a colleague's leg/)).toBeTruthy();
  });

  test("are read together, each value with where it came from, the caller's first; and are filtered", async () => {
    await openPopup(publishedState([several]));
    await choose("everyone");
    const texts = () =>
      within(screen.getByRole("list", { name: "Attributes" }))
        .getAllByRole("listitem")
        .map((item) => [...item.querySelectorAll("p, .reading-value")].map(({ textContent }) => textContent));
    await waitFor(() =>
      expect(texts()).toEqual([
        ["CallerType", "Member", "+1 606 555 0123 – Caller", "Guest", "Service DE – Queue"],
        ["Note", "empty", "Dana Example – You"],
      ]),
    );
    expect(screen.queryByRole("button", { name: /^Save/ })).toBeNull();
    fireEvent.input(screen.getByRole("searchbox"), { target: { value: "gue" } });
    await waitFor(() => expect(texts()).toHaveLength(1));
    expect(screen.getByText("1 of 2")).toBeTruthy();
    fireEvent.input(screen.getByRole("searchbox"), { target: { value: "zzz" } });
    await waitFor(() => expect(screen.getByText("No attribute matches “zzz”.")).toBeTruthy());
  });

  test("of one caller and nobody else with attributes are no choice", async () => {
    await openPopup();
    await field("CallerType");
    expect(screen.queryByRole("combobox")).toBeNull();
  });

  test("one of which was replaced: what was typed for it moves to the leg of the same caller", async () => {
    const newId = "66666666-6666-4666-8666-666666666666";
    const old = { ...call.participants[0], ...shownLeg({ id: participantId }), successorId: newId, editable: false };
    const callers = [old, shownLeg({ id: ownId, label: "Casey" }), shownLeg({ id: newId, label: "Riley" })];
    await storeDraft("CallerType", "Member", "Broker");
    await openPopup(publishedState([{ ...call, callerId: ownId, participants: callers }]));
    fireEvent.click(await waitFor(() => button(/^Move to the caller's new leg$/)));
    await waitFor(() =>
      expect(fakeBrowser.items.get(keyOf("CallerType", { conversationId, participantId: newId }))).toMatchObject({
        value: "Broker",
      }),
    );
    expect(screen.getByRole<HTMLSelectElement>("combobox").value).toBe(newId);
  });
});

test("a call among colleagues says that there is nothing to change", async () => {
  const internal = shownCall(undefined, { caller: "", direction: "internal", callerId: null, participants: [] });
  await openPopup(publishedState([internal]));
  expect(screen.getByText(/^This is an internal call/)).toBeTruthy();
  expect(screen.getByRole("heading", { name: "A colleague" })).toBeTruthy();
});

describe("Call details", () => {
  async function openDetails(more: Partial<ShownCall>): Promise<HTMLElement> {
    await openPopup(publishedState([shownCall(someValues, more)]));
    fireEvent.click(await waitFor(() => button(/^Call details$/)));
    return waitFor(() => screen.getByRole("dialog", { name: "Call details" }));
  }
  function facts(dialog: HTMLElement): Record<string, string> {
    return Object.fromEntries(
      [...dialog.querySelectorAll(".fact")].map((fact): [string, string] => [
        fact.querySelector("dt")?.textContent ?? "",
        fact.querySelector("dd")?.textContent ?? "",
      ]),
    );
  }

  test("tell all that is known, and copy id and link", async () => {
    const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    const dialog = await openDetails({
      details: {
        ...{ ani: "+16065550123", dnis: "+16065550199", recording: "paused" },
        ...{ startTime: 1_000, endTime: 66_000, externalContactId: "contact" },
      },
    });
    const link = `https://apps.mypurecloud.de/directory/#/analytics/interactions/${conversationId}/admin`;
    expect(facts(dialog)).toEqual({
      "Conversation ID": conversationId,
      Link: link,
      Direction: "Inbound",
      "Caller's number (ANI)": "+16065550123",
      "Dialled number (DNIS)": "+16065550199",
      Queue: "Members",
      Started: expect.stringContaining("1970") as unknown,
      Duration: "1:05",
      Recording: "Paused",
      "External contact": "contact",
    });
    fireEvent.click(within(dialog).getByRole("button", { name: "Copy Conversation ID" }));
    fireEvent.click(within(dialog).getByRole("button", { name: "Copy Link" }));
    await waitFor(() => expect(copied.mock.calls).toEqual([[conversationId], [link]]));
    fireEvent.click(within(dialog).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  test("leave out what nobody knows, and list the legs", async () => {
    const legs = [
      shownLeg({ id: participantId, label: "Riley", since: 0 }),
      shownLeg({ id: ownId, role: "ivr", phase: "ended" }),
    ];
    const dialog = await openDetails({ direction: null, queue: null, participants: legs });
    expect(Object.keys(facts(dialog))).toEqual(["Conversation ID", "Link"]);
    expect([...dialog.querySelectorAll(".legs li")].map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Riley – CallerConnected · .*1970/),
      "IVREnded",
    ]);
  });
});
