import type { Conversation } from "../genesys/conversation.ts";
import { type Phase, phaseOf } from "../genesys/legs.ts";
import type { PageHint } from "../protocol/page-hint.ts";
import { showsIt } from "./shows-it.ts";

/** Connected and not held, then alerting, then held, then after-call work (product.md, "Finding the call"). */
const rank: Record<Phase, number> = { connected: 0, ringing: 1, held: 2, "after-call-work": 3, ended: 4 };

interface Choice {
  /** What the person picked; holds until that call ends. */
  readonly picked: string | undefined;
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
  { picked, pickedOver, shown, isTyping, front }: Choice,
): string | undefined {
  const phases = new Map(conversations.map((conversation) => [conversation.id, phaseOf(conversation, userId)]));
  const isLive = (id: string | undefined): id is string => id !== undefined && (phases.get(id) ?? "ended") !== "ended";
  if (isTyping && isLive(shown)) return shown;
  const page = front.conversationId;
  if (page !== null && phases.has(page) && !(isLive(picked) && pickedOver === page)) return page;
  if (isLive(picked)) return picked;
  const ranks = conversations.map(({ id }) => rank[phases.get(id) ?? "ended"]);
  const best = conversations.filter((_, index) => ranks[index] === Math.min(...ranks));
  const hinted = best.filter((conversation) => showsIt(front, conversation, userId));
  if (best.length > 1 && hinted.length === 1) return hinted[0]?.id;
  // Of equally good ones the one on screen stays.
  return (best.find(({ id }) => id === shown) ?? best[0])?.id;
}
