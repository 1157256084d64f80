import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, it, vi } from "vitest";
import { defaultTagsPolicy } from "../../../src/attributes/tags-policy.ts";
import type { ShownCall } from "../../../src/protocol/published-state.ts";
import { closePopups, commandsSent, keyOf, openPopup, publish, row, storedDraft } from "./open-popup.tsx";
import { fakeBrowser } from "./fake-browser.ts";
import { publishedState, shownCall, shownChange } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

const tags = "calltag.tags";
const labels = [
  "Complaint",
  "Praise",
  "Follow-up",
  "Legal review",
  "Training example",
  "Cancellation risk",
  "Vulnerable customer",
  "Suspected fraud",
];

function supervised(values: Record<string, string> = {}, more: Partial<ShownCall> = {}): ShownCall {
  return shownCall({ CallerType: "Member", ...values }, { role: "supervisor", ...more });
}
function group(): HTMLElement {
  return screen.getByRole("group", { name: "Tags" });
}
function pressed(): string[] {
  return within(group())
    .getAllByRole("button", { pressed: true })
    .map((button) => button.getAttribute("aria-label") ?? "");
}
function toggle(label: string): void {
  fireEvent.click(within(group()).getByRole("button", { name: label }));
}
function draftValue(name: string): unknown {
  return (storedDraft(name) as { value: string } | undefined)?.value;
}

describe("Tags", () => {
  it("are toggle buttons for supervisors, in the policy's order, with the note beside them", async () => {
    await openPopup(publishedState([supervised({ [tags]: "legal,vip", "calltag.note": "Angry" })]));
    const buttons = within(group()).getAllByRole("button", { name: /./ });
    expect(buttons.map((button) => button.getAttribute("aria-label")).slice(0, labels.length)).toEqual(labels);
    expect(pressed()).toEqual(["Legal review"]);
    expect(group().textContent).toContain("vip");
    expect(within(group()).getByRole<HTMLTextAreaElement>("textbox", { name: "Note" }).value).toBe("Angry");
    expect(screen.getAllByRole("listitem").map((item) => item.dataset.attribute)).toEqual(["CallerType"]);
  });

  it("of another call come with that call's note, though the note of the one before had the focus", async () => {
    const otherId = "33333333-3333-4333-8333-333333333333";
    const note = () => within(group()).getByRole<HTMLTextAreaElement>("textbox", { name: "Note" });
    await openPopup(publishedState([supervised({ "calltag.note": "Of the first caller" })]));
    note().focus();
    await publish(publishedState([supervised({ "calltag.note": "Angry" }, { conversationId: otherId })]));
    await waitFor(() => expect(note().value).toBe("Angry"));
    fireEvent.input(note(), { target: { value: "Angry!" } });
    const drafts = [...fakeBrowser.items].filter(([key]) => key.startsWith("draft/")).map(([, draft]) => draft);
    expect(drafts).toMatchObject([{ conversationId: otherId, base: "Angry", value: "Angry!" }]);
  });

  it("are rows like any other for agents, unless policy says that they tag too", async () => {
    await openPopup(publishedState([supervised({ [tags]: "legal" }, { role: "agent" })]));
    expect(screen.queryByRole("group", { name: "Tags" })).toBeNull();
    await row(tags);
    await publish(
      publishedState([supervised({ [tags]: "legal" }, { role: "agent" })], {
        tags: { ...defaultTagsPolicy, for: ["agent"], values: [{ value: "legal", label: "Law", tone: "red" }] },
      }),
    );
    await waitFor(() => expect(pressed()).toEqual(["Law"]));
    expect(screen.queryAllByRole("listitem").map((item) => item.dataset.attribute)).toEqual(["CallerType"]);
  });

  it("that are toggled are one draft, kept at once, and saved with the note in one command", async () => {
    await openPopup(publishedState([supervised({ [tags]: "vip" })]));
    toggle("Complaint");
    toggle("Legal review");
    fireEvent.input(screen.getByRole("textbox", { name: "Note" }), { target: { value: "Call back" } });
    await waitFor(() => expect(draftValue(tags)).toBe("complaint,legal,vip"));
    fireEvent.click(screen.getByRole("button", { name: /^Save/ }));
    await waitFor(() => expect(commandsSent("save")).toHaveLength(1));
    expect(commandsSent("save")).toMatchObject([
      {
        edits: [
          { name: tags, base: "vip", value: "complaint,legal,vip" },
          { name: "calltag.note", base: null, value: "Call back" },
        ],
      },
    ]);
  });

  it("that are toggled twice are no draft any more", async () => {
    await openPopup(publishedState([supervised({ [tags]: "vip" })]));
    toggle("Complaint");
    await waitFor(() => expect(draftValue(tags)).toBe("complaint,vip"));
    toggle("Complaint");
    await waitFor(() => expect(storedDraft(tags)).toBeUndefined());
    expect(screen.getByRole<HTMLButtonElement>("button", { name: /^Save/ }).disabled).toBe(true);
  });

  it("that somebody else gives or takes back meanwhile come and go beside one's own toggles, without a conflict", async () => {
    await openPopup(publishedState([supervised({ [tags]: "legal" })]));
    toggle("Complaint");
    await publish(publishedState([supervised({ [tags]: "praise" })]));
    await waitFor(() => expect(pressed()).toEqual(["Complaint", "Praise"]));
    expect(screen.queryByRole("button", { name: "Keep mine" })).toBeNull();
    toggle("Follow-up");
    await waitFor(() => expect(draftValue(tags)).toBe("complaint,follow-up,praise"));
    await publish(publishedState([supervised({ [tags]: "complaint,follow-up,praise,x" })]));
    await waitFor(() => expect(fakeBrowser.items.has(keyOf(tags))).toBe(false));
  });

  it("are toggled by digit keys, but not while somebody types", async () => {
    await openPopup(publishedState([supervised()]));
    const note = screen.getByRole("textbox", { name: "Note" });
    note.focus();
    fireEvent.keyDown(note, { key: "1" });
    expect(within(group()).queryAllByRole("button", { pressed: true })).toEqual([]);
    note.blur();
    fireEvent.keyDown(document.body, { key: "1" });
    fireEvent.keyDown(document.body, { key: "4" });
    fireEvent.keyDown(document.body, { key: "9" });
    fireEvent.keyDown(document.body, { key: "2", ctrlKey: true });
    await waitFor(() => expect(pressed()).toEqual(["Complaint", "Legal review"]));
  });

  it("are not toggled by what is typed on into a note whose call has just gone, until the person goes somewhere else", async () => {
    const next = supervised({}, { conversationId: "0b6cb6f5-8d2a-4a31-9f4b-1a9b2f5f1c02" });
    await openPopup(publishedState([supervised(), next]));
    screen.getByRole("textbox", { name: "Note" }).focus();
    await publish(publishedState([next]));
    await waitFor(() => expect(document.activeElement).toBe(document.body));
    fireEvent.keyDown(document.body, { key: "1" });
    expect(within(group()).queryAllByRole("button", { pressed: true })).toEqual([]);
    fireEvent.pointerDown(document.body);
    fireEvent.keyDown(document.body, { key: "1" });
    await waitFor(() => expect(pressed()).toEqual(["Complaint"]));
  });

  it("of an ended call can be seen and not toggled", async () => {
    await openPopup(publishedState([supervised({ [tags]: "legal" }, { phase: "ended" })]));
    expect(pressed()).toEqual(["Legal review"]);
    fireEvent.keyDown(document.body, { key: "1" });
    toggle("Complaint");
    expect(pressed()).toEqual(["Legal review"]);
    expect(storedDraft(tags)).toBeUndefined();
  });

  it("that were refused stay pressed, say why, and are taken back by a toggle", async () => {
    const refused = shownChange({
      ...{ name: tags, base: "vip", value: "complaint,vip", status: "failed" },
      problem: { kind: "rejected", status: 400, detail: "no" },
    });
    await openPopup(publishedState([supervised({ [tags]: "praise,vip" })], { changes: [refused] }));
    expect(pressed()).toEqual(["Complaint", "Praise"]);
    expect(group().textContent).toContain("no");
    toggle("Complaint");
    await waitFor(() => expect(commandsSent("discard")).toMatchObject([{ names: [tags] }]));
  });

  it("say in words how far they are", async () => {
    const sent = shownChange({ name: tags, base: null, value: "complaint", status: "sending" });
    await openPopup(publishedState([supervised()], { changes: [sent] }));
    expect(pressed()).toEqual(["Complaint"]);
    expect(group().textContent).toContain("Saving");
  });
});

describe("What keeps the tags from being the conversation's external tag", () => {
  const refused = { kind: "forbidden", missing: "conversation:externalTag:edit", scope: null, detail: "" } as const;

  it("is said at the tags of that call, and of no other on which the page stays", async () => {
    const call = supervised();
    const state = publishedState([call], {
      tagProblems: [{ conversationId: "33333333-3333-4333-8333-333333333333", problem: refused, isRetried: false }],
    });
    await openPopup(state);
    expect(group().textContent).not.toContain("external tag");
    await publish({
      ...state,
      tagProblems: [{ conversationId: call.conversationId, problem: refused, isRetried: false }],
    });
    await waitFor(() => expect(group().textContent).toContain("not as the conversation's external tag"));
    expect(group().textContent).toContain("conversation:externalTag:edit");
  });

  it("is said to be tried again where it is", async () => {
    const call = supervised();
    const tagProblems = [
      { conversationId: call.conversationId, problem: { kind: "offline" } as const, isRetried: true },
    ];
    await openPopup(publishedState([call], { tagProblems }));
    expect(group().textContent).toContain("Calltag tries again");
  });
});
