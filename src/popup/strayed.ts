import type { Draft } from "../attributes/draft.ts";
import { placeKey } from "../protocol/draft-key.ts";
import type { PublishedState, ShownCall, ShownChange } from "../protocol/published-state.ts";
import type { Restorable } from "./discarding.ts";

/** Something typed for a leg that the call has no more, or for a call that is not listed any more. */
export interface Strayed extends Restorable {
  /** Is there a change in the outbox, beside or instead of a draft? */
  readonly saved: boolean;
}

/** Without what else is known of it: that is not to be written with a draft. */
export function restorable({ conversationId, participantId, name, base, value }: Restorable): Restorable {
  return { conversationId, participantId, name, base, value };
}

type Drafts = ReadonlyMap<string, Draft>;

/** Drafts and changes of places that are gone, a draft before the change that it was typed over. */
function collect(changes: readonly ShownChange[], drafts: Drafts, gone: (place: Restorable) => boolean): Strayed[] {
  const waiting = changes.filter(gone);
  const saved = new Map(waiting.map((change) => [placeKey(change), change]));
  const all = new Map<string, Restorable>([...saved, ...[...drafts].filter(([, draft]) => gone(draft))]);
  return [...all].map(([key, item]) => {
    // From the first of several changes of one attribute the whole edit began.
    const first = waiting.find((change) => placeKey(change) === key);
    return { ...restorable(item), base: first ? first.base : item.base, saved: first !== undefined };
  });
}

/** Is it of this call, and of a leg that went or was replaced? */
export function isStrayed(call: ShownCall, { conversationId, participantId }: Restorable): boolean {
  return (
    conversationId === call.conversationId &&
    !call.participants.some(({ id, successorId }) => id === participantId && successorId === null)
  );
}

/** Drafts and unsent changes whose leg is gone. */
export function findStrayed(call: ShownCall | undefined, changes: readonly ShownChange[], drafts: Drafts): Strayed[] {
  if (!call) return [];
  const unsent = changes.filter(({ status }) => status !== "sent" && status !== "sending");
  return collect(unsent, drafts, (place) => isStrayed(call, place));
}

/**
 * Drafts, and changes that do not go on by themselves, of calls that are not listed: a call that ended while the browser was closed, say.
 * Nothing while the list is not there.
 */
export function findUnlisted(
  calls: PublishedState["calls"] | undefined,
  changes: readonly ShownChange[],
  drafts: Drafts,
): Strayed[] {
  if (calls?.status !== "ready") return [];
  const listed = new Set(calls.list.map(({ conversationId }) => conversationId));
  const stopped = changes.filter(({ status }) => status === "failed" || status === "conflict");
  return collect(stopped, drafts, ({ conversationId }) => !listed.has(conversationId));
}
