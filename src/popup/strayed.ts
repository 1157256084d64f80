import type { Draft } from "../attributes/draft.ts";
import { draftKey } from "../protocol/draft-key.ts";
import type { ShownCall, ShownChange } from "../protocol/published-state.ts";
import type { Restorable } from "./discarding.ts";

/** Something typed for a leg that the call has no more. */
export interface Strayed extends Restorable {
  /** Is there a change in the outbox, beside or instead of a draft? */
  readonly saved: boolean;
}

/** Drafts and unsent changes whose leg is gone, a draft before the change that it was typed over. */
export function findStrayed(
  call: ShownCall | undefined,
  changes: readonly ShownChange[],
  drafts: ReadonlyMap<string, Draft>,
): Strayed[] {
  if (!call) return [];
  const gone = ({ conversationId, participantId }: Restorable): boolean =>
    conversationId === call.conversationId &&
    !call.participants.some(({ id, successorId }) => id === participantId && successorId === null);
  const waiting = changes.filter((change) => gone(change) && change.status !== "sent" && change.status !== "sending");
  const saved = new Map(waiting.map((change) => [draftKey(change), change]));
  const all = new Map<string, Restorable>([...saved, ...[...drafts].filter(([, draft]) => gone(draft))]);
  return [...all].map(([key, { conversationId, participantId, name, base, value }]) => {
    // From the first of several changes of one attribute the whole edit began.
    const first = waiting.find((change) => draftKey(change) === key);
    return {
      conversationId,
      participantId,
      name,
      base: first ? first.base : base,
      value,
      saved: first !== undefined,
    };
  });
}
