import { callConversationSchema, callListingSchema } from "./call-conversation.ts";
import type { Conversation } from "./conversation.ts";
import { naming, type Result } from "./errors.ts";
import type { Api } from "./user.ts";

const path = "/api/v2/conversations/calls";

/** Finding the call is the same in both dialects; the scope for it: 5.3 [INF], near certain. */
const readScope = { scope: "conversations:readonly" };

/** The person's active calls (genesys-platform-api.md 1.1 [SDK]: no permission, no paging). */
export async function listCalls(api: Api): Promise<Result<Conversation[]>> {
  const answer = await api({ method: "GET", path, answer: callListingSchema });
  return answer.ok ? { ok: true, value: answer.value.entities } : naming(answer, readScope);
}

/** One call (1.1 [SDK]: no permission listed). */
export async function readCall(api: Api, conversationId: string): Promise<Result<Conversation>> {
  const one = `${path}/${encodeURIComponent(conversationId)}`;
  return naming(await api({ method: "GET", path: one, answer: callConversationSchema }), readScope);
}
