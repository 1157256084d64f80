import { phaseOf } from "../genesys/legs.ts";
import type { Calls } from "./calls.ts";
import { heldCalls } from "./compose-state.ts";
import type { OpenDrafts } from "./open-drafts.ts";
import type { OutsideCalls } from "./outside-calls.ts";
import type { Outbox } from "./outbox.ts";
import { selectCall } from "./select-call.ts";
import type { Presence } from "./presence.ts";
import type { Selection } from "./selection.ts";

interface ChoiceParts {
  readonly calls: Calls;
  readonly selection: Selection;
  readonly openDrafts: OpenDrafts;
  readonly outbox: Outbox;
  readonly presence: Presence;
  readonly outside: OutsideCalls;
}

/** Decides which call is shown; ended ones on which nobody's text hangs are forgotten. */
export async function chooseCall(
  { calls, selection, openDrafts, outbox, presence, outside }: ChoiceParts,
  userId: string,
): Promise<void> {
  await outside.tidy();
  const { conversations } = calls.state();
  const shown = selection.shown();
  const typed = [...openDrafts.all(), ...openDrafts.begun()];
  const isTyping = typed.some(({ conversationId }) => conversationId === shown);
  const { id: next, isPickKept } = selectCall(conversations, userId, {
    ...{ picked: selection.picked(), pickedAmong: selection.pickedAmong(), pickedOver: selection.pickedOver() },
    ...{ shown, isTyping, front: presence.front() },
  });
  await selection.show(next, isPickKept);
  if (next !== shown) await outside.tidy();
  const held = heldCalls(typed, outbox.all());
  for (const conversation of conversations) {
    const { id } = conversation;
    const isWanted = id === next || held.includes(id) || outside.isAsked(id);
    if (!isWanted && phaseOf(conversation, userId) === "ended") await calls.drop(id);
  }
  outside.update();
}
