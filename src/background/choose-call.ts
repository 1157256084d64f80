import { phaseOf } from "../genesys/legs.ts";
import type { Calls } from "./calls.ts";
import { isHeld } from "./compose-state.ts";
import type { OpenDrafts } from "./open-drafts.ts";
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
}

/** Decides which call is shown; ended ones on which nobody's text hangs are forgotten. */
export async function chooseCall(
  { calls, selection, openDrafts, outbox, presence }: ChoiceParts,
  userId: string,
): Promise<void> {
  const { conversations } = calls.state();
  const shown = selection.shown();
  const typed = [...openDrafts.all(), ...openDrafts.begun()];
  const isTyping = typed.some(({ conversationId }) => conversationId === shown);
  const picked = selection.picked();
  const choice = { picked, pickedOver: selection.pickedOver(), shown, isTyping, front: presence.front() };
  const next = selectCall(conversations, userId, choice);
  const pick = conversations.find(({ id }) => id === picked);
  await selection.show(next, pick !== undefined && phaseOf(pick, userId) !== "ended");
  for (const conversation of conversations) {
    const isOver = conversation.id !== next && phaseOf(conversation, userId) === "ended";
    if (isOver && !isHeld(conversation, typed, outbox.all())) await calls.drop(conversation.id);
  }
}
