import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "./fake-browser.ts";
import {
  button,
  closePopups,
  field,
  openPopup,
  publish,
  row,
  storeDraft,
  storedDraft,
  typeInto,
  draftOf,
  keyOf,
} from "./open-popup.tsx";
import { publishedState, shownCall, shownChange, someValues } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

describe("typing", () => {
  test("writes a draft with the value that it began from, at once", async () => {
    await openPopup();
    await typeInto("CallerType", "P");
    expect(storedDraft("CallerType")).toMatchObject({ name: "CallerType", base: "Member", value: "P" });
  });

  test("keeps the base while the typing goes on, and while the server moves", async () => {
    await openPopup();
    await typeInto("CallerType", "P");
    await publish(publishedState([shownCall({ ...someValues, CallerType: "Broker" })]));
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("conflict"));
    await typeInto("CallerType", "Pr");
    expect(storedDraft("CallerType")).toMatchObject({ base: "Member", value: "Pr" });
  });

  test("over one's own change on its way begins from that change", async () => {
    await openPopup(
      publishedState(undefined, { changes: [shownChange({ name: "CallerType", value: "Broker", status: "sent" })] }),
    );
    expect((await field("CallerType")).value).toBe("Broker");
    await typeInto("CallerType", "Brokers");
    expect(storedDraft("CallerType")).toMatchObject({ base: "Broker", value: "Brokers" });
  });

  test("over several changes on their way begins from the last of them", async () => {
    const changes = [
      shownChange({ name: "CallerType", value: "Broker", base: "Member", status: "sending" }),
      shownChange({ name: "CallerType", value: "Agent", base: "Broker", status: "waiting" }),
    ];
    await openPopup(publishedState(undefined, { changes }));
    expect((await field("CallerType")).value).toBe("Agent");
    await typeInto("CallerType", "Agents");
    expect(storedDraft("CallerType")).toMatchObject({ base: "Agent", value: "Agents" });
  });

  test("over a refused change begins where that change began: what somebody else wrote since is still a conflict", async () => {
    const problem = { kind: "timeout" } as const;
    const changes = [shownChange({ name: "CallerType", value: "Broker", base: "Agency", status: "failed", problem })];
    await openPopup(publishedState(undefined, { changes }));
    await typeInto("CallerType", "Brokers");
    expect(storedDraft("CallerType")).toMatchObject({ base: "Agency", value: "Brokers" });
    expect((await row("CallerType")).dataset.state).toBe("conflict");
  });

  test.each([
    ["refused", { base: "Member", value: "Membrane", status: "failed", problem: { kind: "timeout" } }],
    ["in conflict", { base: "Broker", value: "Membrane", status: "conflict" }],
  ] as const)(
    "over a change that is %s stays under one's hands where it says for a moment what is there",
    async (_, change) => {
      await openPopup(publishedState(undefined, { changes: [shownChange({ name: "CallerType", ...change })] }));
      let target = await typeInto("CallerType", "");
      for (const key of "Members") {
        target = await typeInto("CallerType", target.value + key);
        await new Promise((painted) => setTimeout(painted));
      }
      expect(target.value).toBe("Members");
      expect(storedDraft("CallerType")).toMatchObject({ base: change.base, value: "Members" });
    },
  );

  test("what is there over a change that was refused is an edit, to be saved in its place", async () => {
    const refused = shownChange({ name: "CallerType", value: "Broker", base: "Member", status: "failed" });
    await openPopup(publishedState(undefined, { changes: [refused] }));
    await typeInto("CallerType", "Member");
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("edited"));
    expect(button(/^Save/).disabled).toBe(false);
    fireEvent.keyDown(await field("CallerType"), { key: "Escape" });
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("failed"));
  });

  test("back to what was there leaves no draft", async () => {
    await openPopup();
    await typeInto("CallerType", "P");
    await typeInto("CallerType", "Member");
    await waitFor(() => expect(storedDraft("CallerType")).toBeUndefined());
    expect((await row("CallerType")).dataset.state).toBe("saved");
  });

  test("the same again, after it was taken back, stays, though the news of that comes late", async () => {
    await openPopup();
    const late = fakeBrowser.holdNews();
    await typeInto("CallerType", "abcd");
    await typeInto("CallerType", "Member");
    await typeInto("CallerType", "abcd");
    late.release();
    await new Promise((resolve) => setTimeout(resolve));
    expect((await row("CallerType")).dataset.state).toBe("edited");
    expect((await field("CallerType")).value).toBe("abcd");
    expect(storedDraft("CallerType")).toMatchObject({ base: "Member", value: "abcd" });
    // What another view discards afterwards is discarded here too.
    await fakeBrowser.storage.session.remove([keyOf("CallerType")]);
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("saved"));
  });

  test("survives a closed popup", async () => {
    const close = await openPopup();
    await typeInto("ANI ", "tel:+1");
    close();
    await openPopup(null);
    await waitFor(async () => expect((await field("ANI ")).value).toBe("tel:+1"));
    expect((await row("ANI ")).dataset.state).toBe("edited");
  });

  test("is taken back by Esc, which then does not close the popup", async () => {
    await openPopup();
    const target = await typeInto("CallerType", "P");
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("edited"));
    expect(fireEvent.keyDown(target, { key: "Escape" })).toBe(false);
    await waitFor(() => expect(target.value).toBe("Member"));
    expect(storedDraft("CallerType")).toBeUndefined();
    expect(fireEvent.keyDown(target, { key: "Escape" })).toBe(true);
  });
});

describe("news", () => {
  test("of another attribute appears", async () => {
    await openPopup();
    await publish(publishedState([shownCall({ ...someValues, Skills: "billing" })]));
    await waitFor(async () => expect((await field("Skills")).value).toBe("billing"));
  });

  test("does not replace the text of a focused field, and an edit of it then asks", async () => {
    await openPopup();
    const target = await field("CallerType");
    target.focus();
    await publish(publishedState([shownCall({ ...someValues, CallerType: "Broker", Skills: "billing" })]));
    await waitFor(async () => expect((await field("Skills")).value).toBe("billing"));
    expect(target.value).toBe("Member");
    await typeInto("CallerType", "Members");
    expect(storedDraft("CallerType")).toMatchObject({ base: "Member" });
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("conflict"));
  });

  test("is shown once the field is left", async () => {
    await openPopup();
    const target = await field("CallerType");
    target.focus();
    await publish(publishedState([shownCall({ ...someValues, CallerType: "Broker" })]));
    target.blur();
    await waitFor(() => expect(target.value).toBe("Broker"));
  });

  test("that says what was typed ends the draft", async () => {
    await openPopup();
    await typeInto("CallerType", "Broker");
    await publish(publishedState([shownCall({ ...someValues, CallerType: "Broker" })]));
    await waitFor(() => expect(storedDraft("CallerType")).toBeUndefined());
  });

  test("of one's own change ends the draft, to whose save no answer came: an undo does not bring it up again", async () => {
    await storeDraft("CallerType", "Member", "Broker");
    await openPopup();
    const change = shownChange({ name: "CallerType", base: "Member", value: "Broker", status: "waiting" });
    await publish(publishedState(undefined, { changes: [change] }));
    await waitFor(() => expect(storedDraft("CallerType")).toBeUndefined());
    await publish(publishedState(undefined, { changes: [] }));
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("saved"));
    expect((await field("CallerType")).value).toBe("Member");
  });

  test("of a refusal keeps the draft that says the same: it is still to be decided", async () => {
    await storeDraft("CallerType", "Member", "Broker");
    await openPopup();
    const change = shownChange({ name: "CallerType", base: "Member", value: "Broker", status: "failed" });
    await publish(publishedState(undefined, { changes: [change] }));
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("edited"));
    expect(storedDraft("CallerType")).toMatchObject({ value: "Broker" });
  });
});

describe("another view", () => {
  test("shows what is typed elsewhere", async () => {
    await openPopup();
    await storeDraft("CallerType", "Member", "typed elsewhere");
    await waitFor(async () => expect((await field("CallerType")).value).toBe("typed elsewhere"));
  });

  test("that removes an older text does not remove the newer one", async () => {
    await openPopup();
    await storeDraft("CallerType", "Member", "old");
    await waitFor(async () => expect((await field("CallerType")).value).toBe("old"));
    await typeInto("CallerType", "newer");
    // The other view had not heard of the newer text yet.
    fakeBrowser.tell({
      [keyOf("CallerType")]: { oldValue: { ...draftOf("CallerType", "Member", "old"), editedAt: 1 } },
    });
    fakeBrowser.items.delete(keyOf("CallerType"));
    await waitFor(() => expect(storedDraft("CallerType")).toMatchObject({ value: "newer" }));
    expect((await field("CallerType")).value).toBe("newer");
  });

  test("is written over with a later stamp, though the clock was set back", async () => {
    await openPopup();
    const tomorrow = Date.now() + 86_400_000;
    const elsewhere = { ...draftOf("CallerType", "Member", "typed elsewhere"), editedAt: tomorrow };
    await fakeBrowser.storage.session.set({ [keyOf("CallerType")]: elsewhere });
    await waitFor(async () => expect((await field("CallerType")).value).toBe("typed elsewhere"));
    await typeInto("CallerType", "typed here");
    expect(storedDraft("CallerType")).toMatchObject({ value: "typed here", editedAt: tomorrow + 1 });
  });

  test("that discards what is shown here discards it here too", async () => {
    await openPopup();
    await typeInto("CallerType", "P");
    const keys = [...fakeBrowser.items.keys()].filter((key) => key.startsWith("draft/"));
    await fakeBrowser.storage.session.remove(keys);
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("saved"));
    expect(screen.getByText("No changes")).toBeTruthy();
  });
});
