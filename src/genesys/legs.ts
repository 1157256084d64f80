import type { Conversation, Participant } from "./conversation.ts";

/**
 * Ended participants are seen as `terminated`, not `disconnected`; both count (genesys-platform-api.md 2.1 [OBS]). A leg without
 * a state (2.1: `none`) has ended when it has an end.
 */
export function isEnded({ state, endTime }: Participant): boolean {
  return state === "terminated" || state === "disconnected" || (state === "none" && endTime !== null);
}

const ringingStates: ReadonlySet<string> = new Set(["alerting", "dialing", "contacting", "offering"]);

export type Phase = "ringing" | "connected" | "held" | "after-call-work" | "ended";

/**
 * The person's own leg: live, else the latest. One user can own several agent legs in one conversation, each missed
 * alert leaves a terminated one (2.3 [OBS]).
 */
export function ownLeg(conversation: Conversation, userId: string): Participant | undefined {
  const own = conversation.participants.filter((participant) => participant.userId === userId);
  return own.find((leg) => !isEnded(leg)) ?? own.toSorted((a, b) => (b.startTime ?? 0) - (a.startTime ?? 0))[0];
}

/** After-call work: the own leg has ended, and its wrap-up has begun (`startAcwTime`) and not ended (2.3 [OBS]). */
function isInAfterCallWork(leg: Participant): boolean {
  return leg.startAcwTime !== null && leg.endAcwTime === null && !leg.isWrappedUp;
}

/** Where the call stands for the person whose leg it is. */
export function phaseOf(conversation: Conversation, userId: string): Phase {
  const leg = ownLeg(conversation, userId);
  if (!leg) return conversation.participants.every(isEnded) ? "ended" : "connected";
  if (isEnded(leg)) return leg.connectedTime !== null && isInAfterCallWork(leg) ? "after-call-work" : "ended";
  if (ringingStates.has(leg.state)) return "ringing";
  return leg.held ? "held" : "connected";
}

/**
 * Legs of people outside: `customer`, or `external` on business calls. By convention attributes are written there (3
 * [DOC S14]); agents' own legs are left alone.
 */
export function isCaller(participant: Participant): boolean {
  return participant.purpose === "customer" || participant.purpose === "external";
}

/** The caller's leg: a live customer, else a live external, else the first that there was. */
export function callerLeg(conversation: Conversation): Participant | undefined {
  const callers = conversation.participants.filter(isCaller);
  const live = callers.filter((leg) => !isEnded(leg));
  return live.find((leg) => leg.purpose === "customer") ?? live[0] ?? callers[0];
}

/** The queue's name: from the leg, else the name of the `acd` leg of that queue, else none. */
export function queueName(conversation: Conversation, userId: string): string | null {
  const own = ownLeg(conversation, userId);
  const leg = own?.queueId ? own : callerLeg(conversation);
  if (!leg?.queueId) return null;
  const acd = conversation.participants.find(({ purpose, queueId }) => purpose === "acd" && queueId === leg.queueId);
  return leg.queueName ?? acd?.name ?? null;
}
