import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "./fake-browser.ts";
import {
  acceptSaves,
  button,
  closePopups,
  commandsSent,
  field,
  openPopup,
  publish,
  row,
  storeDraft,
  storedDraft,
  typeInto,
} from "./open-popup.tsx";
import { conversationId, participantId, publishedState, shownCall, shownChange, someValues } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

describe("Save", () => {
  test("is disabled when there is nothing to save, and the only button of that name", async () => {
    await openPopup();
    await row("CallerType");
    expect(button(/^Save/).disabled).toBe(true);
  });

  test("sends all edits as one command, and their drafts are gone", async () => {
    acceptSaves();
    await openPopup();
    await typeInto("CallerType", "Broker");
    await typeInto("Skills", "billing");
    await waitFor(() => expect(screen.getByText("2 changes")).toBeTruthy());
    fireEvent.click(button(/^Save/));
    await waitFor(() => expect(storedDraft("Skills")).toBeUndefined());
    expect(commandsSent("save")).toEqual([
      {
        owner: "organization/anna",
        conversationId,
        participantId,
        edits: [
          { name: "CallerType", value: "Broker", base: "Member" },
          { name: "Skills", value: "billing", base: "" },
        ],
      },
    ]);
  });

  test("shows what it was told last, though an answer that it asked for before comes later", async () => {
    const change = shownChange({ name: "CallerType", value: "Broker", base: "Member", status: "sent" });
    const saved = publishedState([shownCall({ ...someValues, CallerType: "Broker" })]);
    let isAnswered = false;
    fakeBrowser.answer("save", () => {
      void publish(publishedState(undefined, { changes: [change] }));
      const late = fakeBrowser.storage.session.get(["state"]);
      vi.spyOn(fakeBrowser.storage.session, "get").mockImplementationOnce(async () => {
        await publish(saved);
        await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("saved"));
        isAnswered = true;
        return late;
      });
      return { ok: true, value: { accepted: ["CallerType"], conflicts: [] } };
    });
    await openPopup();
    await typeInto("CallerType", "Broker");
    fireEvent.click(button(/^Save/));
    await waitFor(() => expect(isAnswered).toBe(true));
    await new Promise((taken) => setTimeout(taken));
    expect((await row("CallerType")).dataset.state).toBe("saved");
  });

  test("does not lose the focus when its button is disabled by it", async () => {
    acceptSaves();
    await openPopup();
    await typeInto("CallerType", "Broker");
    await waitFor(() => expect(button(/^Save/).disabled).toBe(false));
    button(/^Save/).focus();
    fireEvent.click(button(/^Save/));
    await waitFor(() => expect(button(/^Save/).disabled).toBe(true));
    expect(document.activeElement?.contains(button(/^Save/))).toBe(true);
    expect(document.activeElement).not.toBe(document.body);
  });

  test("by Ctrl+S twice is one command", async () => {
    acceptSaves();
    await openPopup();
    const target = await typeInto("CallerType", "Broker");
    fireEvent.keyDown(target, { key: "s", ctrlKey: true });
    fireEvent.keyDown(target, { key: "s", ctrlKey: true });
    await waitFor(() => expect(storedDraft("CallerType")).toBeUndefined());
    expect(commandsSent("save")).toHaveLength(1);
  });

  test("by Enter saves that row only", async () => {
    acceptSaves();
    await openPopup();
    await typeInto("Skills", "billing");
    const target = await typeInto("CallerType", "Broker");
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("edited"));
    fireEvent.keyDown(target, { key: "Enter" });
    await waitFor(() => expect(storedDraft("CallerType")).toBeUndefined());
    expect(commandsSent("save")).toMatchObject([{ edits: [{ name: "CallerType" }] }]);
    expect(storedDraft("Skills")).toMatchObject({ value: "billing" });
  });

  test("leaves conflicts to the person", async () => {
    acceptSaves();
    await storeDraft("CallerType", "Visitor", "Broker");
    await openPopup();
    await typeInto("Skills", "billing");
    await waitFor(() => expect(screen.getByText("1 change, 1 conflict")).toBeTruthy());
    fireEvent.click(button(/^Save/));
    await waitFor(() => expect(commandsSent("save")).toMatchObject([{ edits: [{ name: "Skills" }] }]));
  });

  test("keeps what was typed on meanwhile, as an edit of what was sent", async () => {
    let answerNow: (reply: unknown) => void = () => undefined;
    fakeBrowser.answer("save", () => new Promise((resolve) => (answerNow = resolve)));
    await openPopup();
    await typeInto("CallerType", "Broker");
    await waitFor(() => expect(button(/^Save/).disabled).toBe(false));
    fireEvent.click(button(/^Save/));
    await typeInto("CallerType", "Brokers");
    await waitFor(() => expect(commandsSent("save")).toHaveLength(1));
    answerNow({ ok: true, value: { accepted: ["CallerType"], conflicts: [] } });
    await waitFor(() => expect(storedDraft("CallerType")).toMatchObject({ base: "Broker", value: "Brokers" }));
  });

  test("that cannot be done says so, with what became of the work, and keeps it", async () => {
    fakeBrowser.answer("save", () => ({
      ok: false,
      error: {
        kind: "forbidden",
        missing: "conversation:call:edit",
        scope: null,
        detail: "",
        correlationId: "abc-123",
      },
    }));
    await openPopup();
    await typeInto("CallerType", "Broker");
    await waitFor(() => expect(button(/^Save/).disabled).toBe(false));
    fireEvent.click(button(/^Save/));
    const alert = await waitFor(() => {
      const shown = screen.getByRole("alert");
      expect(shown.textContent).toContain("conversation:call:edit");
      return shown;
    });
    expect(alert.textContent).toContain("What you typed is kept.");
    expect(alert.textContent).toContain("abc-123");
    expect(within(alert).getByRole("button", { name: "Copy Genesys ID" })).toBeTruthy();
    expect(storedDraft("CallerType")).toMatchObject({ value: "Broker" });
  });

  test("says in the live region when it was sent and when it is saved", async () => {
    await openPopup();
    await row("CallerType");
    await publish(
      publishedState(undefined, { changes: [shownChange({ name: "CallerType", value: "Broker", status: "sent" })] }),
    );
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Sent: CallerType"));
    expect((await row("CallerType")).dataset.state).toBe("sent");
    await publish(publishedState([shownCall({ ...someValues, CallerType: "Broker" })]));
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Saved: CallerType"));
    expect((await row("CallerType")).dataset.state).toBe("saved");
  });
});

describe("a conflict", () => {
  test("shows both values, and Keep mine makes it an edit of theirs", async () => {
    await storeDraft("CallerType", "Visitor", "Broker");
    await openPopup();
    const conflict = await row("CallerType");
    expect(conflict.dataset.state).toBe("conflict");
    expect(within(conflict).getByText("Broker")).toBeTruthy();
    expect(within(conflict).getByText("Member")).toBeTruthy();
    fireEvent.click(within(conflict).getByRole("button", { name: "Keep mine" }));
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("edited"));
    expect(storedDraft("CallerType")).toMatchObject({ base: "Member", value: "Broker" });
    await waitFor(async () => expect(document.activeElement).toBe(await field("CallerType")));
  });

  test("is settled by Take theirs", async () => {
    await storeDraft("CallerType", "Visitor", "Broker");
    await openPopup();
    fireEvent.click(within(await row("CallerType")).getByRole("button", { name: "Take theirs" }));
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("saved"));
    expect((await field("CallerType")).value).toBe("Member");
  });

  test("of a change that was saved becomes a draft before the change is dropped", async () => {
    const changes = [shownChange({ name: "CallerType", value: "Broker", base: "Visitor", status: "conflict" })];
    await openPopup(publishedState(undefined, { changes }));
    let draftThen: unknown;
    fakeBrowser.answer("discard", () => {
      draftThen = storedDraft("CallerType");
      return { ok: true, value: {} };
    });
    fireEvent.click(within(await row("CallerType")).getByRole("button", { name: "Keep mine" }));
    await waitFor(() => expect(commandsSent("discard")).toMatchObject([{ names: ["CallerType"] }]));
    expect(draftThen).toMatchObject({ base: "Member", value: "Broker" });
  });
});

describe("a refused change", () => {
  const changes = [
    shownChange({
      name: "CallerType",
      value: "Broker",
      base: "Member",
      status: "failed",
      problem: { kind: "rejected", status: 400, detail: "too long" },
    }),
  ];

  test("shows its value and why, at the field", async () => {
    await openPopup(publishedState(undefined, { changes }));
    const refused = await row("CallerType");
    expect(refused.dataset.state).toBe("failed");
    expect((await field("CallerType")).value).toBe("Broker");
    expect((await field("CallerType")).getAttribute("aria-invalid")).toBe("true");
    expect(refused.textContent).toContain("too long");
  });

  test("can be tried again as it is", async () => {
    acceptSaves();
    await openPopup(publishedState(undefined, { changes }));
    fireEvent.click(within(await row("CallerType")).getByRole("button", { name: "Try again" }));
    await waitFor(() =>
      expect(commandsSent("save")).toMatchObject([
        { edits: [{ name: "CallerType", value: "Broker", base: "Member" }] },
      ]),
    );
  });

  test("that is tried again, discarded and brought back before the answer stays a draft", async () => {
    let answer: (reply: unknown) => void = () => undefined;
    fakeBrowser.answer("save", () => new Promise((resolve) => (answer = resolve)));
    await openPopup(publishedState(undefined, { changes }));
    fireEvent.click(within(await row("CallerType")).getByRole("button", { name: "Try again" }));
    fireEvent.click(button(/^Discard/));
    await waitFor(() => expect(commandsSent("discard")).toMatchObject([{ names: ["CallerType"] }]));
    await publish(publishedState());
    fireEvent.click(await waitFor(() => button(/^Undo/)));
    answer({ ok: true, value: { accepted: ["CallerType"], conflicts: [] } });
    await new Promise((taken) => setTimeout(taken));
    expect(storedDraft("CallerType")).toMatchObject({ base: "Member", value: "Broker" });
  });

  test("that meets another value when it is tried again becomes a draft in conflict", async () => {
    fakeBrowser.answer("save", () => ({ ok: true, value: { accepted: [], conflicts: ["CallerType"] } }));
    await openPopup(publishedState(undefined, { changes }));
    fireEvent.click(within(await row("CallerType")).getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(commandsSent("discard")).toMatchObject([{ names: ["CallerType"] }]));
    expect(storedDraft("CallerType")).toMatchObject({ base: "Member", value: "Broker" });
  });
});

describe("Discard", () => {
  test("drops drafts and refused changes; Undo brings them back", async () => {
    const changes = [
      shownChange({ name: "DNIS", value: "1", base: "1350017", status: "failed", problem: { kind: "timeout" } }),
    ];
    await openPopup(publishedState(undefined, { changes }));
    await typeInto("CallerType", "Broker");
    await waitFor(() => expect(screen.getByText("1 change, 1 not saved")).toBeTruthy());
    fireEvent.click(button(/^Discard/));
    await waitFor(() => expect(commandsSent("discard")).toMatchObject([{ names: ["DNIS"] }]));
    expect(storedDraft("CallerType")).toBeUndefined();
    await publish(publishedState());
    fireEvent.click(await waitFor(() => button(/^Undo/)));
    expect(storedDraft("CallerType")).toMatchObject({ base: "Member", value: "Broker" });
    expect(storedDraft("DNIS")).toMatchObject({ base: "1350017", value: "1" });
    await waitFor(() => expect(screen.queryByRole("button", { name: /^Undo/ })).toBeNull());
  });

  test("can no longer be undone after the next edit", async () => {
    await openPopup();
    await typeInto("CallerType", "Broker");
    await waitFor(() => expect(button(/^Discard/).disabled).toBe(false));
    fireEvent.click(button(/^Discard/));
    await waitFor(() => button(/^Undo/));
    await typeInto("Skills", "billing");
    await waitFor(() => expect(screen.queryByRole("button", { name: /^Undo/ })).toBeNull());
  });
});
