import { naming, type Result } from "./errors.ts";
import { anyAnswer } from "./request.ts";
import type { Api } from "./user.ts";

/** Sets the conversation's external tag (genesys-platform-api.md 1.5 [SDK]); needs `conversation:externalTag:edit`. */
export async function putExternalTag(
  api: Api,
  conversationId: string,
  externalTag: string,
): Promise<Result<undefined>> {
  const path = `/api/v2/conversations/${encodeURIComponent(conversationId)}/tags`;
  const answer = await api({ method: "PUT", path, body: { externalTag }, answer: anyAnswer });
  return naming(answer, { missing: "conversation:externalTag:edit" });
}
