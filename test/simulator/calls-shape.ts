import type { Assumptions } from "./assumptions.ts";
import { initialStateOf, isLive, type Call, type Leg } from "./call.ts";
import type { Person } from "./people.ts";
import { callRecording, commonParts, eventQueue, extended, recordingOf, stateOf, type Shape } from "./shape-parts.ts";

type Reference = (id: string, path: string) => Shape;

function participant(assumed: Assumptions, call: Call, leg: Leg, reference: Reference): Shape {
  const recording = recordingOf(call, leg);
  const queue = leg.queue === undefined ? undefined : reference(leg.queue.id, "routing/queues");
  return extended(commonParts(assumed, leg), {
    name: leg.userId === undefined ? leg.name : undefined,
    state: stateOf(leg),
    direction: leg.direction,
    disconnectType: leg.phase.is === "ended" ? leg.phase.disconnectType : undefined,
    held: leg.phase.is === "connected" && leg.phase.held,
    user: leg.userId === undefined ? undefined : reference(leg.userId, "users"),
    queue,
    externalContact:
      leg.externalContactId === undefined ? undefined : reference(leg.externalContactId, "externalcontacts/contacts"),
    conversationRoutingData: leg.purpose === "acd" ? { queue, priority: 0, skills: [], scoredAgents: [] } : undefined,
    provider: "Edge",
    peer: leg.purpose === "customer" ? undefined : call.peerId,
    muted: leg.phase.is === "connected" && leg.phase.muted,
    confined: false,
    recording: recording === "active",
    recordingState: recording,
    securePause: false,
    ani: leg.userId !== undefined && !isLive(leg) ? undefined : leg.ani,
    dnis: leg.dnis,
  });
}

/** `CallConversation`: flat legs, no names on agents, no times on the conversation. genesys-platform-api.md 2.2, 2.4. */
export function callConversation(assumed: Assumptions, call: Call): Shape {
  const reference: Reference = (id, path) => ({ id, selfUri: `/api/v2/${path}/${id}` });
  return {
    id: call.id,
    participants: call.legs.map((leg) => participant(assumed, call, leg, reference)),
    otherMediaUris: [],
    recordingState: callRecording(call),
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
        initialState: initialStateOf(leg),
        queue: eventQueue(assumed, leg),
      }),
    ),
    otherMediaUris: [],
    recordingState: callRecording(call),
  };
}
