import type { Result } from "./errors.ts";
import { anyAnswer } from "./request.ts";
import type { Api } from "./user.ts";

/**
 * Writes the given keys and no others: merged per key (genesys-platform-api.md 3 [INF], strong). Answered by 202: accepted,
 * not yet visible; the next snapshot confirms (3). Values are strings in every model (1.2 [SDK]).
 */
export function writeAttributes(
  api: Api,
  conversationId: string,
  participantId: string,
  values: ReadonlyMap<string, string>,
): Promise<Result<undefined>> {
  const leg = `${encodeURIComponent(conversationId)}/participants/${encodeURIComponent(participantId)}`;
  return api({
    method: "PATCH",
    path: `/api/v2/conversations/calls/${leg}/attributes`,
    body: { attributes: Object.fromEntries(values) },
    answer: anyAnswer,
  });
}
