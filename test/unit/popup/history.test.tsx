import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { HistoryEntry } from "../../../src/protocol/history.ts";
import { fakeBrowser } from "./fake-browser.ts";
import { closePopups, commandsSent, openPopup, publish } from "./open-popup.tsx";
import { conversationId, participantId, publishedState, signedIn } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

const otherId = "33333333-3333-4333-8333-333333333333";
const change = {
  order: 1,
  conversationId,
  participantId,
  source: null,
  before: "silver",
  after: "gold",
  outcome: "confirmed",
} as const;
const entries: HistoryEntry[] = [
  { ...change, order: 3, conversationId: otherId, name: "Other", before: null, at: 3000, outcome: "refused" },
  { ...change, order: 2, name: "Newer", at: 2000 },
  { ...change, name: "Older", at: 1000 },
];

async function openHistory(state = publishedState()) {
  await openPopup(state);
  fireEvent.click(screen.getByText("My changes"));
  const dialog = within(await waitFor(() => screen.getByRole("dialog", { name: "My changes" })));
  return {
    dialog,
    names: () => dialog.queryAllByRole("listitem").map((item) => item.querySelector("b")?.textContent),
    button: (name: string) => dialog.getByRole<HTMLButtonElement>("button", { name }),
  };
}

describe("one's own changes", () => {
  test("are listed for the shown call, newest first, with before, after and outcome", async () => {
    fakeBrowser.answer("read-history", () => ({ ok: true, value: { entries } }));
    const { dialog, names } = await openHistory();
    await waitFor(() => expect(names()).toEqual(["Newer", "Older"]));
    const [newer] = dialog.getAllByRole("listitem");
    expect(newer?.textContent).toMatch(/NewerSaved.*silver → changed togold/);
  });

  test("of all calls follow on demand, the shown call's first", async () => {
    fakeBrowser.answer("read-history", () => ({ ok: true, value: { entries } }));
    const { dialog, names } = await openHistory();
    await waitFor(() => expect(names()).toHaveLength(2));
    fireEvent.click(dialog.getByRole("checkbox", { name: "All calls" }));
    await waitFor(() => expect(names()).toEqual(["Newer", "Older", "Other"]));
    expect(dialog.getByText("Not saved")).toBeTruthy();
    expect(dialog.getByText("not there")).toBeTruthy();
  });

  test("are all listed when there is no call", async () => {
    fakeBrowser.answer("read-history", () => ({ ok: true, value: { entries } }));
    const { dialog, names } = await openHistory(publishedState([]));
    await waitFor(() => expect(names()).toEqual(["Other", "Newer", "Older"]));
    expect(dialog.queryByRole("checkbox")).toBeNull();
  });

  test("that are none are said to be none, and cannot be exported or cleared", async () => {
    fakeBrowser.answer("read-history", () => ({ ok: true, value: { entries: [] } }));
    const { dialog, button } = await openHistory();
    await waitFor(() => expect(dialog.getByText("You have changed nothing on this call yet.")).toBeTruthy());
    expect(["Clear", "Export CSV", "Export JSON"].map((name) => button(name).disabled)).toEqual([true, true, true]);
  });

  test("that cannot be read say why", async () => {
    fakeBrowser.answer("read-history", () => ({ ok: false, error: { kind: "not-running" } }));
    const { dialog } = await openHistory();
    await waitFor(() => expect(dialog.getByText(/Calltag does not answer/)).toBeTruthy());
  });

  test("are cleared on demand", async () => {
    fakeBrowser.answer("read-history", () => ({ ok: true, value: { entries } }));
    const { names, button } = await openHistory();
    await waitFor(() => expect(names()).toHaveLength(2));
    fireEvent.click(button("Clear"));
    await waitFor(() => expect(names()).toEqual([]));
    expect(commandsSent("clear-history")).toEqual([{ owner: signedIn.owner }]);
  });

  test("are asked for by whom the page shows, and leave the screen when somebody else comes in their place", async () => {
    fakeBrowser.answer("read-history", () => ({ ok: true, value: { entries } }));
    const { names } = await openHistory();
    await waitFor(() => expect(names()).toHaveLength(2));
    await publish(publishedState(undefined, { account: { ...signedIn, owner: "organization/ben" } }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(commandsSent("read-history")).toEqual([{ owner: signedIn.owner }]);
  });

  test("are handed over as files, by links that do not stay", async () => {
    const files: { name: string; type: string; text: string }[] = [];
    const blobs: Blob[] = [];
    vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
      if (blob instanceof Blob) blobs.push(blob);
      return "blob:file";
    });
    const revoked = vi.spyOn(URL, "revokeObjectURL").mockReturnValue();
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      files.push({ name: this.download, type: blobs.at(-1)?.type ?? "", text: this.href });
    });
    fakeBrowser.answer("read-history", () => ({ ok: true, value: { entries } }));
    const { names, button } = await openHistory();
    await waitFor(() => expect(names()).toHaveLength(2));
    vi.useFakeTimers();
    fireEvent.click(button("Export CSV"));
    fireEvent.click(button("Export JSON"));
    vi.runAllTimers();
    vi.useRealTimers();
    expect(files.map(({ name }) => name)).toEqual(["calltag-changes.csv", "calltag-changes.json"]);
    expect(files.map(({ type }) => type)).toEqual(["text/csv;charset=utf-8", "application/json"]);
    expect(JSON.parse((await blobs[1]?.text()) ?? "")).toEqual(entries.slice(1));
    expect(revoked).toHaveBeenCalledTimes(2);
    vi.restoreAllMocks();
  });
});
