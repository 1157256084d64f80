import type { Conversation } from "../genesys/conversation.ts";
import { ownLeg, type Phase, phaseOf } from "../genesys/legs.ts";
import type { PageHint } from "../protocol/page-hint.ts";
import { showsIt } from "./shows-it.ts";

/** Connected and not held, then alerting, then held, then after-call work (product.md, "Finding the call"); then those of others. */
const rank: Record<Phase, number> = { connected: 0, ringing: 1, held: 2, "after-call-work": 3, ended: 5 };
const othersRank = 4;

function rankOf(conversation: Conversation, userId: string): number {
  const phase = phaseOf(conversation, userId);
  return phase === "ended" || ownLeg(conversation, userId) ? rank[phase] : othersRank;
}

interface Choice {
  /** What the person picked; holds until that call ends, or, if it was over already, until another comes. */
  readonly picked: string | undefined;
  /** If that was over already: the calls that were not, as it was picked. */
  readonly pickedAmong: readonly string[] | undefined;
  /** The call of the page that was in front then. */
  readonly pickedOver: string | undefined;
  /** What is on screen now. */
  readonly shown: string | undefined;
  /** While something is typed for the call on screen, nothing switches by itself. */
  readonly isTyping: boolean;
  /** What the Genesys tab in front shows. */
  readonly front: PageHint;
}

/**
 * Which call is shown, of those that are known: whatever a page says, no other. An interaction's page overrides while it is
 * in front, unless the person picked another call over it. What a page's roster shows only breaks ties. An ended call stays
 * on screen while there is no other.
 */
export function selectCall(
  conversations: readonly Conversation[],
  userId: string,
  { picked, pickedAmong, pickedOver, shown, isTyping, front }: Choice,
): { readonly id: string | undefined; readonly isPickKept: boolean } {
  const phases = new Map(conversations.map((conversation) => [conversation.id, phaseOf(conversation, userId)]));
  const isLive = (id: string | undefined): id is string => id !== undefined && (phases.get(id) ?? "ended") !== "ended";
  const isNew = (id: string): boolean => isLive(id) && pickedAmong?.includes(id) !== true;
  const isOldPick = picked !== undefined && phases.has(picked) && pickedAmong !== undefined;
  const isPickKept = isLive(picked) || (isOldPick && ![...phases.keys()].some(isNew));

  function choose(): string | undefined {
    if (isTyping && isLive(shown)) return shown;
    const page = front.conversationId;
    if (page !== null && phases.has(page) && !(isPickKept && pickedOver === page)) return page;
    if (isPickKept) return picked;
    const ranks = conversations.map((conversation) => rankOf(conversation, userId));
    const best = conversations.filter((_, index) => ranks[index] === Math.min(...ranks));
    const hinted = best.filter((conversation) => showsIt(front, conversation, userId));
    if (best.length > 1 && hinted.length === 1) return hinted[0]?.id;
    // Of equally good ones the one on screen stays.
    return (best.find(({ id }) => id === shown) ?? best[0])?.id;
  }
  return { id: choose(), isPickKept };
}
