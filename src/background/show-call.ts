import { directionOf, endOf, queueName, settingOf, startOf } from "../genesys/call-facts.ts";
import type { Conversation, Participant } from "../genesys/conversation.ts";
import { callerLeg, isCaller, isWritable, legPhase, ownLeg, phaseOf, successorOf } from "../genesys/legs.ts";
import { isSupervising, roleOf } from "../genesys/role.ts";
import type { User } from "../genesys/user.ts";
import type { LegRole, ShownCall, ShownParticipant } from "../protocol/published-state.ts";

/** `tel:+4930555010`, `sip:+4930555010@10.0.0.1;user=phone` → the number (address formats: genesys-platform-api.md 2.3 [OBS]). */
export function numberOf(address: string | null): string | null {
  const match = /^(?:tel|sip):(?<number>\+?[\d*#]+)(?:[@;]|$)/i.exec(address ?? "");
  return match?.groups?.number ?? null;
}

function labelOf({ name, ani, address, userId }: Participant): string {
  // The `ani` of a colleague's leg is the caller's number (2.4 [OBS]).
  return name ?? (userId === null ? numberOf(ani) : null) ?? numberOf(address) ?? "";
}

function roleOfLeg(leg: Participant, userId: string): LegRole {
  if (isCaller(leg)) return "caller";
  if (leg.userId === userId) return "you";
  if (leg.userId !== null) return isSupervising(leg) ? "supervisor" : "agent";
  if (leg.purpose === "acd") return "queue";
  return leg.purpose === "ivr" || leg.purpose === "agent" ? leg.purpose : "other";
}

/** Who sees the call, and what their page says of it. */
export interface Viewer extends Pick<User, "userId" | "permissions"> {
  /** The queue that the page in front shows for this call; `null` if it shows none. */
  readonly queueHint?: string | null;
}

/** A conversation as the pages show it to this person. */
export function showCall(conversation: Conversation, { userId, permissions, queueHint = null }: Viewer): ShownCall {
  const phase = phaseOf(conversation, userId);
  const own = ownLeg(conversation, userId);
  const caller = callerLeg(conversation);
  const begun = phase === "after-call-work" ? (own?.startAcwTime ?? own?.endTime) : own?.connectedTime;
  const direction = directionOf(conversation, userId);
  const others = conversation.participants.filter((leg) => leg.userId !== null && leg.userId !== userId);
  // Among colleagues the other one is who one talks to.
  const other = direction === "internal" ? (others.find((leg) => legPhase(leg) !== "ended") ?? others[0]) : undefined;
  const face = caller ?? other;
  const outside = caller ?? own;
  return {
    conversationId: conversation.id,
    phase,
    role: roleOf(conversation, { userId, permissions }),
    caller: face ? labelOf(face) : "",
    queue: queueName(conversation, userId, queueHint),
    direction,
    setting: settingOf(conversation),
    since: begun ?? own?.startTime ?? caller?.connectedTime ?? null,
    callerId: caller?.id ?? null,
    details: {
      ani: numberOf(outside?.ani ?? null),
      dnis: numberOf(outside?.dnis ?? null),
      startTime: startOf(conversation),
      endTime: endOf(conversation),
      recording: conversation.recording,
      externalContactId: caller?.externalContactId ?? null,
    },
    participants: conversation.participants.map(
      (leg): ShownParticipant => ({
        id: leg.id,
        purpose: leg.purpose,
        role: roleOfLeg(leg, userId),
        phase: legPhase(leg),
        successorId: successorOf(conversation, leg)?.id ?? null,
        since: leg.connectedTime ?? leg.startTime,
        label: labelOf(leg),
        editable: phase !== "ended" && isWritable(conversation, leg),
        attributes: leg.attributes,
      }),
    ),
  };
}
