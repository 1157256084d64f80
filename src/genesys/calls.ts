import { callConversationSchema, callListingSchema } from "./call-conversation.ts";
import type { Conversation } from "./conversation.ts";
import type { Result } from "./errors.ts";
import type { Api } from "./user.ts";

const path = "/api/v2/conversations/calls";

/** The person's active calls (genesys-platform-api.md 1.1 [SDK]: no permission, no paging). */
export async function listCalls(api: Api): Promise<Result<Conversation[]>> {
  const answer = await api({ method: "GET", path, answer: callListingSchema });
  return answer.ok ? { ok: true, value: answer.value.entities } : answer;
}

/** One call (1.1 [SDK]: no permission listed). */
export function readCall(api: Api, conversationId: string): Promise<Result<Conversation>> {
  return api({ method: "GET", path: `${path}/${encodeURIComponent(conversationId)}`, answer: callConversationSchema });
}
