import type { Json } from "./json.ts";
import type { Queue } from "./people.ts";

/** Where a leg stands. All times in ms since 1970. An ended leg is seen as `terminated`: genesys-platform-api.md 2.1 [OBS]. */
export type Phase =
  | { is: "alerting" | "dialing"; since: number }
  | { is: "connected"; since: number; held: boolean; muted: boolean }
  | { is: "ended"; connectedAt: number | undefined; at: number; disconnectType: DisconnectType };

/** 2.1's disconnect types, as far as calls have them [SDK S5]. */
export const disconnectTypes = [
  "client",
  "endpoint",
  "error",
  "peer",
  "system",
  "timeout",
  "transfer",
  "transfer.conference",
  "transfer.consult",
  "transfer.forward",
  "transfer.noanswer",
  "transfer.notavailable",
  "transport.failure",
  "uncallable",
] as const;
export type DisconnectType = (typeof disconnectTypes)[number];

/** After-call work of an agent's leg. `none` until the leg ends. */
export type AfterCallWork = { is: "none" } | { is: "open"; since: number } | { is: "done"; since: number; at: number };

/** How an agent wrapped a call up: `Wrapup`, 1.1 [SDK]. */
export interface Wrapup {
  code: string;
  notes: string | undefined;
  seconds: number;
  at: number;
}

/** What a supervisor does on the call, and to whose leg. */
export interface Supervision {
  kind: "monitor" | "coach" | "barge";
  participantId: string;
}

/** The purposes of 2.1 that calls have here [SDK S4, S5]. */
export type Purpose = "customer" | "external" | "ivr" | "acd" | "agent" | "user" | "dialer" | "campaign";

/** How the call came about. A callback is one that has become a call. */
export type CallKind = "inbound" | "outbound" | "internal" | "callback" | "campaign";

/** One leg of a call, in the simulator's own form; `calls-shape.ts` and the others turn it into Genesys' models. */
export interface Leg {
  readonly id: string;
  readonly communicationId: string;
  readonly purpose: Purpose;
  readonly direction: "inbound" | "outbound";
  readonly name: string | undefined;
  readonly address: string;
  readonly ani: string;
  readonly dnis: string;
  readonly userId: string | undefined;
  readonly startTime: number;
  readonly startAlertingTime: number | undefined;
  readonly wrapupRequired: boolean;
  readonly supervision: Supervision | undefined;
  /** The queue that the leg is on account of; undefined for ivr, supervisors and calls without a queue. */
  readonly queue: Queue | undefined;
  externalContactId: string | undefined;
  /** The leg at the other end of a consultation that this one began, while it lasts and after its completion. */
  consults: string | undefined;
  /** The leg that began the consultation with this one. */
  consultedBy: string | undefined;
  phase: Phase;
  afterCallWork: AfterCallWork;
  wrapup: Wrapup | undefined;
  attributes: Map<string, Json>;
}

/** One voice conversation. */
export interface Call {
  readonly id: string;
  readonly kind: CallKind;
  readonly startTime: number;
  readonly queue: Queue | undefined;
  readonly ani: string;
  readonly dnis: string;
  readonly peerId: string;
  readonly legs: Leg[];
  recording: "active" | "paused" | "none";
  /** 1.5: `PUT …/tags`. */
  externalTag: string | undefined;
  /** Set when nobody is connected or in after-call work any more. */
  endTime: number | undefined;
}

/** Whether the leg is on the call now. */
export function isLive(leg: Leg): boolean {
  return leg.phase.is !== "ended";
}

/** Whether the leg's user still has to do with the call: live, or in after-call work. */
export function isActive(leg: Leg): boolean {
  return isLive(leg) || leg.afterCallWork.is === "open";
}

/** The users who still have to do with the call. */
export function activeUsers(call: Call): Set<string> {
  const users = new Set<string>();
  for (const leg of call.legs) if (leg.userId !== undefined && isActive(leg)) users.add(leg.userId);
  return users;
}

/** Whether the leg is somebody outside's. */
export function isCaller(leg: Leg): boolean {
  return leg.purpose === "customer" || leg.purpose === "external";
}

/** The leg whose attributes everybody means: the latest customer's or external's; of several live callers the first. */
export function callerLeg(call: Call): Leg | undefined {
  return call.legs.find((leg) => isCaller(leg) && isLive(leg)) ?? call.legs.findLast(isCaller);
}

/** A live colleague on the call. */
export function otherPerson(call: Call, userId: string | undefined): Leg | undefined {
  const others = call.legs.filter((leg) => leg.userId !== undefined && leg.userId !== userId);
  return others.findLast(isLive) ?? others.at(-1);
}

/** A user's leg: the live one, else the latest (2.3 no. 1: one user can own several). */
export function legOfUser(call: Call, userId: string): Leg | undefined {
  const own = call.legs.filter((leg) => leg.userId === userId);
  return own.findLast(isLive) ?? own.at(-1);
}

/** The state that a person's leg began in; the events' models alone have it. 2.2, 7.3. */
export function initialStateOf(leg: Leg): "alerting" | "dialing" | undefined {
  if (leg.userId === undefined || leg.supervision !== undefined) return undefined;
  return leg.startAlertingTime === undefined ? "dialing" : "alerting";
}

/** When the leg was connected, if it ever was. */
export function connectedAt(leg: Leg): number | undefined {
  if (leg.phase.is === "connected") return leg.phase.since;
  return leg.phase.is === "ended" ? leg.phase.connectedAt : undefined;
}
