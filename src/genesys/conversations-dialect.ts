import type { AttributeDialect } from "./dialect.ts";
import { naming } from "./errors.ts";
import { anyAnswer } from "./request.ts";

/** 5.3 [INF], near certain. */
const writeScope = "conversations";

/** The published API: strings only, and 202 = accepted, not yet visible (genesys-platform-api.md 1.1, 1.2, 3 [SDK]). */
export const conversationsDialect: AttributeDialect = {
  read: undefined,
  async write(api, { conversationId, participantId }, attributes) {
    const leg = `${encodeURIComponent(conversationId)}/participants/${encodeURIComponent(participantId)}`;
    const answer = await api({
      method: "PATCH",
      path: `/api/v2/conversations/calls/${leg}/attributes`,
      body: { attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value])) },
      answer: anyAnswer,
    });
    return naming(answer, { scope: writeScope });
  },
};
