import type { Conversation, Participant } from "./conversation.ts";
import { callerLeg, isCaller, isEnded, legPhase, ownLeg } from "./legs.ts";
import { isSupervising } from "./role.ts";

/** People of the organization who take part for themselves. */
function isColleague(leg: Participant): boolean {
  return leg.userId !== null && !isSupervising(leg);
}

/**
 * Internal: nobody outside is or was on the call, and colleagues are; with one colleague alone the other side has no leg yet.
 * Outbound, if the first of us called; which way a customer's leg goes that we called, no source says. Else as that leg says.
 */
export function directionOf(conversation: Conversation, userId: string): "inbound" | "outbound" | "internal" | null {
  const caller = callerLeg(conversation);
  const colleagues = conversation.participants.filter(isColleague);
  if (!caller && new Set(colleagues.map((leg) => leg.userId)).size > 1) return "internal";
  if (colleagues[0]?.direction === "outbound") return "outbound";
  return caller?.direction ?? ownLeg(conversation, userId)?.direction ?? null;
}

/**
 * Who is together. A consultation: one of several colleagues is part of one (`consultParticipantId`, 2.2 [SDK]), be it that
 * their phone still rings. A conference: more than two talk, those who only listen in not counted.
 */
export function settingOf({ participants }: Conversation): "consultation" | "conference" | null {
  const live = participants.filter((leg) => leg.isVoice && !isEnded(leg) && (isColleague(leg) || isCaller(leg)));
  const colleagues = live.filter(isColleague);
  if (colleagues.length > 1 && colleagues.some((leg) => leg.consultParticipantId !== null)) return "consultation";
  return live.filter((leg) => legPhase(leg) !== "ringing").length > 2 ? "conference" : null;
}

/** When the conversation began; in the flat shapes only the legs know (2.2). Milliseconds since 1970. */
export function startOf({ startTime, participants }: Conversation): number | null {
  const begun = participants.flatMap((leg) => leg.startTime ?? leg.connectedTime ?? []);
  return startTime ?? (begun.length > 0 ? Math.min(...begun) : null);
}

/** When it ended; `null` while somebody is on it, or nobody says. */
export function endOf({ endTime, participants }: Conversation): number | null {
  if (endTime !== null || !participants.every(isEnded)) return endTime;
  const ends = participants.flatMap((leg) => leg.endTime ?? []);
  return ends.length > 0 ? Math.max(...ends) : null;
}

/**
 * The queue's name: as a leg of that queue tells it (an event, 2.2), else the name of its `acd` leg, else what the page shows,
 * else none. Nothing is asked for it.
 */
export function queueName(conversation: Conversation, userId: string, hint: string | null = null): string | null {
  const own = ownLeg(conversation, userId);
  const queueId = own?.queueId ?? callerLeg(conversation)?.queueId;
  if (queueId === undefined || queueId === null) return null;
  const legs = conversation.participants.filter((leg) => leg.queueId === queueId);
  const told = legs.find((leg) => leg.queueName !== null)?.queueName;
  return told ?? legs.find(({ purpose }) => purpose === "acd")?.name ?? hint;
}
