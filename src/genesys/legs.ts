import type { Conversation, Participant } from "./conversation.ts";

/**
 * Ended participants are seen as `terminated`, not `disconnected`; both count (genesys-platform-api.md 2.1 [OBS]). A leg without
 * a state (2.1: `none`) has ended when it has an end.
 */
export function isEnded({ state, endTime }: Participant): boolean {
  return state === "terminated" || state === "disconnected" || (state === "none" && endTime !== null);
}

const ringingStates: ReadonlySet<string> = new Set(["alerting", "dialing", "contacting", "offering"]);

export type LegPhase = "ringing" | "connected" | "held" | "ended";
export type Phase = LegPhase | "after-call-work";

/** Where a leg stands. A parked call waits as one on hold does (2.1, `parkTime` in 2.2 [SDK]). */
export function legPhase(leg: Participant): LegPhase {
  if (isEnded(leg)) return "ended";
  if (ringingStates.has(leg.state)) return "ringing";
  return leg.held || leg.state === "parked" ? "held" : "connected";
}

/**
 * After-call work: the leg was connected and has ended, and its wrap-up has begun (`startAcwTime`) and not ended (2.3
 * [OBS]).
 */
function isInAfterCallWork(leg: Participant): boolean {
  const isOpen = leg.startAcwTime !== null && leg.endAcwTime === null && !leg.isWrappedUp;
  return isEnded(leg) && isOpen && leg.connectedTime !== null;
}

/**
 * The person's own leg. One user can own several agent legs in one conversation, each missed alert leaves a terminated
 * one (2.3 [OBS]): the one that is on the call, else the one that rings, else one in after-call work, else the latest.
 */
export function ownLeg({ participants }: Conversation, userId: string): Participant | undefined {
  const own = participants.filter((leg) => leg.userId === userId);
  const live = own.filter((leg) => !isEnded(leg));
  const latest = own.reduce<Participant | undefined>(
    (found, leg) => ((leg.startTime ?? 0) >= (found?.startTime ?? 0) ? leg : found),
    undefined,
  );
  return live.find((leg) => legPhase(leg) !== "ringing") ?? live[0] ?? own.findLast(isInAfterCallWork) ?? latest;
}

/** Where the call stands for the person whose leg it is. */
export function phaseOf(conversation: Conversation, userId: string): Phase {
  const leg = ownLeg(conversation, userId);
  if (!leg) return conversation.participants.every(isEnded) ? "ended" : "connected";
  return isInAfterCallWork(leg) ? "after-call-work" : legPhase(leg);
}

/**
 * Legs of people outside: `customer`, or `external` on business calls. By convention attributes are written there (3
 * [DOC S14]); agents' own legs are left alone.
 */
export function isCaller({ purpose }: Participant): boolean {
  return purpose === "customer" || purpose === "external";
}

/** Ended by handing the person on, not because they left: `transfer`, `transfer.consult` … (2.1 [SDK S5]). */
function isHandedOn(leg: Participant): boolean {
  return isEnded(leg) && leg.disconnectType?.startsWith("transfer") === true;
}

/** The callers' legs: those that live, else those by which the callers left. */
function presentCallers({ participants }: Conversation): Participant[] {
  const callers = participants.filter(isCaller);
  const live = callers.filter((leg) => !isEnded(leg));
  const left = callers.filter((leg) => !isHandedOn(leg));
  return [live, left, callers].find(({ length }) => length > 0) ?? [];
}

/**
 * The caller's leg: a customer's, else an external's; of several the first, so that a callback's leg stays the caller's
 * when it becomes a call. None on a call among colleagues.
 */
export function callerLeg(conversation: Conversation): Participant | undefined {
  const callers = presentCallers(conversation);
  return callers.find(({ purpose }) => purpose === "customer") ?? callers[0];
}

/** A caller's leg that a transfer ended, where the caller has another one: what was typed for it belongs there. */
export function isReplaced(conversation: Conversation, leg: Participant): boolean {
  return isCaller(leg) && isHandedOn(leg) && !presentCallers(conversation).some(({ id }) => id === leg.id);
}

/** May its attributes be written, as far as legs decide? Not one's own, not other agents', not a leg that is no more. */
export function isWritable(conversation: Conversation, leg: Participant): boolean {
  return isCaller(leg) && !isReplaced(conversation, leg);
}
