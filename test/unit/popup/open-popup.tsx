import { fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import type { Draft } from "../../../src/attributes/draft.ts";
import { App } from "../../../src/popup/app.tsx";
import { createState } from "../../../src/popup/state.ts";
import { isTyping } from "../../../src/popup/typing.ts";
import { draftKey } from "../../../src/protocol/draft-key.ts";
import type { PublishedState } from "../../../src/protocol/published-state.ts";
import { fakeBrowser } from "./fake-browser.ts";
import { conversationId, participantId, publishedState } from "./published.ts";

const closers: (() => void)[] = [];

/** The popup over a published state, once it has read it. */
export async function openPopup(state: PublishedState | null = publishedState()): Promise<() => void> {
  if (state) await fakeBrowser.storage.session.set({ state });
  const popup = createState({ isTyping, page: document });
  const { unmount } = render(<App state={popup} />);
  await popup.loading;
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    unmount();
    popup.stop();
  };
  closers.push(close);
  await waitFor(() => screen.getByRole("status"));
  return close;
}

export function closePopups(): void {
  for (const close of closers.splice(0)) close();
  fakeBrowser.reset();
}

export async function publish(state: PublishedState): Promise<void> {
  await fakeBrowser.storage.session.set({ state });
}

export type Field = HTMLInputElement | HTMLTextAreaElement;

export async function row(name: string): Promise<HTMLElement> {
  return waitFor(() => {
    const found = screen.getAllByRole("listitem").find((item) => item.dataset.attribute === name);
    if (!found) throw new Error(`There is no row ${name}`);
    return found;
  });
}

export async function field(name: string): Promise<Field> {
  return within(await row(name)).getByRole<Field>("textbox");
}

export async function typeInto(name: string, text: string): Promise<Field> {
  const target = await field(name);
  target.focus();
  fireEvent.input(target, { target: { value: text } });
  return target;
}

const owner = "organization/anna";

/** The caller's leg of the call that the popup shows. */
const shownLeg = { conversationId, participantId };

export function draftOf(name: string, base: string | null, value: string, leg = shownLeg): Draft {
  return { ...leg, name, base, value, editedAt: 1, owner };
}

export function keyOf(name: string, leg = shownLeg): string {
  return draftKey({ ...leg, name, owner });
}

export function storedDraft(name: string): unknown {
  return fakeBrowser.items.get(keyOf(name));
}

/** Leaves a draft as a popup would have; answers its key. */
export async function storeDraft(name: string, base: string | null, value: string, leg = shownLeg): Promise<string> {
  const draft = draftOf(name, base, value, leg);
  await fakeBrowser.storage.session.set({ [draftKey(draft)]: draft });
  return draftKey(draft);
}

export function commandsSent(command: string): unknown[] {
  return fakeBrowser.sent.filter((message) => message.command === command).map(({ request }) => request);
}

export function button(name: RegExp): HTMLButtonElement {
  return screen.getByRole<HTMLButtonElement>("button", { name });
}

/** A background that accepts whatever is saved, but does not tell of it in the state. */
export function acceptSaves(): void {
  fakeBrowser.answer("save", ({ edits }: { edits: { name: string }[] }) => ({
    ok: true,
    value: { accepted: edits.map(({ name }) => name), conflicts: [] },
  }));
}
