import type { Conversation, Participant } from "../genesys/conversation.ts";
import { callerLeg, isCaller, ownLeg, phaseOf, queueName } from "../genesys/legs.ts";
import type { ShownCall, ShownParticipant } from "../protocol/published-state.ts";

/** `tel:+4930555010`, `sip:+4930555010@10.0.0.1;user=phone` → the number (address formats: genesys-platform-api.md 2.3 [OBS]). */
export function numberOf(address: string | null): string | null {
  const match = /^(?:tel|sip):(?<number>\+?[\d*#]+)(?:[@;]|$)/i.exec(address ?? "");
  return match?.groups?.number ?? null;
}

function labelOf({ name, ani, address }: Participant): string {
  return name ?? numberOf(ani) ?? numberOf(address) ?? "";
}

function showParticipant(leg: Participant, isWritable: boolean): ShownParticipant {
  return {
    id: leg.id,
    purpose: leg.purpose,
    label: labelOf(leg),
    editable: isWritable && isCaller(leg),
    attributes: leg.attributes,
  };
}

/** A conversation as the pages show it to this person. */
export function showCall(conversation: Conversation, userId: string): ShownCall {
  const phase = phaseOf(conversation, userId);
  const own = ownLeg(conversation, userId);
  const caller = callerLeg(conversation);
  const begun = phase === "after-call-work" ? (own?.startAcwTime ?? own?.endTime) : own?.connectedTime;
  return {
    conversationId: conversation.id,
    phase,
    caller: caller ? labelOf(caller) : "",
    queue: queueName(conversation, userId),
    direction: own?.direction ?? caller?.direction ?? null,
    since: begun ?? own?.startTime ?? caller?.connectedTime ?? null,
    callerId: caller?.id ?? null,
    participants: conversation.participants.map((leg) => showParticipant(leg, phase !== "ended")),
  };
}
