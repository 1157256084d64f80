import type { Conversation } from "../genesys/conversation.ts";
import { type Phase, phaseOf } from "../genesys/legs.ts";

/** Connected and not held, then alerting, then held, then after-call work (product.md, "Finding the call"). */
const rank: Record<Phase, number> = { connected: 0, ringing: 1, held: 2, "after-call-work": 3, ended: 4 };

interface Choice {
  /** What the person picked; holds until that call ends. */
  readonly picked: string | undefined;
  /** What is on screen now. */
  readonly shown: string | undefined;
  /** While something is typed for the call on screen, nothing switches by itself. */
  readonly isTyping: boolean;
}

/** Which call is shown. An ended one stays on screen while there is no other. */
export function selectCall(
  conversations: readonly Conversation[],
  userId: string,
  { picked, shown, isTyping }: Choice,
): string | undefined {
  const phases = new Map(conversations.map((conversation) => [conversation.id, phaseOf(conversation, userId)]));
  const phase = (id: string | undefined): Phase => phases.get(id ?? "") ?? "ended";
  if (picked !== undefined && phase(picked) !== "ended") return picked;
  if (isTyping && shown !== undefined && phase(shown) !== "ended") return shown;
  const best = [...phases].toSorted(([, a], [, b]) => rank[a] - rank[b])[0];
  // Of two equally good ones the one on screen stays.
  if (shown !== undefined && phases.has(shown) && best && rank[phase(shown)] === rank[best[1]]) return shown;
  return best?.[0];
}
