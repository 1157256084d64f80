import { readCall } from "./calls.ts";
import type { Conversation } from "./conversation.ts";
import { naming, type Result } from "./errors.ts";
import { genericConversationSchema } from "./generic-conversation.ts";
import { isEnded, ownLeg, phaseOf } from "./legs.ts";
import { isSupervising } from "./role.ts";
import type { Api } from "./user.ts";

/** To read a conversation that one is not on: permission 1.1, 3 [SDK]; scope 5.3 [INF] (genesys-platform-api.md). */
const needed = { missing: "conversation:communication:view", scope: "conversations:readonly" };

/** On the call, or in after-call work for it: then it is among the person's own calls, and the channel tells of it. */
export function isOnCall(conversation: Conversation, userId: string): boolean {
  return ownLeg(conversation, userId) !== undefined && phaseOf(conversation, userId) !== "ended";
}

/** Monitored, coached or barged, and does so no more: nothing tells of the call any longer, which may go on. */
export function hasListened(conversation: Conversation, userId: string): boolean {
  const listened = conversation.participants.some((leg) => leg.userId === userId && isSupervising(leg));
  return listened && ownLeg(conversation, userId) === undefined;
}

/** As one sees it who is not on it any more: that one was, does not end it. */
function fromOutside(conversation: Conversation, userId: string): Conversation {
  if (isOnCall(conversation, userId)) return conversation;
  const participants = conversation.participants.filter(
    (leg) => leg.userId !== userId || !isEnded(leg) || isSupervising(leg),
  );
  return { ...conversation, participants };
}

/**
 * A call that the person need not be on: the generic endpoint, which asks for a permission; the calls endpoint names none, and is for
 * those who take part (3 [SDK]). What has no voice in it, a chat for instance, is not found.
 */
async function readOutsideCall(api: Api, conversationId: string, userId: string): Promise<Result<Conversation>> {
  const path = `/api/v2/conversations/${encodeURIComponent(conversationId)}`;
  const answer = naming(await api({ method: "GET", path, answer: genericConversationSchema }), needed);
  if (!answer.ok) return answer;
  return answer.value.participants.some(({ isVoice }) => isVoice)
    ? { ok: true, value: fromOutside(answer.value, userId) }
    : { ok: false, error: { kind: "not-found" } };
}

/** One call: of one's own, or as `viewer` sees it from outside. */
export function readCallAs(
  api: Api,
  conversationId: string,
  viewer: string | undefined,
): Promise<Result<Conversation>> {
  return viewer === undefined ? readCall(api, conversationId) : readOutsideCall(api, conversationId, viewer);
}
