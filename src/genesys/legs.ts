import type { Conversation, Participant } from "./conversation.ts";
import { isSupervising } from "./role.ts";

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
export function isInAfterCallWork(leg: Participant): boolean {
  const isOpen = leg.startAcwTime !== null && leg.endAcwTime === null && !leg.isWrappedUp;
  return isEnded(leg) && isOpen && leg.connectedTime !== null;
}

/**
 * How far a leg has come. It never goes back: who was answered does not ring again, who left does not return (with another leg
 * they may), and work that is done is not begun again. Hold comes and goes: it says nothing.
 */
export function stageOf(leg: Participant): number {
  if (!isEnded(leg)) return legPhase(leg) === "ringing" ? 0 : 1;
  if (leg.isWrappedUp || leg.endAcwTime !== null) return 4;
  return isInAfterCallWork(leg) ? 3 : 2;
}

/**
 * The person's own leg. One user can own several agent legs in one conversation, each missed alert leaves a terminated
 * one (2.3 [OBS]): the one that is on the call, else the one that rings, else one in after-call work, else the latest.
 * That they listened and do so no more makes it none of theirs: the call goes on without them.
 */
export function ownLeg({ participants }: Conversation, userId: string): Participant | undefined {
  const own = participants.filter((leg) => leg.userId === userId && !(isEnded(leg) && isSupervising(leg)));
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

/** A call that nothing tells of any more, as if everybody had left: what was known of it can still be read. */
export function asEnded(conversation: Conversation): Conversation {
  const participants = conversation.participants.map((leg) =>
    isEnded(leg) && !isInAfterCallWork(leg) ? leg : { ...leg, state: "terminated", isWrappedUp: true },
  );
  return { ...conversation, participants };
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

/** The callers' legs: those that live, else those by which the callers left; in the order in which the callers came. */
function presentCallers({ participants }: Conversation): Participant[] {
  const callers = participants.filter(isCaller);
  const live = callers.filter((leg) => !isEnded(leg));
  const left = callers.filter((leg) => !isHandedOn(leg));
  const present = [live, left, callers].find(({ length }) => length > 0) ?? [];
  const came = (leg: Participant): number => callers.findIndex((other) => isSamePerson(other, leg));
  return present.toSorted((a, b) => came(a) - came(b));
}

/** Two legs of one caller have one address (`tel:+49…`, 2.3 [OBS]). */
function isSamePerson(one: Participant, other: Participant): boolean {
  return one.id === other.id || (one.address !== null && one.address === other.address);
}

/**
 * The caller's leg: a customer's, else an external's; of several the first, so that a callback's leg stays the caller's
 * when it becomes a call. None on a call among colleagues.
 */
export function callerLeg(conversation: Conversation): Participant | undefined {
  const callers = presentCallers(conversation);
  return callers.find(({ purpose }) => purpose === "customer") ?? callers[0];
}

/** The leg that a caller got in place of this one, which a transfer ended: what was typed for this one belongs there. */
export function successorOf(conversation: Conversation, leg: Participant): Participant | undefined {
  const present = presentCallers(conversation);
  if (!isCaller(leg) || !isHandedOn(leg) || present.some(({ id }) => id === leg.id)) return undefined;
  return present.find((other) => isSamePerson(other, leg)) ?? callerLeg(conversation);
}

/** May its attributes be written, as far as legs decide? Not one's own, not other agents', not a leg that is no more. */
export function isWritable(conversation: Conversation, leg: Participant): boolean {
  return isCaller(leg) && !successorOf(conversation, leg);
}
