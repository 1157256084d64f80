import type { PlacedCall } from "../simulator/place-call.ts";

/** Both HTTP APIs (product.md, "Words"): where each writes a caller's attributes, and the scope that it needs for that. */
export const dialects = [
  {
    dialect: "conversations",
    scope: "conversations",
    path: ({ conversationId, callerParticipantId }: PlacedCall) =>
      `/api/v2/conversations/calls/${conversationId}/participants/${callerParticipantId}/attributes`,
  },
  {
    dialect: "interactions",
    scope: "interaction:modify",
    path: ({ conversationId, callerParticipantId }: PlacedCall) =>
      `/api/v2/interactions/${conversationId}/participants/${callerParticipantId}`,
  },
] as const;
