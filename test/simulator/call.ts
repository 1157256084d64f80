import type { Json } from "./json.ts";
import type { Queue } from "./people.ts";

/** Where a leg stands. All times in ms since 1970. An ended leg is seen as `terminated`: genesys-platform-api.md 2.1 [OBS]. */
export type Phase =
  | { is: "alerting"; since: number }
  | { is: "connected"; since: number; held: boolean; muted: boolean }
  | { is: "ended"; connectedAt: number | undefined; at: number; disconnectType: DisconnectType };

/** The few of 2.1's disconnect types that the simulator uses [SDK S5]. */
export type DisconnectType = "client" | "endpoint" | "peer" | "transfer" | "transfer.consult";

/** After-call work of an agent's leg. `none` until the leg ends. */
export type AfterCallWork = { is: "none" } | { is: "open"; since: number } | { is: "done"; since: number; at: number };

/** What a supervisor does on the call, and to whose leg. */
export interface Supervision {
  kind: "monitor" | "coach" | "barge";
  participantId: string;
}

/** One leg of a call, in the simulator's own form; `calls-shape.ts` and the others turn it into Genesys' models. */
export interface Leg {
  readonly id: string;
  readonly communicationId: string;
  readonly purpose: "customer" | "external" | "ivr" | "acd" | "agent" | "user";
  readonly name: string | undefined;
  readonly address: string;
  readonly userId: string | undefined;
  readonly startTime: number;
  readonly startAlertingTime: number | undefined;
  readonly wrapupRequired: boolean;
  readonly supervision: Supervision | undefined;
  readonly consults: string | undefined;
  phase: Phase;
  afterCallWork: AfterCallWork;
  attributes: Map<string, Json>;
}

/** One voice conversation. */
export interface Call {
  readonly id: string;
  readonly startTime: number;
  readonly queue: Queue;
  readonly ani: string;
  readonly dnis: string;
  readonly peerId: string;
  readonly externalContactId: string | undefined;
  readonly legs: Leg[];
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

/** The leg whose attributes everybody means: the latest customer's or external's. */
export function callerLeg(call: Call): Leg | undefined {
  return call.legs.findLast((leg) => leg.purpose === "customer" || leg.purpose === "external");
}

/** A user's leg: the live one, else the latest (2.3 no. 1: one user can own several). */
export function legOfUser(call: Call, userId: string): Leg | undefined {
  const own = call.legs.filter((leg) => leg.userId === userId);
  return own.findLast(isLive) ?? own.at(-1);
}

/** When the leg was connected, if it ever was. */
export function connectedAt(leg: Leg): number | undefined {
  if (leg.phase.is === "connected") return leg.phase.since;
  return leg.phase.is === "ended" ? leg.phase.connectedAt : undefined;
}
