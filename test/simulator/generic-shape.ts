import type { Assumptions } from "./assumptions.ts";
import { connectedAt, initialStateOf, isCaller, type Call, type Leg } from "./call.ts";
import { callbackShape } from "./callback-shape.ts";
import { callRecording, commonParts, extended, iso, recordingOf, stateOf, type Shape } from "./shape-parts.ts";

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
  const recording = recordingOf(call, leg);
  return {
    state: stateOf(leg),
    initialState: initialStateOf(leg),
    id: leg.communicationId,
    direction: leg.direction,
    recording: recording === "active",
    recordingState: recording,
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
    peerId: isCaller(leg) ? undefined : call.peerId,
    afterCallWorkRequired: false,
    self: { name: leg.name, addressNormalized: leg.address },
    other: { addressNormalized: isCaller(leg) ? leg.dnis : leg.ani },
  };
}

function participant(assumed: Assumptions, call: Call, leg: Leg): Shape {
  return extended(commonParts(assumed, leg), {
    startAlertingTime: undefined,
    name: leg.name,
    userId: leg.userId,
    userUri: leg.userId === undefined ? undefined : `/api/v2/users/${leg.userId}`,
    queueId: leg.queue?.id,
    queueName: leg.queue?.name,
    externalContactId: leg.externalContactId,
    ani: leg.ani,
    dnis: isCaller(leg) ? leg.dnis : call.dnis,
    calls: [communication(call, leg)],
  });
}

/** `Conversation`: state inside `calls[]`, empty arrays of the other media present. genesys-platform-api.md 2.2, 2.5 [OBS S18]. */
export function genericConversation(assumed: Assumptions, call: Call): Shape {
  return {
    id: call.id,
    externalTag: call.externalTag,
    startTime: iso(call.startTime),
    endTime: iso(call.endTime),
    address: call.dnis,
    participants: call.legs.map((leg) =>
      extended(participant(assumed, call, leg), { ...unusedMedia, callbacks: callbackShape(call, leg) }),
    ),
    recordingState: callRecording(call).toUpperCase(),
    divisions: [
      {
        division: { id: "aaaaaaaa-0000-4000-8000-00000000d001" },
        entities: call.queue === undefined ? [] : [{ id: call.queue.id }],
      },
    ],
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
        // The event's model has no `startTime`, `ani` …: 2.2.
        startTime: undefined,
        userUri: undefined,
        queueName: undefined,
        ani: undefined,
        dnis: undefined,
        calls: [extended(communication(call, leg), { segments: undefined, startAlertingTime: undefined })],
        callbacks: call.kind === "callback" ? callbackShape(call, leg) : undefined,
        wrapupExpected: leg.wrapupRequired,
        additionalProperties: {},
      }),
    ),
    recordingState: callRecording(call),
    additionalProperties: {},
  };
}
