import type { Assumptions } from "./assumptions.ts";
import { connectedAt, type Call, type Leg } from "./call.ts";
import { canonicalString, type Json } from "./json.ts";

/** An object on its way to JSON; `undefined` members vanish there. */
export type Shape = Record<string, unknown>;

/** Adds members to a shape in place; spreading objects of this size was measured to be fifty times as slow. */
export function extended(shape: Shape, members: Shape): Shape {
  return Object.assign(shape, members);
}

/** ISO 8601 with milliseconds, as in every capture. */
export function iso(moment: number | undefined): string | undefined {
  return moment === undefined ? undefined : new Date(moment).toISOString();
}

/** The attribute map as the conversation models carry it: always there, `{}` when empty (2.3 no. 3 [OBS]). */
export function attributesShape(assumed: Assumptions, attributes: ReadonlyMap<string, Json>): Record<string, Json> {
  const shown = assumed.nativeValueShown === "asStored" ? (value: Json) => value : canonicalString;
  return Object.fromEntries(Array.from(attributes, ([name, value]) => [name, shown(value)]));
}

/** The state in 2.1's words. */
export function stateOf(leg: Leg): "alerting" | "connected" | "terminated" {
  return leg.phase.is === "ended" ? "terminated" : leg.phase.is;
}

/** Whether the call's media are recorded on this leg now. */
export function isRecorded(leg: Leg): boolean {
  return leg.phase.is === "connected" && leg.supervision === undefined;
}

/** Whether anything is recorded now. */
export function isCallRecorded(call: Call): boolean {
  return call.legs.some(isRecorded);
}

/** The members that the flat and the nested models share, as far as the leg has them. */
export function commonParts(assumed: Assumptions, leg: Leg): Shape {
  const isAgent = leg.purpose === "agent";
  return {
    id: leg.id,
    address: leg.address,
    startTime: iso(leg.startTime),
    startAlertingTime: iso(leg.startAlertingTime),
    connectedTime: iso(connectedAt(leg)),
    endTime: leg.phase.is === "ended" ? iso(leg.phase.at) : undefined,
    purpose: leg.purpose,
    wrapupRequired: leg.wrapupRequired,
    wrapupPrompt: isAgent ? "timeout" : undefined,
    wrapupTimeoutMs: isAgent ? wrapupTimeoutMs : undefined,
    alertingTimeoutMs: isAgent ? alertingTimeoutMs : undefined,
    startAcwTime: leg.afterCallWork.is === "none" ? undefined : iso(leg.afterCallWork.since),
    endAcwTime: leg.afterCallWork.is === "done" ? iso(leg.afterCallWork.at) : undefined,
    attributes: attributesShape(assumed, leg.attributes),
    mediaRoles: leg.supervision !== undefined && assumed.supervisorMediaRoles ? [leg.supervision.kind] : undefined,
    monitoredParticipantId: leg.supervision?.kind === "monitor" ? leg.supervision.participantId : undefined,
    coachedParticipantId: leg.supervision?.kind === "coach" ? leg.supervision.participantId : undefined,
    bargedParticipantId: leg.supervision?.kind === "barge" ? leg.supervision.participantId : undefined,
    consultParticipantId: leg.consults,
  };
}

/** How long after-call work lasts at most, in ms; as in the captures of 2.4. */
export const wrapupTimeoutMs = 120_000;

/** How long an agent's phone rings, in ms; as in the captures of 2.4. */
export const alertingTimeoutMs = 8_000;
