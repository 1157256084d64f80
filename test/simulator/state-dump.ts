import type { Call } from "./call.ts";
import type { Json } from "./json.ts";
import { stateOf } from "./shape-parts.ts";
import type { World } from "./world.ts";

/** A call in short, with the attributes exactly as they are stored. */
export interface ConversationDump {
  id: string;
  ended: boolean;
  externalTag: string | undefined;
  participants: {
    id: string;
    purpose: string;
    state: string;
    held: boolean;
    userId: string | undefined;
    afterCallWork: "none" | "open" | "done";
    attributes: Record<string, Json>;
  }[];
}

/** Counts and lists for tests. */
export interface StateDump {
  now: number;
  tokens: number;
  logins: number;
  channels: number;
  openSockets: number;
  /** How many of one person's were ever open at once. */
  mostSockets: number;
  waitingFaults: number;
  conversations: string[];
  people: { id: string; name: string; role: "agent" | "supervisor" }[];
}

/** One call, raw. */
export function dumpConversation(call: Call): ConversationDump {
  return {
    id: call.id,
    ended: call.endTime !== undefined,
    externalTag: call.externalTag,
    participants: call.legs.map((leg) => ({
      id: leg.id,
      purpose: leg.purpose,
      state: stateOf(leg),
      held: leg.phase.is === "connected" && leg.phase.held,
      userId: leg.userId,
      afterCallWork: leg.afterCallWork.is,
      attributes: Object.fromEntries(leg.attributes),
    })),
  };
}

/** What there is. */
export function dumpState(world: World): StateDump {
  const channels = [...world.channels.values()];
  return {
    now: world.timeline.now(),
    tokens: world.tokens.size,
    logins: world.logins.size,
    channels: channels.length,
    openSockets: channels.filter((channel) => channel.socket !== undefined).length,
    mostSockets: world.mostSockets,
    waitingFaults: world.faults.length,
    conversations: [...world.calls.keys()],
    people: Array.from(world.people.values(), ({ id, name, role }) => ({ id, name, role })),
  };
}
