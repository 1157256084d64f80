import { afterEach, expect, test, vi } from "vitest";
import { createState } from "../../../src/popup/state.ts";
import { draftKey } from "../../../src/protocol/draft-key.ts";
import { fakeBrowser } from "./fake-browser.ts";
import type { PublishedState } from "../../../src/protocol/published-state.ts";
import {
  acceptSaves,
  closePopups,
  commandsSent,
  draftOf,
  keyOf,
  publish,
  storeDraft,
  storedDraft,
} from "./open-popup.tsx";
import { conversationId, participantId, publishedState, shownCall, shownChange, shownLeg } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

const otherCall = shownCall(undefined, {
  conversationId: "33333333-3333-4333-8333-333333333333",
  callerId: "44444444-4444-4444-8444-444444444444",
  participants: [
    shownLeg({
      id: "44444444-4444-4444-8444-444444444444",
      attributes: [{ name: "CallerType", value: "Member", kind: "string" }],
    }),
  ],
});
const calls = [shownCall(), otherCall];
const first = { owner: "organization/anna", conversationId, participantId };

/** The same, and the next person is here. */
function withBen(state: PublishedState): PublishedState {
  const { account } = state;
  if (account.status !== "signed-in") throw new Error("nobody is signed in");
  return { ...state, account: { ...account, owner: "organization/ben", userName: "Ben Agent" } };
}

/** The popup, and the row of CallerType in it. */
async function opened(state = publishedState()) {
  await fakeBrowser.storage.session.set({ state });
  const popup = createState({ isTyping: () => false, page: document });
  await popup.loading;
  const row = popup.shown.rows.value.find(({ name }) => name === "CallerType");
  if (!row) throw new Error("There is no row CallerType");
  return { popup, row };
}

/** A row as it was on screen when another call came in front, between the press of a key and what it does. */
async function rowOfFirst(name: string, state = publishedState(calls)) {
  await fakeBrowser.storage.session.set({ state });
  const popup = createState({ isTyping: () => false, page: document });
  await popup.loading;
  const row = popup.shown.rows.value.find((one) => one.name === name);
  if (!row) throw new Error(`There is no row ${name}`);
  const { list } = state.calls;
  await publish({ ...state, calls: { ...state.calls, list, selectedId: otherCall.conversationId } });
  await vi.waitFor(() => expect(popup.shown.call.value?.conversationId).toBe(otherCall.conversationId));
  return { popup, row };
}

test("A row is saved to the leg on which it was typed, whatever call is in front by then", async () => {
  acceptSaves();
  await storeDraft("CallerType", "Member", "Broker");
  const { popup, row } = await rowOfFirst("CallerType");
  await popup.saveRow(row);
  const edits = [{ name: "CallerType", value: "Broker", base: "Member" }];
  expect(commandsSent("save")).toEqual([{ ...first, edits }]);
  popup.stop();
});

test("What is tried again goes to the leg on which it was typed", async () => {
  acceptSaves();
  const change = shownChange({ name: "CallerType", base: "Member", value: "Broker", status: "failed" });
  const { popup, row } = await rowOfFirst("CallerType", publishedState(calls, { changes: [change] }));
  await popup.tryAgain(row);
  const edits = [{ name: "CallerType", value: "Broker", base: "Member" }];
  expect(commandsSent("save")).toEqual([{ ...first, edits }]);
  popup.stop();
});

test("What is typed on while it is tried again is not written over where somebody else wrote meanwhile", async () => {
  const change = shownChange({ name: "CallerType", base: "Member", value: "Broker", status: "failed" });
  const { popup, row } = await opened(publishedState(undefined, { changes: [change] }));
  let answerSave = (): void => undefined;
  fakeBrowser.answer(
    "save",
    () =>
      new Promise((resolve) => {
        answerSave = () => resolve({ ok: true, value: { accepted: [], conflicts: ["CallerType"] } });
      }),
  );
  const trying = popup.tryAgain(row);
  await vi.waitFor(() => expect(commandsSent("save")).toHaveLength(1));
  popup.type(row, "Brokers", "Member");
  answerSave();
  await trying;
  expect(storedDraft("CallerType")).toMatchObject({ value: "Brokers" });
  popup.stop();
});

test("What one typed on while a save was under way stays theirs, whoever signs in before the answer", async () => {
  await storeDraft("CallerType", "Member", "Broker");
  const state = publishedState();
  await fakeBrowser.storage.session.set({ state });
  const popup = createState({ isTyping: () => false, page: document });
  await popup.loading;
  let answerSave = (): void => undefined;
  fakeBrowser.answer(
    "save",
    () =>
      new Promise((resolve) => {
        answerSave = () => resolve({ ok: true, value: { accepted: ["CallerType"], conflicts: [] } });
      }),
  );
  const saving = popup.saveAll();
  await vi.waitFor(() => expect(commandsSent("save")).toHaveLength(1));
  const row = popup.shown.rows.value.find(({ name }) => name === "CallerType");
  if (!row) throw new Error("There is no row CallerType");
  popup.type(row, "Brokers", "Member");
  await publish(withBen(state));
  answerSave();
  await saving;
  expect(storedDraft("CallerType")).toMatchObject({ value: "Brokers", owner: "organization/anna" });
  popup.stop();
});

test("A text of the next person stands beside that of the person before, and is shown to them alone", async () => {
  const state = publishedState();
  const { popup, row } = await opened(state);
  popup.type(row, "Brokers", "Member");
  const bens = { ...draftOf("CallerType", "Member", "Provider"), owner: "organization/ben" };
  await fakeBrowser.storage.session.set({ [draftKey(bens)]: bens });
  const shown = () => [...popup.drafts.value.values()].map(({ value }) => value);
  expect(shown()).toEqual(["Brokers"]);
  await publish(withBen(state));
  await vi.waitFor(() => expect(shown()).toEqual(["Provider"]));
  expect(storedDraft("CallerType")).toMatchObject({ value: "Brokers", owner: "organization/anna" });
  expect(fakeBrowser.items.get(draftKey(bens))).toEqual(bens);
  popup.stop();
});

test("A row that is still on screen when the next person is here is not saved for them", async () => {
  acceptSaves();
  const state = publishedState();
  await storeDraft("CallerType", "Member", "Broker");
  const { popup, row } = await opened(state);
  await publish(withBen(state));
  await popup.saveRow(row);
  expect(commandsSent("save")).toEqual([]);
  popup.stop();
});

test("A text that was put away and came back with its owner is shown in the page that had written it", async () => {
  const state = publishedState();
  const { popup, row } = await opened(state);
  popup.type(row, "Brokers", "Member");
  const written = storedDraft("CallerType");
  await vi.waitFor(() => expect(storedDraft("CallerType")).toBeDefined());
  await publish(withBen(state));
  await fakeBrowser.storage.session.remove([keyOf("CallerType")]);
  await publish(state);
  await fakeBrowser.storage.session.set({ [keyOf("CallerType")]: written });
  await vi.waitFor(() => expect([...popup.drafts.value.values()]).toEqual([written]));
  popup.stop();
});

test("A draft that the person before left is not saved for the next one", async () => {
  acceptSaves();
  const draft = { ...draftOf("CallerType", "Member", "Broker"), owner: "organization/ben" };
  await storeDraft("Skills", "", "billing");
  await fakeBrowser.storage.session.set({ [draftKey(draft)]: draft });
  await fakeBrowser.storage.session.set({ state: publishedState() });
  const popup = createState({ isTyping: () => false, page: document });
  await popup.loading;
  await popup.saveAll();
  expect(commandsSent("save")).toEqual([{ ...first, edits: [{ name: "Skills", value: "billing", base: "" }] }]);
  expect(fakeBrowser.items.get(draftKey(draft))).toEqual(draft);
  popup.stop();
});
