import type { Assumptions } from "./assumptions.ts";
import { callerLeg, connectedAt, type Call, type Leg } from "./call.ts";
import { commonParts, extended, iso, isCallRecorded, isRecorded, stateOf, type Shape } from "./shape-parts.ts";

const unusedMedia = {
  callbacks: [],
  chats: [],
  cobrowsesessions: [],
  emails: [],
  messages: [],
  screenshares: [],
  socialExpressions: [],
  videos: [],
};

function communication(call: Call, leg: Leg): Shape {
  const connected = connectedAt(leg);
  const isRecordedNow = isRecorded(leg);
  return {
    state: stateOf(leg),
    initialState: leg.purpose === "agent" ? "alerting" : undefined,
    id: leg.communicationId,
    direction: "inbound",
    recording: isRecordedNow,
    recordingState: isRecordedNow ? "active" : "none",
    muted: leg.phase.is === "connected" && leg.phase.muted,
    confined: false,
    held: leg.phase.is === "connected" && leg.phase.held,
    securePause: false,
    disconnectType: leg.phase.is === "ended" ? leg.phase.disconnectType : undefined,
    segments: connected === undefined ? [] : [{ startTime: iso(connected), type: "Interact" }],
    startAlertingTime: iso(leg.startAlertingTime),
    connectedTime: iso(connected),
    disconnectedTime: leg.phase.is === "ended" ? iso(leg.phase.at) : undefined,
    provider: "Edge",
    peerId: leg === callerLeg(call) ? undefined : call.peerId,
    afterCallWorkRequired: false,
    self: { name: leg.name, addressNormalized: leg.address },
    other: { addressNormalized: leg.purpose === "customer" ? call.dnis : call.ani },
  };
}

function participant(assumed: Assumptions, call: Call, leg: Leg): Shape {
  const hasQueue = leg.purpose !== "ivr" && leg.supervision === undefined;
  return extended(commonParts(assumed, leg), {
    startAlertingTime: undefined,
    name: leg.name,
    userId: leg.userId,
    userUri: leg.userId === undefined ? undefined : `/api/v2/users/${leg.userId}`,
    queueId: hasQueue ? call.queue.id : undefined,
    queueName: hasQueue ? call.queue.name : undefined,
    externalContactId: leg.purpose === "customer" ? call.externalContactId : undefined,
    ani: call.ani,
    dnis: call.dnis,
    calls: [communication(call, leg)],
  });
}

/** `Conversation`: state inside `calls[]`, empty arrays of the other media present. genesys-platform-api.md 2.2, 2.5 [OBS S18]. */
export function genericConversation(assumed: Assumptions, call: Call): Shape {
  return {
    id: call.id,
    startTime: iso(call.startTime),
    endTime: iso(call.endTime),
    address: call.dnis,
    participants: call.legs.map((leg) => extended(participant(assumed, call, leg), unusedMedia)),
    recordingState: isCallRecorded(call) ? "ACTIVE" : "NONE",
    divisions: [{ division: { id: "aaaaaaaa-0000-4000-8000-00000000d001" }, entities: [{ id: call.queue.id }] }],
    securePause: false,
    selfUri: `/api/v2/conversations/${call.id}`,
  };
}

/**
 * The body of a `v2.users.{id}.conversations` event: the generic form without conversation times, and without whatever the
 * event's own model lacks on legs and calls; with the junk members of real frames. 2.2, 7.3 [SDK S1, OBS].
 */
export function genericEventBody(assumed: Assumptions, call: Call): Shape {
  return {
    id: call.id,
    address: call.dnis,
    participants: call.legs.map((leg) =>
      extended(participant(assumed, call, leg), {
        startTime: undefined,
        userUri: undefined,
        queueName: undefined,
        ani: undefined,
        dnis: undefined,
        calls: [extended(communication(call, leg), { segments: undefined, startAlertingTime: undefined })],
        wrapupExpected: leg.wrapupRequired,
        additionalProperties: {},
      }),
    ),
    recordingState: isCallRecorded(call) ? "active" : "none",
    additionalProperties: {},
  };
}
