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
export function stateOf(leg: Leg): "alerting" | "dialing" | "connected" | "terminated" {
  return leg.phase.is === "ended" ? "terminated" : leg.phase.is;
}

type RecordingState = Call["recording"];

/** Whether the call's media are recorded on this leg now, or would be but for a pause. */
export function recordingOf(call: Call, leg: Leg): RecordingState {
  return leg.phase.is === "connected" && leg.supervision === undefined ? call.recording : "none";
}

/** The same of the whole call. */
export function callRecording(call: Call): RecordingState {
  return call.legs.some((leg) => recordingOf(call, leg) !== "none") ? call.recording : "none";
}

/** The queue as an event names it; whether with its name, no source says. */
export function eventQueue(assumed: Assumptions, leg: Leg): Shape | undefined {
  if (leg.queue === undefined) return undefined;
  return { id: leg.queue.id, name: assumed.eventQueueName ? leg.queue.name : undefined };
}

/** `Wrapup`; the events' form lacks the code's name. */
export function wrapupShape(leg: Leg): Shape | undefined {
  if (leg.wrapup === undefined) return undefined;
  const { code, notes, seconds, at } = leg.wrapup;
  return { code, notes: notes ?? "", tags: [], durationSeconds: seconds, endTime: iso(at) };
}

function consultOf(assumed: Assumptions, leg: Leg): string | undefined {
  switch (assumed.consultParticipantIdOn) {
    case "initiator":
      return leg.consults;
    case "target":
      return leg.consultedBy;
    case "both":
      return leg.consults ?? leg.consultedBy;
  }
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
    // The defaults of a queue's calls: seen on agents' legs only, 2.4.
    wrapupPrompt: isAgent ? "timeout" : undefined,
    wrapupTimeoutMs: isAgent ? wrapupTimeoutMs : undefined,
    alertingTimeoutMs: isAgent ? alertingTimeoutMs : undefined,
    startAcwTime: leg.afterCallWork.is === "none" ? undefined : iso(leg.afterCallWork.since),
    endAcwTime: leg.afterCallWork.is === "done" ? iso(leg.afterCallWork.at) : undefined,
    attributes: attributesShape(assumed, leg.attributes),
    wrapup: wrapupShape(leg),
    mediaRoles: leg.supervision !== undefined && assumed.supervisorMediaRoles ? [leg.supervision.kind] : undefined,
    monitoredParticipantId: leg.supervision?.kind === "monitor" ? leg.supervision.participantId : undefined,
    coachedParticipantId: leg.supervision?.kind === "coach" ? leg.supervision.participantId : undefined,
    bargedParticipantId: leg.supervision?.kind === "barge" ? leg.supervision.participantId : undefined,
    consultParticipantId: consultOf(assumed, leg),
  };
}

/** How long after-call work lasts at most, in ms; as in the captures of 2.4. */
export const wrapupTimeoutMs = 120_000;

/** How long an agent's phone rings, in ms; as in the captures of 2.4. */
export const alertingTimeoutMs = 8_000;
