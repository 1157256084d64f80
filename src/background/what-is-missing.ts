import type { Conversation } from "../genesys/conversation.ts";
import type { GenesysError, Result } from "../genesys/errors.ts";
import { successorOf } from "../genesys/legs.ts";
import type { Problem } from "../protocol/problem.ts";
import type { Leg } from "./change-record.ts";

/** A 404 says not what is missing: a read of the call decides (product.md, "Saving"). */
export function whatIsMissing({ participantId }: Leg, error: GenesysError, answer: Result<Conversation>): Problem {
  if (!answer.ok) return answer.error.kind === "not-found" ? { kind: "call-ended" } : error;
  const participant = answer.value.participants.find(({ id }) => id === participantId);
  return !participant || successorOf(answer.value, participant) ? { kind: "participant-gone" } : error;
}
