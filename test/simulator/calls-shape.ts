import type { Assumptions } from "./assumptions.ts";
import { isLive, type Call, type Leg } from "./call.ts";
import type { Person } from "./people.ts";
import { commonParts, extended, isCallRecorded, isRecorded, stateOf, type Shape } from "./shape-parts.ts";

type Reference = (id: string, path: string) => Shape;

function participant(assumed: Assumptions, call: Call, leg: Leg, reference: Reference): Shape {
  const hasQueue = leg.purpose !== "ivr" && leg.supervision === undefined;
  const isRecordedNow = isRecorded(leg);
  return extended(commonParts(assumed, leg), {
    name: leg.userId === undefined ? leg.name : undefined,
    state: stateOf(leg),
    direction: "inbound",
    disconnectType: leg.phase.is === "ended" ? leg.phase.disconnectType : undefined,
    held: leg.phase.is === "connected" && leg.phase.held,
    user: leg.userId === undefined ? undefined : reference(leg.userId, "users"),
    queue: hasQueue ? reference(call.queue.id, "routing/queues") : undefined,
    externalContact:
      leg.purpose === "customer" && call.externalContactId !== undefined
        ? reference(call.externalContactId, "externalcontacts/contacts")
        : undefined,
    conversationRoutingData:
      leg.purpose === "acd"
        ? { queue: reference(call.queue.id, "routing/queues"), priority: 0, skills: [], scoredAgents: [] }
        : undefined,
    provider: "Edge",
    peer: leg.purpose === "customer" ? undefined : call.peerId,
    muted: leg.phase.is === "connected" && leg.phase.muted,
    confined: false,
    recording: isRecordedNow,
    recordingState: isRecordedNow ? "active" : "none",
    securePause: false,
    ani: leg.userId !== undefined && !isLive(leg) ? undefined : call.ani,
    dnis: leg.purpose === "customer" || leg.purpose === "external" ? call.dnis : leg.address,
  });
}

/** `CallConversation`: flat legs, no names on agents, no times on the conversation. genesys-platform-api.md 2.2, 2.4. */
export function callConversation(assumed: Assumptions, call: Call): Shape {
  const reference: Reference = (id, path) => ({ id, selfUri: `/api/v2/${path}/${id}` });
  return {
    id: call.id,
    participants: call.legs.map((leg) => participant(assumed, call, leg, reference)),
    otherMediaUris: [],
    recordingState: isCallRecorded(call) ? "active" : "none",
    securePause: false,
    selfUri: `/api/v2/conversations/calls/${call.id}`,
  };
}

/** `CallConversationEntityListing`: pageSize equals the count. 2.3 no. 4 [OBS S16]. */
export function callListing(assumed: Assumptions, calls: readonly Call[]): Shape {
  return listing(
    calls.map((call) => callConversation(assumed, call)),
    "/api/v2/conversations/calls",
  );
}

/** The envelope of the listings, as in capture S16. */
export function listing(entities: readonly Shape[], uri: string): Shape {
  return {
    entities,
    pageSize: entities.length,
    pageNumber: 1,
    total: entities.length,
    pageCount: 1,
    firstUri: uri,
    lastUri: uri,
    selfUri: uri,
  };
}

/** The body of a `v2.users.{id}.conversations.calls` event: flat; references have no selfUri, users a name. 2.2, 7.3. */
export function callEventBody(assumed: Assumptions, call: Call, people: ReadonlyMap<string, Person>): Shape {
  const reference: Reference = (id) => ({ id, name: people.get(id)?.name });
  return {
    id: call.id,
    participants: call.legs.map((leg) =>
      extended(participant(assumed, call, leg, reference), {
        startAlertingTime: undefined,
        initialState: leg.purpose === "agent" ? "alerting" : undefined,
      }),
    ),
    otherMediaUris: [],
    recordingState: isCallRecorded(call) ? "active" : "none",
  };
}
