import { valueOf } from "../attributes/attribute.ts";
import type { Draft } from "../attributes/draft.ts";
import type { MergeRule } from "../attributes/reconcile.ts";
import { type RowState, rowState } from "../attributes/row.ts";
import type { Conversation } from "../genesys/conversation.ts";
import { placeKey } from "../protocol/draft-key.ts";
import type { ChangeRecord, Leg } from "./change-record.ts";

/** An attribute on which somebody's work is not done yet, as its row would show it. */
export interface OpenWork extends Leg {
  readonly name: string;
  readonly state: RowState;
}

/** What is typed, on its way, refused, or in conflict: each attribute once, as the rows of the popup have it. */
export function openWork(
  drafts: readonly Draft[],
  changes: readonly ChangeRecord[],
  conversations: readonly Conversation[],
  ruleOf: (name: string) => MergeRule,
): OpenWork[] {
  const draftOf = new Map(drafts.map((draft) => [placeKey(draft), draft]));
  const changeOf = new Map(changes.map((change) => [placeKey(change), change]));
  return [...new Set([...draftOf.keys(), ...changeOf.keys()])].flatMap((key) => {
    const draft = draftOf.get(key);
    const change = changeOf.get(key);
    const begun = draft ?? change;
    if (!begun) return [];
    const { conversationId, participantId, name } = begun;
    const leg = conversations
      .find(({ id }) => id === conversationId)
      ?.participants.find(({ id }) => id === participantId);
    // Where the call is not known, nothing is known to have changed on it.
    const server = leg ? valueOf(leg.attributes, name) : begun.base;
    const state = rowState({ server, draft, change, rule: ruleOf(name) });
    return state === "saved" ? [] : [{ conversationId, participantId, name, state }];
  });
}
